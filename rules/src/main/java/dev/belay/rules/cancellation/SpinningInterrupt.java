package dev.belay.rules.cancellation;

import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Interrupts;
import dev.belay.linter.facts.Loops;
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

/** Flags handlers that restore the interrupt status inside a loop which then waits again. */
public final class SpinningInterrupt implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "spinning-interrupt",
          "A restored interrupt makes the loop spin",
          Severity.ERROR,
          Family.CANCELLATION,
          FixAvailability.SOMETIMES,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Interrupts.mention().and(Loops.mention());
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(CatchClause.class, SpinningInterrupt::check);
  }

  private static void check(CatchClause handler, RuleContext context) {
    Optional<Statement> loop = context.handlers().findSpin(handler);
    if (loop.isEmpty()) {
      return;
    }
    FindingDraft finding =
        context.report(
            handler,
            Handlers.headOf(handler, context),
            "the status is restored and the loop goes on: every later wait in it throws at once");
    Handlers.explainSource(finding, handler, context);
    finding
        .because(Handlers.headOf(loop.get()), "this loop waits again with the status set")
        .mend(InterruptRemedies.ofSpin(handler, loop.get(), context))
        .help("leave the loop after restoring the status");
  }
}
