package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.CatchClause;
import dev.belay.linter.facts.Catalogue;
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

/** Flags handlers that turn the interrupt into another exception without restoring the status. */
public final class WrappedInterrupt implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "wrapped-interrupt",
          "An interrupt is thrown on as another exception, its status lost",
          Severity.NOTE,
          Family.CANCELLATION,
          FixAvailability.NEVER,
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
    on.each(CatchClause.class, WrappedInterrupt::check);
  }

  private static void check(CatchClause handler, RuleContext context) {
    Optional<Node> wrapping = context.handlers().findWrapping(handler);
    if (wrapping.isEmpty()) {
      return;
    }
    FindingDraft finding =
        context.report(
            handler,
            Handlers.headOf(handler, context),
            "this handler throws another exception and leaves the interrupt status cleared");
    Handlers.explainSource(finding, handler, context);
    finding
        .because(wrapping.get(), "thrown here, the status not restored")
        .help("restore the status before the throw: Thread.currentThread().interrupt()");
  }
}
