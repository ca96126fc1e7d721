package dev.belay.runtime;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Threads that the JSON thread dump of JDK 21 and later shows as one group: those of an executor
 * that makes one for each task.
 *
 * <p>To register such an executor with the machine, and above all to let its table of threads grow,
 * costs a fifth of the time of a scope of 10,000 short tasks. A few that have become idle are
 * therefore kept for scopes to come.
 */
final class GroupedThreads implements ScopeThreads {

  private static final int KEPT = 4;

  /** The table of an executor never shrinks: one that held more threads is not kept. */
  private static final long TASKS_OF_KEPT = 1 << 14;

  private static final AtomicReferenceArray<GroupedThreads> IDLE = new AtomicReferenceArray<>(KEPT);

  private final ExecutorService executor;
  private final boolean reusable;

  /** Makes the threads; one scope has this object at a time. */
  private ThreadFactory factory;

  private GroupedThreads(ThreadFactory factory, boolean reusable) {
    this.factory = factory;
    this.reusable = reusable;
    executor = VirtualThreads.perTaskExecutor(task -> this.factory.newThread(task));
  }

  /** Virtual threads, named as the scope. */
  static GroupedThreads of(String scope) {
    ThreadFactory factory = VirtualThreads.factory(scope);
    for (int i = 0; i < KEPT; i++) {
      if (IDLE.getPlain(i) != null) {
        GroupedThreads idle = IDLE.getAndSet(i, null);
        if (idle != null) {
          idle.factory = factory;
          return idle;
        }
      }
    }
    return new GroupedThreads(factory, true);
  }

  /** The threads of this factory. */
  static GroupedThreads from(ThreadFactory factory) {
    return new GroupedThreads(factory, false);
  }

  @Override
  public void start(TaskRun<?> task) {
    executor.execute(task);
  }

  @Override
  public void close(long tasks) {
    if (reusable && tasks <= TASKS_OF_KEPT) {
      for (int i = 0; i < KEPT; i++) {
        if (IDLE.getPlain(i) == null && IDLE.compareAndSet(i, null, this)) {
          return;
        }
      }
    }
    executor.shutdown();
  }
}
