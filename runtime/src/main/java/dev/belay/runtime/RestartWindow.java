package dev.belay.runtime;

import java.util.ArrayDeque;
import java.util.Deque;

/** Counts the restarts of the last stretch of time; older ones are forgotten. */
final class RestartWindow {

  private final int most;
  private final long nanos;
  private final Deque<Long> restarts = new ArrayDeque<>();

  RestartWindow(int most, long nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /**
   * Enters a restart.
   *
   * @return how many the window holds with it, or -1 if there were as many as may be
   */
  synchronized int enter(long now) {
    while (!restarts.isEmpty() && now - restarts.peekFirst() >= nanos) {
      restarts.removeFirst();
    }
    if (restarts.size() >= most) {
      return -1;
    }
    restarts.addLast(now);
    return restarts.size();
  }
}
