package dev.belay.bench.runtime;

import dev.belay.runtime.TaskScope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Start so many tasks that do nothing, wait for all, and have their results. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
@Fork(1)
public class ForkJoin {

  @Param({"1", "100", "10000"})
  int tasks;

  private final Callable<Integer> body = () -> 1;

  @Benchmark
  public List<Integer> belay() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("bench")) {
      for (int i = 0; i < tasks; i++) {
        scope.fork(body);
      }
      return scope.joinAll();
    }
  }

  @Benchmark
  public int belayStarted() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("bench")) {
      for (int i = 0; i < tasks; i++) {
        scope.start(() -> {});
      }
      scope.awaitAll();
      return scope.size();
    }
  }

  @Benchmark
  public int bareThreads() throws Throwable {
    Thread[] threads = new Thread[tasks];
    for (int i = 0; i < tasks; i++) {
      threads[i] = JdkThreads.start(() -> {});
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return threads.length;
  }

  @Benchmark
  public int perTaskExecutor() throws Throwable {
    ExecutorService executor = JdkThreads.perTask();
    try {
      List<Future<Integer>> futures = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        futures.add(executor.submit(body));
      }
      int sum = 0;
      for (Future<Integer> future : futures) {
        sum += future.get();
      }
      return sum;
    } finally {
      end(executor);
    }
  }

  @Benchmark
  public int invokeAll() throws Throwable {
    ExecutorService executor = JdkThreads.perTask();
    try {
      int sum = 0;
      for (Future<Integer> future : executor.invokeAll(Collections.nCopies(tasks, body))) {
        sum += future.get();
      }
      return sum;
    } finally {
      end(executor);
    }
  }

  @Benchmark
  public int completableFuture() throws Throwable {
    ExecutorService executor = JdkThreads.perTask();
    try {
      CompletableFuture<?>[] futures = new CompletableFuture<?>[tasks];
      for (int i = 0; i < tasks; i++) {
        futures[i] = CompletableFuture.supplyAsync(() -> 1, executor);
      }
      CompletableFuture.allOf(futures).join();
      return futures.length;
    } finally {
      end(executor);
    }
  }

  private static void end(ExecutorService executor) throws InterruptedException {
    executor.shutdown();
    if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("tasks still run");
    }
  }

  /** On JDK 25 only, with its preview switched on. */
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "--enable-preview")
  public List<Object> jdkScope() throws Throwable {
    try (AutoCloseable scope = JdkThreads.openScope()) {
      List<Supplier<?>> forked = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        forked.add(JdkThreads.fork(scope, body));
      }
      JdkThreads.join(scope);
      List<Object> results = new ArrayList<>(tasks);
      for (Supplier<?> subtask : forked) {
        results.add(subtask.get());
      }
      return results;
    }
  }

  /** As above, and nobody asks for the results. */
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "--enable-preview")
  public Object jdkScopeWithoutResults() throws Throwable {
    try (AutoCloseable scope = JdkThreads.openScope()) {
      for (int i = 0; i < tasks; i++) {
        JdkThreads.fork(scope, body);
      }
      JdkThreads.join(scope);
      return scope;
    }
  }

  /** What jox is asked to do. */
  @State(Scope.Benchmark)
  public static class JoxForks {
    Object forks;

    /** Makes it. */
    @Setup
    public void make(ForkJoin bench) {
      forks = Jox.forkAll(bench.tasks, bench.body);
    }
  }

  /** On JDK 25 only, with its preview switched on. */
  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "--enable-preview")
  public Object joxScope(JoxForks jox) throws Throwable {
    return Jox.supervised(jox.forks);
  }
}
