package dev.belay.runtime;

/**
 * What a forked task does, if it wants to know when to stop.
 *
 * @param <T> what it returns
 */
@FunctionalInterface
public interface TokenCallable<T> {

  /**
   * Runs on the task's thread.
   *
   * @param token the task's own, cancelled when the task is aborted or its scope cancelled
   * @return the value; may be null
   * @throws Exception makes the task a failed one
   */
  T call(CancellationToken token) throws Exception;
}
