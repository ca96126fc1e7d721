package dev.belay.rules.threads;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Role;
import dev.belay.linter.facts.Uses;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import dev.belay.rules.remedy.ExecutorEnd;

/** Flags executors that nothing shuts down and that are handed to nobody who could. */
public final class UnclosedExecutor implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "unclosed-executor",
          "Executor is never shut down",
          Severity.WARNING,
          Family.THREADS,
          FixAvailability.SOMETIMES,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(MethodCallExpr.class, UnclosedExecutor::check);
    on.each(ObjectCreationExpr.class, UnclosedExecutor::check);
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Mention.calls(catalogue.methods(Role.MAKES_EXECUTOR))
        .or(Mention.creations(catalogue.simpleTypeNames(Role.OWNED_EXECUTOR)));
  }

  /** A test's executor ends with its test. */
  @Override
  public Severity levelInTests() {
    return Severity.NOTE;
  }

  private static void check(Expression creation, RuleContext context) {
    if (!context.facts().executors().isCreation(creation)
        || context.facts().executors().isEnded(creation)) {
      return;
    }
    Uses.Use use = context.facts().uses().of(creation);
    Node keeper = use.kind() == Uses.Kind.DROPPED ? creation : use.at();
    context
        .report(creation, "the executor made here is never shut down")
        .because(creation, "it is made here")
        .because(keeper, "what keeps it never shuts it down, nor hands it to anybody who could")
        .help("shut it down where its owner ends, or close it by try-with-resources")
        .mend(ExecutorEnd.of(creation, context));
  }
}
