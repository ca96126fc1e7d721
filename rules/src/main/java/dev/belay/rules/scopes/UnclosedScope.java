package dev.belay.rules.scopes;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Scopes;
import dev.belay.linter.facts.Uses;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import dev.belay.rules.remedy.ScopeEnd;
import java.util.Optional;

/** Flags scopes that are opened and not closed for sure, and those that are not joined first. */
public final class UnclosedScope implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "unclosed-scope",
          "Scope is opened, and not closed or joined for sure",
          Severity.ERROR,
          Family.SCOPES,
          FixAvailability.SOMETIMES,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(MethodCallExpr.class, UnclosedScope::check);
    on.each(ObjectCreationExpr.class, UnclosedScope::check);
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Scopes.mention(catalogue);
  }

  private static void check(Expression opening, RuleContext context) {
    Scopes scopes = context.facts().scopes();
    if (!scopes.isOpening(opening)) {
      return;
    }
    if (!scopes.isClosed(opening)) {
      reportUnclosed(opening, context);
      return;
    }
    scopes
        .findUnjoinedFork(opening)
        .ifPresent(
            fork ->
                context
                    .report(opening, "the scope opened here is never joined")
                    .because(opening, "it is opened here")
                    .because(
                        fork, "a task is forked here, and closing the scope before a join throws")
                    .help("join the scope before it is closed")
                    .refuse("where its tasks are to be waited for is for the author to say"));
  }

  private static void reportUnclosed(Expression opening, RuleContext context) {
    Optional<MethodCallExpr> late = context.facts().scopes().findLateClose(opening);
    FindingDraft finding =
        context
            .report(
                opening,
                late.isPresent()
                    ? "the scope opened here stays open when anything throws before it is closed"
                    : "the scope opened here is never closed")
            .because(opening, "it is opened here")
            .help("open it as the resource of a try; a field's, close where its owner is closed")
            .mend(ScopeEnd.of(opening, late, context));
    if (late.isPresent()) {
      finding.because(late.get(), "it is closed here, where no exception has been thrown before");
      return;
    }
    Uses.Use use = context.facts().uses().of(opening);
    boolean kept = use.kind() == Uses.Kind.LOCAL || use.kind() == Uses.Kind.FIELD;
    finding.because(kept ? use.at() : opening, kept ? "only this keeps it" : "nothing keeps it");
  }
}
