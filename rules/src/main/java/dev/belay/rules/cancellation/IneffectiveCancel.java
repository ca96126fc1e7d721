package dev.belay.rules.cancellation;

import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Role;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import dev.belay.linter.source.Methods;
import java.util.Map;
import java.util.Set;

/** Flags {@code cancel(true)} on a {@code CompletableFuture}, whose work it cannot interrupt. */
public final class IneffectiveCancel implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "ineffective-cancel",
          "cancel(true) on a CompletableFuture interrupts nothing",
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
    return Mention.calls(Methods.named(Map.of("cancel", Set.of("CompletableFuture"))))
        .and(Mention.calls(catalogue.methods(Role.STARTS)));
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(MethodCallExpr.class, IneffectiveCancel::check);
  }

  private static void check(MethodCallExpr call, RuleContext context) {
    boolean askingToInterrupt =
        call.getNameAsString().equals("cancel")
            && call.getArguments().size() == 1
            && call.getArgument(0).isBooleanLiteralExpr()
            && call.getArgument(0).asBooleanLiteralExpr().getValue();
    if (!askingToInterrupt) {
      return;
    }
    context
        .asyncWork()
        .findStart(call)
        .ifPresent(
            start ->
                context
                    .report(call, "this ends the future, not its work: nothing is interrupted")
                    .because(start, "the work starts here and goes on")
                    .help("hand the work a CancellationToken, or submit it to an ExecutorService"));
  }
}
