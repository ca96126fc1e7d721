package dev.belay.cli.report;

import dev.belay.linter.source.Location;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * One source line as a terminal shows it, with the carets below. Leading blanks are dropped, tabs
 * become blanks, wide characters count two columns, and of a long line the part around the place is
 * shown.
 *
 * @param code the line, at most as many columns wide as asked for
 * @param carets blanks and carets that stand under the place; at least one caret
 */
record Excerpt(String code, String carets) {

  private static final int TAB = 4;
  private static final String CUT = "...";

  /** A character with what it takes on the display. */
  private record Cell(String text, int width, int column) {}

  /**
   * The first line of a place.
   *
   * @param line the whole line, without its end
   * @param at the place; where it goes on below, the carets go to the end of the line
   * @param width columns that may be used, at least 20
   */
  static Excerpt of(String line, Location at, int width) {
    List<Cell> cells = cells(line.stripTrailing());
    int start = cellAt(cells, at.startColumn());
    int end = at.endLine() > at.startLine() ? cells.size() : cellAt(cells, at.endColumn());
    int from = 0;
    int to = cells.size();
    if (widthOf(cells, 0, to) > width) {
      int room = width - 2 * CUT.length();
      from = start;
      // A third of the room before the place: enough to see the receiver or the type.
      while (from > 0 && widthOf(cells, from - 1, start) <= room / 3) {
        from--;
      }
      to = from;
      while (to < cells.size() && widthOf(cells, from, to + 1) <= room) {
        to++;
      }
    }
    String before = from > 0 ? CUT : "";
    String after = to < cells.size() ? CUT : "";
    StringBuilder code = new StringBuilder(before);
    cells.subList(from, to).forEach(cell -> code.append(cell.text));
    int lead = before.length() + widthOf(cells, from, start);
    int span = Math.max(1, widthOf(cells, start, Math.max(start, Math.min(end, to))));
    return new Excerpt(code.append(after).toString(), " ".repeat(lead) + "^".repeat(span));
  }

  private static List<Cell> cells(String line) {
    List<Cell> cells = new ArrayList<>();
    int column = 0;
    int shown = 0;
    while (column < line.length()) {
      int character = line.codePointAt(column);
      int length = Character.charCount(character);
      if (shown > 0 || !Character.isWhitespace(character)) {
        Cell cell = cell(character, column + 1, shown);
        cells.add(cell);
        shown += cell.width;
      }
      column += length;
    }
    return cells;
  }

  private static Cell cell(int character, int column, int shown) {
    if (character == '\t') {
      int width = TAB - shown % TAB;
      return new Cell(" ".repeat(width), width, column);
    }
    int width = Printable.isHidden(character) ? -1 : WCWidth.wcwidth(character);
    return width < 0
        ? new Cell(Printable.STAND_IN, 1, column)
        : new Cell(Character.toString(character), width, column);
  }

  /**
   * Index of the cell that holds a column (from 1, in UTF-16 units); the number of cells past the
   * end.
   */
  private static int cellAt(List<Cell> cells, int column) {
    int index = 0;
    while (index < cells.size() && cells.get(index).column < column) {
      index++;
    }
    return index;
  }

  private static int widthOf(List<Cell> cells, int from, int to) {
    int width = 0;
    for (int i = from; i < to; i++) {
      width += cells.get(i).width;
    }
    return width;
  }
}
