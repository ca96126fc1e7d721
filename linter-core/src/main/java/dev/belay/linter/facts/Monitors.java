package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which monitors code holds or takes, by what they are the monitors of. Belongs to one thread. */
final class Monitors {

  /** How far calls of this file's methods are followed. */
  private static final int DEPTH = 2;

  private final Types types;

  Monitors(Types types) {
    this.types = types;
  }

  /** The monitors that a node's own method holds there, as far as they can be named. */
  Set<String> heldAt(Node node) {
    Set<String> held = new HashSet<>();
    for (Node n = node; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof SynchronizedStmt block && node.isDescendantOf(block.getBody())) {
        nameOf(block.getExpression()).ifPresent(held::add);
      }
      if (n instanceof MethodDeclaration method) {
        ofMethod(method).ifPresent(held::add);
        return held;
      }
    }
    return held;
  }

  /** Whether a piece of code calls a method of this file, of its own object, that takes one. */
  boolean areTakenBy(Node piece, Set<String> names) {
    return !names.isEmpty() && areTakenByCalls(piece, names, DEPTH);
  }

  private boolean areTakenByCalls(Node piece, Set<String> names, int depth) {
    return depth > 0
        && Flow.anyRun(
            piece,
            node ->
                node instanceof MethodCallExpr call
                    && call.getScope().map(Expression::isThisExpr).orElse(true)
                    && types
                        .declarationOf(call)
                        .filter(helper -> isTakenIn(helper, names, depth))
                        .isPresent());
  }

  private boolean isTakenIn(MethodDeclaration helper, Set<String> names, int depth) {
    return ofMethod(helper).filter(names::contains).isPresent()
        || Flow.anyRun(
            helper.getBody().get(),
            node ->
                node instanceof SynchronizedStmt block
                    && nameOf(block.getExpression()).filter(names::contains).isPresent())
        || areTakenByCalls(helper.getBody().get(), names, depth - 1);
  }

  private Optional<String> ofMethod(MethodDeclaration method) {
    return method.isSynchronized() && !method.isStatic()
        ? Optional.of(types.thisType(method).className())
        : Optional.empty();
  }

  private Optional<String> nameOf(Expression monitor) {
    if (monitor instanceof ThisExpr self && self.getTypeName().isEmpty()) {
      return Optional.of(types.thisType(self).className());
    }
    return monitor instanceof NameExpr || monitor instanceof FieldAccessExpr
        ? types.fieldOf(monitor).map(Types.FieldUse::key)
        : Optional.empty();
  }
}
