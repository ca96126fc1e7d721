package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ThrowStmt;
import java.util.Set;

/**
 * Methods that declare the interrupt although nothing in them can be interrupted: calls of them
 * answer at once. Belongs to one thread.
 */
final class IdleDeclarations {

  /** What every object has, and never waits. */
  private static final Set<String> NOTIFYING = Set.of("notify", "notifyAll");

  private final Types types;

  IdleDeclarations(Types types) {
    this.types = types;
  }

  /** Whether a call runs a method of this file, not meant for others to fill, that cannot wait. */
  boolean isCalledBy(MethodCallExpr call) {
    return types.declarationOf(call).filter(this::isIdle).isPresent();
  }

  /** A body that calls nothing and throws nothing has nothing that an interrupt could come from. */
  private boolean isIdle(MethodDeclaration method) {
    boolean filled =
        method.getBody().filter(body -> body.getStatements().isNonEmpty()).isPresent()
            && !method.isProtected();
    return filled && !Flow.anyRun(method.getBody().get(), IdleDeclarations::mayThrow);
  }

  private static boolean mayThrow(Node node) {
    return node instanceof ThrowStmt
        || node instanceof ObjectCreationExpr
        || node instanceof MethodCallExpr call && !isNotifying(call);
  }

  private static boolean isNotifying(MethodCallExpr call) {
    return NOTIFYING.contains(call.getNameAsString()) && call.getArguments().isEmpty();
  }
}
