package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What becomes of the status that {@code Thread.interrupted()} clears. Belongs to one thread. */
public final class Clearings {

  private static final String THREAD = "java.lang.Thread";

  private static final Set<String> ANYTHING = Set.of("Throwable", "Exception");

  private final Types types;
  private final Catalogue catalogue;
  private final Tasks tasks;
  private final Interrupts interrupts;
  private final StopFlags stopFlags;
  private final InterruptHandlers handlers;

  Clearings(
      Types types,
      Catalogue catalogue,
      Tasks tasks,
      Interrupts interrupts,
      StopFlags stopFlags,
      InterruptHandlers handlers) {
    this.types = types;
    this.catalogue = catalogue;
    this.tasks = tasks;
    this.interrupts = interrupts;
    this.stopFlags = stopFlags;
    this.handlers = handlers;
  }

  /** Whether the answer of a clearing call is dropped and the status not set again behind it. */
  public boolean isDropped(MethodCallExpr call) {
    // The body of an expression lambda is a statement too; there the answer may be the value.
    boolean dropped =
        call.getParentNode()
            .filter(ExpressionStmt.class::isInstance)
            .flatMap(Node::getParentNode)
            .filter(around -> !(around instanceof LambdaExpr))
            .isPresent();
    return dropped
        && !isFollowedByRestore(call)
        && !isThrownNext(call)
        && around(call, CatchClause.class)
            .filter(h -> handlers.isKept(h) || handlers.isTasksEnd(h))
            .isEmpty()
        && !isBehindAJob(call)
        && !isBeforeItsOwnPark(call)
        && !isAtTheEndOfInterruptedWork(call)
        && !isRestoredElsewhere(call)
        && !isTakingBackItsOwn(call)
        && !isForAnAnswer(call)
        && !isSentWithWhatIsAsked(call)
        && !isKnownBefore(call)
        && !isTasksLastAct(call);
  }

  /**
   * {@code if (timer.hasFired()) Thread.interrupted();}: somebody else was asked, who may know that
   * the interrupt was its own.
   */
  private boolean isForAnAnswer(MethodCallExpr call) {
    return around(call, IfStmt.class)
        .map(IfStmt::getCondition)
        .filter(asked -> !Flow.anyRun(asked, interrupts::isStatusCheck))
        .filter(asked -> Flow.anyRun(asked, MethodCallExpr.class::isInstance))
        .isPresent();
  }

  /**
   * {@code if (cancelled) Thread.interrupted();} where a method of the file sets the same field to
   * that as it interrupts a thread, {@code cancelled = true; thread.interrupt();}: the interrupt is
   * its own, and the field says what it was to say.
   */
  private boolean isSentWithWhatIsAsked(MethodCallExpr call) {
    IfStmt choice = around(call, IfStmt.class).orElse(null);
    if (choice == null || !call.isDescendantOf(choice.getThenStmt())) {
      return false;
    }
    Optional<Expression> denied = Flow.denied(choice.getCondition());
    Optional<String> asked = fieldOf(denied.orElse(choice.getCondition()));
    return asked.isPresent()
        && call.findRootNode().findAll(AssignExpr.class).stream()
            .filter(a -> fieldOf(a.getTarget()).equals(asked))
            .filter(a -> a.getValue().toString().equals(denied.isPresent() ? "false" : "true"))
            .flatMap(a -> Flow.bodyAround(a).stream())
            .anyMatch(setting -> Flow.anyRun(setting, Clearings::interrupts));
  }

  private Optional<String> fieldOf(Expression expression) {
    boolean named = expression instanceof NameExpr || expression instanceof FieldAccessExpr;
    return named ? types.fieldOf(expression).map(Types.FieldUse::key) : Optional.empty();
  }

  private static boolean interrupts(Node node) {
    return node instanceof MethodCallExpr call && StopFlags.isInterrupting(call);
  }

  /**
   * Whether the body has set the status itself before it clears it, or has told something that it
   * was set, as tests do: {@code assertTrue(Thread.currentThread().isInterrupted())}.
   */
  private boolean isKnownBefore(MethodCallExpr call) {
    return Flow.anyRunBefore(
        call,
        node ->
            node instanceof MethodCallExpr earlier
                && (interrupts.restores(earlier)
                    || earlier.getArguments().stream().anyMatch(interrupts::isStatusCheck)));
  }

  /** {@code Thread.interrupted(); throw new InterruptedException();}: an exception tells it now. */
  private boolean isThrownNext(MethodCallExpr call) {
    Node statement = call.getParentNode().orElseThrow();
    return statement.getParentNode().orElse(null) instanceof BlockStmt block
        && Flow.behind(statement, block.getStatements()).stream()
            .findFirst()
            .filter(ThrowStmt.class::isInstance)
            .map(s -> types.of(((ThrowStmt) s).getExpression()))
            .filter(thrown -> types.isA(thrown, Interrupts.INTERRUPT))
            .isPresent();
  }

  /**
   * {@code finally { Thread.interrupted(); }} where the class interrupts a thread: what reached it
   * too late was meant for the work before.
   */
  private boolean isAtTheEndOfInterruptedWork(MethodCallExpr call) {
    return isInFinally(call) && stopFlags.isInterruptedAround(call) || isOfOwnAlarm(call);
  }

  /**
   * Whether the class itself notes which thread calls it and interrupts that one later: what it
   * clears is its own alarm.
   */
  private static boolean isOfOwnAlarm(MethodCallExpr call) {
    Optional<Node> type = typeAround(call);
    if (type.isEmpty()) {
      return false;
    }
    Set<String> noted =
        type.get().findAll(AssignExpr.class).stream()
            .filter(a -> typeAround(a).filter(t -> t == type.get()).isPresent())
            .filter(a -> a.getValue().toString().equals("Thread.currentThread()"))
            .map(a -> withoutThis(a.getTarget()))
            .collect(Collectors.toSet());
    return !noted.isEmpty()
        && type.get().findAll(MethodCallExpr.class).stream()
            .filter(c -> typeAround(c).filter(t -> t == type.get()).isPresent())
            .filter(c -> c.getNameAsString().equals("interrupt") && c.getArguments().isEmpty())
            .flatMap(c -> c.getScope().stream())
            .anyMatch(s -> noted.contains(withoutThis(s)));
  }

  private static Optional<Node> typeAround(Node node) {
    Node around = node;
    while (around != null && !(around instanceof TypeDeclaration<?>)) {
      around = around.getParentNode().orElse(null);
    }
    return Optional.ofNullable(around);
  }

  private static String withoutThis(Expression variable) {
    return variable instanceof FieldAccessExpr field && field.getScope().isThisExpr()
        ? field.getNameAsString()
        : variable.toString();
  }

  /**
   * {@code if (interrupted) Thread.interrupted();} in a class that has the same field say, in
   * another place, that the status is to be set again: it is masked for a while.
   */
  private boolean isRestoredElsewhere(MethodCallExpr call) {
    IfStmt choice = null;
    Node type = call;
    while (type != null && !(type instanceof TypeDeclaration<?>)) {
      choice = choice == null && type instanceof IfStmt around ? around : choice;
      type = type.getParentNode().orElse(null);
    }
    if (type == null
        || choice == null
        || !(choice.getCondition() instanceof NameExpr field)
        || types.fieldOf(field).isEmpty()) {
      return false;
    }
    Node masking = choice;
    return type.findAll(IfStmt.class).stream()
        .filter(other -> other != masking)
        .filter(other -> isNamed(other.getCondition(), field.getNameAsString()))
        .flatMap(other -> other.getThenStmt().findAll(MethodCallExpr.class).stream())
        .anyMatch(interrupts::restores);
  }

  /**
   * {@code boolean before = thread.isInterrupted(); pool.shutdownNow(); if (!before)
   * Thread.interrupted();}: the thread may be one of those that the body itself has interrupted.
   */
  private boolean isTakingBackItsOwn(MethodCallExpr call) {
    Optional<VariableDeclarator> noted =
        around(call, IfStmt.class)
            .map(IfStmt::getCondition)
            .filter(UnaryExpr.class::isInstance)
            .map(denial -> ((UnaryExpr) denial).getExpression())
            .filter(NameExpr.class::isInstance)
            .flatMap(name -> Bindings.findLocal((NameExpr) name))
            .filter(VariableDeclarator.class::isInstance)
            .map(VariableDeclarator.class::cast)
            .filter(local -> local.getInitializer().filter(this::asksForStatus).isPresent());
    return noted.isPresent()
        && Flow.anyRunBefore(
            call,
            node ->
                node instanceof MethodCallExpr sending
                    && StopFlags.isInterrupting(sending)
                    && Node.NODE_BY_BEGIN_POSITION.compare(sending, noted.get()) > 0);
  }

  private boolean asksForStatus(Expression value) {
    return value instanceof MethodCallExpr call
        && call.getNameAsString().equals("isInterrupted")
        && catalogue.has(Role.CANCELLATION_CHECK, call, types);
  }

  private static boolean isNamed(Expression condition, String name) {
    return condition instanceof NameExpr simple && simple.getNameAsString().equals(name);
  }

  private static boolean isInFinally(MethodCallExpr call) {
    Node body = Flow.bodyAround(call).orElse(null);
    Node below = call;
    for (Node n = call.getParentNode().orElse(null);
        n != null && n != body;
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof TryStmt attempt && attempt.getFinallyBlock().orElse(null) == below) {
        return true;
      }
    }
    return false;
  }

  /** Whether a task's own body ends here: whoever runs the next one starts afresh. */
  private boolean isTasksLastAct(MethodCallExpr call) {
    Node body = Flow.bodyAround(call).orElse(null);
    if (body == null || tasks.startOf(body) != Tasks.Start.KNOWN) {
      return false;
    }
    Node below = call;
    for (Node n = call.getParentNode().orElse(null);
        n != null && n != body;
        below = n, n = n.getParentNode().orElse(null)) {
      Node inner = below;
      boolean goesOn =
          Flow.isLoop(n)
              || n instanceof CatchClause
              || n instanceof BlockStmt block
                  && block.getStatements().getLast().filter(last -> last == inner).isEmpty()
              || n instanceof TryStmt attempt
                  && attempt.getFinallyBlock().filter(last -> last != inner).isPresent();
      if (goesOn) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether the body has run a task that it was handed before it clears, or runs one on each pass:
   * the status was meant for that task, and a pool's thread starts the next one afresh.
   */
  private boolean isBehindAJob(MethodCallExpr call) {
    return Flow.anyRunBefore(call, this::runsJob)
        || Flow.loopAround(call).filter(loop -> Flow.anyRun(loop, this::runsJob)).isPresent();
  }

  /**
   * {@code while (!stopped && next == null) { Thread.interrupted(); LockSupport.park(); }} in what
   * a thread's own class runs, and which nobody in its file interrupts: with the status set no park
   * would wait, and the thread is asked to end by what the loop tests.
   */
  private boolean isBeforeItsOwnPark(MethodCallExpr call) {
    return types.isA(types.thisType(call), THREAD)
        && tasks
            .findTask(call)
            .filter(task -> typeAround(task).orElse(null) == typeAround(call).orElse(null))
            .isPresent()
        && Flow.loopAround(call)
            .filter(loop -> !Flow.isEndless(loop) && Flow.anyRun(loop, this::parks))
            .isPresent()
        && !stopFlags.isOtherInterruptSent();
  }

  private boolean parks(Node node) {
    return node instanceof MethodCallExpr call
        && call.getNameAsString().startsWith("park")
        && types
            .calleeOf(call)
            .filter(c -> c.owner().name().equals("java.util.concurrent.locks.LockSupport"))
            .isPresent();
  }

  private boolean runsJob(Node node) {
    return node instanceof MethodCallExpr job && runsJob(job);
  }

  private boolean runsJob(MethodCallExpr call) {
    return call.getScope().filter(this::isJob).isPresent()
        || isOfAnyKind(call)
        || call.getArguments().stream().anyMatch(this::isJob);
  }

  /** {@code statement.evaluate()} of what a method is handed, and which may throw anything. */
  private boolean isOfAnyKind(MethodCallExpr call) {
    return call.getArguments().isEmpty()
        && call.getScope()
            .filter(NameExpr.class::isInstance)
            .flatMap(name -> Bindings.findLocal((NameExpr) name))
            .filter(Parameter.class::isInstance)
            .isPresent()
        && types
            .calleeOf(call)
            .filter(c -> c.returns().isVoid())
            .filter(c -> c.method().throwing().stream().anyMatch(ANYTHING::contains))
            .isPresent();
  }

  private boolean isJob(Expression value) {
    return value instanceof NameExpr && catalogue.has(Role.BODY, types.of(value), types);
  }

  /**
   * The handler of an interrupt that a clearing call stands in.
   *
   * @return empty outside such handlers, or where the status is set again behind the call, or by
   *     what the handler notes
   */
  public Optional<CatchClause> findHandler(MethodCallExpr call) {
    return around(call, CatchClause.class)
        .filter(interrupts::isNamedBy)
        .filter(h -> !isFollowedByRestore(call) && !handlers.isKept(h))
        .filter(h -> !handlers.isTasksEnd(h));
  }

  /** The innermost statement of a kind, or handler, of its body that a call stands in. */
  private static <N extends Node> Optional<N> around(MethodCallExpr call, Class<N> kind) {
    Node body = Flow.bodyAround(call).orElse(null);
    for (Node n = call; n != null && n != body; n = n.getParentNode().orElse(null)) {
      if (kind.isInstance(n)) {
        return Optional.of(kind.cast(n));
      }
    }
    return Optional.empty();
  }

  /** Whether the body goes on, behind a call, to something that sets the status. */
  private boolean isFollowedByRestore(MethodCallExpr call) {
    return Flow.anyRunBehind(
        call, node -> node instanceof MethodCallExpr later && interrupts.restores(later));
  }
}
