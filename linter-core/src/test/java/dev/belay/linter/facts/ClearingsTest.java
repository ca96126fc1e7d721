package dev.belay.linter.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.javaparser.ast.expr.MethodCallExpr;
import org.junit.jupiter.api.Test;

class ClearingsTest {

  private final Snippet snippet =
      Snippet.of(
          """
          import java.util.function.Supplier;
          class Code {
            void drops(Runnable job) {
              Thread.interrupted(); // dropped
              if (Thread.interrupted()) { return; }
              Supplier<Boolean> answer = () -> Thread.interrupted();
            }
            void setsItAgain() {
              Thread.interrupted();
              Thread.currentThread().interrupt();
            }
            void behindAJob(Runnable job) {
              job.run();
              Thread.interrupted();
            }
            void inHandlers() {
              try {
                Thread.sleep(1);
              } catch (InterruptedException e) {
                boolean was = Thread.interrupted(); // in a handler
              }
            }
            void inOthers() {
              try {
                Thread.sleep(2);
              } catch (InterruptedException e) {
                boolean was = Thread.interrupted();
                Thread.currentThread().interrupt();
              }
              try {
                Thread.sleep(3);
              } catch (Exception e) {
                boolean was = Thread.interrupted();
              }
            }
          }
          """);
  private final Clearings clearings = snippet.facts().clearings();

  @Test
  void aDroppedAnswerLosesTheStatusUnlessItIsSetAgain() {
    assertEquals(
        snippet.linesMarked("dropped"),
        snippet.linesOf(
            MethodCallExpr.class, call -> isClearing(call) && clearings.isDropped(call)));
  }

  @Test
  void aHandlerThatClearsHasNothingToClear() {
    assertEquals(
        snippet.linesMarked("in a handler"),
        snippet.linesOf(
            MethodCallExpr.class,
            call -> isClearing(call) && clearings.findHandler(call).isPresent()));
  }

  private static boolean isClearing(MethodCallExpr call) {
    return call.getNameAsString().equals("interrupted");
  }
}
