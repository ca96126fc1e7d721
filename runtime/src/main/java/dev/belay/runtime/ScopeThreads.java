package dev.belay.runtime;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/** Where the threads of one scope come from. */
interface ScopeThreads {

  /**
   * Starts a thread for the task.
   *
   * @throws RejectedExecutionException if the factory makes none
   * @throws OutOfMemoryError if the machine makes none
   */
  void start(TaskRun<?> task);

  /**
   * No task will be started any more; all have ended.
   *
   * @param tasks how many there were
   */
  void close(long tasks);

  /**
   * From JDK 21 on the threads of each scope are one group in the JSON thread dump; before that,
   * threads as they are.
   */
  static ScopeThreads open(String scope, Options options) {
    boolean virtual = VirtualThreads.available();
    if (options.threads() == null && virtual && !Boolean.FALSE.equals(options.daemon())) {
      return GroupedThreads.of(scope);
    }
    ThreadFactory factory =
        options.threads() == null ? platform(scope, options.daemon()) : options.threads();
    return virtual ? GroupedThreads.from(factory) : new Single(factory);
  }

  /**
   * Makes platform threads.
   *
   * @param daemon null for what the thread that forks is
   */
  private static ThreadFactory platform(String scope, Boolean daemon) {
    return task -> {
      Thread thread = new Thread(task, scope);
      if (daemon != null) {
        thread.setDaemon(daemon);
      }
      return thread;
    };
  }

  /**
   * Threads that belong to no group.
   *
   * @param factory makes them
   */
  record Single(ThreadFactory factory) implements ScopeThreads {
    @Override
    public void start(TaskRun<?> task) {
      Thread thread = factory.newThread(task);
      if (thread == null) {
        throw new RejectedExecutionException("the factory made no thread for " + task.name());
      }
      // belay:ignore detached-thread -- the task knows its thread, the scope waits for the task
      thread.start();
    }

    @Override
    public void close(long tasks) {
      // Nothing is held.
    }
  }
}
