package dev.belay.cli.report;

import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Checkstyle's XML, which many viewers of build servers and editors read. */
final class CheckstyleReport implements ReportWriter {

  private final Layout layout;

  CheckstyleReport(Layout layout) {
    this.layout = layout;
  }

  /** What an {@code error} element says. */
  private record Entry(int line, int column, String severity, String message, String source) {}

  @Override
  public void write(Results results, Sources sources, Writer out) throws IOException {
    Map<String, List<Entry>> byPath = new TreeMap<>();
    for (Finding finding : results.findings()) {
      add(
          byPath,
          finding.at().path(),
          new Entry(
              finding.at().startLine(),
              finding.at().startColumn(),
              severity(finding.severity()),
              finding.message(),
              "belay." + finding.ruleId()));
    }
    for (Notice notice : results.notices()) {
      add(
          byPath,
          notice.path().orElse("."),
          new Entry(
              Math.max(1, notice.line()),
              notice.column(),
              notice.harmless() ? "warning" : "error",
              notice.text(),
              "belay"));
    }
    Xml.document(
        out,
        xml -> {
          xml.start("checkstyle", "version", "10.0");
          for (Map.Entry<String, List<Entry>> file : byPath.entrySet()) {
            xml.start("file", "name", layout.inRepository(file.getKey()));
            file.getValue().sort(Comparator.comparingInt(Entry::line));
            for (Entry entry : file.getValue()) {
              xml.empty(
                  "error",
                  "line",
                  entry.line,
                  "column",
                  entry.column,
                  "severity",
                  entry.severity,
                  "message",
                  entry.message,
                  "source",
                  entry.source);
            }
            xml.end();
          }
          xml.end();
        });
  }

  private static void add(Map<String, List<Entry>> byPath, String path, Entry entry) {
    byPath.computeIfAbsent(path, it -> new ArrayList<>()).add(entry);
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE, OFF -> "info";
    };
  }
}
