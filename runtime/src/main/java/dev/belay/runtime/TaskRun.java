package dev.belay.runtime;

import java.io.InterruptedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * One task: runs its body once at most, decides between abort and finish, and tells its ledger in
 * the outermost {@code finally} of its thread, which is what "done" means.
 */
final class TaskRun<T> extends InterruptBridge implements Task<T>, Runnable {

  /** The task that the current thread runs, if any: tells who is inside of which scope. */
  private static final ThreadLocal<TaskRun<?>> CURRENT = new ThreadLocal<>();

  private static final Outcome<?> OUT_OF_MEMORY =
      new Outcome.Failed<>(new OutOfMemoryError("while a task ended"));

  private static final VarHandle OUTCOME;
  private static final VarHandle THREAD;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      OUTCOME = lookup.findVarHandle(TaskRun.class, "outcome", Outcome.class);
      THREAD = lookup.findVarHandle(TaskRun.class, "thread", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final TaskLedger<T> ledger;

  /** Whether the outcome is kept until somebody takes it. */
  final boolean forked;

  /** The place in the books, guarded by the ledger's lock. */
  TaskBooks.Place place = TaskBooks.Place.NONE;

  int slot;

  /** Links those that have ended. */
  TaskRun<T> later;

  /** Order of ending, from 1; 0 if nothing of it is kept. */
  long endNumber;

  /** Order of forking; written once under the ledger's lock. */
  long number;

  private final String givenName;
  private final TokenNode token;
  private CarriedContext context;

  /** Dropped when it has run, for a handle may live longer than what its body captured. */
  private Callable<? extends T> body;

  /** Set by the task's thread before it looks whether it was aborted; cleared at the end. */
  private volatile Thread thread;

  /** Written before {@link #thread}, which publishes it. */
  private long startedAt;

  private Object abortReason;
  private boolean refused;
  private Outcome<T> ending;
  private volatile Outcome<T> outcome;
  private volatile boolean seen;

  /**
   * A task that has not begun.
   *
   * @param givenName null for a name made of the scope's and a number
   * @param token the task's own, or null if the body does not look at it
   */
  TaskRun(
      TaskLedger<T> ledger,
      boolean forked,
      String givenName,
      TokenNode token,
      CarriedContext context,
      Callable<? extends T> body) {
    this.ledger = ledger;
    this.forked = forked;
    this.givenName = givenName;
    this.token = token;
    this.context = context;
    this.body = body;
  }

  /** The task that the calling thread runs, or null. */
  static TaskRun<?> current() {
    return CURRENT.get();
  }

  @Override
  public void run() {
    Outcome<T> ended = outOfMemory();
    try {
      startedAt = ledger.hooks().ticker().nanoTime();
      thread = Thread.currentThread();
      ended = isWorking() ? runBody() : endBeforeBegin();
    } finally {
      // No fence: an abort that still sees the thread has lost against finish() already.
      THREAD.setRelease(this, (Thread) null);
      if (!ledger.ownsThreads()) {
        // A factory that was handed in may use its threads again.
        CURRENT.remove();
      }
      ledger.ended(this, ended);
    }
  }

  /** What is said when there is not even room to say how the body ended; made beforehand. */
  @SuppressWarnings("unchecked") // a failure holds no T
  private static <T> Outcome<T> outOfMemory() {
    return (Outcome<T>) OUT_OF_MEMORY;
  }

  private Outcome<T> endBeforeBegin() {
    // Waits until the abort is through: then the reason is there.
    finish();
    Outcome<T> ended = new Outcome.Aborted<>(abortReason);
    tellEnded(ended);
    return ended;
  }

  private Outcome<T> runBody() {
    CURRENT.set(this);
    if (givenName != null && ledger.ownsThreads()) {
      // Here and not in the factory, for the executor of JDK 25 hides the task from it.
      Thread.currentThread().setName(givenName);
    }
    Hooks hooks = ledger.hooks();
    if (hooks.watchesTasks()) {
      hooks.tell(listener -> listener.taskStarted(ledger.name(), name()));
    }
    T value = null;
    Throwable thrown = null;
    try {
      value = context == null ? body.call() : context.call(body);
    } catch (Throwable failure) {
      thrown = failure;
    }
    Outcome<T> ended;
    if (finish()) {
      ended = outcomeOf(value, thrown);
    } else {
      ended = new Outcome.Aborted<>(abortReason);
      if (thrown != null && !isAnswerToAbort(thrown)) {
        ledger.failedAfterAbort(this, thrown);
      }
    }
    tellEnded(ended);
    if (ended instanceof Outcome.Failed<T> failed) {
      // Before the task is done: who sees its failure finds the scope cancelled.
      ledger.failed(this, failed.failure());
    }
    return ended;
  }

  private Outcome<T> outcomeOf(T value, Throwable thrown) {
    if (thrown == null) {
      return new Outcome.Success<>(value);
    }
    if (thrown instanceof CancelledException) {
      Object why = token == null ? ledger.token().reasonOrNull() : token.reasonOrNull();
      if (why != null) {
        return new Outcome.Aborted<>(why);
      }
    }
    return new Outcome.Failed<>(thrown);
  }

  private static boolean isAnswerToAbort(Throwable thrown) {
    return thrown instanceof InterruptedException
        || thrown instanceof CancelledException
        || thrown instanceof ClosedByInterruptException
        || thrown.getClass() == InterruptedIOException.class;
  }

  private void tellEnded(Outcome<T> ended) {
    Hooks hooks = ledger.hooks();
    if (hooks.watchesTasks()) {
      hooks.tell(listener -> listener.taskEnded(ledger.name(), name(), ended));
    }
  }

  /** Makes this a task that never had a thread; its scope was cancelled. */
  void refuse(Object reason) {
    refused = true;
    beginInterrupt();
    abortReason = reason;
    interrupted();
    Outcome<T> ended = new Outcome.Aborted<>(reason);
    tellEnded(ended);
    ledger.refused(this, ended);
  }

  /** Whether it was refused: only the thread that asked for the task may ask this, at once. */
  boolean wasRefused() {
    return refused;
  }

  /** Says how it ended; seen by nobody before {@link #publish}. */
  void endsWith(Outcome<T> ended) {
    body = null;
    context = null;
    ending = ended;
  }

  /** Whoever knows of the end may publish it: all write the same. */
  void publish() {
    if (outcome == null) {
      // No fence, which would wait for a line that another processor has: the ends are booked in
      // batches, and nobody looks for the outcome before an atomic operation of the booking.
      OUTCOME.setRelease(this, ending);
    }
  }

  /** Leaves the scope's token; called without a lock. */
  void release() {
    if (token != null) {
      token.leaveParents();
    }
  }

  @Override
  public boolean abort(Object reason) {
    Objects.requireNonNull(reason, "reason");
    if (!beginInterrupt()) {
      return false;
    }
    boolean marked = false;
    try {
      abortReason = reason;
      // The token first, so that a wait which watches it sees why it was interrupted. Its
      // callbacks last: until interrupted() is called the task cannot end.
      marked = token != null && token.mark(reason);
      Thread running = thread;
      if (running != null) {
        running.interrupt();
      }
    } finally {
      interrupted();
    }
    if (marked) {
      token.runCallbacks();
    }
    return true;
  }

  @Override
  public String name() {
    return givenName != null ? givenName : ledger.name() + "/" + number;
  }

  /** Null if the task was given none. */
  String givenName() {
    return givenName;
  }

  @Override
  public State state() {
    if (outcome != null) {
      return State.DONE;
    }
    if (!isWorking() && !isFinished()) {
      return State.ABORTING;
    }
    return thread == null && !isFinished() ? State.PENDING : State.RUNNING;
  }

  boolean isDone() {
    return outcome != null;
  }

  /** The outcome or null; does not count as looking at it. */
  Outcome<T> peek() {
    return outcome;
  }

  /** Somebody has this task in hand: its failure is theirs. */
  void markSeen() {
    if (outcome instanceof Outcome.Failed) {
      seen = true;
    }
  }

  boolean isSeen() {
    return seen;
  }

  @Override
  public Outcome<T> outcome() {
    Outcome<T> ended = outcome;
    if (ended == null) {
      throw new IllegalStateException("task '" + name() + "' has not ended");
    }
    markSeen();
    return ended;
  }

  @Override
  public T join() throws InterruptedException, TaskFailedException {
    for (TaskRun<?> task = current(); task != null; task = task.ledger.openedIn()) {
      if (task == this) {
        throw new NotOwnerException("task '" + name() + "' waits for itself");
      }
    }
    ledger.awaitTask(this);
    return outcome().get();
  }

  /** The task's thread while its body runs, else null. */
  Thread thread() {
    return thread;
  }

  /** How long the body has been running at this time; zero if it does not run. */
  long runningNanos(long now) {
    return thread == null ? 0 : Math.max(0, now - startedAt);
  }

  @Override
  public String toString() {
    Outcome<T> ended = outcome;
    return "task '" + name() + "', " + (ended == null ? state() : ended);
  }
}
