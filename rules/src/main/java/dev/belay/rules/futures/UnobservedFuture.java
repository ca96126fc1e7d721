package dev.belay.rules.futures;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Failures;
import dev.belay.linter.facts.Failures.LostChain;
import dev.belay.linter.facts.Handles;
import dev.belay.linter.facts.Role;
import dev.belay.linter.facts.Uses;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import dev.belay.linter.source.Methods;
import dev.belay.rules.remedy.OrphanRemedy;
import java.util.Optional;

/** Flags started tasks whose handle is kept where nothing ever reads it. */
public final class UnobservedFuture implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "unobserved-future",
          "Handle of a started task is kept, but never read",
          Severity.ERROR,
          Family.FUTURES,
          FixAvailability.SOMETIMES,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(MethodCallExpr.class, UnobservedFuture::check);
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    Methods stages = catalogue.methods(Role.CHAINS, Role.READS_FAILURE);
    return Handles.mentionOfKept(catalogue).or(Handles.mentionOfKept(stages, catalogue));
  }

  private static void check(MethodCallExpr call, RuleContext context) {
    if (!context.facts().handles().mayGiveTask(call)) {
      return;
    }
    Uses.Use use = context.facts().uses().of(call);
    Optional<Node> keeper = keeperOf(use, context);
    if (keeper.isEmpty()) {
      return;
    }
    Optional<MethodCallExpr> task = context.facts().handles().findStart(call);
    Optional<LostChain> chain =
        task.isPresent() ? Optional.empty() : context.facts().failures().findBlindChain(call);
    if (task.isEmpty() && chain.isEmpty() || task.isPresent() && endsInTime(task.get(), context)) {
      return;
    }
    if (context.facts().observations().observes(call)) {
      task.ifPresent(start -> checkPaths(call, start, use, context));
      return;
    }
    FindingDraft finding =
        context
            .report(
                call,
                chain.isPresent()
                    ? "the last stage of this chain is kept, but nothing ever reads it"
                    : "the handle of this task is kept, but nothing ever reads it")
            .because(
                chain.<Node>map(LostChain::start).or(() -> task).orElseThrow(),
                chain.isPresent() ? "the chain starts here" : "the task starts here")
            .because(keeper.get(), "its handle is kept here, and only here")
            .help("wait for the handle, or cancel it when its owner goes");
    finding.mend(
        task.isPresent() && use.kind() == Uses.Kind.LOCAL
            ? OrphanRemedy.ofKept(call, task.get(), use.at(), context)
            : new Refusal("what keeps the handle is there for others too"));
    if (use.kind() == Uses.Kind.LOCAL && Failures.isLeftUnread(Bindings.nameOf(use.at()))) {
      finding.severity(Severity.NOTE);
    }
  }

  /** What an executor of the method's own still runs is that executor's matter. */
  private static void checkPaths(
      MethodCallExpr call, MethodCallExpr start, Uses.Use use, RuleContext context) {
    boolean toLocal =
        context
            .facts()
            .executors()
            .findExecutor(start)
            .filter(e -> e instanceof NameExpr name && Bindings.findLocal(name).isPresent())
            .isPresent();
    if (toLocal || !(use.at() instanceof VariableDeclarator local) || use.value() != call) {
      return;
    }
    context
        .facts()
        .observations()
        .findEarlyExit(local)
        .ifPresent(
            exit ->
                context
                    .report(call, "the handle of this task is lost where nothing reads it first")
                    .because(start, "the task starts here")
                    .because(local, "its handle is kept here")
                    .because(exit, "the code leaves here without having read it")
                    .help("wait for the handle or cancel it on this path too")
                    .refuse("whether to wait or to cancel on that path is for a reader")
                    .severity(Severity.WARNING));
  }

  private static boolean endsInTime(MethodCallExpr start, RuleContext context) {
    return context
        .facts()
        .executors()
        .findExecutor(start)
        .filter(context.facts().executors()::isClosedAround)
        .isPresent();
  }

  /** The local, field, array or collection that keeps a handle; empty where none does. */
  private static Optional<Node> keeperOf(Uses.Use use, RuleContext context) {
    return switch (use.kind()) {
      case LOCAL, FIELD, ELEMENT -> Optional.of(use.at());
      case ARGUMENT ->
          findContainer(use, context).or(() -> context.facts().observations().findTaker(use));
      case RETURNED ->
          context.facts().observations().findComputed(use).flatMap(MethodCallExpr::getScope);
      default -> Optional.empty();
    };
  }

  private static Optional<Node> findContainer(Uses.Use use, RuleContext context) {
    return use.at() instanceof MethodCallExpr call
        ? context.facts().observations().findContainer(call).map(Node.class::cast)
        : Optional.empty();
  }
}
