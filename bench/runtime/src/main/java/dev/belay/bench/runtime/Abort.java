package dev.belay.bench.runtime;

import dev.belay.runtime.TaskScope;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Interrupt so many tasks that sleep, and wait until all have ended. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 60)
@Measurement(iterations = 200)
@Fork(1)
public class Abort {

  private static void sleep(CountDownLatch asleep) {
    asleep.countDown();
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tasks of a scope. */
  @State(Scope.Benchmark)
  public static class Tasks {
    @Param({"1000", "10000"})
    int sleepers;

    TaskScope<Void> scope;

    @Setup(Level.Iteration)
    public void open() throws InterruptedException {
      scope = TaskScope.open("bench", options -> options.shared());
      CountDownLatch asleep = new CountDownLatch(sleepers);
      for (int i = 0; i < sleepers; i++) {
        scope.start(() -> sleep(asleep));
      }
      asleep.await();
    }

    @TearDown(Level.Iteration)
    public void close() {
      scope.close();
    }
  }

  /** Threads in an array. */
  @State(Scope.Benchmark)
  public static class Threads {
    @Param({"1000", "10000"})
    int sleepers;

    Thread[] threads;

    @Setup(Level.Iteration)
    public void start() throws Throwable {
      threads = new Thread[sleepers];
      CountDownLatch asleep = new CountDownLatch(sleepers);
      for (int i = 0; i < sleepers; i++) {
        threads[i] = JdkThreads.start(() -> sleep(asleep));
      }
      asleep.await();
    }
  }

  @Benchmark
  public void belay(Tasks tasks) throws InterruptedException {
    tasks.scope.abortAll("bench");
    tasks.scope.awaitAll();
  }

  @Benchmark
  public void bareThreads(Threads bare) throws InterruptedException {
    for (Thread thread : bare.threads) {
      thread.interrupt();
    }
    for (Thread thread : bare.threads) {
      thread.join();
    }
  }
}
