package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits of tests: an end that does not come is a failure, not a hang. */
final class Waits {

  private static final long LIMIT_SECONDS = 30;

  private Waits() {}

  static void await(CountDownLatch latch) throws InterruptedException {
    assertTrue(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS), "the latch did not open");
  }

  /** What an abort ends, and nothing else. */
  static <T> T blockForever() throws InterruptedException {
    new CountDownLatch(1).await();
    throw new AssertionError("woke up");
  }

  /** Says that a task runs, which ends by looking at its token and not by an interrupt. */
  static void stayUntilCancelled(CountDownLatch running, CancellationToken token) {
    running.countDown();
    until(token::isCancelled);
  }

  static void join(Thread thread) throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
    assertTrue(!thread.isAlive(), () -> thread + " did not end");
  }

  /** For states that offer nothing to wait on, such as that of a thread. */
  static void until(BooleanSupplier state) {
    long start = System.nanoTime();
    while (!state.getAsBoolean()) {
      assertTrue(
          System.nanoTime() - start < TimeUnit.SECONDS.toNanos(LIMIT_SECONDS),
          "the state was not reached");
      Thread.onSpinWait();
      Thread.yield();
    }
  }

  static boolean isWaiting(Thread thread) {
    Thread.State state = thread.getState();
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }
}
