package dev.belay.rules.cancellation;

import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;

/** Flags loops that do nothing but ask again, with or without a nap in between. */
public final class BusyWait implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "busy-wait",
          "A loop polls a condition that something could signal",
          Severity.OFF,
          Family.CANCELLATION,
          FixAvailability.NEVER,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Mention.words("while");
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(WhileStmt.class, BusyWait::check);
    on.each(DoStmt.class, BusyWait::check);
  }

  private static void check(Statement loop, RuleContext context) {
    if (!context.loops().onlyAsksAgain(loop)) {
      return;
    }
    context
        .report(
            loop,
            Handlers.headOf(loop, context),
            "this loop does nothing but ask again until its condition changes")
        .because(Handlers.headOf(loop), "this is polled")
        .help("wait on a latch, a condition or a future; or token.sleep between two questions");
  }
}
