package dev.belay.runtime;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/**
 * How a supervisor is to work. Immutable: each method returns options that differ in one thing.
 * Without any, ten restarts within a minute are borne, the first wait is 100 ms, waits double up to
 * 30 s with a fifth of jitter, and a run of 10 s counts as healthy.
 */
public final class SupervisorOptions {

  static final SupervisorOptions DEFAULT = new SupervisorOptions();

  private UnaryOperator<Options> scope = UnaryOperator.identity();
  private CancellationToken parent;
  private int restarts = 10;
  private Duration window = Duration.ofMinutes(1);
  private Duration firstWait = Duration.ofMillis(100);
  private Duration longestWait = Duration.ofSeconds(30);
  private double jitter = 0.2;
  private DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
  private Duration healthyAfter = Duration.ofSeconds(10);
  private Duration patience = Duration.ofSeconds(5);

  private SupervisorOptions() {}

  /** The one place that changes options: a copy that nobody else has yet. */
  private SupervisorOptions with(Consumer<SupervisorOptions> change) {
    SupervisorOptions copy = new SupervisorOptions();
    copy.scope = scope;
    copy.parent = parent;
    copy.restarts = restarts;
    copy.window = window;
    copy.firstWait = firstWait;
    copy.longestWait = longestWait;
    copy.jitter = jitter;
    copy.random = random;
    copy.healthyAfter = healthyAfter;
    copy.patience = patience;
    change.accept(copy);
    return copy;
  }

  private SupervisorOptions withScope(UnaryOperator<Options> more) {
    UnaryOperator<Options> before = scope;
    return with(copy -> copy.scope = options -> more.apply(before.apply(options)));
  }

  /** Everything is stopped, in reverse order, when this token is cancelled. */
  public SupervisorOptions parent(CancellationToken token) {
    Objects.requireNonNull(token, "token");
    return with(copy -> copy.parent = token);
  }

  /**
   * So many restarts within the window are borne, over all services; the next one makes the
   * supervisor fail.
   *
   * @param most zero or more
   * @param time more than zero
   * @throws IllegalArgumentException if one of them is not
   */
  public SupervisorOptions intensity(int most, Duration time) {
    if (most < 0) {
      throw new IllegalArgumentException("intensity is negative: " + most);
    }
    if (Durations.nanos(time, "window") == 0) {
      throw new IllegalArgumentException("window is zero");
    }
    return with(
        copy -> {
          copy.restarts = most;
          copy.window = time;
        });
  }

  /**
   * The wait before a restart, doubled for each further one in a row.
   *
   * @param first zero for none
   * @param longest no shorter than the first
   * @throws IllegalArgumentException if it is shorter, or one of them negative
   */
  public SupervisorOptions backOff(Duration first, Duration longest) {
    if (Durations.nanos(longest, "longest wait") < Durations.nanos(first, "first wait")) {
      throw new IllegalArgumentException(
          "longest wait " + longest + " is shorter than the first, " + first);
    }
    return with(
        copy -> {
          copy.firstWait = first;
          copy.longestWait = longest;
        });
  }

  /**
   * How much of a wait chance may take away.
   *
   * @param part from 0 to 1
   * @param chance gives numbers from 0 to 1, on any thread
   * @throws IllegalArgumentException if the part is outside its bounds
   */
  public SupervisorOptions jitter(double part, DoubleSupplier chance) {
    if (!(part >= 0 && part <= 1)) {
      throw new IllegalArgumentException("jitter is not from 0 to 1: " + part);
    }
    Objects.requireNonNull(chance, "chance");
    return with(
        copy -> {
          copy.jitter = part;
          copy.random = chance;
        });
  }

  /**
   * A run that lasted so long makes the next wait the first one again.
   *
   * @throws IllegalArgumentException if the time is negative
   */
  public SupervisorOptions healthyAfter(Duration time) {
    Durations.nanos(time, "healthy time");
    return with(copy -> copy.healthyAfter = time);
  }

  /**
   * When all is stopped without a grace time, how long to wait for one service before the next is
   * stopped too. Nothing is given up: close waits for all. Five seconds unless said otherwise.
   *
   * @throws IllegalArgumentException if the time is negative
   */
  public SupervisorOptions patience(Duration time) {
    Durations.nanos(time, "patience");
    return with(copy -> copy.patience = time);
  }

  /** As {@link Options#threads}. */
  public SupervisorOptions threads(ThreadFactory factory) {
    Objects.requireNonNull(factory, "factory");
    return withScope(options -> options.threads(factory));
  }

  /** As {@link Options#clock}. */
  public SupervisorOptions clock(Ticker ticker) {
    Objects.requireNonNull(ticker, "ticker");
    return withScope(options -> options.clock(ticker));
  }

  /** As {@link Options#listener}. */
  public SupervisorOptions listener(Listener listener) {
    Objects.requireNonNull(listener, "listener");
    return withScope(options -> options.listener(listener));
  }

  /** As {@link Options#carrying}. */
  public SupervisorOptions carrying(ContextCarrier<?> carrier) {
    Objects.requireNonNull(carrier, "carrier");
    return withScope(options -> options.carrying(carrier));
  }

  UnaryOperator<Options> scope() {
    return scope;
  }

  /** Null if there is none. */
  CancellationToken parent() {
    return parent;
  }

  RestartWindow newWindow() {
    return new RestartWindow(restarts, Durations.nanos(window, "window"));
  }

  BackOff backOff() {
    return new BackOff(
        Durations.nanos(firstWait, "first wait"),
        Durations.nanos(longestWait, "longest wait"),
        jitter,
        random);
  }

  long healthyNanos() {
    return Durations.nanos(healthyAfter, "healthy time");
  }

  long patienceNanos() {
    return Durations.nanos(patience, "patience");
  }
}
