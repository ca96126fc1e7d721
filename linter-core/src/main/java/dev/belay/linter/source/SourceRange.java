package dev.belay.linter.source;

/**
 * A stretch of a file's text.
 *
 * @param start offset of the first character, from 0, in UTF-16 units
 * @param end offset just after the last character; equal to {@code start} for an insertion point
 */
public record SourceRange(int start, int end) implements Comparable<SourceRange> {

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if {@code start} is negative or greater than {@code end}
   */
  public SourceRange {
    if (start < 0 || start > end) {
      throw new IllegalArgumentException("not a range: " + start + ".." + end);
    }
  }

  /** Number of UTF-16 units, from 0. */
  public int length() {
    return end - start;
  }

  /** Whether every character of {@code other} lies in this range. */
  public boolean contains(SourceRange other) {
    return start <= other.start && other.end <= end;
  }

  /** Whether the two share a character, or one is an insertion point inside the other. */
  public boolean overlaps(SourceRange other) {
    return start < other.end && other.start < end || equals(other);
  }

  // As a record has them, which Java would make at run time, at every start.

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceRange range && start == range.start && end == range.end;
  }

  @Override
  public int hashCode() {
    return 31 * start + end;
  }

  @Override
  public int compareTo(SourceRange other) {
    int byStart = Integer.compare(start, other.start);
    return byStart != 0 ? byStart : Integer.compare(end, other.end);
  }
}
