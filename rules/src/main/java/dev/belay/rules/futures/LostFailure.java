package dev.belay.rules.futures;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Failures.LostChain;
import dev.belay.linter.facts.Role;
import dev.belay.linter.facts.Uses;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.CallSite;
import dev.belay.linter.source.Mention;
import dev.belay.linter.source.Methods;
import dev.belay.rules.remedy.FailureStage;
import dev.belay.rules.remedy.OrphanRemedy;
import java.util.Optional;

/** Flags tasks that end in time, or have a next stage, and yet nothing can see them fail. */
public final class LostFailure implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "lost-failure",
          "Nothing can see the task fail",
          Severity.WARNING,
          Family.FUTURES,
          FixAvailability.SOMETIMES,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(MethodCallExpr.class, LostFailure::check);
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    Methods stages = catalogue.methods(Role.CHAINS, Role.READS_FAILURE);
    return Mention.calls(stages, CallSite.DROPPED)
        .or(Mention.calls(catalogue.methods(Role.STARTS)));
  }

  /** A test fails by its own assertions. */
  @Override
  public Severity levelInTests() {
    return Severity.NOTE;
  }

  private static void check(MethodCallExpr call, RuleContext context) {
    if (!context.facts().failures().mayBeLost(call)) {
      return;
    }
    Optional<LostChain> chain = context.facts().failures().findLostChain(call);
    if (chain.isPresent()) {
      report(chain.get(), context);
    } else if (context.facts().failures().isUnreadBatch(call)) {
      Uses.Use use = context.facts().uses().of(call);
      boolean dropped = use.kind() == Uses.Kind.DROPPED;
      context
          .report(call, "the tasks are waited for, but nothing sees which of them failed")
          .because(
              dropped ? call : use.at(),
              dropped
                  ? "their handles are dropped here"
                  : "their handles are kept here, and never read")
          .help("go through the handles that come back, and read each result")
          .refuse("what to do with the results is for the author to say");
    } else if (isDroppedInClosedExecutor(call, context)) {
      context
          .report(call, "the executor waits for this task, but nothing sees it fail")
          .because(call, "its handle is dropped here")
          .help("keep the handle and read its result before the executor is closed")
          .mend(OrphanRemedy.ofUnseen(call, context));
    } else if (isDroppedBeforeItsEnd(call, context)) {
      context
          .report(call, "the end of this task is waited for, but nothing sees it fail")
          .because(call, "its handle is dropped here")
          .help("keep the handle and read its result behind the shutdown")
          .refuse("where to read the result is for the author to say");
    } else if (context.facts().failures().isOnlyPolled(call)) {
      context
          .report(call, "this task is only asked whether it is done, so nothing sees it fail")
          .because(context.facts().uses().of(call).at(), "its handle is kept here")
          .help("read its result once it is done")
          .refuse("where to read the result is for the author to say");
    }
  }

  private static void report(LostChain chain, RuleContext context) {
    String message =
        chain.ignores()
            ? "the stage that is given the failure ignores it"
            : "no stage of this chain sees a failure";
    context
        .report(chain.last(), message)
        .because(chain.start(), "the chain starts here")
        .because(chain.last().getName(), "its last stage is dropped here")
        .help("end the chain with a stage that reads the failure, or wait for it")
        .mend(FailureStage.after(chain.last(), context));
  }

  private static boolean isDroppedInClosedExecutor(MethodCallExpr call, RuleContext context) {
    return executorOfDropped(call, context)
        .filter(context.facts().executors()::isClosedAround)
        .isPresent();
  }

  private static boolean isDroppedBeforeItsEnd(MethodCallExpr call, RuleContext context) {
    return executorOfDropped(call, context)
            .filter(context.facts().executors()::isAwaitedBehind)
            .isPresent()
        && !context.facts().failures().isCaughtByAll(call);
  }

  private static Optional<Expression> executorOfDropped(MethodCallExpr call, RuleContext context) {
    return context.facts().uses().of(call).kind() == Uses.Kind.DROPPED
        ? context
            .facts()
            .handles()
            .findDroppedStart(call)
            .flatMap(context.facts().executors()::findExecutor)
        : Optional.empty();
  }
}
