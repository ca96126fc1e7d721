package dev.belay.runtime;

import java.time.Duration;

/** Durations as they come from callers. */
final class Durations {

  private Durations() {}

  /**
   * The duration in nanoseconds, at most {@link Long#MAX_VALUE}.
   *
   * @throws IllegalArgumentException if it is negative
   */
  static long nanos(Duration duration, String what) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(what + " is negative: " + duration);
    }
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }
}
