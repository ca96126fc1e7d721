package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlesTest {

  @Test
  void tellsStartsFromHandlesThatWereThere() {
    check(
        """
        import java.util.*;
        import java.util.concurrent.*;
        class A {
          ExecutorService pool;
          CompletableFuture<Void> ready;
          CompletableFuture<Void> ready() { return ready; }
          CompletableFuture<Void> begin() { ready = new CompletableFuture<>(); return this.ready; }
          CompletableFuture<Void> last() { CompletableFuture<Void> f = ready; return f; }
          private Future<?> done() { return CompletableFuture.completedFuture(1); }
          public Future<?> promised() { return CompletableFuture.completedFuture(2); }
          Future<?> same(Future<?> given) { return given; }
          void calls(List<Future<?>> list, CompletableFuture<String> given, Runnable task) {
            pool.submit(task); // start
            CompletableFuture.runAsync(task).orTimeout(1, TimeUnit.SECONDS); // start
            promised(); // start
            ready();
            begin();
            last();
            done();
            same(given);
            list.get(0);
            given.thenApply(s -> s);
            given.orTimeout(1, TimeUnit.SECONDS);
            given.completeAsync(() -> "x");
            unknown(task);
          }
        }
        """);
  }

  @Test
  void readsTraitsOfOtherFiles() {
    check(
        """
        class A {
          void calls(Other other) {
            other.start(); // start
            other.kept();
            other.fluent();
          }
        }
        """,
        """
        import java.util.concurrent.*;
        class Other extends CompletableFuture<String> {
          private final CompletableFuture<String> kept = new CompletableFuture<>();
          Other fluent() { return this; }
          CompletableFuture<String> kept() { return this.kept; }
          static CompletableFuture<String> start() { return supplyAsync(() -> "x"); }
        }
        """);
  }

  @Test
  void leavesStubbedVerifiedAndExpectedCallsAlone() {
    check(
        """
        import static org.junit.jupiter.api.Assertions.assertThrows;
        import static org.mockito.Mockito.verify;
        import java.util.concurrent.*;
        class ATest {
          void test(ExecutorService pool, Runnable task) {
            verify(pool).submit(task);
            assertThrows(RejectedExecutionException.class, () -> pool.submit(task));
            pool.submit(task); // start
          }
        }
        """,
        """
        package org.mockito;
        public class Mockito { public static <T> T verify(T mock) { return mock; } }
        """,
        """
        package org.junit.jupiter.api;
        public class Assertions {
          public interface Executable { void execute() throws Throwable; }
          public static <T extends Throwable> T assertThrows(Class<T> type, Executable body) { return null; }
        }
        """);
  }

  @Test
  void leavesCallsAloneThatTellACallbackOfTheFailure() {
    check(
        """
        import java.util.concurrent.*;
        import java.util.function.*;
        abstract class A {
          interface Callback { void done(String answer); void failed(Exception why); }
          interface Listener { void done(String answer); }
          abstract Future<String> ask(String question, Callback callback);
          abstract Future<String> tell(String question, Listener listener);
          abstract Future<String> both(String question, BiConsumer<String, Throwable> end);
          void calls(Callback callback, Listener listener) {
            ask("a", callback);
            both("b", (answer, failure) -> {});
            tell("c", listener); // start
          }
        }
        """);
  }

  private static void check(String code, String... others) {
    Snippet snippet = Snippet.of(code, others);
    List<Integer> expected = snippet.linesMarked("start");
    assertFalse(expected.isEmpty(), "no line is marked");
    assertEquals(
        expected,
        snippet.linesOf(
            MethodCallExpr.class,
            call ->
                snippet.facts().uses().of(call).kind() == Uses.Kind.DROPPED
                    && snippet.facts().handles().findStart(call).isPresent()));
  }
}
