package dev.belay.cli.report;

import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * For a reader at a terminal: place, message, source line with carets, evidence, help, at the end a
 * count.
 */
final class TextReport implements ReportWriter {

  private static final int GUTTER = 5;

  private final Layout layout;
  private final Paint paint;

  TextReport(Layout layout) {
    this.layout = layout;
    this.paint = new Paint(layout.colours());
  }

  @Override
  public void write(Results results, Sources sources, Writer out) throws IOException {
    for (Finding finding : results.findings()) {
      write(finding, "", sources, out);
    }
    for (Results.Silenced silenced : results.silenced()) {
      write(silenced.finding(), mark(silenced), sources, out);
    }
    if (!layout.quiet()) {
      out.append(summary(results)).append('\n');
    }
  }

  private void write(Finding finding, String mark, Sources sources, Writer out) throws IOException {
    Severity severity = finding.severity();
    out.append(
            paint.strong(
                layout.shown(finding.at().path())
                    + ":"
                    + finding.at().startLine()
                    + ":"
                    + finding.at().startColumn()
                    + ":"))
        .append(' ')
        .append(paint.of(severity, severity.word() + ":"))
        .append(' ')
        .append(Printable.of(finding.message()))
        .append(' ')
        .append(paint.faint("[" + finding.ruleId() + "]"))
        .append(mark)
        .append('\n');
    excerpt(finding, sources, out);
    for (Evidence step : finding.evidence()) {
      indent(out).append(place(step, finding)).append(Printable.of(step.text())).append('\n');
    }
    if (finding.help().isPresent()) {
      indent(out).append(paint.help("help: " + Printable.of(finding.help().get()))).append('\n');
    }
    for (Fix fix : finding.fixes()) {
      String option = fix.safety() == Fix.Safety.SAFE ? " (--fix)" : " (--unsafe-fixes)";
      indent(out).append(paint.help("fix: " + Printable.of(fix.title()) + option)).append('\n');
    }
    if (layout.verbose() && finding.refusal().isPresent()) {
      String reason = Printable.of(finding.refusal().get().reason());
      indent(out).append(paint.faint("no fix: " + reason)).append('\n');
    }
    out.append('\n');
  }

  private void excerpt(Finding finding, Sources sources, Writer out) throws IOException {
    Optional<String> line = sources.line(finding.at().path(), finding.at().startLine());
    if (line.isEmpty()) {
      return;
    }
    Excerpt excerpt = Excerpt.of(line.get(), finding.at(), layout.width() - GUTTER - 3);
    String number = String.valueOf(finding.at().startLine());
    out.append(paint.faint(" ".repeat(Math.max(0, GUTTER - number.length())) + number + " |"))
        .append(' ')
        .append(excerpt.code())
        .append('\n');
    String blank = " ".repeat(Math.max(GUTTER, number.length()));
    out.append(paint.faint(blank + " |"))
        .append(' ')
        .append(paint.of(finding.severity(), excerpt.carets()))
        .append('\n');
  }

  private String place(Evidence step, Finding finding) {
    String line = String.valueOf(step.at().startLine());
    return step.at().path().equals(finding.at().path())
        ? "line " + line + ": "
        : layout.shown(step.at().path()) + ":" + line + ": ";
  }

  private static Writer indent(Writer out) throws IOException {
    return out.append(" ".repeat(GUTTER + 3));
  }

  private static String mark(Results.Silenced silenced) {
    String by =
        switch (silenced.by()) {
          case COMMENT_OR_ANNOTATION -> " (suppressed";
          case BASELINE -> " (in the baseline";
        };
    return silenced.reason().isEmpty()
        ? by + ")"
        : by + ": " + Printable.of(silenced.reason()) + ")";
  }

  private static String summary(Results results) {
    if (results.findings().isEmpty()) {
      return "no findings in " + files(results.files());
    }
    List<String> parts = new ArrayList<>();
    for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE)) {
      long count = results.count(severity);
      if (count > 0) {
        parts.add(count + " " + severity.word() + (count == 1 ? "" : "s"));
      }
    }
    String summary =
        String.join(", ", parts)
            + " in "
            + results.filesWithFindings()
            + " of "
            + files(results.files());
    return summary + fixable(results);
  }

  private static String fixable(Results results) {
    long safe = results.findings().stream().filter(TextReport::fixedUnread).count();
    long all = results.findings().stream().filter(finding -> !finding.fixes().isEmpty()).count();
    if (all == 0) {
      return "";
    }
    return safe == all
        ? "; --fix mends " + safe
        : "; --fix mends " + safe + ", --unsafe-fixes " + (all - safe) + " more";
  }

  private static boolean fixedUnread(Finding finding) {
    return finding.fixes().stream().anyMatch(fix -> fix.safety() == Fix.Safety.SAFE);
  }

  private static String files(int count) {
    return count == 1 ? "1 file" : count + " files";
  }
}
