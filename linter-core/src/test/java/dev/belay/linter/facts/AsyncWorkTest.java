package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.expr.MethodCallExpr;
import org.junit.jupiter.api.Test;

class AsyncWorkTest {

  @Test
  void theWorkIsWhereTheReceiverOrAStageBeforeItStartedIt() {
    Snippet snippet =
        Snippet.of(
            """
            import java.util.concurrent.*;
            class Code {
              private CompletableFuture<Void> started;
              private CompletableFuture<Void> mixed;
              void cancels(Runnable task, ExecutorService pool, CompletableFuture<Void> handed) {
                CompletableFuture<Void> local = CompletableFuture.runAsync(task);
                local.cancel(true); // work
                CompletableFuture.runAsync(task).thenRun(task).cancel(true); // work
                (CompletableFuture.runAsync(task)).orTimeout(1, TimeUnit.SECONDS).cancel(true); // work
                started = CompletableFuture.runAsync(task);
                started.cancel(true); // work
                mixed = CompletableFuture.runAsync(task);
                mixed = handed;
                mixed.cancel(true);
                handed.cancel(true);
                new CompletableFuture<Void>().cancel(true);
                CompletableFuture<Void> promise = new CompletableFuture<>();
                promise.cancel(true);
                pool.submit(task).cancel(true);
              }
            }
            """);
    assertEquals(
        snippet.linesMarked("work"),
        snippet.linesOf(
            MethodCallExpr.class,
            call ->
                call.getNameAsString().equals("cancel")
                    && snippet.facts().asyncWork().findStart(call).isPresent()));
  }
}
