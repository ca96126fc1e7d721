package dev.belay.rules.cancellation;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Completion;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.Interrupts;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import java.util.List;

/** Flags handlers that turn the interrupt into another exception without restoring the status. */
public final class WrappedInterrupt implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "wrapped-interrupt",
          "An interrupt is thrown on as another exception, its status lost",
          Severity.NOTE,
          Family.CANCELLATION,
          FixAvailability.ALWAYS,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Interrupts.mention();
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(CatchClause.class, WrappedInterrupt::check);
  }

  private static void check(CatchClause handler, RuleContext context) {
    List<ThrowStmt> wrapping = context.handlers().findWrappings(handler);
    if (wrapping.isEmpty()) {
      return;
    }
    FindingDraft finding =
        context.report(
            handler,
            Handlers.headOf(handler, context),
            "this handler throws another exception and leaves the interrupt status cleared");
    Handlers.explainSource(finding, handler, context);
    finding
        .because(wrapping.get(0), "thrown here, the status not restored")
        .fix(restoringBefore(wrapping, handler, context))
        .help("restore the status before the throw: Thread.currentThread().interrupt()");
  }

  /** The exception that is thrown stays what it was, so nothing but the status changes. */
  private static Fix restoringBefore(
      List<ThrowStmt> wrapping, CatchClause handler, RuleContext context) {
    FixDraft draft = context.fix();
    // What would clear the status again, or did before, goes.
    clearingsIn(handler, context).forEach(draft::remove);
    if (wrapping.size() > 1 && isLeftByAll(wrapping, handler, context)) {
      draft.atStartOf(handler.getBody(), Restoring.lines(handler, draft, context));
    } else {
      wrapping.forEach(thrown -> draft.before(thrown, Restoring.lines(handler, draft, context)));
    }
    return draft.safe("restore the interrupt status before the throw");
  }

  private static List<Statement> clearingsIn(CatchClause handler, RuleContext context) {
    return handler.getBody().getStatements().stream()
        .filter(
            s ->
                s instanceof ExpressionStmt line
                    && line.getExpression() instanceof MethodCallExpr call
                    && context.interrupts().isClearing(call))
        .toList();
  }

  /** Whether a handler is left by some throws alone, and waits for nothing before them. */
  private static boolean isLeftByAll(
      List<ThrowStmt> wrapping, CatchClause handler, RuleContext context) {
    boolean[] other = {Completion.isPossible(handler.getBody())};
    Flow.eachRun(
        handler.getBody(),
        node ->
            other[0] |=
                node instanceof ReturnStmt
                    || node instanceof BreakStmt
                    || node instanceof ContinueStmt
                    || node instanceof ThrowStmt thrown && Flow.indexOf(thrown, wrapping) < 0
                    || node instanceof MethodCallExpr
                        && context.interrupts().throwsInterrupt(node));
    return !other[0];
  }
}
