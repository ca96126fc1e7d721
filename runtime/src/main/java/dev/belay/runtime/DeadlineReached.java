package dev.belay.runtime;

import java.time.Duration;
import java.util.Objects;

/**
 * The reason of a cancellation that a deadline brought.
 *
 * @param after the time that was allowed
 */
public record DeadlineReached(Duration after) {

  /** Refuses null. */
  public DeadlineReached {
    Objects.requireNonNull(after, "after");
  }

  @Override
  public String toString() {
    return "deadline reached after " + after;
  }
}
