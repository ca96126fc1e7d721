package dev.belay.linter.index;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@link BodyTrait}s from a body, by its top-level statements alone. */
final class BodyTraits {

  static final String INTERRUPT = "interrupt";

  /** Names of the factories of completed futures: the JDK's, Guava's, gax's. */
  static final Set<String> COMPLETED =
      Set.of(
          "completedFuture",
          "completedStage",
          "failedFuture",
          "failedStage",
          "immediateFuture",
          "immediateFailedFuture",
          "immediateVoidFuture",
          "immediateCancelledFuture");

  private BodyTraits() {}

  /**
   * The traits of a method or constructor.
   *
   * @param source the text that it was parsed from: few bodies have the word for which all of one
   *     would have to be searched
   */
  static Set<BodyTrait> of(CallableDeclaration<?> callable, SourceText source) {
    Optional<BlockStmt> body =
        callable instanceof MethodDeclaration method
            ? method.getBody()
            : Optional.of(((ConstructorDeclaration) callable).getBody());
    if (body.isEmpty() || body.get().getStatements().isEmpty()) {
      return Set.of();
    }
    EnumSet<BodyTrait> traits = EnumSet.noneOf(BodyTrait.class);
    List<Statement> statements = body.get().getStatements();
    List<ReturnStmt> returns = Returns.of(body.get());
    boolean named = source.text(source.rangeOf(body.get())).contains(INTERRUPT);
    if (named && statements.stream().anyMatch(BodyTraits::restores)) {
      traits.add(BodyTrait.RESTORES_INTERRUPT);
    } else if (named && mayRestore(body.get())) {
      traits.add(BodyTrait.MAY_RESTORE_INTERRUPT);
    }
    if (returns.isEmpty() && statements.get(statements.size() - 1) instanceof ThrowStmt) {
      traits.add(BodyTrait.ALWAYS_THROWS);
    }
    if (returns.isEmpty()) {
      return Set.copyOf(traits);
    }
    if (allReturn(returns, Expression::isThisExpr)) {
      traits.add(BodyTrait.RETURNS_THIS);
    }
    List<String> parameters =
        callable.getParameters().stream().map(Parameter::getNameAsString).toList();
    if (allReturn(
        returns, e -> e.isNameExpr() && parameters.contains(e.asNameExpr().getNameAsString()))) {
      traits.add(BodyTrait.RETURNS_PARAMETER);
    }
    if (allReturn(returns, e -> isField(e, callable))) {
      traits.add(BodyTrait.RETURNS_FIELD);
    }
    if (allReturn(returns, BodyTraits::isCompleted)) {
      traits.add(BodyTrait.RETURNS_COMPLETED);
    }
    return Set.copyOf(traits);
  }

  /** A field, or a local that never holds anything but fields. */
  private static boolean isField(Expression returned, CallableDeclaration<?> callable) {
    if (returned instanceof FieldAccessExpr access) {
      return access.getScope().isThisExpr();
    }
    if (!(returned instanceof NameExpr name)) {
      return false;
    }
    if (!declares(callable, name.getNameAsString())) {
      return true;
    }
    List<Expression> values = new ArrayList<>();
    collectValues(callable, name.getNameAsString(), values);
    return !values.isEmpty()
        && values.stream()
            .allMatch(
                v ->
                    v instanceof NameExpr n && !declares(callable, n.getNameAsString())
                        || v instanceof FieldAccessExpr access && access.getScope().isThisExpr());
  }

  private static void collectValues(Node node, String name, List<Expression> into) {
    if (node instanceof VariableDeclarator variable && variable.getNameAsString().equals(name)) {
      variable.getInitializer().filter(v -> !v.isNullLiteralExpr()).ifPresent(into::add);
    } else if (node instanceof AssignExpr assignment
        && assignment.getTarget() instanceof NameExpr target
        && target.getNameAsString().equals(name)
        && !assignment.getValue().isNullLiteralExpr()) {
      into.add(assignment.getValue());
    }
    node.getChildNodes().forEach(child -> collectValues(child, name, into));
  }

  private static boolean declares(Node node, String name) {
    boolean here =
        node instanceof VariableDeclarator variable && variable.getNameAsString().equals(name)
            || node instanceof Parameter parameter && parameter.getNameAsString().equals(name)
            || node instanceof PatternExpr pattern && pattern.toString().endsWith(" " + name);
    return here || node.getChildNodes().stream().anyMatch(child -> declares(child, name));
  }

  private static boolean isCompleted(Expression returned) {
    return returned.isNullLiteralExpr()
        || returned instanceof MethodCallExpr call && COMPLETED.contains(call.getNameAsString());
  }

  private static boolean restores(Statement statement) {
    return statement.isExpressionStmt() && isRestore(statement.asExpressionStmt().getExpression());
  }

  private static boolean mayRestore(Node node) {
    return isRestore(node) || node.getChildNodes().stream().anyMatch(BodyTraits::mayRestore);
  }

  private static boolean isRestore(Node node) {
    return node instanceof MethodCallExpr call
        && call.getNameAsString().equals(INTERRUPT)
        && call.getScope().map(s -> s.toString().endsWith("Thread.currentThread()")).orElse(false);
  }

  private static boolean allReturn(List<ReturnStmt> returns, Predicate<Expression> what) {
    return returns.stream().allMatch(r -> r.getExpression().filter(what).isPresent());
  }
}
