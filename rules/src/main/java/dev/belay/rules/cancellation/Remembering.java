package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * For a loop that has to go on till it is through: it notes the interrupt, and the status is
 * restored when the loop is left, by whichever way.
 */
final class Remembering {

  /** No reviewer follows more lines that only move. */
  private static final int MOST_LINES = 60;

  private Remembering() {}

  static Remedy of(CatchClause handler, Statement loop, RuleContext context) {
    FixDraft draft = context.fix();
    Statement whole = outermost(loop);
    if (!draft.canWrap(whole, whole)) {
      return new Refusal("the loop shares its lines with other code, or mixes tabs and blanks");
    }
    SourceText source = context.source();
    SourceRange range = source.rangeOf(whole);
    if (source.lineOf(range.end()) - source.lineOf(range.start()) >= MOST_LINES) {
      return new Refusal("the loop is too long to be moved into a try for it");
    }
    int before = loopsBefore(whole, context);
    String noted = draft.freshName("interrupted" + (before == 0 ? "" : before + 1), whole);
    draft.wrap(
        whole,
        whole,
        List.of("boolean " + noted + " = false;", "try {"),
        List.of(
            "} finally {",
            draft.step() + "if (" + noted + ") {",
            draft.step() + draft.step() + Restoring.call(draft),
            draft.step() + "}",
            "}"));
    note(handler, noted, draft, context);
    // One variable for all of them: the lines move once.
    whole.findAll(CatchClause.class).stream()
        .filter(other -> other != handler && Flow.areOfOneBody(other, handler))
        .filter(other -> InterruptRemedies.isToBeNoted(other, context))
        .forEach(other -> note(other, noted, draft, context));
    return draft.unsafe("note the interrupt and restore the status behind the loop");
  }

  /**
   * How many loops before one in its body are to note interrupts too: their fixes may be made in
   * the same pass, and each has to have a name of its own.
   */
  private static int loopsBefore(Statement whole, RuleContext context) {
    Set<Statement> loops = Collections.newSetFromMap(new IdentityHashMap<>());
    Flow.eachRun(
        Flow.bodyAround(whole).orElse(whole),
        node -> {
          if (node instanceof CatchClause handler
              && Node.NODE_BY_BEGIN_POSITION.compare(handler, whole) < 0
              && InterruptRemedies.isToBeNoted(handler, context)) {
            Flow.loopAround(handler).map(Remembering::outermost).ifPresent(loops::add);
          }
        });
    return loops.size();
  }

  static void note(CatchClause handler, String noted, FixDraft draft, RuleContext context) {
    List<Statement> restored = Restoring.ownStatementsIn(handler, context);
    if (!restored.isEmpty()) {
      // Inside the loop it would make the next wait throw at once.
      restored.forEach(statement -> draft.replace(statement, noted + " = true;"));
    } else if (Restoring.takesNothingElse(handler, context)) {
      HandlerEnd.of(handler).addTo(draft, context.source(), noted + " = true;");
    } else {
      // First of all: what is meant for other exceptions may throw for this one, which has no
      // cause.
      draft.atStartOf(
          handler.getBody(), noted + " |= " + Restoring.isInterrupt(handler, draft) + ";");
    }
  }

  private static Statement outermost(Statement loop) {
    Statement labelled =
        loop.getParentNode().orElse(null) instanceof LabeledStmt label ? label : loop;
    return Flow.loopAround(labelled).map(Remembering::outermost).orElse(labelled);
  }
}
