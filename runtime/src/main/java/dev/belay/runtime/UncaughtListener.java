package dev.belay.runtime;

/** Treats failures of tasks as the JVM treats those of threads. */
final class UncaughtListener implements Listener {

  static final UncaughtListener INSTANCE = new UncaughtListener();

  private UncaughtListener() {}

  @Override
  public void taskEnded(String scope, String task, Outcome<?> outcome) {
    if (outcome instanceof Outcome.Failed<?> failed) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failed.failure());
    }
  }
}
