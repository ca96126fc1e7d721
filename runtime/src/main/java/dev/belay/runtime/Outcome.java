package dev.belay.runtime;

import java.util.Objects;

/**
 * How a body ended. There is exactly one for each task, and it does not change.
 *
 * @param <T> what the body returns
 */
public sealed interface Outcome<T> {

  /**
   * The body returned.
   *
   * @param value what it returned; may be null
   */
  record Success<T>(T value) implements Outcome<T> {}

  /**
   * The body threw.
   *
   * @param failure what it threw, an {@link Error} included
   */
  record Failed<T>(Throwable failure) implements Outcome<T> {
    /** Refuses null. */
    public Failed {
      Objects.requireNonNull(failure, "failure");
    }
  }

  /**
   * The work was cancelled, before or while it ran.
   *
   * @param reason what was given to the call that cancelled it
   */
  record Aborted<T>(Object reason) implements Outcome<T> {
    /** Refuses null. */
    public Aborted {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * What the body returned; may be null.
   *
   * @throws TaskFailedException if it threw; the cause is what it threw
   * @throws CancelledException if it was cancelled
   */
  default T get() throws TaskFailedException {
    if (this instanceof Success<T> success) {
      return success.value();
    }
    if (this instanceof Failed<T> failed) {
      throw new TaskFailedException(failed.failure());
    }
    throw new CancelledException(((Aborted<T>) this).reason());
  }
}
