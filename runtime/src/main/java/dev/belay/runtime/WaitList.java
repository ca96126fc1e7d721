package dev.belay.runtime;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Threads that wait until something holds, each for its own condition. Whoever changes what the
 * lock guards calls {@link #signal()}, which wakes only those whose condition has come true, so
 * that ten thousand tasks that end do not wake a joiner ten thousand times.
 */
final class WaitList {

  private final ReentrantLock lock;
  private Waiter newest;

  /** One park of a thread; a thread that finds nothing and parks again is a new one. */
  static final class Waiter {
    private final Thread thread = Thread.currentThread();
    private final BooleanSupplier condition;
    private Waiter older;
    private Waiter nextWoken;
    private boolean woken;

    Waiter(BooleanSupplier condition) {
      this.condition = condition;
    }
  }

  WaitList(ReentrantLock lock) {
    this.lock = lock;
  }

  /**
   * Parks the calling thread once, unless the condition holds. Returns with the lock held, as it
   * was called, when signalled, interrupted, after the time, or for no reason.
   */
  void park(Ticker ticker, BooleanSupplier condition, long nanos) {
    if (condition.getAsBoolean()) {
      return;
    }
    Waiter waiter = new Waiter(condition);
    waiter.older = newest;
    newest = waiter;
    lock.unlock();
    try {
      ticker.park(this, nanos);
    } finally {
      lock.lock();
      remove(waiter);
    }
  }

  private void remove(Waiter gone) {
    if (newest == gone) {
      newest = gone.older;
      return;
    }
    for (Waiter waiter = newest; waiter != null; waiter = waiter.older) {
      if (waiter.older == gone) {
        waiter.older = gone.older;
        return;
      }
    }
  }

  /**
   * Those whose condition holds, for the caller to {@link #wake} when it has let the lock go: a
   * thread that is woken earlier finds the lock taken and goes to sleep again. May be null. The
   * caller has the lock.
   */
  Waiter signal() {
    Waiter woken = null;
    for (Waiter waiter = newest; waiter != null; waiter = waiter.older) {
      if (!waiter.woken && waiter.condition.getAsBoolean()) {
        waiter.woken = true;
        waiter.nextWoken = woken;
        woken = waiter;
      }
    }
    return woken;
  }

  /** Wakes what {@link #signal} returned; without the lock. */
  static void wake(Waiter woken) {
    for (Waiter waiter = woken; waiter != null; waiter = waiter.nextWoken) {
      LockSupport.unpark(waiter.thread);
    }
  }

  /** Wakes all, to look for themselves; the caller has the lock. */
  void signalAll() {
    for (Waiter waiter = newest; waiter != null; waiter = waiter.older) {
      LockSupport.unpark(waiter.thread);
    }
  }
}
