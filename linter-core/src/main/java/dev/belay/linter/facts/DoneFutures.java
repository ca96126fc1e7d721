package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.stmt.AssertStmt;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.List;
import java.util.Set;

/**
 * Futures whose result is asked for when they are known to be done: to ask answers at once, and
 * {@code FutureTask} and {@code CompletableFuture} look at no interrupt then. Belongs to one
 * thread.
 */
final class DoneFutures {

  private static final Set<String> DONE = Set.of("isDone", "isCompletedExceptionally");

  /** Types that call their own {@code done()} when they are. */
  private static final List<String> TELLING_THEMSELVES =
      List.of("java.util.concurrent.FutureTask", "javax.swing.SwingWorker");

  private static final String COMPLETION_SERVICE = "java.util.concurrent.CompletionService";

  private static final String EXECUTOR_COMPLETION_SERVICE =
      "java.util.concurrent.ExecutorCompletionService";

  private static final Set<String> GIVING_OUT = Set.of("take", "poll");

  private final Types types;
  private final Catalogue catalogue;

  DoneFutures(Types types, Catalogue catalogue) {
    this.types = types;
    this.catalogue = catalogue;
  }

  /**
   * Whether a call is a {@code get()} of a future that is done by then: a question or check before
   * it says so, it comes out of a completion service, or it is asked in what it runs once it is
   * done.
   */
  boolean isKnownDone(MethodCallExpr call) {
    if (!call.getNameAsString().equals("get")) {
      return false;
    }
    if (call.getScope().map(s -> s.isThisExpr() || s.isSuperExpr()).orElse(true)) {
      return isOwnEnd(call);
    }
    Expression future = call.getScope().get();
    if (isGivenOutDone(future)) {
      return true;
    }
    String text = future.toString();
    Node below = call;
    for (Node n = call.getParentNode().orElse(null);
        n != null;
        below = n, n = n.getParentNode().orElse(null)) {
      if (isTested(n, below, text) || isChecked(n, below, text) || isRunWhenDone(n, future, call)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a future is one that a completion service has given out, which it does with done ones.
   */
  private boolean isGivenOutDone(Expression future) {
    if (future instanceof MethodCallExpr call) {
      return GIVING_OUT.contains(call.getNameAsString())
          && types
              .calleeOf(call)
              .filter(c -> c.isOf(COMPLETION_SERVICE) || c.isOf(EXECUTOR_COMPLETION_SERVICE))
              .isPresent();
    }
    if (!(future instanceof NameExpr name)) {
      return false;
    }
    List<Expression> values =
        Bindings.findLocal(name)
            .filter(VariableDeclarator.class::isInstance)
            .map(Keepers::valuesOf)
            .orElse(List.of());
    return values.stream().anyMatch(value -> !value.isNullLiteralExpr())
        && values.stream()
            .allMatch(
                value ->
                    value.isNullLiteralExpr()
                        || value instanceof MethodCallExpr && isGivenOutDone(value));
  }

  /** {@code if (future.isDone()) …}, and the like in expressions. */
  private static boolean isTested(Node node, Node below, String future) {
    if (node instanceof IfStmt choice) {
      return below == choice.getThenStmt() && tells(choice.getCondition(), future)
          || below == choice.getElseStmt().orElse(null) && denies(choice.getCondition(), future);
    }
    if (node instanceof ConditionalExpr value) {
      return below == value.getThenExpr() && tells(value.getCondition(), future)
          || below == value.getElseExpr() && denies(value.getCondition(), future);
    }
    return node instanceof BinaryExpr both
        && below == both.getRight()
        && (both.getOperator() == BinaryExpr.Operator.AND && tells(both.getLeft(), future)
            || both.getOperator() == BinaryExpr.Operator.OR && denies(both.getLeft(), future));
  }

  /** A statement before it that lets control through only where the future is done. */
  private static boolean isChecked(Node node, Node below, String future) {
    return node instanceof BlockStmt block
        && block.getStatements().stream()
            .takeWhile(s -> s != below)
            .anyMatch(s -> checks(s, future));
  }

  private static boolean checks(Statement statement, String future) {
    if (statement instanceof IfStmt choice) {
      return denies(choice.getCondition(), future) && !Completion.isPossible(choice.getThenStmt());
    }
    if (statement instanceof WhileStmt loop) {
      return denies(loop.getCondition(), future);
    }
    if (statement instanceof AssertStmt check) {
      return tells(check.getCheck(), future);
    }
    // checkState(future.isDone()): who is handed the answer is there to insist on it.
    return statement instanceof ExpressionStmt alone
        && alone.getExpression() instanceof MethodCallExpr check
        && check.getArguments().stream().anyMatch(a -> tells(a, future));
  }

  /** Whether a condition that holds says that the future is done. */
  private static boolean tells(Expression condition, String future) {
    return says(condition, BinaryExpr.Operator.AND, future)
        || Flow.denied(condition).filter(c -> denies(c, future)).isPresent()
        || condition instanceof MethodCallExpr call
            && DONE.contains(call.getNameAsString())
            && call.getScope().map(s -> s.toString().equals(future)).orElse(false);
  }

  /** Whether a condition that fails says so. */
  private static boolean denies(Expression condition, String future) {
    return says(condition, BinaryExpr.Operator.OR, future)
        || Flow.denied(condition).filter(c -> tells(c, future)).isPresent();
  }

  /** Whether a part of a conjunction tells, or of a disjunction denies, that the future is done. */
  private static boolean says(Expression condition, BinaryExpr.Operator joint, String future) {
    List<Expression> parts =
        condition instanceof EnclosedExpr enclosed
            ? List.of(enclosed.getInner())
            : condition instanceof BinaryExpr both && both.getOperator() == joint
                ? List.of(both.getLeft(), both.getRight())
                : List.of();
    return parts.stream()
        .anyMatch(
            part -> joint == BinaryExpr.Operator.AND ? tells(part, future) : denies(part, future));
  }

  /**
   * Whether a body is a stage or listener of the future itself, or a stage behind {@code allOf} of
   * the collection that the future comes out of.
   */
  private boolean isRunWhenDone(Node body, Expression future, MethodCallExpr asking) {
    boolean isBody =
        body instanceof LambdaExpr
            || body instanceof ObjectCreationExpr made && made.getAnonymousClassBody().isPresent();
    if (!isBody || !(body.getParentNode().orElse(null) instanceof MethodCallExpr stage)) {
      return false;
    }
    String name = stage.getNameAsString();
    boolean follows =
        name.equals("addListener")
            || catalogue.names(Role.CHAINS, name)
            || catalogue.names(Role.READS_FAILURE, name);
    Expression before = stage.getScope().orElse(null);
    if (!follows || before == null || stage.getScope().filter(s -> s == body).isPresent()) {
      return false;
    }
    return before.toString().equals(future.toString())
        || before instanceof MethodCallExpr all
            && all.getNameAsString().equals("allOf")
            && all.getArguments().stream().anyMatch(a -> mentions(a, rootOf(future, asking)));
  }

  /** The variable that a value is taken out of: {@code entry.getValue()}, {@code f} of a loop. */
  private static String rootOf(Expression value, Node at) {
    Expression root = value;
    while (root instanceof MethodCallExpr call && call.getScope().isPresent()) {
      root = call.getScope().get();
    }
    if (!(root instanceof NameExpr name)) {
      return root.toString();
    }
    for (Node n = at; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof ForEachStmt loop
          && loop.getVariable().getVariables().stream()
              .anyMatch(v -> v.getNameAsString().equals(name.getNameAsString()))) {
        return rootOf(loop.getIterable(), loop);
      }
    }
    return Bindings.findLocal(name)
        .filter(VariableDeclarator.class::isInstance)
        .flatMap(local -> ((VariableDeclarator) local).getInitializer())
        .filter(MethodCallExpr.class::isInstance)
        .map(from -> rootOf(from, from))
        .orElse(name.getNameAsString());
  }

  private static boolean mentions(Node node, String name) {
    return node instanceof SimpleName simple && simple.getIdentifier().equals(name)
        || node.getChildNodes().stream().anyMatch(child -> mentions(child, name));
  }

  /** {@code get()} in the {@code done()} of a task's own class. */
  private boolean isOwnEnd(MethodCallExpr call) {
    return Flow.bodyAround(call)
        .filter(
            body ->
                body instanceof MethodDeclaration method
                    && method.getNameAsString().equals("done")
                    && method.getParameters().isEmpty())
        .filter(
            body -> TELLING_THEMSELVES.stream().anyMatch(t -> types.isA(types.thisType(body), t)))
        .isPresent();
  }
}
