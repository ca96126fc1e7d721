package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithArguments;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.index.JavaType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * What may end a loop by an exception: calls whose declarations, bodies or catalogue entries say
 * so, less what handlers in the loop take. Belongs to one thread.
 */
final class ThrownOut {

  private final Types types;
  private final Catalogue catalogue;
  private final Interrupts interrupts;

  ThrownOut(Types types, Catalogue catalogue, Interrupts interrupts) {
    this.types = types;
    this.catalogue = catalogue;
    this.interrupts = interrupts;
  }

  /** Whether a call may end a loop by an exception, or end the whole process. */
  boolean mayThrowOut(Node node, Statement loop) {
    Optional<Callee> callee = Optional.empty();
    if (node instanceof MethodCallExpr call) {
      callee = types.calleeOf(call);
    } else if (node instanceof ObjectCreationExpr creation) {
      callee = types.calleeOf(creation);
      if (callee.isEmpty() && types.find(types.of(creation).className()).isPresent()) {
        // A constructor that nobody wrote throws nothing.
        return false;
      }
    } else {
      return false;
    }
    if (callee.isEmpty()) {
      return !isTaken(node, loop, JavaType.UNKNOWN)
          && (isExpectedBehind(loop) || isHandedThrow(node));
    }
    return throwsOut(callee.get(), node, loop, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** Whether a handler between a node and what is around it takes an exception for sure. */
  boolean isTaken(Node node, Node around, JavaType thrown) {
    Node below = node;
    for (Node n = node.getParentNode().orElse(null);
        n != null && n != around;
        below = n, n = n.getParentNode().orElse(null)) {
      Node from = below;
      if (n instanceof TryStmt attempt
          && (from == attempt.getTryBlock() || attempt.getResources().contains(from))
          && attempt.getCatchClauses().stream().anyMatch(handler -> takes(handler, thrown))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a call that cannot be seen is handed code that throws: it may run it in place. */
  private static boolean isHandedThrow(Node call) {
    return call instanceof NodeWithArguments<?> handed
        && handed.getArguments().stream()
            .anyMatch(
                a ->
                    a instanceof LambdaExpr lambda
                        && Flow.anyRun(lambda.getBody(), node -> node instanceof ThrowStmt));
  }

  private boolean throwsOut(
      Callee callee, Node call, Statement loop, Set<MethodDeclaration> followed) {
    if (catalogue.has(Role.NEVER_RETURNS, callee, types)) {
      return true;
    }
    for (String thrown : callee.method().throwing()) {
      JavaType type = types.enclosing().names().resolve(thrown, callee.owner(), callee.method());
      boolean interrupt = thrown.endsWith("InterruptedException");
      boolean taken = interrupt ? interrupts.isTakenWithin(call, loop) : isTaken(call, loop, type);
      if (!taken) {
        return true;
      }
    }
    boolean unchecked =
        catalogue.has(Role.CLOSABLE_WAIT, callee, types) && closesUnchecked(callee)
            || catalogue.has(Role.CANCELLATION_CHECK, callee, types)
                && !callee.returns().equals(new JavaType.Primitive("boolean"));
    if (unchecked && !isTaken(call, loop, JavaType.named("java.lang.IllegalStateException"))) {
      return true;
    }
    return types
        .declarationOf(callee)
        .filter(followed::add)
        .filter(helper -> throwsUnchecked(helper, call, loop, followed))
        .isPresent();
  }

  /** Watch services and selectors say by an unchecked exception that they were closed. */
  private static boolean closesUnchecked(Callee callee) {
    return callee.owner().name().equals("java.nio.channels.Selector")
        || callee.method().throwing().stream().noneMatch(t -> t.endsWith("IOException"));
  }

  /** Whether a helper of this file throws, by itself or further on, what the loop lets through. */
  private boolean throwsUnchecked(
      MethodDeclaration helper, Node call, Statement loop, Set<MethodDeclaration> followed) {
    return Flow.anyRun(
        helper.getBody().get(),
        node -> {
          if (node instanceof ThrowStmt thrown) {
            JavaType type = types.of(thrown.getExpression());
            return !isTaken(thrown, helper, type) && !isTaken(call, loop, type);
          }
          return node instanceof MethodCallExpr further
              && followed.size() < 16
              && types
                  .calleeOf(further)
                  .filter(
                      c ->
                          catalogue.has(Role.NEVER_RETURNS, c, types)
                              || types
                                  .declarationOf(c)
                                  .filter(followed::add)
                                  .filter(m -> throwsUnchecked(m, call, loop, followed))
                                  .isPresent())
                  .isPresent();
        });
  }

  private boolean takes(CatchClause handler, JavaType thrown) {
    return Flow.takesAnything(handler)
        || thrown.isKnown()
            && Flow.typesOf(handler).stream()
                .map(types::of)
                .anyMatch(t -> t.isKnown() && types.isA(thrown, t.className()));
  }

  /** Whether code behind a loop waits for an exception to come out of it. */
  private boolean isExpectedBehind(Statement loop) {
    Node below = loop;
    for (Node n = loop.getParentNode().orElse(null);
        n != null;
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof TryStmt attempt
          && below == attempt.getTryBlock()
          && !attempt.getCatchClauses().isEmpty()) {
        return true;
      }
      if (n instanceof MethodDeclaration method) {
        return !method.getThrownExceptions().isEmpty();
      }
      if (n instanceof LambdaExpr lambda) {
        return types
            .functionTypeOf(lambda)
            .map(shape -> !shape.method().throwing().isEmpty())
            .orElse(true);
      }
    }
    return false;
  }
}
