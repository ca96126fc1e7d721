package dev.belay.linter.source;

import java.util.Comparator;

/**
 * A stretch of a file as a reader names it. Kept instead of offsets wherever the text may be gone
 * (facts of other files, findings in the cache).
 *
 * @param path relative to the project's root, with forward slashes
 * @param startLine line of the first character, from 1
 * @param startColumn column of the first character, from 1, in UTF-16 units
 * @param endLine line of the last character, from 1
 * @param endColumn column just after the last character, from 1, in UTF-16 units
 */
public record Location(String path, int startLine, int startColumn, int endLine, int endColumn)
    implements Comparable<Location> {

  private static final Comparator<Location> ORDER =
      Comparator.comparing(Location::path)
          .thenComparingInt(Location::startLine)
          .thenComparingInt(Location::startColumn)
          .thenComparingInt(Location::endLine)
          .thenComparingInt(Location::endColumn);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a number is below 1 or the end stands before the start
   */
  public Location {
    if (startLine < 1
        || startColumn < 1
        || endLine < startLine
        || endLine == startLine && endColumn < startColumn) {
      throw new IllegalArgumentException(
          "not a location: " + startLine + ":" + startColumn + "-" + endLine + ":" + endColumn);
    }
  }

  @Override
  public int compareTo(Location other) {
    return ORDER.compare(this, other);
  }
}
