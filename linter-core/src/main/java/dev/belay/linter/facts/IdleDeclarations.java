package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.index.JavaType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Methods that declare the interrupt although none can come out of them: nothing in them can be
 * interrupted, or they take it themselves, or let it out only where a parameter says so that the
 * call sets otherwise, {@code await(time, false)}. Belongs to one thread.
 */
final class IdleDeclarations {

  /** What every object has, and never waits; asked of a type that is out of sight too. */
  private static final Set<String> NOTIFYING = Set.of("notify", "notifyAll");

  /** What a method may declare that lets an interrupt out. */
  private static final Set<String> LETTING_OUT =
      Set.of("InterruptedException", "Exception", "Throwable");

  private final Types types;

  /** By what their parameters are told. */
  private final Map<Node, Map<Map<String, Boolean>, Boolean>> known = new IdentityHashMap<>();

  private final Map<Node, Map<String, Boolean>> open = new IdentityHashMap<>();

  IdleDeclarations(Types types) {
    this.types = types;
  }

  /** Whether a call runs a method of this file, not meant for others to fill, without a way out. */
  boolean isCalledBy(MethodCallExpr call) {
    return isCalledBy(call, Map.of());
  }

  /**
   * The same of a call in a method.
   *
   * @param told what some parameters of that method are
   */
  private boolean isCalledBy(MethodCallExpr call, Map<String, Boolean> told) {
    return types
        .declarationOf(call)
        .filter(method -> isIdle(method, toldBy(call, method, told)))
        .isPresent();
  }

  /** What a call sets the boolean parameters of a method to, as far as it says so itself. */
  private static Map<String, Boolean> toldBy(
      MethodCallExpr call, MethodDeclaration method, Map<String, Boolean> told) {
    if (call.getArguments().size() != method.getParameters().size()) {
      return Map.of();
    }
    Map<String, Boolean> values = new HashMap<>();
    for (int i = 0; i < call.getArguments().size(); i++) {
      Parameter parameter = method.getParameter(i);
      Optional<Boolean> value = valueOf(call.getArgument(i), told);
      if (value.isPresent() && !isWritten(parameter, method)) {
        values.put(parameter.getNameAsString(), value.get());
      }
    }
    return values;
  }

  private static boolean isWritten(Parameter parameter, MethodDeclaration method) {
    return method.findAll(AssignExpr.class).stream()
        .anyMatch(a -> a.getTarget().toString().equals(parameter.getNameAsString()));
  }

  private static Optional<Boolean> valueOf(Expression condition, Map<String, Boolean> told) {
    if (condition instanceof EnclosedExpr enclosed) {
      return valueOf(enclosed.getInner(), told);
    }
    if (condition.isBooleanLiteralExpr()) {
      return Optional.of(condition.asBooleanLiteralExpr().getValue());
    }
    if (condition instanceof NameExpr name) {
      return Optional.ofNullable(told.get(name.getNameAsString()));
    }
    Optional<Expression> denied = Flow.denied(condition);
    if (denied.isPresent()) {
      return valueOf(denied.get(), told).map(value -> !value);
    }
    if (!(condition instanceof BinaryExpr both)) {
      return Optional.empty();
    }
    // What one side of it settles, whatever the other is.
    boolean settling = both.getOperator() == BinaryExpr.Operator.OR;
    return settling || both.getOperator() == BinaryExpr.Operator.AND
        ? List.of(both.getLeft(), both.getRight()).stream()
            .flatMap(side -> valueOf(side, told).stream())
            .filter(value -> value == settling)
            .findFirst()
        : Optional.empty();
  }

  /** A body in which nothing throws an interrupt has none to let out. */
  private boolean isIdle(MethodDeclaration method, Map<String, Boolean> told) {
    Boolean answer = known.getOrDefault(method, Map.of()).get(told);
    if (answer != null) {
      return answer;
    }
    Map<String, Boolean> asked = open.putIfAbsent(method, told);
    if (asked != null) {
      // What it asks of itself, being called by what it calls, hangs on all the rest.
      return asked.equals(told);
    }
    boolean idle =
        isFilled(method)
            && !Flow.anyRun(
                method.getBody().get(),
                node -> mayThrow(node, told) && !isCutOff(node, method, told));
    open.remove(method);
    if (!idle || open.isEmpty()) {
      known.computeIfAbsent(method, m -> new HashMap<>()).put(told, idle);
    }
    return idle;
  }

  /** Whether a node never runs, or what it throws is taken before it leaves the method. */
  private static boolean isCutOff(Node node, MethodDeclaration method, Map<String, Boolean> told) {
    Node below = node;
    for (Node n = node; n != method; below = n, n = n.getParentNode().orElseThrow()) {
      Node from = below;
      if (n instanceof IfStmt choice
          && valueOf(choice.getCondition(), told)
              .map(holds -> holds ? choice.getElseStmt().orElse(null) : choice.getThenStmt())
              .filter(never -> never == from)
              .isPresent()) {
        return true;
      }
      boolean tried =
          n instanceof TryStmt attempt
              && (from == attempt // the close of its resources
                  || from == attempt.getTryBlock()
                  || Flow.indexOf(from, attempt.getResources()) >= 0);
      if (tried && ((TryStmt) n).getCatchClauses().stream().anyMatch(Interrupts::takes)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFilled(MethodDeclaration method) {
    return method.getBody().filter(body -> body.getStatements().isNonEmpty()).isPresent()
        && !method.isProtected();
  }

  /** Whether an interrupt may come out of something itself; true for all that cannot be told. */
  private boolean mayThrow(Node node, Map<String, Boolean> told) {
    if (node instanceof MethodCallExpr call) {
      return !isNotifying(call)
          && !types.calleeOf(call).filter(this::keepsQuiet).isPresent()
          && !isCalledBy(call, told);
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
