package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import java.util.Set;

/** Futures whose result is asked for after they were seen to be done. Without state. */
final class DoneFutures {

  private static final Set<String> DONE = Set.of("isDone", "isCompletedExceptionally");

  private DoneFutures() {}

  /**
   * Whether a call is a {@code get()} that an {@code if (future.isDone())} stands around: it
   * answers at once, and {@code FutureTask} and {@code CompletableFuture} look at no interrupt
   * then.
   */
  static boolean isKnownDone(MethodCallExpr call) {
    if (!call.getNameAsString().equals("get") || call.getScope().isEmpty()) {
      return false;
    }
    String future = call.getScope().get().toString();
    Node below = call;
    for (Node n = call.getParentNode().orElse(null);
        n != null;
        below = n, n = n.getParentNode().orElse(null)) {
      boolean tested =
          n instanceof IfStmt choice
                  && below == choice.getThenStmt()
                  && tells(choice.getCondition(), future)
              || n instanceof ConditionalExpr value
                  && below == value.getThenExpr()
                  && tells(value.getCondition(), future)
              || n instanceof BinaryExpr both
                  && below == both.getRight()
                  && both.getOperator() == BinaryExpr.Operator.AND
                  && tells(both.getLeft(), future);
      if (tested) {
        return true;
      }
    }
    return false;
  }

  private static boolean tells(Expression condition, String future) {
    if (condition instanceof EnclosedExpr enclosed) {
      return tells(enclosed.getInner(), future);
    }
    if (condition instanceof BinaryExpr both) {
      return both.getOperator() == BinaryExpr.Operator.AND
          && (tells(both.getLeft(), future) || tells(both.getRight(), future));
    }
    return condition instanceof MethodCallExpr call
        && DONE.contains(call.getNameAsString())
        && call.getScope().map(s -> s.toString().equals(future)).orElse(false);
  }
}
