package dev.belay.linter.engine;

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
import java.util.function.BiConsumer;

/** Looks at calls of one name; what it does there is the test's choice. */
record TestRule(RuleInfo info, String call, BiConsumer<MethodCallExpr, RuleContext> then)
    implements Rule {

  static TestRule flagging(String id, String call) {
    return new TestRule(
        info(id, Severity.WARNING),
        call,
        (node, context) -> context.report(node, "this calls " + call));
  }

  static TestRule doing(String id, String call, BiConsumer<MethodCallExpr, RuleContext> then) {
    return new TestRule(info(id, Severity.WARNING), call, then);
  }

  static RuleInfo info(String id, Severity level) {
    return new RuleInfo(id, id, level, Family.FUTURES, FixAvailability.NEVER, "0.1");
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(
        MethodCallExpr.class,
        (node, context) -> {
          if (node.getNameAsString().equals(call)) {
            then.accept(node, context);
          }
        });
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Mention.words(call);
  }

  @Override
  public Severity levelInTests() {
    return Severity.NOTE;
  }
}
