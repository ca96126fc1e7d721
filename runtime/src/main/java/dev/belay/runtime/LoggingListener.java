package dev.belay.runtime;

import java.lang.System.Logger.Level;

/** The listener of those who name none. */
final class LoggingListener implements Listener {

  static final LoggingListener INSTANCE = new LoggingListener();

  private LoggingListener() {}

  static void log(Level level, String message, Throwable failure) {
    // Looked up on use: most programs never come here, and a logger's start is costly.
    System.getLogger("dev.belay.runtime").log(level, message, failure);
  }
}
