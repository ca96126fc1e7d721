package dev.belay.rules.cancellation;

import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;

/** Flags {@code Thread.interrupted()} where its answer, and with it the status, is lost. */
public final class ClearedInterrupt implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "cleared-interrupt",
          "Thread.interrupted() clears the status and nobody learns of it",
          Severity.WARNING,
          Family.CANCELLATION,
          FixAvailability.NEVER,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Mention.words("interrupted");
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(MethodCallExpr.class, ClearedInterrupt::check);
  }

  private static void check(MethodCallExpr call, RuleContext context) {
    if (!context.interrupts().isClearing(call)) {
      return;
    }
    if (context.clearings().isDropped(call)) {
      context
          .report(call, "the interrupt status is cleared here and the answer dropped")
          .help("leave the status alone, or act on the answer; isInterrupted() only asks");
      return;
    }
    context
        .clearings()
        .findHandler(call)
        .ifPresent(
            handler ->
                context
                    .report(
                        call,
                        "the caught interrupt has cleared the status already; this restores nothing")
                    .because(handler.getParameter(), "the interrupt is caught here")
                    .help("restore the status: Thread.currentThread().interrupt()"));
  }
}
