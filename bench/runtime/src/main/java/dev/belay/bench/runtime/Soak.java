package dev.belay.bench.runtime;

import dev.belay.runtime.CancellationSource;
import dev.belay.runtime.CancellationToken;
import dev.belay.runtime.Supervisor;
import dev.belay.runtime.TaskScope;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * What needs minutes: a million started tasks and a million children with a flat heap, an idle
 * server that uses no processor, and a pool that keeps its number under random kills. Ends with
 * code 1 if one of them misses its bound.
 */
public final class Soak {

  private static boolean failed;

  private Soak() {}

  /**
   * Runs all.
   *
   * @param args how many tasks, how many seconds of kills; a million and 60 if left out
   */
  public static void main(String... args) throws Exception {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    long seconds = args.length > 1 ? Long.parseLong(args[1]) : 60;
    System.out.println("JDK " + Runtime.version());
    startedTasks(tasks);
    children(tasks);
    idleServer(Duration.ofSeconds(5));
    poolUnderKills(4, Duration.ofSeconds(seconds));
    System.exit(failed ? 1 : 0);
  }

  private static void report(String what, boolean holds, String figures) {
    failed |= !holds;
    System.out.println((holds ? "ok      " : "MISSED  ") + what + ": " + figures);
  }

  private static long liveBytes() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(100);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** In a scope that stays open, as that of a server does. */
  private static void startedTasks(int tasks) throws InterruptedException {
    try (TaskScope<Void> scope = TaskScope.open("soak", o -> o.isolate().limit(64))) {
      for (int i = 0; i < tasks / 10; i++) {
        scope.start("short", token -> {});
      }
      scope.awaitAll();
      long before = liveBytes();
      long start = System.nanoTime();
      for (int i = 0; i < tasks; i++) {
        scope.start("short", token -> {});
      }
      scope.awaitAll();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      double kept = (liveBytes() - before) / (double) tasks;
      report(
          tasks + " started tasks",
          kept < 1,
          String.format("%.3f bytes kept for each, took %s", kept, took));
    }
  }

  private static void children(int count) throws InterruptedException {
    CancellationSource parent = CancellationSource.create();
    CancellationToken token = parent.token();
    long before = liveBytes();
    for (int i = 0; i < count; i++) {
      try (CancellationSource child = token.child()) {
        child.token().onCancel(() -> {});
      }
    }
    double kept = (liveBytes() - before) / (double) count;
    report(
        count + " short-lived children", kept < 1, String.format("%.3f bytes kept for each", kept));
    parent.cancel("over");
  }

  private static long processNanos() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static void idleServer(Duration time) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        TaskScope<Void> scope = TaskScope.open("idle", o -> o.shared().isolate())) {
      scope.start("accept", token -> acceptAll(scope, server));
      Supervisor pool = Supervisor.open("idle pool");
      pool.keepExactly(10, "idle", token -> token.sleep(Duration.ofDays(1)));
      Thread joiner =
          new Thread(
              () -> {
                try {
                  Optional<?> next = scope.awaitNext();
                  report("the joiner of an idle scope", next.isEmpty(), "waited to the end");
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      joiner.start();
      TimeUnit.SECONDS.sleep(1);
      long before = processNanos();
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
      double part = (processNanos() - before) / (double) time.toNanos();
      report(
          "idle server for " + time,
          part < 0.01,
          String.format("%.3f %% of a processor", part * 100));
      pool.close();
      scope.abortAll("over");
      joiner.join();
    }
  }

  private static void acceptAll(TaskScope<Void> scope, ServerSocket server) throws Exception {
    Optional<Socket> accepted;
    while ((accepted = scope.token().accept(server)).isPresent()) {
      accepted.get().close();
    }
  }

  /** A body ends when its entry here is told to. */
  private static void poolUnderKills(int size, Duration time) throws InterruptedException {
    Set<CancellationSource> running = ConcurrentHashMap.newKeySet();
    Random random = new Random(17);
    long kills = 0;
    int most = 0;
    long unfilled = 0;
    try (Supervisor pool =
        Supervisor.open(
            "census",
            o ->
                o.intensity(Integer.MAX_VALUE, Duration.ofSeconds(1))
                    .backOff(Duration.ZERO, Duration.ZERO))) {
      pool.keepExactly(
          size,
          "member",
          token -> {
            try (CancellationSource life = token.child()) {
              running.add(life);
              try {
                life.token().sleep(Duration.ofDays(1));
              } finally {
                running.remove(life);
              }
              if (!token.isCancelled()) {
                throw new IllegalStateException("killed");
              }
            }
          });
      long end = System.nanoTime() + time.toNanos();
      while (System.nanoTime() - end < 0) {
        for (CancellationSource life : running) {
          if (random.nextInt(size) == 0 && life.cancel("kill")) {
            kills++;
          }
        }
        most = Math.max(most, Math.max(running.size(), pool.running("member")));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (pool.running("member") != size || running.size() != size) {
          if (System.nanoTime() - deadline > 0) {
            unfilled++;
            break;
          }
          Thread.onSpinWait();
        }
      }
    }
    report(
        "pool of " + size + " under kills for " + time,
        kills > 0 && most == size && unfilled == 0 && running.isEmpty(),
        kills + " kills, never more than " + most + ", not filled again: " + unfilled);
  }
}
