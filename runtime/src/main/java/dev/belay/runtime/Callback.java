package dev.belay.runtime;

import java.util.concurrent.CountDownLatch;

/** A callback in the list of a token. */
final class Callback extends Link implements Registration {

  private final Links home;
  private final Runnable action;

  /** Set by the thread that runs the action, before it does; only that thread compares itself. */
  private volatile Thread runner;

  private boolean settled;
  private CountDownLatch whenSettled;

  Callback(Links home, Runnable action) {
    this.home = home;
    this.action = action;
  }

  /** Runs the action; the caller must have popped this callback or failed to add it. */
  void run(Hooks hooks) {
    runner = Thread.currentThread();
    try {
      action.run();
    } catch (Throwable failure) {
      hooks.callbackFailed(failure);
    } finally {
      settle();
    }
  }

  @Override
  public boolean unregister() {
    boolean removed = home.remove(this);
    if (removed) {
      settle();
    }
    return removed;
  }

  @Override
  public void close() {
    if (unregister() || runner == Thread.currentThread()) {
      return;
    }
    CountDownLatch latch;
    synchronized (this) {
      if (settled) {
        return;
      }
      if (whenSettled == null) {
        whenSettled = new CountDownLatch(1);
      }
      latch = whenSettled;
    }
    Uninterrupted.await(latch);
  }

  private void settle() {
    CountDownLatch latch;
    synchronized (this) {
      settled = true;
      latch = whenSettled;
    }
    if (latch != null) {
      latch.countDown();
    }
  }
}
