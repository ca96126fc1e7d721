package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import java.util.ArrayList;
import java.util.List;

/** Where a piece of code changes a variable, by its name. */
final class Changes {

  private Changes() {}

  static boolean isChangedIn(String name, Node piece) {
    return Flow.anyRun(piece, node -> isChangeOf(name, node));
  }

  static List<Node> changesOf(String name, Node piece) {
    List<Node> changes = new ArrayList<>();
    Flow.eachRun(
        piece,
        node -> {
          if (isChangeOf(name, node)) {
            changes.add(node);
          }
        });
    return changes;
  }

  static boolean isStep(UnaryExpr unary) {
    return switch (unary.getOperator()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
      default -> false;
    };
  }

  private static boolean isChangeOf(String name, Node node) {
    return node instanceof AssignExpr assignment && isNamed(assignment.getTarget(), name)
        || node instanceof UnaryExpr unary && isStep(unary) && isNamed(unary.getExpression(), name);
  }

  private static boolean isNamed(Expression target, String name) {
    return target instanceof NameExpr simple && simple.getNameAsString().equals(name)
        || target instanceof FieldAccessExpr field && field.getNameAsString().equals(name);
  }
}
