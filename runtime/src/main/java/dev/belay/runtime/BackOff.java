package dev.belay.runtime;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before a restart: doubles with each one in a row, up to a cap, and is shortened
 * by chance so that services that failed together do not come back together.
 *
 * @param first nanoseconds before the first restart
 * @param cap nanoseconds at most
 * @param jitter the part that chance may take away, from 0 to 1
 * @param random from 0 to 1
 */
record BackOff(long first, long cap, double jitter, DoubleSupplier random) {

  /**
   * The wait before a restart.
   *
   * @param inARow how many restarts there were in a row, this one included; one or more
   */
  Duration before(int inARow) {
    long delay = first;
    for (int i = 1; i < inARow && 0 < delay && delay < cap; i++) {
      delay = delay > cap / 2 ? cap : delay * 2;
    }
    delay = Math.min(delay, cap);
    return Duration.ofNanos((long) (delay * (1 - jitter * random.getAsDouble())));
  }
}
