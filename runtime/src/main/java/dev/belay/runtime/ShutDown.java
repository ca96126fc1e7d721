package dev.belay.runtime;

import java.time.Duration;
import java.util.Objects;

/**
 * The reason of a cancellation that asks tasks to come to an end on their own.
 *
 * @param grace the time until those that have not are given up
 */
public record ShutDown(Duration grace) {

  /** Refuses null. */
  public ShutDown {
    Objects.requireNonNull(grace, "grace");
  }

  @Override
  public String toString() {
    return "shutting down within " + grace;
  }
}
