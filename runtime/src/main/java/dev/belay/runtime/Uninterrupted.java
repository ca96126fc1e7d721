package dev.belay.runtime;

import java.util.concurrent.CountDownLatch;

/** Waits that an interrupt does not end; the status is set again before they return. */
final class Uninterrupted {

  private Uninterrupted() {}

  static void await(CountDownLatch latch) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          latch.await();
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
