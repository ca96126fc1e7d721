package dev.belay.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The books of one scope: which tasks run, which have ended and wait to be taken, which failures
 * nobody has seen. One lock guards them; nothing of the user's is called while it is held.
 *
 * <p>A task that runs is counted in the {@link #books} and leaves that count exactly once, at its
 * end or when its thread could not be made. The count against the limit is that of the permits, so
 * that a permit cannot be returned twice or be lost.
 */
final class TaskLedger<T> extends Monitor {

  /** What became of the wish to run a task. */
  enum Admission {
    /** It is in the books; its thread is to be started. */
    ADMITTED,
    /** The scope is cancelled. */
    CANCELLED,
    /** The limit is reached, and the caller did not want to wait. */
    FULL
  }

  private final String name;
  private final Options options;
  private final TokenNode token;

  /** The task in which the scope was opened, or null. */
  private final TaskRun<?> openedIn;

  private final TaskBooks<T> books = new TaskBooks<>();

  /** The letters of this monitor. */
  private final EndedTasks<T> ended = new EndedTasks<>();

  /** Threads that were woken for a permit and have not come for it yet. */
  private int called;

  private final Condition permit = new Permit();

  private boolean closing;
  private boolean closed;

  /** Shutdowns that are under way. */
  private int drains;

  /** The task whose failure cancelled the scope, and that failure; or null. */
  private TaskRun<T> fatalTask;

  private Throwable fatal;

  /** Failures of started tasks and of aborted ones, which leave no handle to be looked at. */
  private Failures unseen = new Failures();

  TaskLedger(String name, Options options, TokenNode token, TaskRun<?> openedIn) {
    this.name = name;
    this.options = options;
    this.token = token;
    this.openedIn = openedIn;
  }

  @Override
  boolean hasLetters() {
    return !ended.isEmpty();
  }

  @Override
  int letters() {
    return ended.count();
  }

  @Override
  void readLetters() {
    TaskRun<T> task = ended.takeAll();
    while (task != null) {
      TaskRun<T> next = task.later;
      task.later = null;
      books.end(task);
      task = next;
    }
  }

  String name() {
    return name;
  }

  TokenNode token() {
    return token;
  }

  Hooks hooks() {
    return options.hooks();
  }

  /** Threads of a factory that was handed in keep their names, and may be used again. */
  boolean ownsThreads() {
    return options.threads() == null;
  }

  TaskRun<?> openedIn() {
    return openedIn;
  }

  /**
   * Enters a task, waiting for a permit if there is a limit.
   *
   * @throws IllegalStateException if the scope is closed
   */
  Admission admit(TaskRun<T> task, boolean wait) throws InterruptedException {
    if (options.limit() == 0) {
      enterBlindly();
    } else {
      enter();
    }
    try {
      task.number = books.nextNumber();
      while (true) {
        if (closed) {
          throw new IllegalStateException("scope '" + name + "' is closed");
        }
        // A task that forks while its scope is being closed is about to be aborted itself.
        if (closing || token.isCancelled()) {
          return Admission.CANCELLED;
        }
        if (hasPermit()) {
          break;
        }
        if (!wait) {
          return Admission.FULL;
        }
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        park(hooks().ticker(), permit, Long.MAX_VALUE);
      }
      books.add(task);
      return Admission.ADMITTED;
    } finally {
      exit();
    }
  }

  private boolean hasPermit() {
    return options.limit() == 0 || books.running() + called < options.limit();
  }

  /** Tasks wait for a permit in turn, and as many are woken as there are permits. */
  private final class Permit implements Condition {
    @Override
    public int missing() {
      return closing || token.isCancelled()
          ? 0
          : Math.max(0, books.running() + called + 1 - options.limit());
    }

    @Override
    public void chosen() {
      called++;
    }

    @Override
    public void back() {
      called--;
    }
  }

  /** Strikes out a task whose thread could not be made. */
  void withdraw(TaskRun<T> task) {
    enter();
    try {
      books.strike(task);
    } finally {
      exit();
    }
    task.release();
  }

  /** A body has failed; its task has not ended yet. */
  void failed(TaskRun<T> task, Throwable failure) {
    boolean cancels = !options.isIsolated();
    enter();
    try {
      if (cancels && fatal == null) {
        fatalTask = task;
        fatal = failure;
      }
      if (!task.forked && !(options.isIsolated() && hooks().watchesTasks())) {
        unseen.add(failure);
      }
    } finally {
      exit();
    }
    if (cancels) {
      token.cancel(failure);
    }
  }

  /** A task that had been aborted threw. An error is never lost on the owner. */
  void failedAfterAbort(TaskRun<T> task, Throwable failure) {
    if (failure instanceof Error) {
      enter();
      try {
        unseen.add(failure);
      } finally {
        exit();
      }
    }
    hooks().tell(listener -> listener.failedAfterAbort(name, task.name(), failure));
  }

  /** A task that was not admitted, for the scope is cancelled; books it at once. */
  void refused(TaskRun<T> task) {
    task.release();
    enter();
    try {
      books.end(task);
    } finally {
      exit();
    }
  }

  /** The last thing that the thread of a task does. */
  void ended(TaskRun<T> task) {
    task.release();
    ended.post(task);
    posted();
  }

  /** Books what has ended by now; returns whether there was anything to book. */
  boolean readEnds() {
    if (!hasLetters()) {
      return false;
    }
    enter();
    exit();
    return true;
  }

  /** The scope's token was cancelled: whoever waits here must look again. */
  void cancelled(Object reason) {
    boolean abort;
    enter();
    try {
      abort = drains == 0;
      wakeAll();
    } finally {
      exit();
    }
    if (abort) {
      abortRunning(reason);
    }
  }

  /** Until the drain ends, a cancellation asks tasks to end and does not interrupt them. */
  void beginDrain() {
    enter();
    try {
      drains++;
    } finally {
      exit();
    }
  }

  void endDrain() {
    enter();
    try {
      drains--;
    } finally {
      exit();
    }
  }

  /** Why a task is refused: the scope's reason, or that it is being closed. */
  Object refusal() {
    Object reason = token.reasonOrNull();
    return reason != null ? reason : new ScopeClosed(name);
  }

  /** Aborts what runs now and returns it, oldest first. */
  List<TaskRun<T>> abortRunning(Object reason) {
    List<TaskRun<T>> tasks = running();
    for (TaskRun<T> task : tasks) {
      task.abort(reason);
    }
    return tasks;
  }

  /** What runs now, oldest first. */
  List<TaskRun<T>> running() {
    enter();
    try {
      return books.listRunning();
    } finally {
      exit();
    }
  }

  /** How many tasks were admitted or refused so far. */
  long tasks() {
    enterBlindly();
    try {
      return books.numbers();
    } finally {
      exit();
    }
  }

  int size() {
    enter();
    try {
      return books.running();
    } finally {
      exit();
    }
  }

  /** The next task that has ended, or null. */
  TaskRun<T> tryTake() {
    enter();
    try {
      return take();
    } finally {
      exit();
    }
  }

  private TaskRun<T> take() {
    TaskRun<T> task = books.take();
    if (task != null) {
      task.markSeen();
    }
    return task;
  }

  /** The next task that has ended, or null if none is outstanding. */
  TaskRun<T> takeNext() throws InterruptedException {
    enter();
    try {
      await(() -> books.ready() > 0 || books.outstanding() == 0 ? 0 : 1);
      return take();
    } finally {
      exit();
    }
  }

  /** The next task that has ended, or null if the scope was cancelled or closed and none had. */
  TaskRun<T> awaitNext() throws InterruptedException {
    enter();
    try {
      await(() -> books.ready() > 0 || token.isCancelled() || closing ? 0 : 1);
      return take();
    } finally {
      exit();
    }
  }

  /** Waits for all forked tasks and takes them. */
  TaskBooks.Taken<T> takeAll() throws InterruptedException {
    enter();
    try {
      await(books::outstanding);
      return books.takeAll();
    } finally {
      exit();
    }
  }

  /** The failures that a join has to throw before those of the tasks it took; now seen. */
  Failures takeFailures() {
    enter();
    try {
      Failures failures = new Failures();
      if (!options.isIsolated()) {
        if (fatal != null) {
          failures.add(fatal);
        }
        failures.addAll(unseen);
        unseen = new Failures();
      }
      return failures;
    } finally {
      exit();
    }
  }

  void awaitAll() throws InterruptedException {
    enter();
    try {
      await(books::running);
    } finally {
      exit();
    }
  }

  void awaitTask(TaskRun<T> task) throws InterruptedException {
    enter();
    try {
      await(() -> task.place() == TaskBooks.Place.RUNNING ? 1 : 0);
      books.take(task);
      task.markSeen();
    } finally {
      exit();
    }
  }

  /** Waits for one task until the time is over; returns whether it has ended. */
  boolean awaitTask(TaskRun<T> task, long start, long nanos) throws InterruptedException {
    enter();
    try {
      return await(() -> task.place() == TaskBooks.Place.RUNNING ? 1 : 0, start, nanos);
    } finally {
      exit();
    }
  }

  private void await(Condition condition) throws InterruptedException {
    await(condition, false);
  }

  /**
   * Waits without limit, and reports a stall if the tasks were told to stop.
   *
   * @param told whether they were, also if the scope is not cancelled
   */
  private void await(Condition condition, boolean told) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    StallWatch watch = null;
    while (condition.missing() > 0) {
      long nanos = Long.MAX_VALUE;
      if (told || token.isCancelled()) {
        watch = watch == null ? new StallWatch(this, options) : watch;
        nanos = watch.nanosToReport();
        if (nanos <= 0) {
          report(watch);
          continue;
        }
      }
      park(hooks().ticker(), condition, nanos);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** Reports with the lock let go. */
  private void report(StallWatch watch) {
    exit();
    try {
      watch.report();
    } finally {
      enter();
    }
  }

  /**
   * Waits until nothing runs or the time is over.
   *
   * @return whether nothing runs
   */
  boolean awaitEmpty(long start, long nanos) throws InterruptedException {
    enter();
    try {
      return await(books::running, start, nanos);
    } finally {
      exit();
    }
  }

  private boolean await(Condition condition, long start, long nanos) throws InterruptedException {
    Ticker ticker = hooks().ticker();
    while (condition.missing() > 0) {
      long left = nanos - (ticker.nanoTime() - start);
      if (left <= 0) {
        return false;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      park(ticker, condition, left);
    }
    return true;
  }

  /** Refuses tasks from now on; false if somebody else has begun to close. */
  boolean beginClose() {
    enter();
    try {
      if (closing) {
        return false;
      }
      closing = true;
      return true;
    } finally {
      exit();
    }
  }

  /** Lets a shutdown that is under way do its work; an interrupt is set again at the end. */
  void awaitDrained() {
    enter();
    try {
      awaitUninterrupted(() -> drains == 0 ? 0 : books.running());
    } finally {
      exit();
    }
  }

  /** Waits without limit until nothing runs; an interrupt is set again at the end. */
  void awaitEmptyForClose() {
    enter();
    try {
      awaitUninterrupted(books::running);
    } finally {
      exit();
    }
  }

  void awaitClosed() {
    enter();
    try {
      awaitUninterrupted(() -> closed ? 0 : 1);
    } finally {
      exit();
    }
  }

  private void awaitUninterrupted(Condition condition) {
    Uninterrupted.await(() -> await(condition, true));
  }

  /** Nothing runs any more. Returns the failures that nobody saw. */
  Failures endClose() {
    enter();
    try {
      closed = true;
      Failures failures = new Failures();
      if (fatal != null && fatalTask.forked && !fatalTask.isSeen()) {
        failures.add(fatal);
      }
      failures.addAll(unseen);
      TaskRun<T> task;
      while ((task = books.take()) != null) {
        if (!task.isSeen() && task.peek() instanceof Outcome.Failed<T> failed) {
          failures.add(failed.failure());
        }
      }
      return failures;
    } finally {
      exit();
    }
  }

  boolean isClosing() {
    enter();
    try {
      return closing;
    } finally {
      exit();
    }
  }

  Snapshot snapshot() {
    long now = hooks().ticker().nanoTime();
    List<TaskRun<T>> tasks = running();
    int waiting;
    Snapshot.State state;
    enter();
    try {
      waiting = books.ready();
      state =
          closing
              ? Snapshot.State.CLOSED
              : token.isCancelled() ? Snapshot.State.CANCELLED : Snapshot.State.OPEN;
    } finally {
      exit();
    }
    List<Snapshot.Running> lines = new ArrayList<>(tasks.size());
    for (TaskRun<T> task : tasks) {
      if (!task.isDone()) {
        lines.add(
            new Snapshot.Running(
                task.name(), task.state(), Duration.ofNanos(task.runningNanos(now))));
      }
    }
    OptionalInt limit =
        options.limit() == 0 ? OptionalInt.empty() : OptionalInt.of(options.limit());
    return new Snapshot(name, state, lines, waiting, limit);
  }

  /** The tasks that still run, with their stacks; oldest first. */
  List<Straggler> stragglers() {
    long now = hooks().ticker().nanoTime();
    List<Straggler> stragglers = new ArrayList<>();
    for (TaskRun<T> task : running()) {
      stragglers.add(
          Straggler.of(task.name(), Duration.ofNanos(task.runningNanos(now)), task.thread()));
    }
    return stragglers;
  }
}
