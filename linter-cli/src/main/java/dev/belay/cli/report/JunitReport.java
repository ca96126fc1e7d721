package dev.belay.cli.report;

import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.RuleInfo;
import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/**
 * Findings as a test report: what fails the run is a failed test, what does not is a skipped one, a
 * rule without findings is a passed one, so that a clean run is no empty report.
 */
final class JunitReport implements ReportWriter {

  private final Layout layout;

  JunitReport(Layout layout) {
    this.layout = layout;
  }

  @Override
  public void write(Results results, Sources sources, Writer out) throws IOException {
    Set<String> speaking =
        results.findings().stream().map(Finding::ruleId).collect(Collectors.toSet());
    long silent = results.rules().stream().filter(rule -> !speaking.contains(rule.id())).count();
    long failures = results.findings().stream().filter(results::fails).count();
    long skipped = results.findings().size() - failures;
    long tests = results.findings().size() + results.notices().size() + silent;
    Xml.document(
        out,
        xml -> {
          xml.start("testsuites");
          xml.start(
              "testsuite",
              "name",
              "belay",
              "tests",
              tests,
              "failures",
              failures,
              "errors",
              results.notices().size(),
              "skipped",
              skipped);
          for (RuleInfo rule : results.rules()) {
            if (!speaking.contains(rule.id())) {
              xml.empty("testcase", "classname", "belay", "name", rule.id());
            }
          }
          for (Finding finding : results.findings()) {
            write(finding, results.fails(finding), xml);
          }
          for (Notice notice : results.notices()) {
            xml.start(
                "testcase",
                "classname",
                notice.path().map(layout::inRepository).orElse("belay"),
                "name",
                notice.ruleId().orElse("reading"));
            xml.text("error", notice.line(layout), "message", notice.text());
            xml.end();
          }
          xml.end();
          xml.end();
        });
  }

  private void write(Finding finding, boolean fails, Xml xml) throws XMLStreamException {
    String path = layout.inRepository(finding.at().path());
    xml.start(
        "testcase",
        "classname",
        path,
        "name",
        finding.ruleId() + " at line " + finding.at().startLine(),
        "file",
        path,
        "line",
        finding.at().startLine());
    if (fails) {
      xml.text(
          "failure", text(finding, path), "type", finding.ruleId(), "message", finding.message());
    } else {
      xml.empty("skipped", "message", finding.severity().word() + ": " + finding.message());
    }
    xml.end();
  }

  private String text(Finding finding, String path) {
    StringBuilder text = new StringBuilder();
    text.append(path + ":" + finding.at().startLine() + ":" + finding.at().startColumn() + ": ")
        .append(finding.severity().word() + ": " + finding.message());
    for (Evidence step : finding.evidence()) {
      text.append(
              "\n  " + layout.inRepository(step.at().path()) + ":" + step.at().startLine() + ": ")
          .append(step.text());
    }
    finding.help().ifPresent(help -> text.append("\n  help: " + help));
    return text.toString();
  }
}
