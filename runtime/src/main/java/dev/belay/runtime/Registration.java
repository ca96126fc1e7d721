package dev.belay.runtime;

/**
 * A callback or a timer that waits to run once. May be used from any thread.
 *
 * <p>Of "was removed" and "ran" exactly one becomes true.
 */
public interface Registration extends AutoCloseable {

  /**
   * Removes the callback if it has not begun. Never waits.
   *
   * @return true if this call removed it, so that it will never run; false if it has run, is
   *     running, or was removed before
   */
  boolean unregister();

  /**
   * Removes the callback, or waits until it has ended if it is running on another thread. Called
   * from inside the callback itself it returns at once. An interrupt does not end the wait; it is
   * set again before this returns. A second call does nothing more.
   *
   * <p>Holding a lock that the callback needs makes this a deadlock; use {@link #unregister()}
   * there.
   */
  @Override
  void close();
}
