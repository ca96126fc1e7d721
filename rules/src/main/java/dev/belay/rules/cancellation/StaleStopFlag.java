package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.LoopGlance;
import dev.belay.linter.facts.Loops;
import dev.belay.linter.facts.StaleReads.StaleRead;
import dev.belay.linter.facts.Tasks;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.FileTokens;
import dev.belay.linter.source.Mention;
import java.util.Optional;
import java.util.function.Predicate;

/** Flags loops of tasks that test a plain field which another thread sets. */
public final class StaleStopFlag implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "stale-stop-flag",
          "A task's loop may never see its stop flag set",
          Severity.WARNING,
          Family.CANCELLATION,
          FixAvailability.ALWAYS,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Loops.mention().and(Tasks.mention(catalogue));
  }

  @Override
  public Optional<Predicate<FileTokens>> glance() {
    return Optional.of(LoopGlance::mayReadFlag);
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(WhileStmt.class, StaleStopFlag::check);
    on.each(DoStmt.class, StaleStopFlag::check);
    on.each(ForStmt.class, StaleStopFlag::check);
  }

  private static void check(Statement loop, RuleContext context) {
    Optional<StaleRead> read = context.staleReads().find(loop);
    if (read.isEmpty()) {
      return;
    }
    context.tasks().findTask(loop).ifPresent(task -> report(loop, task, read.get(), context));
  }

  private static void report(Statement loop, Node task, StaleRead read, RuleContext context) {
    String consequence =
        read.interrupted()
            ? "only an interrupt tells this loop that " + read.flag() + " was set"
            : "this loop may never see that " + read.flag() + " was set";
    FindingDraft finding =
        context
            .report(
                loop,
                Handlers.headOf(loop, context),
                consequence + ": it is a plain field, written by another thread")
            .because(Handlers.headOf(task), "the task's code starts here")
            .because(read.read(), "read here, with no lock")
            .because(read.write(), "set here, outside the task's code")
            .fix(volatileOf(read, context))
            .help("make the field volatile, or use a CancellationToken");
    if (read.interrupted()) {
      finding.severity(Severity.NOTE);
    }
  }

  /** More is ordered than before, nothing less, so the meaning of the program is kept. */
  private static Fix volatileOf(StaleRead read, RuleContext context) {
    Node type = read.declaration().getVariable(0).getType();
    return context
        .fix()
        .insert(context.source().rangeOf(type).start(), "volatile ")
        .safe("make " + read.flag() + " volatile");
  }
}
