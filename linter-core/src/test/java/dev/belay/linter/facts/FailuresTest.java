package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.expr.MethodCallExpr;
import org.junit.jupiter.api.Test;

class FailuresTest {

  private static final String CODE =
      """
      import java.util.*;
      import java.util.concurrent.*;
      class Code {
        ExecutorService pool;
        void chains(CompletableFuture<String> given, Map<String, Object> live) {
          given.thenRun(this::work); // lost
          given.thenApply(x -> x).thenAccept(x -> {}); // lost
          given.thenRun(this::work).exceptionally(t -> null);
          given.whenComplete((value, failure) -> live.remove("a"));
          given.thenRun(this::work).whenComplete((value, failure) -> live.remove("b")); // lost
          given.thenRun(this::work).whenComplete((value, failure) -> System.out.println(failure));
          given.thenRun(this::work).whenComplete((value, ignored) -> live.remove("c"));
          given.thenRun(this::work).join();
          CompletableFuture<Void> kept = given.thenRun(this::work);
          kept.join();
          given.orTimeout(1, TimeUnit.SECONDS).thenRun(this::work); // lost
        }
        void batches(List<Callable<String>> tasks) throws Exception {
          pool.invokeAll(tasks); // batch
          for (Future<String> each : pool.invokeAll(tasks)) { each.get(); }
          pool.invokeAny(tasks);
        }
        void polls(Callable<String> task) throws Exception {
          Future<String> polled = pool.submit(task); // polled
          if (polled.isDone()) { work(); }
          Future<String> read = pool.submit(task);
          if (read.isDone()) { read.get(); }
          Future<String> forgotten = pool.submit(task);
        }
        void work() {}
      }
      """;

  private final Snippet snippet = Snippet.of(CODE);
  private final Failures failures = snippet.facts().failures();

  @Test
  void aDroppedChainLosesWhatNoStageReads() {
    assertEquals(
        snippet.linesMarked("lost"),
        snippet.linesOf(MethodCallExpr.class, call -> failures.findLostChain(call).isPresent()));
  }

  @Test
  void aDroppedBatchLosesAllItsFailures() {
    assertEquals(
        snippet.linesMarked("batch"),
        snippet.linesOf(MethodCallExpr.class, failures::isUnreadBatch));
  }

  @Test
  void askingWhetherItIsDoneShowsNoFailure() {
    assertEquals(
        snippet.linesMarked("polled"),
        snippet.linesOf(MethodCallExpr.class, failures::isOnlyPolled));
  }
}
