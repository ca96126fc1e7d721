package dev.belay.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;

/**
 * Cancels a token. Kept by whoever may stop the work, while the work gets the {@link #token()}. All
 * methods may be called from any thread; none blocks, but {@link #cancel} runs callbacks.
 */
public final class CancellationSource implements AutoCloseable {

  private static final VarHandle TIMER;

  static {
    try {
      TIMER =
          MethodHandles.lookup()
              .findVarHandle(CancellationSource.class, "timer", Registration.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final TokenNode token;

  /** Null while there is none. */
  private volatile Registration timer;

  private volatile boolean closed;

  CancellationSource(TokenNode token) {
    this.token = token;
  }

  /** A source without a parent, on the time of the machine, whose trouble is logged. */
  public static CancellationSource create() {
    return new CancellationSource(TokenNode.root(Hooks.DEFAULT));
  }

  /**
   * A source without a parent.
   *
   * @param listener told of callbacks that fail, here and in children
   * @param ticker gives the time to sleeps and timers, here and in children
   */
  public static CancellationSource create(Listener listener, Ticker ticker) {
    return new CancellationSource(
        TokenNode.root(
            new Hooks(
                Objects.requireNonNull(listener, "listener"),
                Objects.requireNonNull(ticker, "ticker"))));
  }

  /** The token to hand out; always the same. */
  public CancellationToken token() {
    return token;
  }

  /**
   * Cancels the token and all below it, then runs their callbacks on this thread, also if some of
   * them throw. When this returns, every token below is cancelled. Never throws what a callback
   * throws.
   *
   * @param reason what the tokens answer from now on
   * @return true if this call cancelled the token; false if it was cancelled before, whose reason
   *     then stands, and whose callbacks may still be running on another thread
   */
  public boolean cancel(Object reason) {
    boolean first = token.cancel(Objects.requireNonNull(reason, "reason"));
    if (first) {
      disarm();
    }
    return first;
  }

  /**
   * Cancels the token when the time has passed, with {@link DeadlineReached} as the reason. A timer
   * that was set before is replaced. Does nothing if the token is cancelled or the source closed.
   *
   * @throws IllegalArgumentException if the time is negative
   */
  public void cancelAfter(Duration time) {
    cancelAfter(time, new DeadlineReached(time));
  }

  /**
   * Cancels the token when the time has passed. A timer that was set before is replaced. Does
   * nothing if the token is cancelled or the source closed.
   *
   * @param time zero or more
   * @throws IllegalArgumentException if the time is negative
   */
  public void cancelAfter(Duration time, Object reason) {
    Durations.nanos(time, "time");
    Objects.requireNonNull(reason, "reason");
    if (token.isCancelled() || closed) {
      return;
    }
    replaceTimer(token.hooks().ticker().schedule(time, () -> token.cancel(reason)));
    if (token.isCancelled() || closed) {
      // Whoever cancelled or closed may have looked before the timer was there.
      disarm();
    }
  }

  /**
   * Removes the timer of {@link #cancelAfter}.
   *
   * @return true if there was one and it will not fire; false if there was none or it has fired
   */
  public boolean disarm() {
    return timer != null && replaceTimer(null);
  }

  private boolean replaceTimer(Registration next) {
    Registration old = (Registration) TIMER.getAndSet(this, next);
    return old != null && old.unregister();
  }

  /**
   * Leaves the parents and removes the timer, because the work has ended. Does not cancel: the
   * token stays as it is, no longer follows its parents, and can still be cancelled here. A second
   * call does nothing.
   */
  @Override
  public void close() {
    closed = true;
    token.leaveParents();
    disarm();
  }

  @Override
  public String toString() {
    return "source of " + token;
  }
}
