package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which code ends a loop by what its condition reads or asks. */
final class LoopEnders {

  /** How far a handler's calls of helpers are followed. */
  private static final int HELPERS = 2;

  private final Types types;

  LoopEnders(Types types) {
    this.types = types;
  }

  /**
   * Whether a piece of code, or a method of this file that it calls, may end a loop by its
   * condition: it sets a variable that the condition reads to a constant, or tells something to the
   * object that the condition asks.
   */
  boolean isEndedBy(Node piece, Statement loop) {
    Optional<Expression> condition = Flow.conditionOf(loop).filter(c -> !Flow.isEndless(loop));
    if (condition.isEmpty()) {
      return false;
    }
    Set<String> read = new HashSet<>();
    Set<String> asked = new HashSet<>();
    addWhatIsAsked(condition.get(), read, asked, true);
    addWhatIsMadeOf(Set.copyOf(read), loop, read);
    return isEndedBy(piece, read, asked, HELPERS);
  }

  /** What a condition reads and asks, be it by a question of this file's that has no arguments. */
  private void addWhatIsAsked(
      Node condition, Set<String> read, Set<String> asked, boolean byQuestion) {
    Flow.eachRun(
        condition,
        node -> {
          if (node instanceof SimpleName name) {
            read.add(name.getIdentifier());
          } else if (node instanceof ArrayAccessExpr element) {
            read.add(nameOf(element));
          } else if (node instanceof MethodCallExpr call) {
            call.getScope().map(LoopEnders::nameOf).filter(n -> !n.isEmpty()).ifPresent(asked::add);
            if (byQuestion && isOwn(call) && call.getArguments().isEmpty()) {
              answerOf(call).ifPresent(answer -> addWhatIsAsked(answer, read, asked, false));
            }
          }
        });
  }

  /** What a method of this file gives back that does nothing else. */
  private Optional<Expression> answerOf(MethodCallExpr question) {
    return types
        .declarationOf(question)
        .map(method -> method.getBody().get().getStatements())
        .filter(statements -> statements.size() == 1)
        .map(statements -> statements.get(0))
        .filter(ReturnStmt.class::isInstance)
        .flatMap(answer -> ((ReturnStmt) answer).getExpression());
  }

  private static boolean isOwn(MethodCallExpr call) {
    return call.getScope().map(Expression::isThisExpr).orElse(true);
  }

  /** {@code running = !stopped;} in the loop: its condition on {@code running} stands for both. */
  private static void addWhatIsMadeOf(Set<String> names, Statement loop, Set<String> into) {
    Flow.eachRun(
        Flow.bodyOf(loop),
        node -> {
          if (node instanceof AssignExpr assignment
              && names.contains(nameOf(assignment.getTarget()))) {
            Expression value = assignment.getValue();
            into.add(nameOf(Flow.denied(value).orElse(value)));
          }
        });
    into.remove("");
  }

  private boolean isEndedBy(Node piece, Set<String> read, Set<String> asked, int depth) {
    return Flow.anyRun(
        piece,
        node ->
            node instanceof AssignExpr assignment
                    && assignment.getValue().isLiteralExpr()
                    && read.contains(nameOf(assignment.getTarget()))
                || node instanceof MethodCallExpr call
                    && (setsConstant(call, read)
                        || tells(call, asked)
                        || isEndedInHelper(call, read, asked, depth)));
  }

  private static boolean setsConstant(MethodCallExpr call, Set<String> read) {
    return call.getNameAsString().equals("set")
        && call.getArguments().size() == 1
        && call.getArgument(0).isLiteralExpr()
        && call.getScope().filter(scope -> read.contains(nameOf(scope))).isPresent();
  }

  /** {@code state.cancel();}, where the loop asks {@code state.isActive()}. */
  private static boolean tells(MethodCallExpr call, Set<String> asked) {
    return call.getParentNode().filter(ExpressionStmt.class::isInstance).isPresent()
        && call.getScope().filter(scope -> asked.contains(nameOf(scope))).isPresent();
  }

  private boolean isEndedInHelper(
      MethodCallExpr call, Set<String> read, Set<String> asked, int depth) {
    return isOwn(call)
        && depth > 0
        && types
            .declarationOf(call)
            .filter(helper -> isEndedBy(helper.getBody().get(), read, asked, depth - 1))
            .isPresent();
  }

  /** An element of an array counts as well: what a variable is where functions have to set it. */
  private static String nameOf(Expression target) {
    return target instanceof ArrayAccessExpr element && element.getIndex().isIntegerLiteralExpr()
        ? nameOf(element.getName()) + "[" + element.getIndex() + "]"
        : Bindings.nameUsed(target);
  }

  /** Whether a handler makes the condition of the loop around it false, as its last deed there. */
  static boolean isSurelyEndedBy(CatchClause handler, Statement loop) {
    Statement attempt = (Statement) handler.getParentNode().orElseThrow();
    return !Flow.isEndless(loop)
        && !Flow.isFollowed(attempt, around -> around == loop)
        && handler.getBody().getStatements().stream()
            .filter(ExpressionStmt.class::isInstance)
            .map(statement -> ((ExpressionStmt) statement).getExpression())
            .filter(AssignExpr.class::isInstance)
            .map(AssignExpr.class::cast)
            .filter(assignment -> assignment.getValue().isBooleanLiteralExpr())
            .anyMatch(assignment -> makesFalse(assignment, loop));
  }

  private static boolean makesFalse(AssignExpr assignment, Statement loop) {
    boolean value = assignment.getValue().asBooleanLiteralExpr().getValue();
    return Flow.conditionOf(loop)
        .filter(condition -> isFalseWhere(condition, nameOf(assignment.getTarget()), value))
        .isPresent();
  }

  /** Whether a condition cannot hold where a variable has a value. */
  private static boolean isFalseWhere(Expression condition, String name, boolean value) {
    if (condition instanceof EnclosedExpr enclosed) {
      return isFalseWhere(enclosed.getInner(), name, value);
    }
    if (condition instanceof BinaryExpr both && both.getOperator() == BinaryExpr.Operator.AND) {
      return isFalseWhere(both.getLeft(), name, value)
          || isFalseWhere(both.getRight(), name, value);
    }
    Optional<Expression> denied = Flow.denied(condition);
    return !name.isEmpty()
        && value == denied.isPresent()
        && nameOf(denied.orElse(condition)).equals(name);
  }
}
