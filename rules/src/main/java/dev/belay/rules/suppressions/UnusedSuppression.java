package dev.belay.rules.suppressions;

import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.IdleSuppression;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import dev.belay.linter.source.Suppression.Form;

/** Flags suppressions that silence nothing, or name no rule. */
public final class UnusedSuppression implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "unused-suppression",
          "Suppression silences nothing",
          Severity.NOTE,
          Family.SUPPRESSIONS,
          FixAvailability.SOMETIMES,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.eachIdle(UnusedSuppression::report);
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Mention.suppressions();
  }

  private static void report(IdleSuppression idle, RuleContext context) {
    context
        .report(idle.node(), idle.suppression().range(), messageOf(idle))
        .help("remove it")
        .mend(Removal.of(idle, context));
  }

  private static String messageOf(IdleSuppression idle) {
    if (idle.isRule()) {
      return "this silences nothing: " + idle.ruleId().orElseThrow() + " has nothing to say here";
    }
    if (idle.ruleId().isPresent()) {
      return "this silences nothing: no rule is called " + idle.ruleId().get();
    }
    return idle.suppression().form() == Form.COMMENT
        ? "this silences nothing: it names no rule"
        : "this silences nothing: no rule has anything to say here";
  }
}
