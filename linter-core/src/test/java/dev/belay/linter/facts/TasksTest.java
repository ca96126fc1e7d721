package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Each comment is one claim about the method or lambda that starts on its line. */
class TasksTest {

  @Test
  void methodsAreTasksByTheirTypeOrByReference() {
    CodeUnderTest code =
        new CodeUnderTest(
            """
            import com.acme.unseen.Service;
            import java.util.concurrent.*;
            abstract class Code implements Runnable {
              public void run() { // known, reached
                reached(); }
              private void reached() { // none, reached
              }
              void alone(Executor pool) { // none, not reached
                pool.execute(this::referred); pool.execute(() -> fromLambda()); }
              void referred() { // known, reached
              }
              void fromLambda() { // none, reached
              }
              void run(int i) { // none, not reached
              }
              static class Unseen extends Service {
                @Override public void run() { // known, reached
                }
                public void call() { // none, not reached
                } }
              static class Seen {
                public void run() { // none, not reached
                } }
              static class Mine extends Thread {
                @Override public void run() { // known, reached
                } }
            }
            """);
    Tasks tasks = code.facts.tasks();
    assertEquals(
        code.claimed(),
        code.told(
            MethodDeclaration.class,
            method ->
                tasks.startOf(method).name().toLowerCase(Locale.ROOT)
                    + (tasks.findTask(method.getBody().get()).isPresent()
                        ? ", reached"
                        : ", not reached")));
  }

  @Test
  void lambdasAreTasksByWhereTheyGo() {
    CodeUnderTest code =
        new CodeUnderTest(
            """
            import com.acme.unseen.Bus;
            import java.util.*;
            import java.util.concurrent.*;
            class Code {
              private final Runnable kept =
                  () -> {}; // known
              private final Runnable idle =
                  () -> {}; // possible
              void all(ExecutorService pool, List<String> names, Bus bus) {
                pool.submit(
                    () -> 1); // known
                new Thread(
                    () -> {}).start(); // known
                new Thread(new FutureTask<>(
                    () -> 2)).start(); // known
                names.forEach(
                    n -> n.length()); // none
                CompletableFuture.supplyAsync(
                    () -> "v"); // known
                bus.on(
                    () -> {}); // possible
                pool.execute(kept);
                Runnable later =
                    () -> {}; // known
                pool.execute(later);
              }
            }
            """);
    Tasks tasks = code.facts.tasks();
    assertEquals(
        code.claimed(),
        code.told(
            LambdaExpr.class, lambda -> tasks.startOf(lambda).name().toLowerCase(Locale.ROOT)));
  }
}
