package dev.belay.runtime;

/**
 * Carries something of a thread, such as a logging context or a trace, from the thread that forks
 * to the thread of the task.
 *
 * @param <C> what is carried; may be null
 */
public interface ContextCarrier<C> {

  /**
   * Reads the context, on the forking thread, before a wait at the limit. What this throws comes
   * out of the fork, and nothing is started.
   */
  C capture();

  /**
   * Sets the context, on the task's thread, before the body. What this throws makes the task fail
   * without running its body.
   *
   * @return puts back what was there; called on the same thread after the body, newest carrier
   *     first
   */
  Restore install(C captured);

  /** Puts back the context that was there before. */
  @FunctionalInterface
  interface Restore {

    /** Runs once; what it throws is handled like a failure of the body, under the body's own. */
    void restore();
  }
}
