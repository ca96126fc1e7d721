package dev.belay.linter.facts;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;

/** Where control goes (JLS 14.22), told from the form of statements alone. Without state. */
public final class Flow {

  private Flow() {}

  /** Whether a statement is a loop whose condition is always true. */
  public static boolean isEndless(Statement statement) {
    if (statement instanceof WhileStmt loop) {
      return isTrue(loop.getCondition());
    }
    if (statement instanceof DoStmt loop) {
      return isTrue(loop.getCondition());
    }
    return statement instanceof ForStmt loop && loop.getCompare().map(Flow::isTrue).orElse(true);
  }

  private static boolean isTrue(Expression condition) {
    return condition.isBooleanLiteralExpr() && condition.asBooleanLiteralExpr().getValue();
  }
}
