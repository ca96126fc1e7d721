package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import java.util.Set;

/** Which loops do nothing but ask again. */
final class BusyWaits {

  /** Methods without arguments that take something, rather than look. */
  private static final Set<String> ACTS =
      Set.of("poll", "remove", "pop", "next", "tryLock", "tryAcquire", "read", "readLine");

  private static final Set<String> NAPS =
      Set.of(
          "java.lang.Thread#sleep",
          "java.lang.Thread#yield",
          "java.lang.Thread#onSpinWait",
          "java.util.concurrent.TimeUnit#sleep",
          "java.util.concurrent.locks.LockSupport#parkNanos");

  private final Types types;
  private final Interrupts interrupts;

  BusyWaits(Types types, Interrupts interrupts) {
    this.types = types;
    this.interrupts = interrupts;
  }

  /** Whether a loop does nothing but test its condition again, perhaps after a nap. */
  boolean onlyAsksAgain(Statement loop) {
    return onlyNaps(Flow.bodyOf(loop))
        && Flow.conditionOf(loop)
            .filter(c -> !Flow.isEndless(loop) && isPlainQuestion(c))
            .isPresent();
  }

  /** Whether a call lets time pass, and nothing else. */
  boolean isNap(Node node) {
    return node instanceof MethodCallExpr call
        && types.calleeOf(call).filter(c -> NAPS.contains(c.key())).isPresent();
  }

  /** Whether a condition changes and waits for nothing: it reads what others change. */
  private boolean isPlainQuestion(Expression condition) {
    return Flow.anyRun(
            condition,
            node ->
                node instanceof MethodCallExpr
                    || node instanceof NameExpr name && Bindings.findLocal(name).isEmpty())
        && !Flow.anyRun(
            condition,
            node ->
                node instanceof AssignExpr
                    || node instanceof UnaryExpr unary && Changes.isStep(unary)
                    || node instanceof ObjectCreationExpr
                    || node instanceof MethodCallExpr call
                        && (!call.getArguments().isEmpty()
                            || interrupts.throwsInterrupt(call)
                            || isAct(call)));
  }

  private boolean isAct(MethodCallExpr call) {
    // What a method of the project does to answer cannot be told: it may well ask a database.
    return types
        .calleeOf(call)
        .filter(c -> c.owner().path().isEmpty() || isGetter(c))
        // What may fail in a library does something: it reads, it asks somebody.
        .filter(c -> !c.owner().path().isEmpty() || c.method().throwing().isEmpty())
        .filter(c -> !c.returns().isVoid() && !ACTS.contains(c.method().name()))
        .isEmpty();
  }

  private boolean isGetter(Callee callee) {
    return types
        .declarationOf(callee)
        .filter(m -> m.getBody().get().getStatements().size() == 1)
        .isPresent();
  }

  private boolean onlyNaps(Statement body) {
    if (body instanceof BlockStmt block) {
      return block.getStatements().stream().allMatch(this::onlyNaps);
    }
    if (body instanceof TryStmt attempt) {
      return attempt.getResources().isEmpty() && onlyNaps(attempt.getTryBlock());
    }
    return body instanceof EmptyStmt
        || body instanceof ExpressionStmt statement && isNap(statement.getExpression());
  }
}
