package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.Set;
import java.util.function.Predicate;

/** What brings a loop nearer to its end by itself: steps, clocks, elements. */
final class LoopProgress {

  private static final Set<String> CLOCKS =
      Set.of("nanoTime", "currentTimeMillis", "millis", "now", "monotonicNow");

  /** What an atomic number counts with. */
  private static final Set<String> STEPS =
      Set.of("incrementAndGet", "decrementAndGet", "getAndIncrement", "getAndDecrement");

  private final Types types;
  private final WaysOut ways;

  LoopProgress(Types types, WaysOut ways) {
    this.types = types;
    this.ways = ways;
  }

  /** Whether a loop ends by itself: a step count, a deadline, the elements of something. */
  boolean isBounded(Statement loop) {
    return loop instanceof ForEachStmt
        || ways.conditionsOf(loop).stream().anyMatch(c -> isProgress(c, loop, change -> true));
  }

  boolean isProgress(Expression condition, Statement loop, Predicate<Node> counts) {
    return Flow.anyRun(
        condition,
        node ->
            node instanceof UnaryExpr unary && Changes.isStep(unary)
                || node instanceof NameExpr name
                    && Bindings.findLocal(name).isPresent()
                    && Changes.changesOf(name.getNameAsString(), loop).stream().anyMatch(counts)
                || node instanceof MethodCallExpr call && (isClock(call) || isStep(call))
                || node instanceof ObjectCreationExpr made && isNow(made));
  }

  private static boolean isClock(MethodCallExpr call) {
    return CLOCKS.contains(call.getNameAsString());
  }

  private boolean isStep(MethodCallExpr call) {
    return STEPS.contains(call.getNameAsString())
        && call.getScope()
            .map(types::classNameOf)
            .filter(counter -> counter.startsWith("java.util.concurrent.atomic."))
            .isPresent();
  }

  /** {@code new Date()}. */
  private static boolean isNow(ObjectCreationExpr made) {
    return made.getArguments().isEmpty() && Flow.isNamed(made.getType(), "Date");
  }
}
