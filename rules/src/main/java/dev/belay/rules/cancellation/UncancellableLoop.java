package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.LoopGlance;
import dev.belay.linter.facts.Loops;
import dev.belay.linter.facts.Tasks;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.FileTokens;
import dev.belay.linter.source.Mention;
import dev.belay.rules.remedy.LoopRemedy;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Flags loops of tasks that nothing can end: no check, no flag, no wait that an interrupt leaves.
 */
public final class UncancellableLoop implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "uncancellable-loop",
          "A task's loop has no way out on cancellation",
          Severity.ERROR,
          Family.CANCELLATION,
          FixAvailability.SOMETIMES,
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
    return Optional.of(LoopGlance::mayHoldStuck);
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(WhileStmt.class, UncancellableLoop::check);
    on.each(DoStmt.class, UncancellableLoop::check);
    on.each(ForStmt.class, UncancellableLoop::check);
  }

  private static void check(Statement loop, RuleContext context) {
    if (context.loops().findWayOut(loop).isPresent() || context.loops().holdsEndlessLoop(loop)) {
      return;
    }
    Optional<Node> task = context.tasks().findTask(loop);
    if (task.isEmpty() || context.handlers().keepsAlive(loop)) {
      return;
    }
    context
        .report(
            loop,
            Handlers.headOf(loop, context),
            "nothing can end this loop: no check, no flag, no wait that an interrupt leaves")
        .because(Handlers.headOf(task.get()), "the task's code starts here")
        .because(
            Handlers.headOf(loop), "no pass can leave by a condition, an exception or an interrupt")
        .help("test Thread.currentThread().isInterrupted() or a CancellationToken in the condition")
        .mend(LoopRemedy.of(loop, context));
  }
}
