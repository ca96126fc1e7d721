package dev.belay.linter.engine;

/**
 * What a file may ask of the parser.
 *
 * @param bytes most that is read
 * @param nesting most brackets open at once: the parser's stack grows with them, and a worker's
 *     holds about 3,000
 * @param argumentNesting most blocks as arguments in each other: the parser's time doubles with
 *     each and trebles where the text is wrong as well, so that 12 take half a second and 16 twenty
 *     seconds; 5,500 files of eleven libraries had 3 at most
 */
public record Limits(long bytes, int nesting, int argumentNesting) {

  /** A tree takes 66 times its source in heap, measured; a few more for what is asked of it. */
  private static final int HEAP_PER_BYTE = 100;

  private static final long MOST_BYTES = 16L << 20;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a limit is below 1
   */
  public Limits {
    if (bytes < 1 || nesting < 1 || argumentNesting < 1) {
      throw new IllegalArgumentException(
          "not limits: " + bytes + ", " + nesting + ", " + argumentNesting);
    }
  }

  /** What this machine's heap can hold, up to 16 MiB a file. */
  public static Limits standard() {
    return new Limits(Math.min(MOST_BYTES, bytesInFlight()), 1_000, 12);
  }

  /** How many bytes of source may be trees at one time. */
  static long bytesInFlight() {
    return Math.max(1, Runtime.getRuntime().maxMemory() / HEAP_PER_BYTE);
  }
}
