package dev.belay.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Tasks that have ended and are not yet in the books. Their threads post them here without waiting
 * for each other or for whoever has the books open.
 */
final class EndedTasks<T> {

  private static final VarHandle LAST;
  private static final VarHandle COUNT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      LAST = lookup.findVarHandle(EndedTasks.class, "last", TaskRun.class);
      COUNT = lookup.findVarHandle(EndedTasks.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile TaskRun<T> last;

  /** Lags behind the posting, so that it may be negative for a moment. */
  private volatile int count;

  boolean isEmpty() {
    return last == null;
  }

  /** How many were posted and not taken; when all that are posting are through, no fewer. */
  int count() {
    return count;
  }

  void post(TaskRun<T> task) {
    TaskRun<T> before;
    do {
      before = last;
      task.later = before;
    } while (!LAST.weakCompareAndSet(this, before, task));
    // Counted here and not along the chain, where each would wait for the cache line of another.
    COUNT.getAndAdd(this, 1);
  }

  /** Takes all out; linked by {@code later} in the order of posting. May be null. */
  TaskRun<T> takeAll() {
    @SuppressWarnings("unchecked") // what post() put there
    TaskRun<T> task = (TaskRun<T>) LAST.getAndSet(this, null);
    TaskRun<T> inOrder = null;
    int taken = 0;
    while (task != null) {
      TaskRun<T> before = task.later;
      task.later = inOrder;
      inOrder = task;
      task = before;
      taken++;
    }
    if (taken > 0) {
      COUNT.getAndAdd(this, -taken);
    }
    return inOrder;
  }
}
