package dev.belay.cli;

import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import java.util.List;

/** Rules that speak of calls by name: what the command does with findings needs no real ones. */
final class SampleRules {

  static final List<Rule> ALL =
      List.of(
          new CallRule("drops-failure", "whisper", Severity.NOTE),
          new CallRule("leaks-task", "leak", Severity.ERROR),
          new CallRule("off-by-default", "murmur", Severity.OFF),
          new CallRule("quiet-in-tests", "hum", Severity.ERROR),
          new CallRule("rule-that-fails", "boom", Severity.WARNING),
          new CallRule("stays-open", "open", Severity.WARNING));

  private SampleRules() {}

  private record CallRule(RuleInfo info, String call) implements Rule {

    CallRule(String id, String call, Severity level) {
      this(
          new RuleInfo(
              id, "Calls of " + call, level, Family.FUTURES, FixAvailability.SOMETIMES, "0.1"),
          call);
    }

    @Override
    public Severity levelInTests() {
      return call.equals("hum") ? Severity.NOTE : info.level();
    }

    @Override
    public void subscribe(Subscriptions on) {
      on.each(MethodCallExpr.class, this::check);
    }

    private void check(MethodCallExpr node, RuleContext context) {
      if (!node.getNameAsString().equals(call)) {
        return;
      }
      if (call.equals("boom")) {
        throw new IllegalStateException("met boom");
      }
      FindingDraft draft = context.report(node, "this calls " + call).help("do not call it");
      if (call.equals("open")) {
        Edit edit = new Edit(context.source().rangeOf(node.getName()), "close");
        draft.fix(new Fix("close it", Fix.Safety.SAFE, List.of(edit)));
      }
    }
  }
}
