package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.index.JavaType;
import java.util.ArrayList;
import java.util.List;

/** Which loops spin once a wait in them throws. */
final class Spins {

  private final Types types;
  private final Interrupts interrupts;
  private final StopFlags flags;
  private final WaysOut ways;
  private final LoopProgress progress;
  private final StoppedLoops stopped;

  Spins(
      Types types,
      Interrupts interrupts,
      StopFlags flags,
      WaysOut ways,
      LoopProgress progress,
      StoppedLoops stopped) {
    this.types = types;
    this.interrupts = interrupts;
    this.flags = flags;
    this.ways = ways;
    this.progress = progress;
    this.stopped = stopped;
  }

  /**
   * Whether a loop goes round and round once the wait before a handler throws on every pass: what
   * stands behind the wait is never done, and nothing else ends the loop.
   */
  boolean spins(Statement loop, CatchClause handler) {
    if (loop instanceof ForEachStmt) {
      return false;
    }
    List<Expression> conditions = ways.conditionsOf(loop);
    List<Expression> asked = new ArrayList<>(conditions);
    conditions.forEach(condition -> addAnswers(condition, loop, asked));
    return asked.stream()
            .noneMatch(c -> flags.isSetWithInterrupt(c) || stopped.asksOwnExecutor(c, loop))
        && conditions.stream()
            .noneMatch(
                condition ->
                    progress.isProgress(
                        condition,
                        loop,
                        change ->
                            !isBehindWait(change, handler) && !isAnswer(change, loop, handler)));
  }

  /** Whether a change is made only where the wait before a handler has ended without a throw. */
  private boolean isBehindWait(Node change, CatchClause handler) {
    BlockStmt block = ((TryStmt) handler.getParentNode().orElseThrow()).getTryBlock();
    return change.isDescendantOf(block)
        && interrupts
            .findSource(handler)
            .filter(
                wait ->
                    wait.isDescendantOf(change)
                        || Node.NODE_BY_BEGIN_POSITION.compare(wait, change) < 0)
            .isPresent();
  }

  /** {@code pending = isPending();} on each pass: the condition asks the same by another name. */
  private boolean isAnswer(Node change, Statement loop, CatchClause handler) {
    return change instanceof AssignExpr answer
        && isTruth(answer)
        && !progress.isProgress(
            answer.getValue(),
            loop,
            other ->
                !(other instanceof AssignExpr same && same.getTarget().equals(answer.getTarget()))
                    && !isBehindWait(other, handler));
  }

  private void addAnswers(Expression condition, Statement loop, List<Expression> into) {
    Flow.eachRun(
        condition,
        node -> {
          if (node instanceof NameExpr name && Bindings.findLocal(name).isPresent()) {
            Changes.changesOf(name.getNameAsString(), loop).stream()
                .filter(change -> change instanceof AssignExpr answer && isTruth(answer))
                .forEach(change -> into.add(((AssignExpr) change).getValue()));
          }
        });
  }

  /** Whether a variable is assigned a truth that is found out there and then. */
  private boolean isTruth(AssignExpr answer) {
    return !answer.getValue().isLiteralExpr()
        && types.of(answer.getTarget()).equals(new JavaType.Primitive("boolean"));
  }
}
