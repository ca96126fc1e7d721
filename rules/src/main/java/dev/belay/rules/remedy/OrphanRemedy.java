package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives an orphaned task an owner: the scope at hand, its class, or the block around it. All of it
 * asks for a reader, for the task changes its thread.
 */
public final class OrphanRemedy {

  /** Executors that start all tasks at once, as a scope does. */
  private static final Set<String> UNBOUNDED =
      Set.of("newCachedThreadPool", "newVirtualThreadPerTaskExecutor", "newThreadPerTaskExecutor");

  private static final String ONE_BY_ONE =
      "its executor may run its tasks one by one, a scope runs them side by side";

  private static final String AGAIN =
      "the task starts itself anew, and needs a loop of its own first";

  private static final String WITH_OTHERS =
      "the task goes on with others on its executor, which have to move together";

  private OrphanRemedy() {}

  /**
   * For a start whose handle is dropped.
   *
   * @param dropped the expression whose value is dropped
   * @param start the call that starts the task, in {@code dropped} or the same
   */
  public static Remedy ofDropped(
      MethodCallExpr dropped, MethodCallExpr start, RuleContext context) {
    Answer<TaskStart> read =
        dropped == start && standsAlone(dropped)
            ? TaskStart.ofCall(start, context)
            : Answer.none("the start is part of a longer expression");
    Remedy scoped = read.isPresent() ? inScope(read.get(), context) : new Refusal(read.reason());
    if (scoped instanceof Fix) {
      return scoped;
    }
    Remedy stage = FailureStage.after(dropped, context);
    if (stage instanceof Fix || !read.isPresent() && FailureStage.isFuture(dropped, context)) {
      return stage;
    }
    if (read.isPresent() && inProcess(read.get(), context) instanceof Fix owned) {
      return owned;
    }
    if (read.isPresent() && KeptSchedule.of(read.get(), context) instanceof Fix kept) {
      return kept;
    }
    return ofUnseen(dropped, context) instanceof Fix reported ? reported : scoped;
  }

  /** For a task that is handed to an executor which nobody waits for. */
  public static Remedy ofExecuted(MethodCallExpr call, RuleContext context) {
    Answer<TaskStart> read =
        standsAlone(call)
            ? TaskStart.ofCall(call, context)
            : Answer.none("the start is part of a longer expression");
    return read.isPresent() ? inScope(read.get(), context) : new Refusal(read.reason());
  }

  /** For a task in an executor that its block closes, which nothing sees fail. */
  public static Remedy ofUnseen(MethodCallExpr dropped, RuleContext context) {
    if (FailureStage.after(dropped, context) instanceof Fix reported) {
      return reported;
    }
    Answer<TaskStart> read =
        standsAlone(dropped)
            ? TaskStart.ofCall(dropped, context)
            : Answer.none("the start is part of a longer expression");
    return read.value()
        .filter(s -> s.timing().isEmpty() && s.executor().isPresent())
        .filter(s -> s.work().runnable().isPresent())
        .map(s -> FailureStage.instead(s, context))
        .orElse(new Refusal("what it runs has no form that could report a failure"));
  }

  /**
   * For a handle in a local variable that nothing reads.
   *
   * @param keeper the variable's declaration
   */
  public static Remedy ofKept(
      MethodCallExpr kept, MethodCallExpr start, Node keeper, RuleContext context) {
    boolean alone =
        kept == start
            && keeper instanceof VariableDeclarator variable
            && variable.getInitializer().filter(v -> v == kept).isPresent()
            && Bindings.usesOf(variable).isEmpty()
            && variable.getParentNode().orElse(null) instanceof VariableDeclarationExpr all
            && all.getVariables().size() == 1
            && all.getParentNode().orElse(null) instanceof ExpressionStmt;
    if (!alone) {
      return new Refusal("what keeps the handle is there for others too");
    }
    Answer<TaskStart> read = TaskStart.ofCall(start, context);
    Remedy scoped = read.isPresent() ? inScope(read.get(), context) : new Refusal(read.reason());
    if (!(scoped instanceof Fix fix)) {
      return scoped;
    }
    // The variable goes; what is left of its statement is the start alone.
    int statement = context.source().rangeOf(keeper.getParentNode().orElseThrow()).start();
    List<Edit> edits = new ArrayList<>(fix.edits());
    edits.add(new Edit(new SourceRange(statement, context.source().rangeOf(kept).start()), ""));
    edits.sort(Comparator.comparing(Edit::range));
    return new Fix(fix.title(), fix.safety(), edits);
  }

  /**
   * For a thread that nobody keeps.
   *
   * @param start the call that starts it
   * @param made the expression that makes it
   */
  public static Remedy ofThread(Expression start, Expression made, RuleContext context) {
    if (!standsAlone(start)) {
      return new Refusal("the start is part of a longer expression");
    }
    Answer<TaskStart> read = TaskStart.ofThread(start, made, context);
    Remedy scoped = read.isPresent() ? inScope(read.get(), context) : new Refusal(read.reason());
    if (scoped instanceof Fix) {
      return scoped;
    }
    if (KeptThread.of(start, made, context) instanceof Fix kept) {
      return kept;
    }
    return read.isPresent() && inProcess(read.get(), context) instanceof Fix owned ? owned : scoped;
  }

  /** Where no object and no block could own the task. */
  private static Remedy inProcess(TaskStart start, RuleContext context) {
    TaskCode code = new TaskCode(start.runs(), context);
    TaskThreads threads = TaskThreads.of(start, context).within(TaskThreads.Reach.STATIC);
    Optional<Refusal> refusal = refusal(start, code, !threads.areDaemons(), context);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (!threads.isKnown()) {
      return new Refusal("whether its threads are daemons is for another place to say");
    }
    if (!runsAtOnce(start, code, context)) {
      return new Refusal(ONE_BY_ONE);
    }
    if (!threads.areDaemons() && ProcessScope.mayOutlive(start, code)) {
      return new Refusal("nothing but the process could end it, which would wait for its loop");
    }
    if (IdleField.isEnded(start, context)) {
      return new Refusal("its executor is shut down before the process is");
    }
    if (start.executor().isPresent() && !OwnedScope.isMadeHere(start, context)) {
      return new Refusal(OwnedScope.ENDED_ELSEWHERE);
    }
    Answer<ProcessScope> scope = ProcessScope.of(start, threads, context);
    if (!scope.isPresent()) {
      return new Refusal(scope.reason());
    }
    FixDraft fix = context.fix();
    String name = scope.get().name();
    Optional<IdleField> left = IdleField.leftBy(start, context);
    start.timing().ifPresent(t -> fix.name("dev.belay.runtime.Body"));
    boolean there = scope.get().isThere();
    if (!there) {
      scope.get().write(fix, left, context);
    }
    start.write(name, fix, context);
    left.ifPresent(field -> field.remove(fix, context.source()));
    return fix.unsafe(
        there
            ? "start it in the scope '" + name + "'"
            : "start it in a scope that the process ends");
  }

  private static boolean standsAlone(Expression start) {
    Node parent = start.getParentNode().orElse(null);
    return parent instanceof ExpressionStmt || parent instanceof LambdaExpr;
  }

  /** Why no scope may have a task of which its end waits; empty where one may. */
  private static Optional<Refusal> refusal(TaskStart start, TaskCode code, RuleContext context) {
    return refusal(start, code, true, context);
  }

  /**
   * Why no scope may have a task, whichever it is; empty where one may.
   *
   * @param awaited whether the scope's end waits for it
   */
  private static Optional<Refusal> refusal(
      TaskStart start, TaskCode code, boolean awaited, RuleContext context) {
    Optional<Refusal> tooOld = context.sourceLevel().refusesRuntime();
    if (tooOld.isPresent()) {
      return tooOld;
    }
    EndQuestions questions = EndQuestions.of(start, code);
    String reason = null;
    if (awaited && code.isDeaf()) {
      reason = "a loop of the task has no way out, so that its scope would wait for ever";
    } else if (start.timing().isPresent() && code.contains(start.whole())) {
      reason = AGAIN;
    } else if (start.executor().filter(code::startsOn).isPresent()
        && !StartsTogether.mayPart(start, code, context)) {
      reason = WITH_OTHERS;
    } else if (!questions.areInPlace()) {
      reason = "the task asks its executor for its end, in code that others may run";
    } else if (start.executor().filter(e -> code.isHanded(e, start.runs())).isPresent()) {
      reason = "the task has its executor from here, and may start others on it";
    } else if (start.executor().filter(e -> isForeign(e, context)).isPresent()) {
      reason = "the tasks of this executor may have to run on its own threads";
    } else if (IdleField.staysBehind(start, context) || staysBehind(start, context)) {
      reason = "its executor would stay behind without a task";
    } else if (awaited && code.exits()) {
      reason = "the task ends the process, whose end might wait for the task";
    } else if (awaited && code.dropsInterrupt(loop -> !questions.end(loop))) {
      reason = "a loop of the task drops the interrupt that would end it";
    }
    return Optional.ofNullable(reason).map(Refusal::new);
  }

  /** Whether a local variable would keep an executor that is made for a start alone. */
  private static boolean staysBehind(TaskStart start, RuleContext context) {
    return start.setup().isEmpty()
        && start.executor().flatMap(e -> IdleLocal.of(e, context)).isPresent();
  }

  /**
   * Event loops and the like, whose threads are a promise; not the JDK's pools, nor the project's.
   */
  private static boolean isForeign(Expression executor, RuleContext context) {
    return !context.types().classNameOf(executor).startsWith("java.")
        && !context.types().isOfProject(executor);
  }

  private static Remedy inScope(TaskStart start, RuleContext context) {
    TaskCode code = new TaskCode(start.runs(), context);
    Optional<Refusal> refusal = refusal(start, code, context);
    if (refusal.filter(OrphanRemedy::isForOthers).isPresent()) {
      return together(start, context).orElse(refusal.get());
    }
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Answer<OwnedScope> owned =
        runsAtOnce(start, code, context)
            ? OwnedScope.of(start, code, context)
            : Answer.none(ONE_BY_ONE);
    Optional<ScopeAtHand> atHand =
        ScopeAtHand.find(start.whole(), owned.value().map(OwnedScope::name), context);
    if (atHand.isPresent()) {
      return inScopeAtHand(start, atHand.get(), owned, code, context);
    }
    Optional<String> obstacle = owned.value().flatMap(o -> o.obstacle(start, code, context));
    if (owned.isPresent() && obstacle.isEmpty() && !owned.get().isThere()) {
      boolean drains = mayDrain(start, code);
      Optional<Remedy> whole = whole(start, owned.get(), drains, context);
      if (whole.isPresent()) {
        return whole.get();
      }
      FixDraft fix = context.fix();
      start.timing().ifPresent(t -> fix.name("dev.belay.runtime.Body"));
      Optional<IdleField> left = IdleField.leftBy(start, context);
      owned.get().write(fix, drains, left, context);
      start.write(owned.get().name(), fix, context);
      left.ifPresent(field -> field.remove(fix, context.source()));
      return fix.unsafe("start it in a scope that its class ends");
    }
    Answer<WrappedBlock> wrapped =
        code.endsSomething()
            ? Answer.none("the task ends something itself, perhaps the code that would wait for it")
            : WrappedBlock.of(start, code, context);
    if (wrapped.isPresent()) {
      FixDraft fix = context.fix();
      start.write(wrapped.get().write(fix, context.source()), fix, context);
      return fix.unsafe("start it in a scope that waits for it");
    }
    return new Refusal(
        obstacle.orElse(owned.isPresent() ? "its field's name is taken" : owned.reason()));
  }

  /** Whether a task is to be given time to end on its own. */
  private static boolean mayDrain(TaskStart start, TaskCode code) {
    return !code.isWorker() && start.timing().isEmpty();
  }

  /** Moves all tasks of an executor that would else be left without one. */
  private static Optional<Remedy> whole(
      TaskStart start, OwnedScope owned, boolean drains, RuleContext context) {
    return StartsTogether.of(start, context)
        .filter(all -> all.starts().size() > 1)
        .filter(all -> all.starts().stream().allMatch(s -> mayGoAlone(s, owned, drains, context)))
        .map(all -> write(all, owned, drains, context));
  }

  private static boolean mayGoAlone(
      TaskStart start, OwnedScope owned, boolean drains, RuleContext context) {
    TaskCode code = new TaskCode(start.runs(), context);
    return refusal(start, code, context).isEmpty()
        && owned.obstacle(start, code, context).isEmpty()
        && runsAtOnce(start, code, context)
        && mayDrain(start, code) == drains;
  }

  private static Remedy write(
      StartsTogether all, OwnedScope owned, boolean drains, RuleContext context) {
    FixDraft fix = context.fix();
    all.starts().stream()
        .filter(s -> s.timing().isPresent())
        .forEach(s -> fix.name("dev.belay.runtime.Body"));
    owned.write(fix, drains, Optional.of(all.left()), context);
    all.starts().forEach(s -> s.write(owned.name(), fix, context));
    all.left().remove(fix, context.source());
    return fix.unsafe("start it in a scope that its class ends");
  }

  /** Moves a task with all others of its executor, among them those that it starts itself. */
  private static Optional<Remedy> together(TaskStart start, RuleContext context) {
    Optional<StartsTogether> all = StartsTogether.with(start, context);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Answer<OwnedScope> owned = OwnedScope.of(start, new TaskCode(start.runs(), context), context);
    boolean free =
        owned.isPresent()
            && !owned.get().isThere()
            && all.get().starts().stream().allMatch(s -> mayGo(s, owned.get(), context));
    if (!free) {
      return Optional.empty();
    }
    return Optional.of(write(all.get(), owned.get(), false, context));
  }

  /** Whether a task is refused only because it would have to move with others of its executor. */
  private static boolean isForOthers(Refusal refusal) {
    return refusal.reason().equals(AGAIN) || refusal.reason().equals(WITH_OTHERS);
  }

  private static boolean mayGo(TaskStart start, OwnedScope owned, RuleContext context) {
    TaskCode code = new TaskCode(start.runs(), context);
    return refusal(start, code, context).filter(r -> !isForOthers(r)).isEmpty()
        && owned.obstacle(start, code, context).isEmpty();
  }

  private static Remedy inScopeAtHand(
      TaskStart start,
      ScopeAtHand scope,
      Answer<OwnedScope> owned,
      TaskCode code,
      RuleContext context) {
    Optional<String> obstacle = owned.value().flatMap(o -> o.obstacle(start, code, context));
    if (obstacle.isPresent() || code.endsSomething()) {
      return new Refusal(
          obstacle.orElse("the task ends something itself, perhaps the scope's owner"));
    }
    FixDraft fix = context.fix();
    if (!scope.waits(start.whole(), context.source()) && !scope.awaitAtEnd(start.whole(), fix)) {
      return new Refusal("the scope's block does not wait for tasks that are started in it");
    }
    start.write(scope.name(), fix, context);
    IdleField.leftBy(start, context).ifPresent(field -> field.remove(fix, context.source()));
    return fix.unsafe("start it in the scope '" + scope.name() + "'");
  }

  /**
   * Whether a task begins when it is started, on a thread of its own: as in a scope. What runs for
   * ever has a thread of its own wherever it runs, and so has, in effect, what is scheduled.
   */
  private static boolean runsAtOnce(TaskStart start, TaskCode code, RuleContext context) {
    if (start.timing().isPresent() || code.isWorker() || start.executor().isEmpty()) {
      return true;
    }
    return context
        .facts()
        .executors()
        .findOwner((MethodCallExpr) start.whole())
        .filter(
            owner ->
                owner.at() instanceof MethodCallExpr made
                    && UNBOUNDED.contains(made.getNameAsString()))
        .isPresent();
  }
}
