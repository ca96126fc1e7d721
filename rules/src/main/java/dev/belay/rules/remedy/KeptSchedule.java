package dev.belay.rules.remedy;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import java.util.Optional;

/**
 * Keeps the handle of what runs again and again on an executor that others made and end, so that
 * its class ends it and the executor goes on. Without state.
 */
final class KeptSchedule {

  private static final Refusal NONE = new Refusal("nothing could keep its handle");

  private KeptSchedule() {}

  /** For a schedule whose handle is dropped. */
  static Remedy of(TaskStart start, RuleContext context) {
    boolean repeats = start.timing().filter(Timing::repeats).isPresent();
    boolean guest = start.executor().filter(e -> isOthers(e, start, context)).isPresent();
    Optional<KeptHandle> found =
        repeats && guest ? KeptHandle.of(start.whole(), start.runs(), context) : Optional.empty();
    Optional<String> executor = start.executor().flatMap(e -> OwnedScope.fieldName(e, context));
    boolean ended =
        found
            .filter(
                kept ->
                    executor
                        .flatMap(name -> OwnedScope.shutdownOf(kept.type(), name, context))
                        .isPresent())
            .isPresent();
    Optional<String> name =
        found.flatMap(
            kept ->
                kept.freeName(
                    KeptHandle.nameFor(
                        TaskStart.deedOf(start.runs(), context), "scheduledTask", "Task")));
    if (name.isEmpty() || ended) {
      return NONE;
    }
    FixDraft fix = context.fix();
    String type = fix.name("java.util.concurrent.ScheduledFuture");
    found.get().declare(type + "<?>", name.get(), fix, context.source());
    fix.insert(context.source().rangeOf(start.whole()).start(), name.get() + " = ");
    // A round that runs comes to its end, as it does today; no other follows.
    found.get().endFirst(name.get(), fix, name.get() + ".cancel(false);");
    return fix.unsafe("keep its handle, and cancel it where its class ends");
  }

  /** Whether an executor is made by code that this file does not show. */
  private static boolean isOthers(Expression executor, TaskStart start, RuleContext context) {
    boolean named =
        executor instanceof NameExpr
            || executor instanceof FieldAccessExpr
            || executor instanceof MethodCallExpr;
    return named && !OwnedScope.isMadeHere(start, context);
  }
}
