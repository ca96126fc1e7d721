package dev.belay.rules.threads;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Role;
import dev.belay.linter.facts.Threads.Detached;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import dev.belay.linter.source.Methods;
import dev.belay.rules.remedy.OrphanRemedy;
import java.util.Map;
import java.util.Set;

/** Flags started threads that nobody keeps: no one can join, interrupt or see them fail. */
public final class DetachedThread implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "detached-thread",
          "Started thread is kept by nobody",
          Severity.ERROR,
          Family.THREADS,
          FixAvailability.SOMETIMES,
          "0.1");

  private static final String MESSAGE = "nobody can join or interrupt the thread started here";

  private static final String HELP =
      "keep the thread and end it with its owner, or start the work in a scope";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(MethodCallExpr.class, DetachedThread::check);
    on.each(ObjectCreationExpr.class, DetachedThread::check);
    on.each(MethodReferenceExpr.class, DetachedThread::check);
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    Set<String> threads = catalogue.simpleTypeNames(Role.THREAD);
    return Mention.calls(Methods.named(Map.of("start", threads)))
        .or(Mention.calls(catalogue.methods(Role.STARTS_THREAD)))
        .or(Mention.creations(Set.of("Timer")));
  }

  /** A test's thread ends with its test. */
  @Override
  public Severity levelInTests() {
    return Severity.NOTE;
  }

  private static void check(MethodCallExpr call, RuleContext context) {
    context
        .facts()
        .threads()
        .findDetached(call)
        .ifPresent(detached -> report(call, detached, context));
  }

  private static void check(ObjectCreationExpr creation, RuleContext context) {
    context
        .facts()
        .threads()
        .findDetached(creation)
        .ifPresent(detached -> report(creation, detached, context));
  }

  private static void check(MethodReferenceExpr reference, RuleContext context) {
    if (context.facts().threads().isStart(reference) && context.types().isVoidPlace(reference)) {
      context
          .report(reference, "nobody can join or interrupt the threads started by this")
          .because(reference, "each call starts a thread, and its place drops it")
          .help(HELP)
          .refuse("which threads it starts cannot be told from the reference alone");
    }
  }

  private static void report(Expression start, Detached detached, RuleContext context) {
    FindingDraft finding =
        context.report(start, MESSAGE).because(detached.made(), "the thread is made here");
    if (detached.keeper().isPresent()) {
      finding.because(
          detached.keeper().get(), "only this keeps it, and is never joined, ended or handed on");
    } else {
      finding.because(start, "it starts here, and nothing keeps it");
    }
    finding.help(HELP).mend(OrphanRemedy.ofThread(start, detached.made(), context));
  }
}
