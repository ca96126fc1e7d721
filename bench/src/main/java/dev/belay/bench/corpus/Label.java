package dev.belay.bench.corpus;

import java.util.Comparator;

/**
 * What a reviewer found true of one place; {@code testdata/corpus/PROTOCOL.md} says how.
 *
 * @param library where
 * @param path in its sources jar, with forward slashes
 * @param line where the call chain, loop or {@code catch} starts, from 1
 * @param rule the rule the label is about
 * @param verdict what it says
 * @param note why, in a few words
 */
public record Label(
    Coordinates library, String path, int line, String rule, Verdict verdict, String note)
    implements Comparable<Label> {

  private static final Comparator<Label> ORDER =
      Comparator.comparing(Label::library)
          .thenComparing(Label::path)
          .thenComparingInt(Label::line)
          .thenComparing(Label::rule);

  private static final int COLUMNS = 6;

  /**
   * Reads one line of a file of labels.
   *
   * @throws IllegalArgumentException if it has not six columns, or one of them cannot be read
   */
  static Label parse(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(columns.length + " columns instead of " + COLUMNS);
    }
    return new Label(
        Coordinates.parse(columns[0]),
        columns[1],
        Integer.parseInt(columns[2]),
        columns[3],
        Verdict.of(columns[4]),
        columns[5]);
  }

  /** By library and place. */
  @Override
  public int compareTo(Label other) {
    return ORDER.compare(this, other);
  }
}
