package dev.belay.linter.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/**
 * Threads that share a row of tasks: whoever is free takes the next one. Their stacks are large,
 * for the parser recurses as deep as its input nests.
 */
final class Workers {

  private static final long STACK_BYTES = 16L << 20;

  private Workers() {}

  /**
   * Runs all tasks and returns when every thread has ended.
   *
   * @param threads at most so many, from 1
   * @param tasks how many; {@code task} is called once with each number from 0 on
   * @throws InterruptedException if the caller is interrupted; no further task starts then
   */
  static void run(int threads, int tasks, IntConsumer task) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> workers = new ArrayList<>();
    for (int number = 1; number <= Math.min(threads, tasks); number++) {
      Runnable work =
          () -> {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
              task.accept(i);
            }
          };
      Thread worker = new Thread(null, work, "belay-worker-" + number, STACK_BYTES);
      worker.setUncaughtExceptionHandler(
          (thread, thrown) -> {
            failure.compareAndSet(null, thrown);
            next.set(tasks);
          });
      worker.setDaemon(true);
      workers.add(worker);
      worker.start();
    }
    try {
      for (Thread worker : workers) {
        worker.join();
      }
    } finally {
      next.set(tasks);
    }
    if (failure.get() instanceof Error error) {
      throw error;
    }
    if (failure.get() instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
