package dev.belay.rules.cancellation;

import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.InterruptHandlers.Loss;
import dev.belay.linter.facts.Interrupts;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import java.util.Optional;

/** Flags handlers after which nothing in the task can tell that it was asked to stop. */
public final class SwallowedInterrupt implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "swallowed-interrupt",
          "A handler drops the interrupt and the task goes on",
          Severity.WARNING,
          Family.CANCELLATION,
          FixAvailability.SOMETIMES,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Interrupts.mention();
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(CatchClause.class, SwallowedInterrupt::check);
  }

  private static void check(CatchClause handler, RuleContext context) {
    Optional<Loss> loss = context.handlers().findLoss(handler);
    if (loss.isEmpty()) {
      return;
    }
    Optional<Statement> taskLoop =
        loss.get().loop().filter(loop -> context.tasks().findTask(loop).isPresent());
    FindingDraft finding =
        context.report(
            handler,
            Handlers.headOf(handler, context),
            taskLoop.isPresent()
                ? "this handler drops the interrupt and the task's loop goes on"
                : "this handler drops the interrupt");
    Handlers.explainSource(finding, handler, context);
    taskLoop
        .flatMap(loop -> context.tasks().findTask(loop))
        .ifPresent(task -> finding.because(Handlers.headOf(task), "the task's code starts here"));
    loss.get()
        .loop()
        .ifPresentOrElse(
            loop ->
                finding.because(Handlers.headOf(loop), "this loop goes on as if nothing was asked"),
            () ->
                finding.because(
                    loss.get().at() == handler ? handler.getBody() : loss.get().at(),
                    "control goes on here with the interrupt status cleared"));
    taskLoop.ifPresent(loop -> finding.severity(Severity.ERROR));
    finding.mend(InterruptRemedies.ofLoss(handler, loss.get(), context));
    finding.help(
        loss.get().loop().isPresent()
            ? "restore the status (Thread.currentThread().interrupt()) and leave the loop"
            : Flow.bodyAround(handler).isPresent()
                ? "restore the status (Thread.currentThread().interrupt()) or throw on"
                : "restore the status (Thread.currentThread().interrupt())");
  }
}
