package dev.belay.runtime;

/** What a started task does. */
@FunctionalInterface
public interface Body {

  /**
   * Runs on the task's thread.
   *
   * @param token the task's own, cancelled when the task is aborted or its scope cancelled
   * @throws Exception goes to the scope's failure policy
   */
  void run(CancellationToken token) throws Exception;
}
