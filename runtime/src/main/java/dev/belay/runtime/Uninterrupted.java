package dev.belay.runtime;

import java.util.concurrent.CountDownLatch;

/** Waits that an interrupt does not end; the status is set again before they return. */
final class Uninterrupted {

  private Uninterrupted() {}

  /** A wait; what it has done before an interrupt must not be lost when it is called again. */
  interface Wait {
    void await() throws InterruptedException;
  }

  static void await(CountDownLatch latch) {
    await(latch::await);
  }

  static void await(Wait wait) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          wait.await();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
