package dev.belay.linter.engine;

import java.util.Optional;

/**
 * The one place that catches what a rule or the parser throws. A stack overflow is among it: deep
 * nesting in the input makes recursive code overflow, and the stack is whole again afterwards.
 */
final class CrashBoundary {

  private CrashBoundary() {}

  /** Runs something; what came out of it, if it threw. Errors of the machine itself pass. */
  static Optional<Throwable> run(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError | AssertionError thrown) {
      return Optional.of(thrown);
    }
  }
}
