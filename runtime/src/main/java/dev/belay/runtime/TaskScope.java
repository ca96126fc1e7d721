package dev.belay.runtime;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * Owns tasks, and outlives none of them: when {@link #close} returns, every body has ended, its
 * {@code finally} blocks included. Each task has a thread of its own.
 *
 * <p>There are two verbs. {@code fork} keeps the outcome until it is taken by a join. {@code start}
 * keeps nothing: use it for what runs for its effect, such as the connections of a server.
 *
 * <p>By default the first failure cancels the scope, and the scope belongs to the thread that
 * opened it: that thread joins, shuts down and closes; its tasks, and tasks of scopes opened within
 * them, may fork too. {@link Options#shared()} lets any thread do so. A scope is cancelled by its
 * failure policy, its parent token, its deadline, {@link #abortAll}, {@link #shutdown} or {@link
 * #close}; its tasks are then aborted: their tokens are cancelled and their threads interrupted.
 * The owner is never interrupted.
 *
 * <p>What a thread did before it forked happens before the body; the body happens before a join
 * that returns its task and before the return of {@link #awaitAll} and {@link #close}.
 *
 * @param <T> what forked tasks return
 */
public final class TaskScope<T> implements AutoCloseable {

  private final Options options;
  private final Thread owner;
  private final TaskLedger<T> ledger;
  private final ScopeThreads threads;
  private final CancellationSource source;
  private final AtomicBoolean joining = new AtomicBoolean();

  private TaskScope(String name, Options options) {
    this.options = options;
    owner = Thread.currentThread();
    // Before anything is linked to anything: this may fail for lack of memory.
    threads = ScopeThreads.open(name, options);
    TokenNode parent = options.parent();
    TokenNode token =
        parent == null ? TokenNode.root(options.hooks()) : parent.newChild(options.hooks());
    source = new CancellationSource(token);
    ledger = new TaskLedger<>(name, options, token, TaskRun.current());
    token.onCancel(() -> ledger.cancelled(token.reasonOrNull()));
    if (options.deadline() != null) {
      startDeadline();
    }
  }

  private void startDeadline() {
    boolean armed = false;
    try {
      source.cancelAfter(options.deadline());
      armed = true;
    } finally {
      if (!armed) {
        // Nobody gets this scope, so nobody could close it.
        source.close();
        threads.close(0);
      }
    }
  }

  /**
   * Opens a scope with default options, owned by the calling thread. Never blocks.
   *
   * @param name appears in the names of tasks and threads, in reports and failures
   */
  public static <T> TaskScope<T> open(String name) {
    return open(name, UnaryOperator.identity());
  }

  /**
   * Opens a scope, owned by the calling thread. A scope with a cancelled parent is born cancelled.
   * Never blocks. A scope that nobody closes stays linked to its parent, and a timer of its
   * deadline stays set.
   *
   * @param name appears in the names of tasks and threads, in reports and failures
   * @param options from the default options to those wanted; what it throws comes out of here, and
   *     nothing was opened
   */
  public static <T> TaskScope<T> open(String name, UnaryOperator<Options> options) {
    Objects.requireNonNull(name, "name");
    return new TaskScope<>(name, Objects.requireNonNull(options.apply(Options.DEFAULT), "options"));
  }

  /**
   * Runs the body in a task whose outcome is kept. Blocks only at the limit, until another task
   * ends or the scope is cancelled.
   *
   * @return the task; already {@code Aborted}, without a thread, if the scope is cancelled or is
   *     being closed
   * @throws IllegalStateException if the scope is closed
   * @throws NotOwnerException if the thread is neither the owner nor inside the scope
   * @throws InterruptedForkException if the thread is interrupted while it waits at the limit; its
   *     status is set, and nothing was started. {@link #forkInterruptibly} declares the interrupt
   * @throws RejectedExecutionException if no thread could be made; nothing is left behind, as with
   *     the {@link OutOfMemoryError} that the machine throws for the same cause
   */
  public Task<T> fork(Callable<? extends T> body) {
    return forkAtOnce(prepare(true, null, body));
  }

  /** As {@link #fork(Callable)}, with a name. */
  public Task<T> fork(String name, Callable<? extends T> body) {
    return forkAtOnce(prepare(true, Objects.requireNonNull(name, "name"), body));
  }

  /** As {@link #fork(Callable)}, with a body that looks at the task's token. */
  public Task<T> fork(TokenCallable<? extends T> body) {
    return forkAtOnce(prepare(true, null, body));
  }

  /** As {@link #fork(Callable)}, with a name and a body that looks at the task's token. */
  public Task<T> fork(String name, TokenCallable<? extends T> body) {
    return forkAtOnce(prepare(true, Objects.requireNonNull(name, "name"), body));
  }

  /**
   * As {@link #fork(Callable)}, for scopes with a limit.
   *
   * @throws InterruptedException if the thread is interrupted while it waits at the limit; nothing
   *     was started. Below the limit an interrupt is left alone
   */
  public Task<T> forkInterruptibly(Callable<? extends T> body) throws InterruptedException {
    return run(prepare(true, null, body), true).orElseThrow();
  }

  /**
   * As {@link #forkInterruptibly(Callable)}, with a name and a body that looks at the task's token.
   */
  public Task<T> forkInterruptibly(String name, TokenCallable<? extends T> body)
      throws InterruptedException {
    return run(prepare(true, Objects.requireNonNull(name, "name"), body), true).orElseThrow();
  }

  /**
   * As {@link #fork(Callable)}, without waiting. Never blocks, nor looks at the thread's interrupt.
   *
   * @return empty if the limit is reached; then nothing was started
   */
  public Optional<Task<T>> tryFork(Callable<? extends T> body) {
    return runWithoutWait(prepare(true, null, body));
  }

  /** As {@link #tryFork(Callable)}, with a name and a body that looks at the task's token. */
  public Optional<Task<T>> tryFork(String name, TokenCallable<? extends T> body) {
    return runWithoutWait(prepare(true, Objects.requireNonNull(name, "name"), body));
  }

  /**
   * Runs the body in a task of which nothing is kept when it ends; a failure goes to the policy.
   * Blocks only at the limit. Does nothing if the scope is cancelled or is being closed: what the
   * body would have released must be released by somebody else, say by a callback of a token.
   *
   * @throws IllegalStateException if the scope is closed
   * @throws NotOwnerException if the thread is neither the owner nor inside the scope
   * @throws InterruptedForkException if the thread is interrupted while it waits at the limit; its
   *     status is set, and nothing was started. {@link #startInterruptibly} declares the interrupt
   * @throws RejectedExecutionException if no thread could be made; nothing is left behind, as with
   *     the {@link OutOfMemoryError} that the machine throws for the same cause
   */
  public void start(Runnable body) {
    forkAtOnce(prepare(false, null, callable(body)));
  }

  /** As {@link #start(Runnable)}, with a name. */
  public void start(String name, Runnable body) {
    forkAtOnce(prepare(false, Objects.requireNonNull(name, "name"), callable(body)));
  }

  /** As {@link #start(Runnable)}, with a name and a body that looks at the task's token. */
  public void start(String name, Body body) {
    forkAtOnce(prepare(false, Objects.requireNonNull(name, "name"), callable(body)));
  }

  /**
   * As {@link #start(String, Body)}, for scopes with a limit.
   *
   * @throws InterruptedException if the thread is interrupted while it waits at the limit; nothing
   *     was started
   */
  public void startInterruptibly(String name, Body body) throws InterruptedException {
    run(prepare(false, Objects.requireNonNull(name, "name"), callable(body)), true);
  }

  /**
   * As {@link #start(String, Body)}, without waiting. Never blocks.
   *
   * @return false if the limit is reached or the scope is cancelled; then nothing was started
   */
  public boolean tryStart(String name, Body body) {
    TaskRun<T> task = prepare(false, Objects.requireNonNull(name, "name"), callable(body));
    return runWithoutWait(task).isPresent() && !task.wasRefused();
  }

  private Callable<T> callable(Runnable body) {
    Objects.requireNonNull(body, "body");
    return () -> {
      body.run();
      return null;
    };
  }

  private TokenCallable<T> callable(Body body) {
    Objects.requireNonNull(body, "body");
    return token -> {
      body.run(token);
      return null;
    };
  }

  private TaskRun<T> prepare(boolean forked, String name, Callable<? extends T> body) {
    Objects.requireNonNull(body, "body");
    checkInside();
    CarriedContext context = CarriedContext.capture(options.carriers());
    return new TaskRun<>(ledger, forked, name, null, CarriedContext.within(context, body));
  }

  private TaskRun<T> prepare(boolean forked, String name, TokenCallable<? extends T> body) {
    Objects.requireNonNull(body, "body");
    checkInside();
    CarriedContext context = CarriedContext.capture(options.carriers());
    TokenNode own = ledger.token().newChild();
    return new TaskRun<>(
        ledger, forked, name, own, CarriedContext.within(context, () -> body.call(own)));
  }

  private Task<T> forkAtOnce(TaskRun<T> task) {
    try {
      return run(task, true).orElseThrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedForkException(ledger.name(), e);
    }
  }

  private Optional<Task<T>> runWithoutWait(TaskRun<T> task) {
    try {
      return run(task, false);
      // belay:ignore wrapped-interrupt -- cannot happen: nothing waits here
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted without waiting", e);
    }
  }

  private Optional<Task<T>> run(TaskRun<T> task, boolean wait) throws InterruptedException {
    boolean running = false;
    try {
      TaskLedger.Admission admission = ledger.admit(task, wait);
      if (admission == TaskLedger.Admission.FULL) {
        return Optional.empty();
      }
      if (admission == TaskLedger.Admission.CANCELLED) {
        task.refuse(ledger.refusal());
      } else {
        threads.start(task);
      }
      running = true;
      return Optional.of(task);
    } finally {
      if (!running) {
        ledger.withdraw(task);
      }
    }
  }

  /**
   * Takes the next forked task that has ended, in the order of their ends; waits for one if there
   * are some that run. A task that was aborted is returned when its body has ended. A task is
   * returned once, by one of the joins or by {@link Task#join}.
   *
   * @return empty if no forked task runs or waits to be taken; so always after close
   * @throws InterruptedException if the thread is interrupted; nothing was taken, call again
   * @throws NotOwnerException if the thread is not the owner; in a shared scope, if it is inside
   * @throws IllegalStateException in a shared scope, if another thread is joining
   */
  public Optional<Task<T>> joinNext() throws InterruptedException {
    beginJoin();
    try {
      return Optional.ofNullable(ledger.takeNext());
    } finally {
      joining.set(false);
    }
  }

  /**
   * Takes the next forked task that has ended; waits for one also if none runs, since others may
   * still be forked. After a cancellation, tasks that have ended are returned first.
   *
   * @return empty if the scope was cancelled or closed
   * @throws InterruptedException if the thread is interrupted; nothing was taken, call again
   * @throws NotOwnerException if the thread is not the owner; in a shared scope, if it is inside
   * @throws IllegalStateException in a shared scope, if another thread is joining
   */
  public Optional<Task<T>> awaitNext() throws InterruptedException {
    beginJoin();
    try {
      return Optional.ofNullable(ledger.awaitNext());
    } finally {
      joining.set(false);
    }
  }

  /**
   * Takes the next forked task that has ended. Never blocks.
   *
   * @return empty if none has; so always after close
   * @throws NotOwnerException if the thread is not the owner; in a shared scope, if it is inside
   * @throws IllegalStateException in a shared scope, if another thread is joining
   */
  public Optional<Task<T>> tryJoinNext() {
    beginJoin();
    try {
      return Optional.ofNullable(ledger.tryTake());
    } finally {
      joining.set(false);
    }
  }

  /**
   * Waits for all forked tasks that were not taken, and takes them. A second call finds those that
   * were forked since, but throws the failure that cancelled the scope again; so does a call after
   * close.
   *
   * @return what their bodies returned, in the order of forking; may be empty and hold nulls
   * @throws InterruptedException if the thread is interrupted; nothing was taken, call again
   * @throws TaskFailedException if a task failed; its cause is the failure that cancelled the
   *     scope, or the first one in an isolated scope, but an {@link Error} before any exception.
   *     The other failures are suppressed. The tasks were taken
   * @throws CancelledException if none failed but some were aborted. The tasks were taken
   * @throws NotOwnerException if the thread is not the owner; in a shared scope, if it is inside
   * @throws IllegalStateException in a shared scope, if another thread is joining
   */
  public List<T> joinAll() throws InterruptedException, TaskFailedException {
    beginJoin();
    try {
      TaskBooks.Taken<T> taken = ledger.takeAll();
      Failures failures = ledger.takeFailures();
      if (!failures.isEmpty() || !taken.others().isEmpty()) {
        throwFirst(failures, taken.others());
      }
      return taken.values();
    } finally {
      joining.set(false);
    }
  }

  /** Not all has gone well. */
  private static <T> void throwFirst(Failures failures, List<TaskRun<T>> tasks)
      throws TaskFailedException {
    tasks.sort(Comparator.comparingLong(task -> task.endNumber));
    Object aborted = null;
    for (TaskRun<T> task : tasks) {
      task.markSeen();
      if (task.peek() instanceof Outcome.Failed<T> failed) {
        failures.add(failed.failure());
      } else if (aborted == null && task.peek() instanceof Outcome.Aborted<T> gone) {
        aborted = gone.reason();
      }
    }
    if (!failures.isEmpty()) {
      throw new TaskFailedException(failures);
    }
    throw new CancelledException(aborted);
  }

  /**
   * Waits until no task runs, forked or started. Takes nothing and throws no failure. Returns at
   * once if nothing runs or the scope is closed.
   *
   * @throws InterruptedException if the thread is interrupted; call again
   * @throws NotOwnerException if the thread is not the owner; in a shared scope, if it is inside
   * @throws IllegalStateException in a shared scope, if another thread is joining
   */
  public void awaitAll() throws InterruptedException {
    beginJoin();
    try {
      ledger.awaitAll();
    } finally {
      joining.set(false);
    }
  }

  /**
   * Cancels the scope: its token first, then every task that runs is aborted. Does not wait for
   * them, but runs the callbacks of their tokens, on this thread. May be called by any thread, also
   * inside and from a callback; after close it does nothing. A second call aborts what a shutdown
   * has left running.
   *
   * @param reason what the token and the outcomes say; the first reason stands
   */
  public void abortAll(Object reason) {
    Objects.requireNonNull(reason, "reason");
    if (!ledger.isClosing()) {
      source.cancel(reason);
      ledger.abortRunning(reason);
    }
  }

  /**
   * Ends the tasks within the grace time: cancels the token with {@link ShutDown}, without
   * interrupting; waits four fifths of the time for tasks to end on their own; aborts and
   * interrupts the rest; waits for them until the time is over. Blocks no longer than that. The
   * listener is told of the result. A second call works on what still runs; after close nothing
   * does, and only the token is cancelled and the listener told. The scope is still to be closed,
   * and {@link #close} waits for stragglers without limit.
   *
   * @param grace zero to interrupt at once
   * @return who was interrupted and who still runs; each call counts from its own beginning
   * @throws InterruptedException if the thread is interrupted; tasks that run were told to stop
   * @throws IllegalArgumentException if the time is negative
   * @throws NotOwnerException if the thread is not the owner; in a shared scope, if it is inside
   */
  public Stop shutdown(Duration grace) throws InterruptedException {
    Durations.nanos(grace, "grace");
    checkOwner("shut down");
    return drain(grace);
  }

  /** A shutdown by whichever thread, such as that of the JVM's end. */
  private Stop drain(Duration grace) throws InterruptedException {
    return new Drain<>(ledger, source).run(grace);
  }

  /** Who is given no time is no straggler. */
  private Stop end(Duration none) {
    abortAll(new ShutDown(none));
    return new Stop(none, List.of(), List.of());
  }

  /**
   * Shuts the scope down when the JVM is asked to end, by SIGTERM for instance, and holds the JVM
   * until that is done, no longer than the grace time. The listener's {@link Listener#stopped}
   * names the stragglers; it should write by itself, for loggers may be gone by then. The threads
   * that wait in the scope go on when it is cancelled, as always. May be called by any thread and
   * never blocks; each call registers anew. If the JVM is ending already, nothing is registered:
   * tasks run until it has ended. So a class may do it as it is initialised, whenever that is.
   *
   * @param grace see {@link #shutdown}; zero interrupts the tasks and waits for none of them, nor
   *     tells the listener: for daemons
   * @return to be unregistered when the scope is closed in the course of things; the JVM keeps the
   *     scope until then
   * @throws IllegalArgumentException if the time is negative
   */
  public static Registration onJvmShutdown(TaskScope<?> scope, Duration grace) {
    Durations.nanos(grace, "grace");
    Objects.requireNonNull(scope, "scope");
    return JvmShutdown.register(
        scope.ledger.name(), () -> grace.isZero() ? scope.end(grace) : scope.drain(grace));
  }

  /** The token of the scope; those of its tasks are its children. Never blocks. */
  public CancellationToken token() {
    return ledger.token();
  }

  /** The name that was given. Never blocks. */
  public String name() {
    return ledger.name();
  }

  /**
   * How many tasks have not ended, forked and started together; zero after close. May be called by
   * any thread and does not wait for tasks.
   */
  public int size() {
    return ledger.size();
  }

  /** What the scope holds now. May be called by any thread, also after close; waits for no task. */
  public Snapshot snapshot() {
    return ledger.snapshot();
  }

  /**
   * Takes no more tasks, aborts those that run, with {@link ScopeClosed}, and waits until all have
   * ended, without limit: a close that gave up would bring orphans back. Tasks that do not end are
   * reported by {@link Listener#stalled}. If nothing runs, nothing is cancelled; if another thread
   * is shutting the scope down, tasks keep the rest of their grace. An interrupt does not end the
   * wait; it is set again before this returns. A second call does nothing; on another thread it
   * waits for the first.
   *
   * @throws ScopeFailedException when all have ended, if a task had failed and nobody saw it: not
   *     by a join, not by {@link Task#outcome()}, not by the listener of an isolated scope
   * @throws NotOwnerException if the thread is not the owner; in any scope, if it is inside, since
   *     it would wait for itself. Nothing has happened then
   */
  @Override
  public void close() {
    checkOwner("close");
    if (!ledger.beginClose()) {
      ledger.awaitClosed();
      return;
    }
    if (ledger.size() > 0) {
      ledger.awaitDrained();
      Object reason = new ScopeClosed(ledger.name());
      source.cancel(reason);
      // A callback that is still busy on another thread may have kept them from being aborted.
      ledger.abortRunning(reason);
    }
    ledger.awaitEmptyForClose();
    threads.close(ledger.tasks());
    source.close();
    Failures failures = ledger.endClose();
    if (!failures.isEmpty()) {
      throw new ScopeFailedException(ledger.name(), failures);
    }
  }

  private void checkInside() {
    if (options.isShared() || Thread.currentThread() == owner || isInside()) {
      return;
    }
    throw new NotOwnerException(
        "thread '"
            + Thread.currentThread().getName()
            + "' is not inside of scope '"
            + ledger.name()
            + "'");
  }

  private void checkOwner(String what) {
    Thread caller = Thread.currentThread();
    if (caller == owner) {
      return;
    }
    if (!options.isShared()) {
      throw new NotOwnerException(
          "thread '"
              + caller.getName()
              + "' may not "
              + what
              + " scope '"
              + ledger.name()
              + "', which belongs to '"
              + owner.getName()
              + "'");
    }
    checkOutside(what);
  }

  /** For the supervisor, which any thread may end that is not one of its own. */
  void checkOutside(String what) {
    if (isInside()) {
      throw new NotOwnerException(
          "a task may not " + what + " the scope '" + ledger.name() + "' that it runs in");
    }
  }

  Hooks hooks() {
    return options.hooks();
  }

  void awaitIdle() throws InterruptedException {
    ledger.awaitAll();
  }

  void awaitIdleUninterrupted() {
    ledger.awaitEmptyForClose();
  }

  private boolean isInside() {
    for (TaskRun<?> task = TaskRun.current(); task != null; task = task.ledger.openedIn()) {
      if (task.ledger == ledger) {
        return true;
      }
    }
    return false;
  }

  private void beginJoin() {
    checkOwner("join");
    if (!joining.compareAndSet(false, true)) {
      throw new IllegalStateException("another thread joins scope '" + ledger.name() + "'");
    }
  }

  @Override
  public String toString() {
    return "scope '" + ledger.name() + "', " + ledger.size() + " running, " + ledger.token();
  }
}
