package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a task asks the executor it runs on whether that has been ended. In a scope it asks the
 * scope's token.
 *
 * @param start of the task
 * @param calls the questions
 */
record EndQuestions(TaskStart start, List<MethodCallExpr> calls) {

  private static final Set<String> ASKED = Set.of("isShutdown", "isTerminated");

  /** The questions in the code of a start's task, its helpers in the file included. */
  static EndQuestions of(TaskStart start, RuleContext context) {
    return of(start, new TaskCode(start.runs(), context));
  }

  static EndQuestions of(TaskStart start, TaskCode code) {
    return new EndQuestions(
        start,
        start.executor().map(code::callsOn).orElse(List.of()).stream()
            .filter(EndQuestions::isOne)
            .toList());
  }

  /** Whether a call, on an executor, asks whether that has been ended. */
  static boolean isOne(MethodCallExpr call) {
    return ASKED.contains(call.getNameAsString());
  }

  /** Whether all stand in code that is for this start alone. */
  boolean areInPlace() {
    return calls.stream().allMatch(start::isInPlace);
  }

  /** Whether the condition of a loop asks, so that the loop ends when the executor does. */
  boolean end(Statement loop) {
    return loop instanceof WhileStmt passes
        && calls.stream().anyMatch(call -> call.isDescendantOf(passes.getCondition()));
  }

  /** Puts them to a scope's token. */
  void write(String scope, FixDraft fix) {
    String ended = scope + ".token().isCancelled()";
    for (MethodCallExpr call : calls) {
      Optional<BinaryExpr> both = askedTwice(call);
      if (both.isEmpty()) {
        fix.replace(call, ended);
      } else if (call.isDescendantOf(both.get().getLeft())) {
        fix.replace(both.get(), "!" + ended);
      }
    }
  }

  /** {@code !executor.isShutdown() && !executor.isTerminated()}, which asks twice for one thing. */
  private Optional<BinaryExpr> askedTwice(MethodCallExpr call) {
    return call.getParentNode()
        .flatMap(Node::getParentNode)
        .filter(BinaryExpr.class::isInstance)
        .map(BinaryExpr.class::cast)
        .filter(both -> both.getOperator() == BinaryExpr.Operator.AND)
        .filter(both -> denies(both.getLeft()) && denies(both.getRight()));
  }

  private boolean denies(Expression not) {
    return Flow.denied(not)
        .filter(asked -> calls.stream().anyMatch(call -> call == asked))
        .isPresent();
  }
}
