package dev.belay.runtime;

import java.time.Duration;

/** One of the N that are kept running: its loop of runs and waits, on one thread. */
final class Service {

  /** What a service needs of the one that keeps it. */
  interface Keeper {

    /**
     * Asks for another run.
     *
     * @return false if the services are to be stopped
     */
    boolean mayRestart(Service service, Outcome<?> ended);
  }

  private final String kind;
  private final String name;
  private final Body body;
  private final CancellationSource source;
  private final BackOff backOff;
  private final long healthyNanos;
  private final Ticker ticker;
  private final Keeper keeper;

  private volatile boolean inBody;
  private volatile TaskRun<Void> task;

  Service(
      String kind,
      String name,
      Body body,
      CancellationSource source,
      SupervisorOptions options,
      Ticker ticker,
      Keeper keeper) {
    this.kind = kind;
    this.name = name;
    this.body = body;
    this.source = source;
    this.backOff = options.backOff();
    this.healthyNanos = options.healthyNanos();
    this.ticker = ticker;
    this.keeper = keeper;
  }

  String kind() {
    return kind;
  }

  String name() {
    return name;
  }

  boolean isInBody() {
    return inBody;
  }

  void startedAs(TaskRun<Void> run) {
    task = run;
  }

  /** Runs the body until the service is stopped; interrupted or not, it ends with its token. */
  void run() {
    CancellationToken token = source.token();
    int inARow = 0;
    try {
      while (!token.isCancelled()) {
        long began = ticker.nanoTime();
        Outcome<Void> ended = runOnce(token);
        if (token.isCancelled()) {
          return;
        }
        if (ticker.nanoTime() - began >= healthyNanos) {
          inARow = 0;
        }
        inARow++;
        if (!keeper.mayRestart(this, ended) || !wait(token, backOff.before(inARow))) {
          return;
        }
      }
    } finally {
      source.close();
    }
  }

  private Outcome<Void> runOnce(CancellationToken token) {
    inBody = true;
    try {
      body.run(token);
      return new Outcome.Success<>(null);
    } catch (Throwable failure) {
      return new Outcome.Failed<>(failure);
    } finally {
      inBody = false;
      // The next run must not see what the last one left; who is stopped looks at the token.
      Thread.interrupted();
    }
  }

  private static boolean wait(CancellationToken token, Duration time) {
    while (true) {
      try {
        return token.sleep(time);
        // belay:ignore swallowed-interrupt -- a stray one: stopping cancels the token first
      } catch (InterruptedException e) {
        if (token.isCancelled()) {
          Thread.currentThread().interrupt();
          return false;
        }
        // A stray interrupt, such as one the body asked for too late. Stopping cancels first.
      }
    }
  }

  /** Asks it to end on its own. */
  void cancel(Object reason) {
    source.cancel(reason);
  }

  /** Asks it to end, and interrupts it. */
  void abort(Object reason) {
    source.cancel(reason);
    task.abort(reason);
  }

  /** Waits for the end until the time is over; returns whether it has ended. */
  boolean awaitEnd(long start, long nanos) {
    Uninterrupted.await(() -> task.ledger.awaitTask(task, start, nanos));
    return hasEnded();
  }

  boolean hasEnded() {
    return task.isDone();
  }

  Straggler straggler(long now) {
    return Straggler.of(name, Duration.ofNanos(task.runningNanos(now)), task.thread());
  }
}
