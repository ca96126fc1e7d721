package dev.belay.runtime;

import java.time.Duration;

/**
 * The time by which deadlines, sleeps, back-offs and stall reports run. Tests hand in one that they
 * move themselves. Implementations must allow calls from any thread.
 */
public interface Ticker {

  /** The ticker of the machine, as {@link System#nanoTime()} sees it. */
  static Ticker system() {
    return SystemTicker.INSTANCE;
  }

  /** Nanoseconds since some fixed moment; may be negative, never goes back. */
  long nanoTime();

  /**
   * Parks the calling thread until it is unparked, is interrupted, or the time has passed. May
   * return early for no reason, as {@link java.util.concurrent.locks.LockSupport#parkNanos} does.
   *
   * @param blocker what the thread waits for, for those who look at its stack
   * @param nanos how long at most; zero or less returns at once
   */
  void park(Object blocker, long nanos);

  /**
   * Runs the action once, when the delay has passed. The action may block: it delays no other.
   *
   * @param delay zero or more
   * @return removes the action while it has not begun
   * @throws IllegalArgumentException if the delay is negative
   */
  Registration schedule(Duration delay, Runnable action);
}
