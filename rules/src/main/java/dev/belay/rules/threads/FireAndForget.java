package dev.belay.rules.threads;

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
import dev.belay.rules.remedy.OrphanRemedy;

/** Flags tasks that are handed, without a handle, to an executor whose tasks nobody waits for. */
public final class FireAndForget implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "fire-and-forget",
          "Task is handed to an executor that nobody waits for",
          Severity.OFF,
          Family.THREADS,
          FixAvailability.SOMETIMES,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(MethodCallExpr.class, FireAndForget::check);
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Mention.calls(catalogue.methods(Role.STARTS))
        .and(
            Mention.types(catalogue.simpleTypeNames(Role.OWNED_EXECUTOR))
                .or(Mention.words(catalogue.methodNames(Role.MAKES_EXECUTOR)))
                .or(Mention.words("commonPool")));
  }

  private static void check(MethodCallExpr call, RuleContext context) {
    context
        .facts()
        .unawaitedTasks()
        .findUnawaitedExecutor(call)
        .ifPresent(
            made ->
                context
                    .report(call, "nobody waits for this task, or for the executor that runs it")
                    .because(made, "the executor is made here, and nothing waits for its tasks")
                    .because(call, "the task is handed to it here, and no handle comes back")
                    .help("start the task in a scope, or wait until the executor has terminated")
                    .mend(OrphanRemedy.ofExecuted(call, context)));
  }
}
