package dev.belay.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/**
 * How a scope is to work. Immutable: each method returns options that differ in one thing. Without
 * any, a scope has no parent, no limit and no deadline, is cancelled by its first failure, belongs
 * to the thread that opened it, and runs its tasks on virtual threads where there are some.
 */
public final class Options {

  static final Options DEFAULT = new Options();

  private TokenNode parent;
  private int limit;
  private Duration deadline;
  private boolean isolated;
  private boolean shared;
  private ThreadFactory threads;
  private Boolean daemon;
  private Hooks hooks = Hooks.DEFAULT;
  private List<ContextCarrier<?>> carriers = List.of();
  private long stallNanos = Duration.ofSeconds(10).toNanos();

  private Options() {}

  /** The one place that changes options: a copy that nobody else has yet. */
  private Options with(Consumer<Options> change) {
    Options copy = new Options();
    copy.parent = parent;
    copy.limit = limit;
    copy.deadline = deadline;
    copy.isolated = isolated;
    copy.shared = shared;
    copy.threads = threads;
    copy.daemon = daemon;
    copy.hooks = hooks;
    copy.carriers = carriers;
    copy.stallNanos = stallNanos;
    change.accept(copy);
    return copy;
  }

  /** The scope is cancelled when this token is, for the same reason. */
  public Options parent(CancellationToken token) {
    TokenNode node = (TokenNode) Objects.requireNonNull(token, "token");
    return with(copy -> copy.parent = node);
  }

  /**
   * So many tasks run at once, forked and started together. Who comes later waits, in the order of
   * coming, or is refused.
   *
   * @param tasks one or more
   * @throws IllegalArgumentException if there are fewer
   */
  public Options limit(int tasks) {
    if (tasks < 1) {
      throw new IllegalArgumentException("limit is below 1: " + tasks);
    }
    return with(copy -> copy.limit = tasks);
  }

  /**
   * The scope is cancelled so long after it was opened, with {@link DeadlineReached}.
   *
   * @param time zero for a scope that is cancelled as soon as the timer runs
   * @throws IllegalArgumentException if the time is negative
   */
  public Options deadline(Duration time) {
    Durations.nanos(time, "deadline");
    return with(copy -> copy.deadline = time);
  }

  /**
   * A failure stays with its task. The failure of a started task goes to the listener; if none was
   * given, it comes out of {@code close}.
   */
  public Options isolate() {
    return with(copy -> copy.isolated = true);
  }

  /**
   * For a scope in a field: any thread may fork and start, shut down and close, and join while no
   * other thread does.
   */
  public Options shared() {
    return with(copy -> copy.shared = true);
  }

  /**
   * Makes the threads, one for each task, on the thread that forks; names are its own affair. It
   * may hand out threads that do something else afterwards: nothing of the task stays on them. If
   * it returns null the fork throws {@link java.util.concurrent.RejectedExecutionException}; what
   * it throws comes out of the fork.
   */
  public Options threads(ThreadFactory factory) {
    Objects.requireNonNull(factory, "factory");
    return with(copy -> copy.threads = factory);
  }

  /**
   * Whether the JVM may end while tasks run, as {@link Thread#setDaemon} has it. If it may, the
   * threads are virtual where there are some, which are daemons anyway, and else daemons; if it may
   * not, they are platform threads, whatever the JDK. Unless said they are virtual where there are
   * some, and else daemons only if the thread that forks is one. A factory decides for itself.
   */
  public Options daemon(boolean on) {
    return with(copy -> copy.daemon = on);
  }

  /** Gives the time to the deadline, to the sleeps of tasks, to shutdowns and stall reports. */
  public Options clock(Ticker ticker) {
    Objects.requireNonNull(ticker, "ticker");
    return with(copy -> copy.hooks = new Hooks(hooks.listener(), ticker));
  }

  /** Is told what happens, in place of the one that logs trouble. */
  public Options listener(Listener listener) {
    Objects.requireNonNull(listener, "listener");
    return with(copy -> copy.hooks = new Hooks(listener, hooks.ticker()));
  }

  /** Carries this context to the tasks too; installed after those that were named before. */
  public Options carrying(ContextCarrier<?> carrier) {
    List<ContextCarrier<?>> more = new ArrayList<>(carriers);
    more.add(Objects.requireNonNull(carrier, "carrier"));
    return with(copy -> copy.carriers = List.copyOf(more));
  }

  /**
   * Who has waited so long for tasks that were told to stop reports them, again after twice the
   * time, and so on. Ten seconds unless said otherwise.
   *
   * @param time more than zero
   * @throws IllegalArgumentException if it is zero or negative
   */
  public Options stallAfter(Duration time) {
    long nanos = Durations.nanos(time, "stall time");
    if (nanos == 0) {
      throw new IllegalArgumentException("stall time is zero");
    }
    return with(copy -> copy.stallNanos = nanos);
  }

  TokenNode parent() {
    return parent;
  }

  /** Zero if there is none. */
  int limit() {
    return limit;
  }

  /** Null if there is none. */
  Duration deadline() {
    return deadline;
  }

  boolean isIsolated() {
    return isolated;
  }

  boolean isShared() {
    return shared;
  }

  /** Null for the default. */
  ThreadFactory threads() {
    return threads;
  }

  /** Null if it was not said. */
  Boolean daemon() {
    return daemon;
  }

  Hooks hooks() {
    return hooks;
  }

  List<ContextCarrier<?>> carriers() {
    return carriers;
  }

  long stallNanos() {
    return stallNanos;
  }
}
