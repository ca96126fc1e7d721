package dev.belay.runtime;

import java.time.Duration;
import java.util.Objects;

/** What a started task does. */
@FunctionalInterface
public interface Body {

  /**
   * Runs on the task's thread.
   *
   * @param token the task's own, cancelled when the task is aborted or its scope cancelled
   * @throws Exception goes to the scope's failure policy
   */
  void run(CancellationToken token) throws Exception;

  /**
   * Runs a body once, when the delay has passed; not at all if the task is stopped before.
   *
   * @param delay at once if it is not positive
   */
  static Body delayed(Runnable body, Duration delay) {
    Duration first = Schedule.initial(delay);
    Objects.requireNonNull(body, "body");
    return token -> {
      if (token.sleep(first)) {
        body.run();
      }
    };
  }

  /**
   * Runs a body again and again, with the same pause between the end of one run and the start of
   * the next, until the task is stopped or a run throws.
   *
   * @param initialDelay before the first run; at once if it is not positive
   * @throws IllegalArgumentException if the pause is not positive
   */
  static Body withFixedDelay(Runnable body, Duration initialDelay, Duration pause) {
    return new Schedule(body, Schedule.initial(initialDelay), pause, false);
  }

  /**
   * Runs a body again and again, with the same time between the starts of two runs, until the task
   * is stopped or a run throws. Runs that come late because of a long one follow at once, one after
   * the other, as with {@link java.util.concurrent.ScheduledExecutorService#scheduleAtFixedRate}.
   *
   * @param initialDelay before the first run; at once if it is not positive
   * @throws IllegalArgumentException if the period is not positive
   */
  static Body atFixedRate(Runnable body, Duration initialDelay, Duration period) {
    return new Schedule(body, Schedule.initial(initialDelay), period, true);
  }
}
