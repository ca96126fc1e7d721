package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.index.JavaType;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Methods that declare the interrupt although nothing in them can be interrupted: calls of them
 * answer at once. Belongs to one thread.
 */
final class IdleDeclarations {

  /** What every object has, and never waits; asked of a type that is out of sight too. */
  private static final Set<String> NOTIFYING = Set.of("notify", "notifyAll");

  /** What a method may declare that lets an interrupt out. */
  private static final Set<String> LETTING_OUT =
      Set.of("InterruptedException", "Exception", "Throwable");

  private final Types types;
  private final Map<Node, Boolean> known = new IdentityHashMap<>();
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

  IdleDeclarations(Types types) {
    this.types = types;
  }

  /** Whether a call runs a method of this file, not meant for others to fill, that cannot wait. */
  boolean isCalledBy(MethodCallExpr call) {
    return types.declarationOf(call).filter(this::isIdle).isPresent();
  }

  /** A body in which nothing throws an interrupt has none to let out. */
  private boolean isIdle(MethodDeclaration method) {
    Boolean answer = known.get(method);
    if (answer != null) {
      return answer;
    }
    if (!open.add(method)) {
      return true; // What it asks of itself, being called by what it calls, hangs on all the rest.
    }
    boolean idle = isFilled(method) && !Flow.anyRun(method.getBody().get(), this::mayThrow);
    open.remove(method);
    if (!idle || open.isEmpty()) {
      known.put(method, idle);
    }
    return idle;
  }

  private static boolean isFilled(MethodDeclaration method) {
    return method.getBody().filter(body -> body.getStatements().isNonEmpty()).isPresent()
        && !method.isProtected();
  }

  /** Whether an interrupt may come out of something itself; true for all that cannot be told. */
  private boolean mayThrow(Node node) {
    if (node instanceof MethodCallExpr call) {
      return !isNotifying(call)
          && !types.calleeOf(call).filter(this::keepsQuiet).isPresent()
          && !isCalledBy(call);
    }
    if (node instanceof ObjectCreationExpr creation) {
      return !hasNoConstructor(creation)
          && !types.calleeOf(creation).filter(this::keepsQuiet).isPresent();
    }
    if (node instanceof ThrowStmt throwing) {
      return mayBeInterrupt(types.of(throwing.getExpression()));
    }
    // What a resource's close throws stands nowhere in the text.
    return node instanceof TryStmt attempt && attempt.getResources().isNonEmpty();
  }

  private boolean mayBeInterrupt(JavaType thrown) {
    return !types.hierarchy().isWhollyKnown(thrown)
        || types.isA(thrown, Interrupts.INTERRUPT)
        || LETTING_OUT.contains(simpleName(thrown.className()));
  }

  private boolean hasNoConstructor(ObjectCreationExpr made) {
    return types
        .find(types.of(made).className())
        .filter(type -> type.methods().stream().noneMatch(method -> method.isConstructor()))
        .isPresent();
  }

  private boolean keepsQuiet(Callee callee) {
    return callee.method().throwing().stream()
        .noneMatch(
            written -> LETTING_OUT.contains(simpleName(written)) || isVariable(written, callee));
  }

  private boolean isVariable(String written, Callee callee) {
    return types.enclosing().names().resolve(written, callee.owner(), callee.method())
        instanceof JavaType.Variable;
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static boolean isNotifying(MethodCallExpr call) {
    return NOTIFYING.contains(call.getNameAsString()) && call.getArguments().isEmpty();
  }
}
