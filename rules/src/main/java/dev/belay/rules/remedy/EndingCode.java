package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which statements end an executor and do nothing else, so that they go when it goes.
 *
 * @param isIt tells the executor's name from others
 */
record EndingCode(Predicate<Expression> isIt, RuleContext context) {

  private static final String WAITS = "awaitTermination";

  static final Set<String> ENDS = Set.of("shutdown", "shutdownNow", "close");

  private static final Set<String> ASKS = Set.of(WAITS, "isTerminated", "isShutdown");

  /** What a helper that ends an executor is called. */
  static final Pattern HELPER =
      Pattern.compile("(?i:shutdown|close|terminate|dispose)|^stop(?![a-z])");

  private static final Pattern SETTING =
      Pattern.compile("set[A-Z]\\w*|allowCoreThreadTimeOut|prestart\\w+");

  /** Whether a call, on an executor, ends it, waits for its end or asks whether it has ended. */
  static boolean isAboutEnd(MethodCallExpr call) {
    return ENDS.contains(call.getNameAsString()) || ASKS.contains(call.getNameAsString());
  }

  /** Whether a call on an executor only says how it is to work. */
  static boolean isAboutWork(MethodCallExpr call) {
    return SETTING.matcher(call.getNameAsString()).matches();
  }

  /** Whether a condition asks no more than that there is an executor. */
  boolean isThere(Expression condition) {
    return condition instanceof BinaryExpr check
        && check.getOperator() == BinaryExpr.Operator.NOT_EQUALS
        && (isIt.test(check.getLeft()) && check.getRight().isNullLiteralExpr()
            || check.getLeft().isNullLiteralExpr() && isIt.test(check.getRight()));
  }

  /** Whether a statement is about the executor's end alone. */
  boolean isAll(Statement statement) {
    boolean construct = statement.isIfStmt() || statement.isWhileStmt() || statement.isTryStmt();
    return construct ? isPart(statement) && mayGo(statement) : ends(statement);
  }

  /**
   * Whether a construct has to do with the executor at all, and leaves no handler around it behind
   * that would have nothing to catch.
   */
  private boolean mayGo(Statement construct) {
    List<MethodCallExpr> calls = construct.findAll(MethodCallExpr.class);
    boolean waits = calls.stream().anyMatch(call -> call.getNameAsString().equals(WAITS));
    return calls.stream().anyMatch(call -> isCalledOnIt(call) || isHelper(call))
        && !(waits && Interruptions.handledAround(construct));
  }

  /** Whether a statement tells a log of the executor. */
  boolean tells(Statement statement) {
    // Asked of every statement of a file: what it names shows sooner than whom it tells.
    return callIn(statement)
        .filter(call -> call.findFirst(Expression.class, isIt).isPresent())
        .anyMatch(call -> TaskCode.isLog(call, context));
  }

  private boolean isPart(Statement statement) {
    if (statement instanceof BlockStmt block) {
      return areParts(block.getStatements());
    }
    if (statement instanceof IfStmt choice) {
      return !choice.getThenStmt().isEmptyStmt()
          && isQuestion(choice.getCondition())
          && isPart(choice.getThenStmt())
          && choice.getElseStmt().filter(other -> !isPart(other)).isEmpty();
    }
    if (statement instanceof WhileStmt loop) {
      return isQuestion(loop.getCondition()) && isPart(loop.getBody());
    }
    if (statement instanceof TryStmt attempt) {
      return attempt.getResources().isEmpty()
          && isPart(attempt.getTryBlock())
          && attempt.getCatchClauses().stream().allMatch(handler -> isPart(handler.getBody()))
          && attempt.getFinallyBlock().filter(block -> !isPart(block)).isEmpty();
    }
    return ends(statement) || waits(statement) || isBeside(statement);
  }

  private boolean areParts(List<Statement> statements) {
    return statements.stream().allMatch(this::isPart);
  }

  private boolean ends(Statement statement) {
    return callIn(statement)
        .filter(
            call -> ENDS.contains(call.getNameAsString()) && isCalledOnIt(call) || isHelper(call))
        .findAny()
        .isPresent();
  }

  private boolean waits(Statement statement) {
    return callIn(statement)
        .anyMatch(call -> call.getNameAsString().equals(WAITS) && isCalledOnIt(call));
  }

  private static Stream<MethodCallExpr> callIn(Statement statement) {
    return statement instanceof ExpressionStmt line
            && line.getExpression() instanceof MethodCallExpr call
        ? Stream.of(call)
        : Stream.empty();
  }

  private boolean isCalledOnIt(MethodCallExpr call) {
    return call.getScope().filter(isIt).isPresent();
  }

  /**
   * A helper of another file that gets the executor and else what has no effect; one of this file
   * might stay without a use.
   */
  private boolean isHelper(MethodCallExpr call) {
    return HELPER.matcher(call.getNameAsString()).find()
        && call.getArguments().stream().filter(isIt).count() == 1
        && call.getArguments().stream().allMatch(EndingCode::isPlain)
        && call.getScope().filter(scope -> !isPlain(scope)).isEmpty()
        && context.types().declarationOf(call).isEmpty();
  }

  private static boolean isPlain(Expression value) {
    return value.isLiteralExpr()
        || value.isNameExpr()
        || value.isThisExpr()
        || value instanceof FieldAccessExpr access && isPlain(access.getScope());
  }

  /** What belongs to waiting for an end: the interrupt is restored, and the log is told. */
  private boolean isBeside(Statement statement) {
    return callIn(statement)
        .anyMatch(
            call ->
                TaskCode.isLog(call, context)
                    || call.getNameAsString().equals("printStackTrace")
                    || call.getNameAsString().equals("interrupt")
                        && call.getScope().filter(EndingCode::isCurrentThread).isPresent());
  }

  private static boolean isCurrentThread(Node thread) {
    return thread instanceof MethodCallExpr call && call.getNameAsString().equals("currentThread");
  }

  /** Whether there is an executor, whether it has ended: a condition that asks for nothing else. */
  private boolean isQuestion(Expression condition) {
    if (condition instanceof EnclosedExpr enclosed) {
      return isQuestion(enclosed.getInner());
    }
    Optional<Expression> denied = Flow.denied(condition);
    if (denied.isPresent()) {
      return isQuestion(denied.get());
    }
    if (condition instanceof BinaryExpr both) {
      boolean linked =
          both.getOperator() == BinaryExpr.Operator.AND
              || both.getOperator() == BinaryExpr.Operator.OR;
      return linked ? isQuestion(both.getLeft()) && isQuestion(both.getRight()) : isThere(both);
    }
    return condition instanceof MethodCallExpr call
        && ASKS.contains(call.getNameAsString())
        && isCalledOnIt(call);
  }
}
