package dev.belay.cli.report;

import dev.belay.linter.source.Location;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.util.Optional;

/**
 * Some lines of a file with a place marked in them.
 *
 * @param text the file's, or nothing where it is gone
 * @param around lines before and after the place
 * @param most lines that are shown
 */
record HtmlExcerpt(Location at, Optional<SourceText> text, int around, int most) {

  private static final int AROUND = 2;
  private static final int MOST_LINES = 12;

  /** A place with the lines around it. */
  static HtmlExcerpt of(Location at, Sources sources) {
    return new HtmlExcerpt(at, sources.find(at.path()), AROUND, MOST_LINES);
  }

  /** The line a place starts on. */
  static HtmlExcerpt firstLine(Location at, Sources sources) {
    return new HtmlExcerpt(at, sources.find(at.path()), 0, 1);
  }

  void write(Html html) throws IOException {
    if (text.isEmpty() || at.startLine() > text.get().lineCount()) {
      return;
    }
    int first = Math.max(1, at.startLine() - around);
    int last = Math.min(text.get().lineCount(), at.endLine() + around);
    int shown = Math.min(last, first + most - 1);
    int indent = indent(first, shown);
    html.raw("<pre tabindex=\"0\">");
    for (int number = first; number <= shown; number++) {
      html.raw("<span class=\"n\">" + number + "</span>");
      line(number, indent, html);
      html.raw(number == shown && shown < at.endLine() ? " ...\n" : "\n");
    }
    html.raw("</pre>\n");
  }

  /** Blanks that all lines start with, so that deep code stands at the left. */
  private int indent(int first, int last) {
    int indent = Integer.MAX_VALUE;
    for (int number = first; number <= last; number++) {
      String line = text.get().line(number);
      if (!line.isBlank()) {
        indent = Math.min(indent, line.length() - line.stripLeading().length());
      }
    }
    return indent == Integer.MAX_VALUE ? 0 : indent;
  }

  private void line(int number, int indent, Html html) throws IOException {
    String line = text.get().line(number);
    int from = Math.min(indent, line.length());
    if (number < at.startLine() || number > at.endLine()) {
      html.text(line.substring(from));
      return;
    }
    int own = line.length() - line.stripLeading().length();
    int start = number == at.startLine() ? at.startColumn() - 1 : own;
    int end = number == at.endLine() ? at.endColumn() - 1 : line.length();
    end = Math.min(end, line.length());
    start = Math.max(from, Math.min(start, end));
    end = Math.max(start, end);
    html.text(line.substring(from, start))
        .raw("<mark>")
        .text(line.substring(start, end))
        .raw("</mark>")
        .text(line.substring(end));
  }
}
