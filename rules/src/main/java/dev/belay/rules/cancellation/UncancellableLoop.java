package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Role;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Mention;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
          FixAvailability.NEVER,
          "0.1");

  /** Names of bodies ({@code Runnable.run} and its like), and Spring's annotation of a method. */
  private static final Set<String> TASK_WORDS =
      Set.of("run", "call", "compute", "exec", "Scheduled");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  /** A loop that is not bounded as for-each is, and what makes code of the same file a task. */
  @Override
  public Mention needs(Catalogue catalogue) {
    List<String> threads =
        catalogue.typeNames(Role.THREAD).stream()
            .map(name -> name.substring(name.lastIndexOf('.') + 1))
            .toList();
    Mention tasks =
        Mention.words(TASK_WORDS)
            .or(Mention.words(catalogue.methodNames(Role.STARTS)))
            .or(Mention.words(catalogue.methodNames(Role.STARTS_THREAD)))
            .or(Mention.words(catalogue.methodNames(Role.MAKES_THREAD)))
            .or(Mention.types(threads));
    return Mention.words("while", "do", "for").and(tasks);
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
        .help(
            "test Thread.currentThread().isInterrupted() or a CancellationToken in the condition");
  }
}
