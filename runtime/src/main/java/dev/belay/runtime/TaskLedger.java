package dev.belay.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The books of one scope: which tasks run, which have ended and wait to be taken, which failures
 * nobody has seen. One lock guards them; nothing of the user's is called while it is held.
 *
 * <p>A task that runs is in {@link #running} and leaves it exactly once, at its end or when its
 * thread could not be made. The size of that list against the limit is the count of permits, so
 * that a permit cannot be returned twice or be lost.
 */
final class TaskLedger<T> {

  /** What became of the wish to run a task. */
  enum Admission {
    /** It is in the books; its thread is to be started. */
    ADMITTED,
    /** The scope is cancelled. */
    CANCELLED,
    /** The limit is reached, and the caller did not want to wait. */
    FULL
  }

  private static final int LOOKS = 64;

  private final String name;
  private final Options options;
  private final TokenNode token;

  /** The task in which the scope was opened, or null. */
  private final TaskRun<?> openedIn;

  private final ReentrantLock lock = new ReentrantLock();
  private final WaitList waits = new WaitList(lock);
  private final TaskList<T> running = new TaskList<>();
  private final TaskList<T> ready = new TaskList<>();

  /** Forked tasks among the running ones. */
  private int outstanding;

  private long numbers;
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

  /**
   * Takes the lock. The lock is held for some tens of nanoseconds at a time, while parking a thread
   * and waking it costs microseconds: when many tasks end at once it pays to look again first.
   */
  private void enter() {
    for (int i = 0; i < LOOKS; i++) {
      if (lock.tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    lock.lock();
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

  /** Threads of a factory that was handed in keep their names. */
  boolean namesThreads() {
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
    enter();
    try {
      task.number = ++numbers;
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
        waits.park(
            hooks().ticker(), () -> hasPermit() || closing || token.isCancelled(), Long.MAX_VALUE);
      }
      running.add(task);
      if (task.forked) {
        outstanding++;
      }
      return Admission.ADMITTED;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasPermit() {
    return options.limit() == 0 || running.size() < options.limit();
  }

  /** Strikes out a task whose thread could not be made. */
  void withdraw(TaskRun<T> task) {
    WaitList.Waiter woken;
    enter();
    try {
      leave(task);
      woken = waits.signal();
    } finally {
      lock.unlock();
    }
    WaitList.wake(woken);
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
      lock.unlock();
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
        lock.unlock();
      }
    }
    hooks().tell(listener -> listener.failedAfterAbort(name, task.name(), failure));
  }

  /** The last thing that the thread of a task does, or the only thing that a refused task does. */
  void ended(TaskRun<T> task, Outcome<T> outcome) {
    task.release();
    WaitList.Waiter woken;
    enter();
    try {
      task.publish(outcome);
      leave(task);
      if (task.forked) {
        ready.add(task);
      }
      woken = waits.signal();
    } finally {
      lock.unlock();
    }
    WaitList.wake(woken);
  }

  private void leave(TaskRun<T> task) {
    if (running.remove(task)) {
      if (task.forked) {
        outstanding--;
      }
    }
  }

  /** The scope's token was cancelled: whoever waits here must look again. */
  void cancelled(Object reason) {
    boolean abort;
    enter();
    try {
      abort = drains == 0;
      waits.signalAll();
    } finally {
      lock.unlock();
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
      lock.unlock();
    }
  }

  void endDrain() {
    enter();
    try {
      drains--;
      waits.signalAll();
    } finally {
      lock.unlock();
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
      List<TaskRun<T>> tasks = new ArrayList<>(running.size());
      for (TaskRun<T> task = running.oldest(); task != null; task = task.newer) {
        tasks.add(task);
      }
      return tasks;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    enter();
    try {
      return running.size();
    } finally {
      lock.unlock();
    }
  }

  /** The next task that has ended, or null. */
  TaskRun<T> tryTake() {
    enter();
    try {
      return take();
    } finally {
      lock.unlock();
    }
  }

  private TaskRun<T> take() {
    TaskRun<T> task = ready.poll();
    if (task != null) {
      task.markSeen();
    }
    return task;
  }

  /** The next task that has ended, or null if none is outstanding. */
  TaskRun<T> takeNext() throws InterruptedException {
    enter();
    try {
      await(() -> ready.size() > 0 || outstanding == 0);
      return take();
    } finally {
      lock.unlock();
    }
  }

  /** The next task that has ended, or null if the scope was cancelled or closed and none had. */
  TaskRun<T> awaitNext() throws InterruptedException {
    enter();
    try {
      await(() -> ready.size() > 0 || token.isCancelled() || closing);
      return take();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for all forked tasks and takes them, in the order in which they ended. */
  List<TaskRun<T>> takeAll() throws InterruptedException {
    enter();
    try {
      await(() -> outstanding == 0);
      List<TaskRun<T>> tasks = new ArrayList<>(ready.size());
      TaskRun<T> task;
      while ((task = take()) != null) {
        tasks.add(task);
      }
      return tasks;
    } finally {
      lock.unlock();
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
      lock.unlock();
    }
  }

  void awaitAll() throws InterruptedException {
    enter();
    try {
      await(() -> running.size() == 0);
    } finally {
      lock.unlock();
    }
  }

  void awaitTask(TaskRun<T> task) throws InterruptedException {
    enter();
    try {
      await(task::isDone);
      ready.remove(task);
      task.markSeen();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for one task until the time is over; returns whether it has ended. */
  boolean awaitTask(TaskRun<T> task, long start, long nanos) throws InterruptedException {
    enter();
    try {
      return await(task::isDone, start, nanos);
    } finally {
      lock.unlock();
    }
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    await(condition, false);
  }

  /**
   * Waits without limit, and reports a stall if the tasks were told to stop.
   *
   * @param told whether they were, also if the scope is not cancelled
   */
  private void await(BooleanSupplier condition, boolean told) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    StallWatch watch = null;
    while (!condition.getAsBoolean()) {
      long nanos = Long.MAX_VALUE;
      if (told || token.isCancelled()) {
        watch = watch == null ? new StallWatch(this, options) : watch;
        nanos = watch.nanosToReport();
        if (nanos <= 0) {
          report(watch);
          continue;
        }
      }
      waits.park(hooks().ticker(), condition, nanos);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** Reports with the lock let go. */
  private void report(StallWatch watch) {
    lock.unlock();
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
      return await(() -> running.size() == 0, start, nanos);
    } finally {
      lock.unlock();
    }
  }

  private boolean await(BooleanSupplier condition, long start, long nanos)
      throws InterruptedException {
    Ticker ticker = hooks().ticker();
    while (!condition.getAsBoolean()) {
      long left = nanos - (ticker.nanoTime() - start);
      if (left <= 0) {
        return false;
      }
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      waits.park(ticker, condition, left);
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
      waits.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Lets a shutdown that is under way do its work; an interrupt is set again at the end. */
  void awaitDrained() {
    enter();
    try {
      awaitUninterrupted(() -> drains == 0 || running.size() == 0);
    } finally {
      lock.unlock();
    }
  }

  /** Waits without limit until nothing runs; an interrupt is set again at the end. */
  void awaitEmptyForClose() {
    enter();
    try {
      awaitUninterrupted(() -> running.size() == 0);
    } finally {
      lock.unlock();
    }
  }

  void awaitClosed() {
    enter();
    try {
      awaitUninterrupted(() -> closed);
    } finally {
      lock.unlock();
    }
  }

  private void awaitUninterrupted(BooleanSupplier condition) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          await(condition, true);
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
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
      while ((task = ready.poll()) != null) {
        if (!task.isSeen() && task.peek() instanceof Outcome.Failed<T> failed) {
          failures.add(failed.failure());
        }
      }
      waits.signalAll();
      return failures;
    } finally {
      lock.unlock();
    }
  }

  boolean isClosing() {
    enter();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  Snapshot snapshot() {
    long now = hooks().ticker().nanoTime();
    List<TaskRun<T>> tasks = running();
    int waiting;
    Snapshot.State state;
    enter();
    try {
      waiting = ready.size();
      state =
          closing
              ? Snapshot.State.CLOSED
              : token.isCancelled() ? Snapshot.State.CANCELLED : Snapshot.State.OPEN;
    } finally {
      lock.unlock();
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
