package dev.belay.bench.mutation;

/** What came of trying to take the way out at one place. */
sealed interface Attempt {

  /** Where it was tried. */
  Site site();

  /**
   * The file without its way out. All lines keep their numbers.
   *
   * @param site where; the line is where the rule must speak
   * @param lastLine where the changed loop, handler or statement ends, from 1
   * @param text of the whole file
   * @param taken what was taken, for the reader
   */
  record Mutant(Site site, int lastLine, String text, String taken) implements Attempt {}

  /**
   * No mutant: nothing to take, or some way out would be left.
   *
   * @param site where
   * @param cause why, the same words for the same cause so that they can be counted
   */
  record Skipped(Site site, String cause) implements Attempt {}
}
