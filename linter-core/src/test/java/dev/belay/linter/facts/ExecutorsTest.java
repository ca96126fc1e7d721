package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import org.junit.jupiter.api.Test;

class ExecutorsTest {

  private static final String CODE =
      """
      import java.util.*;
      import java.util.concurrent.*;
      class Code {
        private final ExecutorService stopped = Executors.newFixedThreadPool(1);
        private final ExecutorService forgotten = Executors.newFixedThreadPool(2); // open
        private ExecutorService one = Executors.newFixedThreadPool(3); // open
        private ExecutorService other = one;
        private final ExecutorService injected;
        Code(ExecutorService injected) { this.injected = injected; one = other; }
        void uses(Runnable task) throws Exception {
          stopped.execute(task); // awaited
          stopped.shutdown();
          stopped.awaitTermination(1, TimeUnit.SECONDS);
          forgotten.execute(task); // its executor is made here and never shut down
          injected.execute(task); // its executor is handed in here
          ForkJoinPool.commonPool().execute(task);
          CompletableFuture.runAsync(task); // it runs on the common pool, which nobody waits for
          ExecutorService local = Executors.newFixedThreadPool(4); // open
          local.execute(task); // its executor is made here and never shut down
          Executors.newSingleThreadExecutor().execute(task); // open
          Executors.newCachedThreadPool().execute(task);
          try (ExecutorService closed = Executors.newCachedThreadPool()) {
            closed.execute(task); // closed around
          }
          register(Executors.newSingleThreadExecutor());
        }
        void register(ExecutorService pool) {}
        ExecutorService gives() { return Executors.newSingleThreadExecutor(); }
      }
      """;

  private final Snippet snippet = Snippet.of(CODE);
  private final Executors executors = snippet.facts().executors();

  @Test
  void whatIsMadeStaysOpenUnlessSomebodyCanEndIt() {
    assertEquals(
        snippet.linesMarked("open"),
        snippet.linesOf(
            Expression.class, made -> executors.isCreation(made) && !executors.isEnded(made)));
  }

  @Test
  void theOwnerOfAnExecutorIsShownAsEvidence() {
    for (String text :
        new String[] {
          "its executor is made here and never shut down",
          "its executor is handed in here",
          "it runs on the common pool, which nobody waits for"
        }) {
      assertEquals(
          snippet.linesMarked(text),
          snippet.linesOf(
              MethodCallExpr.class,
              call -> executors.findOwner(call).filter(o -> o.text().equals(text)).isPresent()),
          text);
    }
  }

  @Test
  void awaitingAndClosingEndTheTasksInTime() {
    assertEquals(
        snippet.linesMarked("awaited"),
        snippet.linesOf(
            MethodCallExpr.class,
            call ->
                call.getNameAsString().equals("execute")
                    && executors.findExecutor(call).filter(executors::isAwaited).isPresent()));
    assertEquals(
        snippet.linesMarked("closed around"),
        snippet.linesOf(
            MethodCallExpr.class,
            call ->
                call.getNameAsString().equals("execute")
                    && executors.findExecutor(call).filter(executors::isClosedAround).isPresent()));
  }
}
