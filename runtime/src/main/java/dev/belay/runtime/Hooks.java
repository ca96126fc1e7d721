package dev.belay.runtime;

import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * What a token, a scope or a supervisor was given to call. Failures of a listener end here.
 *
 * @param listener is told
 * @param ticker gives the time
 */
record Hooks(Listener listener, Ticker ticker) {

  static final Hooks DEFAULT = new Hooks(LoggingListener.INSTANCE, SystemTicker.INSTANCE);

  void tell(Consumer<Listener> event) {
    try {
      event.accept(listener);
    } catch (Throwable failure) {
      try {
        LoggingListener.log(Level.ERROR, "a listener failed", failure);
      } catch (Throwable loggerFailed) {
        // A thread that reports must get on with its work; there is nobody left to tell.
        failure.addSuppressed(loggerFailed);
      }
    }
  }

  /** Whether the listener looks at single tasks; spares the common case two calls a task. */
  boolean watchesTasks() {
    return listener != LoggingListener.INSTANCE;
  }

  void callbackFailed(Throwable failure) {
    tell(told -> told.callbackFailed(failure));
  }
}
