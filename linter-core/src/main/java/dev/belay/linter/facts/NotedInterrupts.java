package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import java.util.HashSet;
import java.util.Set;

/** Which handlers note an interrupt for code behind them, which passes it on. */
final class NotedInterrupts {

  private final Types types;
  private final Catalogue catalogue;
  private final Interrupts interrupts;

  NotedInterrupts(Types types, Catalogue catalogue, Interrupts interrupts) {
    this.types = types;
    this.catalogue = catalogue;
    this.interrupts = interrupts;
  }

  /**
   * Whether a handler notes the interrupt in a variable by which the body later restores the
   * status, throws, or tells its caller.
   */
  boolean isKept(CatchClause handler) {
    Set<String> noted = new HashSet<>();
    Set<String> made = new HashSet<>();
    Set<String> told = new HashSet<>();
    // What is made of the caught one in the handler, its root by a helper, stands for it.
    Set<String> caught = new HashSet<>(Set.of(handler.getParameter().getNameAsString()));
    Flow.eachRun(
        handler.getBody(),
        node -> {
          if (node instanceof VariableDeclarator local
              && local.getInitializer().filter(value -> mentions(value, caught)).isPresent()) {
            caught.add(local.getNameAsString());
          }
          if (node instanceof AssignExpr assignment
              && (assignment.getValue().isBooleanLiteralExpr()
                  || mentions(assignment.getValue(), caught))) {
            noted.add(Bindings.nameUsed(assignment.getTarget()));
          }
          if (node instanceof AssignExpr assignment
              && assignment.getValue().isObjectCreationExpr()) {
            made.add(Bindings.nameUsed(assignment.getTarget()));
          }
          if (node instanceof MethodCallExpr call
              && call.getScope().isPresent()
              && call.getArguments().stream().anyMatch(a -> isMadeOf(a, caught))
              && !catalogue.isLogging(call, types)) {
            told.add(Bindings.nameUsed(call.getScope().get()));
          }
        });
    if (noted.isEmpty() && made.isEmpty() && told.isEmpty()) {
      return false;
    }
    Node body = Flow.bodyAround(handler).orElse(handler);
    return Flow.anyRun(
        body,
        node ->
            node != body
                && (passesOn(node, noted) || isThrow(node, made) || throwsFor(node, told))
                && !Flow.isInside(node, handler));
  }

  /** {@code failures.add(e)}, and later {@code throw new Failed(failures)}. */
  private boolean throwsFor(Node node, Set<String> told) {
    return !(node instanceof ReturnStmt) && passesOn(node, told);
  }

  private static boolean isThrow(Node node, Set<String> names) {
    return node instanceof ThrowStmt thrown && isNameIn(thrown.getExpression(), names);
  }

  private boolean passesOn(Node node, Set<String> noted) {
    if (node instanceof ThrowStmt thrown) {
      return mentions(thrown.getExpression(), noted);
    }
    if (node instanceof ReturnStmt giving) {
      return giving.getExpression().filter(e -> isNameIn(e, noted)).isPresent();
    }
    return node instanceof IfStmt choice
        && mentions(choice.getCondition(), noted)
        && (leavesWord(choice.getThenStmt())
            || choice.getElseStmt().map(this::leavesWord).orElse(false));
  }

  static boolean isNameIn(Expression expression, Set<String> names) {
    return expression instanceof NameExpr name && names.contains(name.getNameAsString());
  }

  /** What was caught, or another exception around it. */
  private static boolean isMadeOf(Expression told, Set<String> caught) {
    return isNameIn(told, caught)
        || told instanceof ObjectCreationExpr made
            && made.getArguments().stream().anyMatch(a -> isNameIn(a, caught));
  }

  private boolean leavesWord(Statement branch) {
    return Flow.anyRun(
        branch,
        node ->
            node instanceof ThrowStmt
                || node instanceof MethodCallExpr call && interrupts.restores(call));
  }

  private static boolean mentions(Node node, Set<String> names) {
    return !(node instanceof LambdaExpr)
        && (node instanceof SimpleName name && names.contains(name.getIdentifier())
            || node.getChildNodes().stream().anyMatch(child -> mentions(child, names)));
  }
}
