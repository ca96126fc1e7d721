package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Continuation.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Behind which handlers a task ends, with nothing of note left to do. */
final class TaskEnds {

  private final Tasks tasks;
  private final Interrupts interrupts;
  private final Loops loops;
  private final Deeds deeds;

  TaskEnds(Tasks tasks, Interrupts interrupts, Loops loops, Deeds deeds) {
    this.tasks = tasks;
    this.interrupts = interrupts;
    this.loops = loops;
    this.deeds = deeds;
  }

  /** Whether nothing of note comes after the handler in a body that a thread or task ends with. */
  boolean areReached(Outcome outcome, CatchClause handler) {
    Node body = Flow.bodyAround(handler).orElse(null);
    boolean task = body != null && (tasks.startOf(body) != Tasks.Start.NONE || Tasks.isMain(body));
    boolean leftLoop =
        outcome.leftLoop()
            || standsAroundLoop(handler)
            || task && standsInLastFinally(handler, body);
    boolean last =
        outcome.followers().stream().noneMatch(s -> leftLoop ? deeds.waits(s) : deeds.works(s));
    if (task) {
      return last || tellsItselfToEnd(outcome, handler);
    }
    if (body instanceof LambdaExpr function) {
      return last
          && tasks
              .findCallInPlace(function)
              .filter(call -> isTasksLastAct(call, outcome.at(), leftLoop))
              .isPresent();
    }
    return body instanceof MethodDeclaration helper
        && (isCalledByStoppedLoops(helper, handler)
            || last && isTasksLastAct(helper, outcome.at(), leftLoop));
  }

  /**
   * {@code cancelled = true;} in the handler, and {@code if (cancelled) return;} behind it before
   * anything waits.
   */
  private boolean tellsItselfToEnd(Outcome outcome, CatchClause handler) {
    Map<String, Boolean> noted = new HashMap<>();
    Flow.eachRun(
        handler.getBody(),
        node -> {
          if (node instanceof AssignExpr assignment
              && assignment.getValue().isBooleanLiteralExpr()) {
            noted.put(
                Bindings.nameUsed(assignment.getTarget()),
                assignment.getValue().asBooleanLiteralExpr().getValue());
          }
        });
    for (Statement next : outcome.followers()) {
      if (next instanceof IfStmt choice) {
        Optional<Statement> arm = armFor(choice, noted);
        if (arm.isPresent()) {
          return !Completion.isPossible(arm.get()) && !deeds.waits(arm.get());
        }
      }
      if (deeds.waits(next)) {
        return false;
      }
    }
    return false;
  }

  /**
   * The arm that a choice takes where its condition is a variable of known value, or its denial.
   */
  private static Optional<Statement> armFor(IfStmt choice, Map<String, Boolean> values) {
    Expression condition = choice.getCondition();
    Optional<Expression> denied = Flow.denied(condition);
    Boolean value = values.get(Bindings.nameUsed(denied.orElse(condition)));
    return value == null ? Optional.empty() : armOf(choice, value != denied.isPresent());
  }

  /**
   * Whether the interrupt that reaches a handler has left a loop on its way: the task's life. Where
   * it comes from cannot always be seen.
   */
  private boolean standsAroundLoop(CatchClause handler) {
    TryStmt attempt = (TryStmt) handler.getParentNode().orElseThrow();
    Optional<Node> source = interrupts.findSource(handler);
    return source.isEmpty()
        ? Flow.anyRun(attempt.getTryBlock(), Flow::isLoop)
        : source
            .flatMap(Flow::loopAround)
            .filter(inner -> inner.isDescendantOf(attempt))
            .isPresent();
  }

  /** Whether a handler is part of how a body ends, whatever came before: it cleans up. */
  private static boolean standsInLastFinally(CatchClause handler, Node body) {
    Node below = handler;
    for (Node n = handler.getParentNode().orElse(null);
        n != null && n != body;
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof TryStmt attempt
          && attempt.getFinallyBlock().orElse(null) == below
          && n.getParentNode().orElse(null) instanceof BlockStmt block
          && block.getParentNode().orElse(null) == body
          && Flow.behind(n, block.getStatements()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether every call of a helper in this file, by others than itself, is the last thing that a
   * task's own body does, be it for what the helper returns.
   */
  private boolean isTasksLastAct(MethodDeclaration helper, Node returning, boolean leftLoop) {
    List<MethodCallExpr> calls =
        helper.isPublic()
            ? List.of()
            : tasks.callsOf(helper).stream().filter(call -> !call.isDescendantOf(helper)).toList();
    return !calls.isEmpty()
        && calls.stream().allMatch(call -> isTasksLastAct(call, returning, leftLoop));
  }

  private boolean isTasksLastAct(MethodCallExpr call, Node returning, boolean leftLoop) {
    Node body = Flow.bodyAround(call).orElse(null);
    boolean task = body != null && tasks.startOf(body) == Tasks.Start.KNOWN;
    if (!task || Flow.loopAround(call).isPresent()) {
      return false;
    }
    Node statement = call;
    while (!(statement instanceof Statement)) {
      statement = statement.getParentNode().orElseThrow();
    }
    if (statement instanceof ReturnStmt) {
      return true;
    }
    if (statement instanceof IfStmt choice) {
      return armAfter(call, returning, choice)
          .filter(arm -> !Completion.isPossible(arm))
          .filter(arm -> leftLoop ? !deeds.waits(arm) : !deeds.works(arm))
          .isPresent();
    }
    return statement instanceof ExpressionStmt alone
        && alone.getExpression() == call
        && statementsBehind(statement, body).stream()
            .noneMatch(s -> leftLoop ? deeds.waits(s) : deeds.works(s));
  }

  /** {@code if (pauses()) return;}: where a call leads that gave back a literal. */
  private static Optional<Statement> armAfter(MethodCallExpr call, Node returning, IfStmt choice) {
    Expression condition = choice.getCondition();
    boolean denied = Flow.denied(condition).filter(asked -> asked == call).isPresent();
    boolean known =
        returning instanceof ReturnStmt answer
            && answer.getExpression().filter(Expression::isBooleanLiteralExpr).isPresent();
    if (!known || !denied && condition != call) {
      return Optional.empty();
    }
    boolean given =
        ((ReturnStmt) returning).getExpression().get().asBooleanLiteralExpr().getValue();
    return armOf(choice, given != denied);
  }

  private static Optional<Statement> armOf(IfStmt choice, boolean holds) {
    return holds ? Optional.of(choice.getThenStmt()) : choice.getElseStmt();
  }

  /** What runs after a statement in a body without loops, {@code finally} aside. */
  private static List<Statement> statementsBehind(Node statement, Node body) {
    List<Statement> behind = new ArrayList<>();
    Node below = statement;
    for (Node n = statement.getParentNode().orElse(null);
        n != null && below != body;
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof BlockStmt block) {
        behind.addAll(Flow.behind(below, block.getStatements()));
      }
    }
    return behind;
  }

  /**
   * Whether a helper returns only to loops of tasks which then test a flag set with interrupts, or
   * what its handler has set.
   */
  private boolean isCalledByStoppedLoops(MethodDeclaration helper, CatchClause handler) {
    List<MethodCallExpr> calls = helper.isPrivate() ? tasks.callsOf(helper) : List.of();
    return !calls.isEmpty()
        && calls.stream()
            .allMatch(
                call ->
                    Flow.loopAround(call)
                        .filter(
                            loop ->
                                loops.isStoppedWithInterrupt(loop) || isTasksLoop(loop, handler))
                        .isPresent());
  }

  /** Whether a loop in a task's own body is one that a handler ends. */
  private boolean isTasksLoop(Statement loop, CatchClause handler) {
    return loops.isEndedBy(handler.getBody(), loop)
        && Flow.bodyAround(loop).filter(b -> tasks.startOf(b) != Tasks.Start.NONE).isPresent();
  }
}
