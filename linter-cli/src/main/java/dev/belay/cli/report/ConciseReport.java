package dev.belay.cli.report;

import dev.belay.linter.rule.Finding;
import java.io.IOException;
import java.io.Writer;

/** One line a finding: {@code path:line:column: severity: message [rule]}, as compilers print. */
final class ConciseReport implements ReportWriter {

  private final Layout layout;

  ConciseReport(Layout layout) {
    this.layout = layout;
  }

  @Override
  public void write(Results results, Sources sources, Writer out) throws IOException {
    for (Finding finding : results.findings()) {
      out.append(layout.shown(finding.at().path()))
          .append(":" + finding.at().startLine() + ":" + finding.at().startColumn() + ": ")
          .append(finding.severity().word())
          .append(": ")
          .append(Printable.of(finding.message()))
          .append(" [" + finding.ruleId() + "]\n");
    }
  }
}
