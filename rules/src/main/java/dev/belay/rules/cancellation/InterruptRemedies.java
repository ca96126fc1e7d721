package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Completion;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.InterruptHandlers.Loss;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Mends handlers of an interrupt by the place they stand in. A status that is restored inside a
 * loop which then goes on makes every later wait throw at once, so that is never written.
 */
final class InterruptRemedies {

  private static final String QUEUE = "java.util.concurrent.BlockingQueue";

  private InterruptRemedies() {}

  /** For a handler that drops the interrupt. */
  static Remedy ofLoss(CatchClause handler, Loss loss, RuleContext context) {
    if (!Restoring.statementsIn(handler, context).isEmpty()) {
      return new Refusal("the handler restores the status on some of its ways already");
    }
    if (clears(handler, context)) {
      return new Refusal("the handler clears the status itself, which has to go first");
    }
    Optional<Fix> thrown = Rethrowing.of(handler, context);
    if (thrown.isPresent()) {
      return thrown.get();
    }
    Optional<Statement> around = loopAround(handler, loss, context);
    if (around.isEmpty()) {
      return restoring(handler, context);
    }
    Statement loop = around.get();
    if (mustBeLeft(loop, context)) {
      return leaving(handler, loop, context);
    }
    return Deferring.of(handler, context)
        .map(Remedy.class::cast)
        .orElseGet(() -> Remembering.of(handler, loop, context));
  }

  /** Whether a handler drops the interrupt where it may be noted for later. */
  static boolean mayBeNoted(CatchClause handler, RuleContext context) {
    return HandlerEnd.of(handler).jumps().stream().allMatch(ContinueStmt.class::isInstance)
        && Restoring.statementsIn(handler, context).isEmpty()
        && !clears(handler, context)
        && Rethrowing.of(handler, context).isEmpty()
        && context
            .handlers()
            .findLoss(handler)
            .filter(
                loss ->
                    loopAround(handler, loss, context)
                        .filter(l -> mustBeLeft(l, context))
                        .isEmpty())
            .isPresent();
  }

  /**
   * Whether a handler drops the interrupt, or restores the status and waits again, in a loop that
   * is to note it and go on.
   */
  static boolean isToBeNoted(CatchClause handler, RuleContext context) {
    Optional<Statement> loop =
        Restoring.statementsIn(handler, context).isEmpty()
            ? loopThatForgets(handler, context)
            : Optional.of(handler)
                .filter(spinning -> Restoring.ownStatementsIn(spinning, context).size() == 1)
                .flatMap(context.handlers()::findSpin);
    return loop.filter(around -> !mustBeLeft(around, context)).isPresent();
  }

  private static Optional<Statement> loopThatForgets(CatchClause handler, RuleContext context) {
    return clears(handler, context) || Rethrowing.of(handler, context).isPresent()
        ? Optional.empty()
        : context.handlers().findLoss(handler).flatMap(loss -> loopAround(handler, loss, context));
  }

  private static Optional<Statement> loopAround(
      CatchClause handler, Loss loss, RuleContext context) {
    return loss.loop().or(() -> findLoopGoneOnWith(handler, context));
  }

  /** For a handler that restores the status in a loop which goes on. */
  static Remedy ofSpin(CatchClause handler, Statement loop, RuleContext context) {
    List<Statement> restored = Restoring.ownStatementsIn(handler, context);
    if (restored.size() != 1) {
      return new Refusal("the handler restores the status in several places or by others");
    }
    return mustBeLeft(loop, context)
        ? leavingBehind(restored.get(0), handler, loop, context)
        : Remembering.of(handler, loop, context);
  }

  /**
   * Whether a loop is a task's own, or has no other end: else it is to go on till it is through.
   */
  private static boolean mustBeLeft(Statement loop, RuleContext context) {
    return context.tasks().findTask(loop).isPresent()
        || !Flow.anyRun(loop, ReturnStmt.class::isInstance) && !Completion.isPossible(loop);
  }

  /** The loop around a handler that does not jump: what it did may end the loop, or may not. */
  private static Optional<Statement> findLoopGoneOnWith(CatchClause handler, RuleContext context) {
    Optional<Statement> loop =
        HandlerEnd.of(handler).falls() ? Flow.loopAround(handler) : Optional.empty();
    return loop.filter(around -> context.loops().isSurelyEndedBy(handler, around)).isPresent()
        ? loop.flatMap(Flow::loopAround)
        : loop;
  }

  private static Remedy restoring(CatchClause handler, RuleContext context) {
    if (context.handlers().mayGoOn(handler)) {
      return new Refusal("on one of its ways the handler goes on with a loop");
    }
    if (isFollowedByDeafLoop(handler, context)) {
      return new Refusal("a loop behind it would go on, with all its waits thrown out at once");
    }
    if (isCalledInLoop(handler, context)) {
      return new Refusal("a loop that calls this method would go on with the status set");
    }
    if (isOfPool(handler, context)) {
      return new Refusal("the class is an executor, which may interrupt its threads to wake them");
    }
    Optional<Fix> deferred =
        HandlerEnd.of(handler).falls() ? Deferring.of(handler, context) : Optional.empty();
    if (deferred.isPresent()) {
      return deferred.get();
    }
    if (isBeforeWork(handler, context)) {
      return new Refusal("what is run behind it would run with the status set");
    }
    HandlerEnd end = HandlerEnd.of(handler);
    if (end.branches() && waits(handler, context)) {
      return new Refusal("the handler waits, and has several ways out");
    }
    FixDraft draft = context.fix();
    end.addTo(draft, context.source(), Restoring.lines(handler, draft, context));
    return draft.unsafe("restore the interrupt status");
  }

  private static Remedy leaving(CatchClause handler, Statement loop, RuleContext context) {
    Leaving leaving = Leaving.of(handler, loop, context);
    if (leaving.refusal().isPresent()) {
      return leaving.refusal().get();
    }
    if (tellsBehind(handler, loop)) {
      return new Refusal("the handler tells the code behind it, which may see to the end");
    }
    FixDraft draft = context.fix();
    HandlerEnd end = HandlerEnd.of(handler);
    String jump = leaving.jump().orElseThrow();
    if (!Restoring.takesNothingElse(handler, context)) {
      String[] lines = Restoring.lines(handler, draft, context, jump);
      if (end.falls() && !waits(handler, context) && !onlyTells(handler, context)) {
        draft.atEndOf(handler.getBody(), lines);
      } else {
        draft.atStartOf(handler.getBody(), lines);
      }
    } else if (end.onlyJump().isPresent()) {
      restoreAndLeave(end.onlyJump().get(), jump, draft, context.source());
    } else if (end.falls()) {
      end.addTo(draft, context.source(), Restoring.call(draft), jump);
    } else {
      return new Refusal("the handler has several ways out");
    }
    return draft.unsafe("restore the interrupt status and leave the loop");
  }

  /** A comment above the jump stays above both: it may be about the whole handler. */
  private static void restoreAndLeave(
      Statement old, String jump, FixDraft draft, SourceText source) {
    int start = source.rangeOf(old).start();
    String above = source.line(source.lineOf(start) - 1).strip();
    if (above.startsWith("//") || above.endsWith("*/")) {
      String line = Layout.of(source).lineEnd() + Layout.indentAt(source, start);
      draft.replace(old, Restoring.call(draft) + line + jump);
    } else {
      draft.before(old, Restoring.call(draft));
      draft.replace(old, jump);
    }
  }

  /** Whether a condition behind a handler, in its loop, asks for what the handler sets. */
  private static boolean tellsBehind(CatchClause handler, Statement loop) {
    Set<String> told = new HashSet<>();
    Flow.eachRun(
        handler.getBody(),
        node -> {
          if (node instanceof AssignExpr assignment) {
            told.add(lastNameOf(assignment.getTarget()));
          }
        });
    boolean[] asked = {false};
    Flow.eachRun(
        loop,
        node ->
            asked[0] |=
                node instanceof IfStmt choice
                    && isBehind(handler, choice)
                    && choice.getCondition().findAll(SimpleName.class).stream()
                        .anyMatch(name -> told.contains(name.getIdentifier())));
    return asked[0];
  }

  private static String lastNameOf(Expression target) {
    String text = target.toString();
    return text.substring(text.lastIndexOf('.') + 1);
  }

  private static Remedy leavingBehind(
      Statement restore, CatchClause handler, Statement loop, RuleContext context) {
    Leaving leaving = Leaving.of(handler, loop, context);
    if (leaving.refusal().isPresent()) {
      return leaving.refusal().get();
    }
    if (!(restore.getParentNode().orElse(null) instanceof BlockStmt block)) {
      return new Refusal("the handler has several ways out");
    }
    FixDraft draft = context.fix();
    List<Statement> statements = block.getStatements();
    Statement last = statements.get(statements.size() - 1);
    HandlerEnd end = HandlerEnd.of(handler);
    String jump = leaving.jump().orElseThrow();
    if (last instanceof ContinueStmt goingOn && end.jumps().equals(List.of(goingOn))) {
      draft.replace(last, jump);
    } else if (end.falls() && (last == restore || block == handler.getBody())) {
      draft.atEndOf(block, jump);
    } else {
      return new Refusal("the handler has several ways out");
    }
    return draft.unsafe("leave the loop behind the restored status");
  }

  /**
   * Whether a loop stands behind a handler, in the same body, which goes on whenever a wait of it
   * is interrupted, and which nothing but another thread's word ends.
   */
  private static boolean isFollowedByDeafLoop(CatchClause handler, RuleContext context) {
    Node body = Flow.bodyAround(handler).orElse(handler);
    boolean[] deaf = {false};
    Flow.eachRun(
        body,
        node ->
            deaf[0] |=
                node instanceof CatchClause later
                    && isBehind(handler, later)
                    && Flow.loopAround(later)
                        .filter(loop -> !handler.isDescendantOf(loop))
                        .filter(loop -> !context.loops().isBounded(loop))
                        .isPresent()
                    && (context.interrupts().reach(later) || Flow.takesAnything(later))
                    && context.handlers().mayGoOn(later));
    return deaf[0];
  }

  /** Whether a handler stands where an executor waits for its next task. */
  private static boolean isOfPool(CatchClause handler, RuleContext context) {
    return context.types().isA(context.types().thisType(handler), "java.util.concurrent.Executor")
        && handler.getParentNode().orElse(null) instanceof TryStmt attempt
        && attempt.getTryBlock().findAll(MethodCallExpr.class).stream()
            .filter(call -> Set.of("take", "poll").contains(call.getNameAsString()))
            .flatMap(call -> call.getScope().stream())
            .anyMatch(queue -> context.types().isA(context.types().of(queue), QUEUE));
  }

  /** Whether code goes on behind a handler to what it was only waiting to run. */
  private static boolean isBeforeWork(CatchClause handler, RuleContext context) {
    if (!HandlerEnd.of(handler).falls()) {
      return false;
    }
    Node body = Flow.bodyAround(handler).orElse(handler);
    return Flow.anyRun(
        body,
        node ->
            node instanceof MethodCallExpr call
                && (call.getNameAsString().equals("run") || call.getNameAsString().equals("call"))
                && isBehind(handler, call)
                && call.getScope()
                    .filter(scope -> Deferring.isFunction(scope, context))
                    .isPresent());
  }

  /** Whether a node starts behind a handler, in the order of the text, and is no part of it. */
  private static boolean isBehind(CatchClause handler, Node node) {
    return Node.NODE_BY_BEGIN_POSITION.compare(handler, node) < 0 && !node.isDescendantOf(handler);
  }

  private static boolean isCalledInLoop(CatchClause handler, RuleContext context) {
    return Flow.bodyAround(handler)
        .filter(MethodDeclaration.class::isInstance)
        .map(method -> context.tasks().callsOf((MethodDeclaration) method))
        .filter(calls -> calls.stream().anyMatch(call -> Flow.loopAround(call).isPresent()))
        .isPresent();
  }

  private static boolean clears(CatchClause handler, RuleContext context) {
    return handler.getBody().findAll(MethodCallExpr.class).stream()
        .anyMatch(context.interrupts()::isClearing);
  }

  /** Whether a handler does no more than say what it caught, which an interrupt is not worth. */
  private static boolean onlyTells(CatchClause handler, RuleContext context) {
    String caught = handler.getParameter().getNameAsString();
    boolean[] works = {false};
    Flow.eachRun(
        handler.getBody(),
        node ->
            works[0] |=
                node instanceof AssignExpr
                    || node instanceof UnaryExpr
                    || node instanceof ExpressionStmt line
                        && line.getExpression() instanceof MethodCallExpr call
                        && !isTelling(call, caught, context));
    return !works[0];
  }

  private static boolean isTelling(MethodCallExpr call, String caught, RuleContext context) {
    String receiver = call.getScope().map(Node::toString).orElse("");
    return receiver.equals(caught)
        || receiver.startsWith("System.")
        || context.facts().catalogue().isLogging(call, context.types());
  }

  private static boolean waits(CatchClause handler, RuleContext context) {
    return Flow.anyRun(
        handler.getBody(),
        node -> node instanceof MethodCallExpr && context.interrupts().throwsInterrupt(node));
  }
}
