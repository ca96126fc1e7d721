package dev.belay.rules.futures;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Handles;
import dev.belay.linter.facts.Uses;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import dev.belay.rules.remedy.OrphanRemedy;
import java.util.Optional;

/** Flags started tasks whose handle is dropped: nobody can wait, cancel, or see the failure. */
public final class DiscardedFuture implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "discarded-future",
          "Handle of a started task is dropped",
          Severity.ERROR,
          Family.FUTURES,
          FixAvailability.SOMETIMES,
          "0.1");

  private static final String HELP =
      "keep the handle and wait for it, or start the task in a scope that does";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(MethodCallExpr.class, DiscardedFuture::check);
    on.each(MethodReferenceExpr.class, DiscardedFuture::check);
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Handles.mentionOfDrop(catalogue);
  }

  private static void check(MethodCallExpr call, RuleContext context) {
    if (!context.facts().handles().mayDropTask(call)) {
      return;
    }
    Uses.Use use = context.facts().uses().of(call);
    boolean dropped = use.kind() == Uses.Kind.DROPPED;
    boolean lookedAt =
        !dropped
            && context.facts().handles().mayHaveKnownStart(call)
            && context.facts().observations().isMerelyLookedAt(use);
    if (!dropped && !lookedAt) {
      return;
    }
    Optional<MethodCallExpr> start =
        dropped
            ? context.facts().handles().findDroppedStart(call)
            : context.facts().handles().findKnownStart(call);
    if (start.isEmpty()) {
      return;
    }
    boolean endsInTime =
        context
            .facts()
            .executors()
            .findExecutor(start.get())
            .filter(
                executor ->
                    context.facts().executors().isClosedAround(executor)
                        || context.facts().executors().isAwaitedBehind(executor))
            .isPresent();
    if (endsInTime) {
      return;
    }
    FindingDraft finding =
        context
            .report(call, "the handle of this task is dropped")
            .because(start.get(), "the task starts here")
            .because(
                use.at(),
                dropped ? "its handle would have to be kept here" : "its handle is looked at here")
            .help(HELP);
    if (dropped) {
      finding.mend(OrphanRemedy.ofDropped(call, start.get(), context));
    } else {
      finding.refuse("what the code looks for in the handle is for its author to say");
    }
    context
        .facts()
        .executors()
        .findOwner(start.get())
        .ifPresent(owner -> finding.because(owner.at(), owner.text()));
  }

  private static void check(MethodReferenceExpr reference, RuleContext context) {
    if (!context.facts().handles().isStart(reference) || !context.types().isVoidPlace(reference)) {
      return;
    }
    boolean endsInTime = context.facts().executors().isClosedAround(reference.getScope());
    if (endsInTime) {
      return;
    }
    context
        .report(reference, "the handle of each task started by this is dropped")
        .because(reference, "each call starts a task here")
        .because(reference, "its place drops what the method returns")
        .help(HELP)
        .refuse("what it starts cannot be told from the reference alone");
  }
}
