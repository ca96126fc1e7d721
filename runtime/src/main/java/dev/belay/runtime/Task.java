package dev.belay.runtime;

/**
 * A forked task, as its scope and others see it. All methods may be called from any thread.
 *
 * @param <T> what its body returns
 */
public interface Task<T> {

  /** Where a task stands. */
  enum State {
    /** The body has not begun. */
    PENDING,
    /** The body runs. */
    RUNNING,
    /** The task was aborted, and its body has not ended yet. */
    ABORTING,
    /** The body has ended, and there is an outcome. */
    DONE
  }

  /** The name given to it, or one made of the scope's name and a number. Never blocks. */
  String name();

  /** Where it stands now. Never blocks. */
  State state();

  /**
   * How it ended. Never blocks.
   *
   * @throws IllegalStateException as long as the body, its {@code finally} blocks included, has not
   *     ended
   */
  Outcome<T> outcome();

  /**
   * Stops the task: cancels its token and interrupts its thread. If its body has not begun it never
   * will. Runs the callbacks of its token on this thread, and does not wait for the end; the first
   * of abort and finish decides the outcome. May be called by the task itself.
   *
   * @param reason what the outcome and the token say from then on
   * @return true if this call decided that the outcome is {@code Aborted}; false if the body had
   *     ended or another call was first
   */
  boolean abort(Object reason);

  /**
   * Waits until the task has ended and takes it from its scope, whose joins no longer return it. A
   * second call answers the same, also after the scope was closed. Any thread that has the task may
   * call this, inside of the scope or not.
   *
   * @return what the body returned; may be null
   * @throws InterruptedException if the calling thread is interrupted; the task goes on
   * @throws TaskFailedException if the body threw; the cause is what it threw
   * @throws CancelledException if the task was aborted
   * @throws NotOwnerException if called by the task itself or a task of a scope within it
   */
  T join() throws InterruptedException, TaskFailedException;
}
