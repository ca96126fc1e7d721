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

  private static final VarHandle PLACE;
  private static final VarHandle THREAD;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      PLACE = lookup.findVarHandle(TaskRun.class, "place", TaskBooks.Place.class);
      THREAD = lookup.findVarHandle(TaskRun.class, "thread", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** How a body ended. */
  private enum Ending {
    VALUE,
    FAILURE,
    ABORT
  }

  final TaskLedger<T> ledger;

  /** Whether the outcome is kept until somebody takes it. */
  final boolean forked;

  /** Written under the ledger's lock; what the task's thread wrote is seen by who sees its end. */
  private volatile TaskBooks.Place place;

  int slot;

  /** Links those that have ended. */
  TaskRun<T> later;

  /** Order of ending, from 1, of those that are kept without a value. */
  long endNumber;

  /** Order of forking; written once under the ledger's lock. */
  long number;

  private final String givenName;
  private final TokenNode token;

  /** Dropped when it has run, for a handle may live longer than what its body captured. */
  private Callable<? extends T> body;

  /** Set by the task's thread before it looks whether it was aborted; cleared at the end. */
  private volatile Thread thread;

  /** Written before {@link #thread}, which publishes it. */
  private long startedAt;

  private boolean refused;

  /** Written by the task's thread, before the books know of its end. */
  private Ending ending;

  /** Value, failure or reason: an {@link Outcome} is made of it only for those who want one. */
  private Object result;

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
      Callable<? extends T> body) {
    // No fence for what nobody can see yet.
    PLACE.set(this, TaskBooks.Place.NONE);
    this.ledger = ledger;
    this.forked = forked;
    this.givenName = givenName;
    this.token = token;
    this.body = body;
  }

  /** The task that the calling thread runs, or null. */
  static TaskRun<?> current() {
    InterruptBridge work = innermost();
    while (work != null && !(work instanceof TaskRun)) {
      work = work.around();
    }
    return (TaskRun<?>) work;
  }

  @Override
  public void run() {
    try {
      T value = null;
      Throwable thrown = null;
      try {
        value = runBody();
      } catch (Throwable failure) {
        thrown = failure;
      }
      end(value, thrown);
      report(thrown);
    } finally {
      // No fence: an abort that still sees the thread has lost against finish() already.
      THREAD.setRelease(this, (Thread) null);
      if (!ledger.ownsThreads()) {
        // A factory that was handed in may use its threads again.
        leave();
      }
      body = null;
      ledger.ended(this);
    }
  }

  /** Runs nothing if the task was aborted before. */
  private T runBody() throws Exception {
    startedAt = ledger.hooks().ticker().nanoTime();
    thread = Thread.currentThread();
    if (!isWorking()) {
      return null;
    }
    begin();
    if (givenName != null && ledger.ownsThreads()) {
      // Here and not in the factory, for the executor of JDK 25 hides the task from it.
      Thread.currentThread().setName(givenName);
    }
    Hooks hooks = ledger.hooks();
    if (hooks.watchesTasks()) {
      hooks.tell(listener -> listener.taskStarted(ledger.name(), name()));
    }
    return body.call();
  }

  /** Decides how it ended; allocates nothing, and so cannot fail. */
  private void end(T value, Throwable thrown) {
    if (!finish()) {
      // Waited until the abort was through: the reason is there.
      ending = Ending.ABORT;
      return;
    }
    Object why = thrown instanceof CancelledException ? whyCancelled() : null;
    if (why != null) {
      result = why;
      ending = Ending.ABORT;
    } else {
      result = thrown == null ? value : thrown;
      ending = thrown == null ? Ending.VALUE : Ending.FAILURE;
    }
  }

  private Object whyCancelled() {
    return token == null ? ledger.token().reasonOrNull() : token.reasonOrNull();
  }

  private void report(Throwable thrown) {
    if (ending == Ending.ABORT && thrown != null && !isAnswerToAbort(thrown)) {
      ledger.failedAfterAbort(this, thrown);
    }
    tellEnded();
    if (ending == Ending.FAILURE) {
      // Before the task is done: who sees its failure finds the scope cancelled.
      ledger.failed(this, thrown);
    }
  }

  private static boolean isAnswerToAbort(Throwable thrown) {
    return thrown instanceof InterruptedException
        || thrown instanceof CancelledException
        || thrown instanceof ClosedByInterruptException
        || thrown.getClass() == InterruptedIOException.class;
  }

  private void tellEnded() {
    Hooks hooks = ledger.hooks();
    if (hooks.watchesTasks()) {
      Outcome<T> ended = peek();
      hooks.tell(listener -> listener.taskEnded(ledger.name(), name(), ended));
    }
  }

  /** Makes this a task that never had a thread; its scope was cancelled. */
  void refuse(Object reason) {
    refused = true;
    beginInterrupt();
    result = reason;
    interrupted();
    ending = Ending.ABORT;
    tellEnded();
    ledger.refused(this);
  }

  /** Whether it was refused: only the thread that asked for the task may ask this, at once. */
  boolean wasRefused() {
    return refused;
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
      result = reason;
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
    if (isDone()) {
      return State.DONE;
    }
    if (!isWorking() && !isFinished()) {
      return State.ABORTING;
    }
    return thread == null && !isFinished() ? State.PENDING : State.RUNNING;
  }

  /** Where it stands in the books; asked with the ledger's lock. */
  TaskBooks.Place place() {
    return place;
  }

  /** Called with the ledger's lock. */
  void moveTo(TaskBooks.Place next) {
    // No fence, which would wait for a line that another processor has; the lock's will do.
    PLACE.setRelease(this, next);
  }

  /** Whether the books know of its end: who sees it done finds it there. */
  boolean isDone() {
    return place.isDone() || ledger.readEnds() && place.isDone();
  }

  /** Of a task that is done: whether its body returned. */
  boolean hasValue() {
    return ending == Ending.VALUE;
  }

  /** Of a task whose body returned. */
  @SuppressWarnings("unchecked") // what end() put there
  T value() {
    return (T) result;
  }

  /** Of a task that is done; does not count as looking at it. */
  Outcome<T> peek() {
    return switch (ending) {
      case VALUE -> new Outcome.Success<>(value());
      case FAILURE -> new Outcome.Failed<>((Throwable) result);
      case ABORT -> new Outcome.Aborted<>(result);
    };
  }

  /** Somebody has this task in hand: its failure is theirs. */
  void markSeen() {
    if (ending == Ending.FAILURE) {
      seen = true;
    }
  }

  boolean isSeen() {
    return seen;
  }

  @Override
  public Outcome<T> outcome() {
    if (!isDone()) {
      throw new IllegalStateException("task '" + name() + "' has not ended");
    }
    markSeen();
    return peek();
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
    return "task '" + name() + "', " + (isDone() ? peek() : state());
  }
}
