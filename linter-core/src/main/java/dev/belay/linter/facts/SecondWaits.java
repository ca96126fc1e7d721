package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import java.util.Optional;

/**
 * Handlers that wait once more before anything restores the status: the wait that threw has cleared
 * it, so the second one does wait, however often their loop goes round. Belongs to one thread.
 */
final class SecondWaits {

  private final Interrupts interrupts;

  SecondWaits(Interrupts interrupts) {
    this.interrupts = interrupts;
  }

  /** Whether every pass of a loop that comes to a handler has such a wait in it, or around it. */
  boolean stand(CatchClause handler, Statement loop) {
    for (Node n = handler; n != null && n != loop; n = n.getParentNode().orElse(null)) {
      if (n instanceof CatchClause around && waitsFirst(around.getBody())) {
        return true;
      }
    }
    return false;
  }

  /** The first statement that has to do with interrupts is a wait which runs in any case. */
  private boolean waitsFirst(BlockStmt body) {
    for (Statement statement : body.getStatements()) {
      Optional<Node> piece = firstPieceOf(statement);
      if (piece.filter(this::waits).isPresent()) {
        return true;
      }
      if (statement instanceof TryStmt attempt && waitsFirst(attempt.getTryBlock())) {
        return true;
      }
      if (!(statement instanceof ExpressionStmt) || interrupts.restores(statement)) {
        return false;
      }
    }
    return false;
  }

  /** What a statement evaluates first, whatever comes of it. */
  private static Optional<Node> firstPieceOf(Statement statement) {
    if (statement instanceof IfStmt choice) {
      return Optional.of(choice.getCondition());
    }
    return statement instanceof ExpressionStmt ? Optional.of(statement) : Optional.empty();
  }

  private boolean waits(Node piece) {
    Node asked = piece instanceof ExpressionStmt alone ? alone.getExpression() : piece;
    while (asked instanceof UnaryExpr || asked instanceof EnclosedExpr) {
      asked = asked.getChildNodes().get(0);
    }
    return asked instanceof MethodCallExpr call && interrupts.throwsInterrupt(call);
  }
}
