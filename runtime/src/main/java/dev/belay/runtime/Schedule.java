package dev.belay.runtime;

import java.time.Duration;
import java.util.Objects;

/**
 * Runs a body again and again.
 *
 * @param initialDelay zero or more
 * @param pause between two runs: from start to start if {@code fixedRate}, else from end to start
 */
record Schedule(Runnable body, Duration initialDelay, Duration pause, boolean fixedRate)
    implements Body {

  Schedule {
    Objects.requireNonNull(body, "body");
    if (Durations.nanos(pause, "pause") == 0) {
      throw new IllegalArgumentException("pause is zero");
    }
  }

  /** Executors take a negative delay for none; so must what replaces them. */
  static Duration initial(Duration delay) {
    return delay.isNegative() ? Duration.ZERO : delay;
  }

  @Override
  public void run(CancellationToken token) throws InterruptedException {
    Ticker ticker = ((TokenNode) token).hooks().ticker();
    long nanos = Durations.nanos(pause, "pause");
    boolean due = token.sleep(initialDelay);
    long start = ticker.nanoTime();
    while (due) {
      body.run();
      start += nanos;
      long left = fixedRate ? Math.max(0, start - ticker.nanoTime()) : nanos;
      due = token.sleep(Duration.ofNanos(left));
    }
  }
}
