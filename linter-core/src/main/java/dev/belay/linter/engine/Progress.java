package dev.belay.linter.engine;

/** Hears how far a check is. Called from any thread, several at once, and must not block. */
@FunctionalInterface
public interface Progress {

  /** Hears nothing. */
  Progress NONE = (phase, done, total) -> {};

  /** What is being done. */
  enum Phase {
    SCANNING,
    CHECKING
  }

  /**
   * Another file is done.
   *
   * @param done files of this phase, from 1; two threads may report out of order
   * @param total files of this phase
   */
  void advanced(Phase phase, int done, int total);
}
