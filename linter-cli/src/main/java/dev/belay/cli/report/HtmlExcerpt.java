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
 */
record HtmlExcerpt(Location at, Optional<SourceText> text, int around) {

  /** Lines around a finding. */
  static final int AROUND = 2;

  private static final int MOST_LINES = 12;

  static HtmlExcerpt of(Location at, Sources sources, int around) {
    return new HtmlExcerpt(at, sources.find(at.path()), around);
  }

  void write(Html html) throws IOException {
    if (text.isEmpty() || at.startLine() > text.get().lineCount()) {
      return;
    }
    int first = Math.max(1, at.startLine() - around);
    int last = Math.min(text.get().lineCount(), at.endLine() + around);
    last = Math.min(last, first + MOST_LINES - 1);
    html.raw("<pre tabindex=\"0\">");
    for (int number = first; number <= last; number++) {
      html.raw("<span class=\"n\">" + number + "</span>");
      line(number, html);
      html.raw("\n");
    }
    html.raw("</pre>\n");
  }

  private void line(int number, Html html) throws IOException {
    String line = text.get().line(number);
    if (number < at.startLine() || number > at.endLine()) {
      html.text(line);
      return;
    }
    int indent = line.length() - line.stripLeading().length();
    int start = number == at.startLine() ? at.startColumn() - 1 : indent;
    int end = number == at.endLine() ? at.endColumn() - 1 : line.length();
    end = Math.min(end, line.length());
    start = Math.min(start, end);
    html.text(line.substring(0, start))
        .raw("<mark>")
        .text(line.substring(start, end))
        .raw("</mark>")
        .text(line.substring(end));
  }
}
