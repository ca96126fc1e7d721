package dev.belay.runtime;

import java.lang.System.Logger.Level;

/**
 * Is told what happens in scopes, tokens and supervisors. Trouble is logged to the {@link
 * System.Logger} of this package unless the method is overridden; the rest does nothing.
 *
 * <p>Calls come from the thread on which the event happened, several at a time, and never with a
 * lock held. They should be short. What they throw is logged and goes no further.
 */
public interface Listener {

  /** The listener that logs trouble and is silent otherwise. */
  static Listener logging() {
    return LoggingListener.INSTANCE;
  }

  /**
   * The listener that gives the failure of a task to its thread's handler for uncaught exceptions,
   * as the JVM does with a thread of its own, and logs trouble. For isolated scopes, whose started
   * tasks nobody joins.
   */
  static Listener uncaught() {
    return UncaughtListener.INSTANCE;
  }

  /** A callback of a token threw; the other callbacks run all the same. */
  default void callbackFailed(Throwable failure) {
    LoggingListener.log(Level.ERROR, "a cancellation callback failed", failure);
  }

  /** A task's body is about to run, on this thread. */
  default void taskStarted(String scope, String task) {}

  /**
   * A task ended, on this thread; or was refused by a cancelled scope, on the thread that asked.
   */
  default void taskEnded(String scope, String task, Outcome<?> outcome) {}

  /**
   * A task that had been aborted threw something other than the interrupt it was sent. Logged at
   * debug level, for closed sockets end like this.
   */
  default void failedAfterAbort(String scope, String task, Throwable failure) {
    LoggingListener.log(Level.DEBUG, scope + ": " + task + " failed after its abort", failure);
  }

  /** Somebody waits for the end of tasks that were told to stop and do not; called repeatedly. */
  default void stalled(StallReport report) {
    LoggingListener.log(Level.WARNING, report.toString(), null);
  }

  /** A shutdown has run its course; the stragglers, if any, still run. */
  default void stopped(String scope, Stop stop) {
    if (!stop.isClean()) {
      LoggingListener.log(Level.WARNING, scope + ": " + stop, null);
    }
  }

  /**
   * A supervised body ended and will be run again.
   *
   * @param restarts how many restarts the supervisor's window now holds, this one included
   */
  default void restarting(String supervisor, String service, Outcome<?> ended, int restarts) {}
}
