package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.Type;
import java.util.Set;

/** Where the interrupt may be thrown. Without state. */
final class Interruptions {

  private static final Set<String> TAKING =
      Set.of("InterruptedException", "Exception", "Throwable");

  private Interruptions() {}

  /** Whether the method or constructor around a node declares the interrupt, or more. */
  static boolean declaredAround(Node node) {
    for (Node n = node.getParentNode().orElse(null);
        n != null && !(n instanceof LambdaExpr);
        n = n.getParentNode().orElse(null)) {
      if (n instanceof CallableDeclaration<?> callable) {
        return callable.getThrownExceptions().stream().anyMatch(Interruptions::takes);
      }
    }
    return false;
  }

  /** Whether the method around a node names the interrupt: it is one that waits. */
  static boolean promisedAround(Node node) {
    return Around.find(MethodDeclaration.class, node)
        .filter(
            m ->
                m.getThrownExceptions().stream()
                    .anyMatch(t -> t.asString().endsWith("InterruptedException")))
        .isPresent();
  }

  /** Whether a handler of the interrupt, or more, stands between a node and its method. */
  static boolean handledAround(Node node) {
    Node below = node;
    for (Node n = node.getParentNode().orElse(null);
        n != null && !(n instanceof LambdaExpr) && !(n instanceof CallableDeclaration<?>);
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof TryStmt attempt
          && below == attempt.getTryBlock()
          && attempt.getCatchClauses().stream().anyMatch(Interruptions::catches)) {
        return true;
      }
    }
    return false;
  }

  private static boolean catches(CatchClause handler) {
    Type type = handler.getParameter().getType();
    return type.isUnionType()
        ? type.asUnionType().getElements().stream().anyMatch(Interruptions::takes)
        : takes(type);
  }

  static boolean takes(Type thrown) {
    String name = thrown.asString();
    return TAKING.contains(name.substring(name.lastIndexOf('.') + 1));
  }
}
