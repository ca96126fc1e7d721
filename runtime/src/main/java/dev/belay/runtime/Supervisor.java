package dev.belay.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Keeps services running: a body that ends, by returning or by throwing, is run again after a wait.
 * When services end more often than {@link SupervisorOptions#intensity} allows, all are stopped and
 * the supervisor fails, which {@link #await} and {@link #close} report.
 *
 * <p>Services are stopped one after the other, the newest first, each when the one before has
 * ended. Each runs on a thread of its own, on which all its runs take place.
 *
 * <p>Any thread outside may call any method; bodies may not wait for the end of their own
 * supervisor.
 */
public final class Supervisor implements AutoCloseable {

  private final TaskScope<Void> scope;
  private final SupervisorOptions options;
  private final RestartWindow window;

  /** Cancelled when everything is to stop; what stops it in order is the monitor. */
  private final CancellationSource stop;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<SupervisorFailedException> failure = new AtomicReference<>();
  private volatile boolean failureSeen;

  /** In the order of starting; guarded by itself. Null-free. */
  private final List<Service> services = new ArrayList<>();

  private volatile Duration grace;
  private volatile Stop result;

  private Supervisor(String name, SupervisorOptions options) {
    this.options = options;
    window = options.newWindow();
    scope = TaskScope.open(name, o -> options.scope().apply(o).shared().isolate());
    Hooks hooks = scope.hooks();
    CancellationToken parent = options.parent();
    stop =
        new CancellationSource(
            parent == null ? TokenNode.root(hooks) : ((TokenNode) parent).newChild(hooks));
    boolean started = false;
    try {
      scope.start(name + " monitor", token -> stopWhenAsked());
      started = true;
    } finally {
      if (!started) {
        // Nobody gets this supervisor, so nobody could close it.
        stop.close();
        scope.close();
      }
    }
  }

  /**
   * Opens a supervisor with default options.
   *
   * @param name appears in the names of threads, in reports and failures
   */
  public static Supervisor open(String name) {
    return open(name, UnaryOperator.identity());
  }

  /**
   * Opens a supervisor.
   *
   * @param name appears in the names of threads, in reports and failures
   * @param options from the default options to those wanted
   */
  public static Supervisor open(String name, UnaryOperator<SupervisorOptions> options) {
    Objects.requireNonNull(name, "name");
    return new Supervisor(
        name, Objects.requireNonNull(options.apply(SupervisorOptions.DEFAULT), "options"));
  }

  /**
   * Starts so many services with this body, named {@code name-1} to {@code name-n}, and keeps that
   * number running until the supervisor stops. Does not wait for them to do anything. A second call
   * adds services. May be called by any thread, services included.
   *
   * @param n one or more
   * @param body given the token of its service; ends when that is cancelled
   * @throws IllegalArgumentException if {@code n} is below 1
   * @throws IllegalStateException if the supervisor has failed, is being stopped or is closed; the
   *     services that this call has started by then are stopped with the others
   * @throws java.util.concurrent.RejectedExecutionException if no thread could be made, as with the
   *     {@link OutOfMemoryError} of the machine; the services started before are kept
   */
  public void keepExactly(int n, String name, Body body) {
    if (n < 1) {
      throw new IllegalArgumentException("number of services is below 1: " + n);
    }
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(body, "body");
    for (int i = 1; i <= n; i++) {
      if (stop.token().isCancelled()) {
        throw new IllegalStateException("supervisor '" + scope.name() + "' is stopping");
      }
      start(name, name + "-" + i, body);
    }
  }

  private void start(String kind, String name, Body body) {
    CancellationSource source = CancellationSource.create(hooks().listener(), hooks().ticker());
    Service service =
        new Service(kind, name, body, source, options, hooks().ticker(), this::mayRestart);
    Task<Void> task =
        scope.fork(
            name,
            () -> {
              service.run();
              return null;
            });
    service.startedAs((TaskRun<Void>) task);
    synchronized (services) {
      services.add(service);
    }
    if (stop.token().isCancelled()) {
      // The monitor may have looked before this one was there.
      service.abort(stop.token().reason().orElseThrow());
    }
  }

  private Hooks hooks() {
    return scope.hooks();
  }

  private boolean mayRestart(Service service, Outcome<?> ended) {
    if (stop.token().isCancelled()) {
      return false;
    }
    int restarts = window.enter(hooks().ticker().nanoTime());
    if (restarts < 0) {
      Throwable cause = ended instanceof Outcome.Failed<?> failed ? failed.failure() : null;
      SupervisorFailedException tooMany =
          new SupervisorFailedException(scope.name(), service.name(), cause);
      if (failure.compareAndSet(null, tooMany)) {
        stop.cancel(tooMany);
      }
      return false;
    }
    hooks().tell(listener -> listener.restarting(scope.name(), service.name(), ended, restarts));
    return true;
  }

  /**
   * The monitor: waits until all is to stop, and stops it. An interrupt, which can only be a stray
   * one, ends none of its waits: without it nobody would stop the services.
   */
  private void stopWhenAsked() {
    try {
      CountDownLatch asked = new CountDownLatch(1);
      stop.token().onCancel(asked::countDown);
      Uninterrupted.await(asked);
      result = stopInReverse(stop.token().reason().orElseThrow());
    } finally {
      stopped.countDown();
    }
  }

  private Stop stopInReverse(Object reason) {
    List<Service> all;
    synchronized (services) {
      all = new ArrayList<>(services);
    }
    Ticker ticker = hooks().ticker();
    Duration allowed = grace;
    long start = ticker.nanoTime();
    long total = allowed == null ? 0 : Durations.nanos(allowed, "grace");
    List<String> interrupted = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      Service service = all.get(i);
      service.cancel(reason);
      if (allowed != null && service.awaitEnd(start, total - total / 5)) {
        continue;
      }
      if (!service.hasEnded()) {
        interrupted.add(service.name());
      }
      service.abort(reason);
      if (allowed != null) {
        service.awaitEnd(start, total);
      } else {
        service.awaitEnd(ticker.nanoTime(), options.patienceNanos());
      }
    }
    long now = ticker.nanoTime();
    List<Straggler> stragglers =
        all.stream()
            .filter(service -> !service.hasEnded())
            .map(service -> service.straggler(now))
            .toList();
    Stop outcome = new Stop(Duration.ofNanos(now - start), interrupted, stragglers);
    hooks().tell(listener -> listener.stopped(scope.name(), outcome));
    return outcome;
  }

  /**
   * How many services of this name have their body running now; the others wait for a restart. Zero
   * for a name that was never given and after close. May be called by any thread; never blocks.
   *
   * @param name as given to {@link #keepExactly}
   */
  public int running(String name) {
    Objects.requireNonNull(name, "name");
    synchronized (services) {
      return (int)
          services.stream()
              .filter(service -> service.kind().equals(name) && service.isInBody())
              .count();
    }
  }

  /** What runs now, the supervisor's own monitor included. Never blocks. */
  public Snapshot snapshot() {
    return scope.snapshot();
  }

  /** The name that was given. Never blocks. */
  public String name() {
    return scope.name();
  }

  /** Cancelled when the supervisor fails or begins to stop. Never blocks. */
  public CancellationToken token() {
    return stop.token();
  }

  /**
   * Waits until every service has ended, because the supervisor failed or was stopped. Any number
   * of threads may wait; after close this returns at once.
   *
   * @throws SupervisorFailedException if it failed; again on every call
   * @throws InterruptedException if the calling thread is interrupted; the services go on
   * @throws NotOwnerException if called by one of its own services
   */
  public void await() throws InterruptedException {
    scope.checkOutside("await");
    scope.awaitIdle();
    throwFailure();
  }

  private void throwFailure() {
    SupervisorFailedException failed = failure.get();
    if (failed != null) {
      failureSeen = true;
      throw failed;
    }
  }

  /**
   * Stops the services within the grace time, in reverse order: each token is cancelled when the
   * service after it has ended, or when four fifths of the time are over; from then on services are
   * interrupted. Blocks no longer than the grace time. If the supervisor is stopping already this
   * waits for that instead, however long it takes; a second call, or one after close, returns what
   * the stop achieved. Does not throw the supervisor's failure.
   *
   * @param grace zero to interrupt at once
   * @throws InterruptedException if the calling thread is interrupted; the services are stopped all
   *     the same
   * @throws IllegalArgumentException if the time is negative
   * @throws NotOwnerException if called by one of its own services
   */
  public Stop shutdown(Duration grace) throws InterruptedException {
    Durations.nanos(grace, "grace");
    scope.checkOutside("shut down");
    return stopWithin(grace);
  }

  private Stop stopWithin(Duration time) throws InterruptedException {
    if (!stop.token().isCancelled()) {
      grace = time;
    }
    stop.cancel(new ShutDown(time));
    stopped.await();
    Stop outcome = result;
    return outcome != null ? outcome : new Stop(Duration.ZERO, List.of(), List.of());
  }

  /**
   * Shuts the supervisor down when the JVM is asked to end, as {@link TaskScope#onJvmShutdown}
   * does.
   *
   * @throws IllegalStateException if the JVM is ending already
   * @throws IllegalArgumentException if the time is negative
   */
  public static Registration onJvmShutdown(Supervisor supervisor, Duration grace) {
    Durations.nanos(grace, "grace");
    Objects.requireNonNull(supervisor, "supervisor");
    return JvmShutdown.register(supervisor.name(), () -> supervisor.stopWithin(grace));
  }

  /**
   * Stops the services in reverse order, interrupting them, and waits until all have ended, without
   * limit; stalls are reported. An interrupt does not end the wait; it is set again before this
   * returns. A second call does nothing; on another thread it waits too.
   *
   * @throws SupervisorFailedException if the supervisor had failed and nobody saw it
   * @throws NotOwnerException if called by one of its own services
   */
  @Override
  public void close() {
    scope.checkOutside("close");
    stop.cancel(new ScopeClosed(scope.name()));
    scope.awaitIdleUninterrupted();
    stop.close();
    scope.close();
    if (!failureSeen) {
      throwFailure();
    }
  }

  @Override
  public String toString() {
    return "supervisor '" + scope.name() + "', " + stop.token();
  }
}
