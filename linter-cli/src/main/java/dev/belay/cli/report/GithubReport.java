package dev.belay.cli.report;

import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Workflow commands, which GitHub shows as annotations of a pull request. Of a step it shows ten
 * errors, ten warnings and ten notices and drops the rest unseen, so the rest is counted here.
 */
final class GithubReport implements ReportWriter {

  private static final int MOST_OF_A_LEVEL = 10;

  private final Layout layout;

  GithubReport(Layout layout) {
    this.layout = layout;
  }

  @Override
  public void write(Results results, Sources sources, Writer out) throws IOException {
    int told = 0;
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      // The line that counts the rest is a notice itself.
      int most = severity == Severity.NOTE ? MOST_OF_A_LEVEL - 1 : MOST_OF_A_LEVEL;
      List<Finding> worst =
          results.findings().stream().filter(it -> it.severity() == severity).limit(most).toList();
      for (Finding finding : worst) {
        write(finding, out);
      }
      told += worst.size();
    }
    int untold = results.findings().size() - told;
    if (untold > 0) {
      out.append("::notice title=Belay::" + untold + " more findings, lighter or later ones\n");
    }
  }

  private void write(Finding finding, Writer out) throws IOException {
    StringBuilder text = new StringBuilder(Printable.of(finding.message()));
    for (Evidence step : finding.evidence()) {
      text.append('\n')
          .append(layout.inRepository(step.at().path()))
          .append(':')
          .append(step.at().startLine())
          .append(": ")
          .append(Printable.of(step.text()));
    }
    finding.help().ifPresent(help -> text.append("\nhelp: ").append(Printable.of(help)));
    out.append("::")
        .append(command(finding.severity()))
        .append(" file=")
        .append(property(layout.inRepository(finding.at().path())))
        .append(",line=" + finding.at().startLine())
        .append(",endLine=" + finding.at().endLine());
    if (finding.at().startLine() == finding.at().endLine()) {
      // Columns are taken for a place within one line alone.
      out.append(",col=" + finding.at().startColumn())
          .append(",endColumn=" + finding.at().endColumn());
    }
    out.append(",title=")
        .append(property(finding.ruleId()))
        .append("::")
        .append(data(text.toString()))
        .append('\n');
  }

  private static String command(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE, OFF -> "notice";
    };
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }

  /** A line that starts with two colons would be a command of its own. */
  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }
}
