package dev.belay.linter.source;

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

  // The comparators that Comparator makes are made anew at every start: no archive of classes takes
  // them.
  @Override
  public int compareTo(Location other) {
    int order = path.compareTo(other.path);
    if (order == 0) {
      order = Integer.compare(startLine, other.startLine);
    }
    if (order == 0) {
      order = Integer.compare(startColumn, other.startColumn);
    }
    if (order == 0) {
      order = Integer.compare(endLine, other.endLine);
    }
    return order != 0 ? order : Integer.compare(endColumn, other.endColumn);
  }
}
