package dev.belay.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * One call that cancelled: what the tokens have in common that it reached. Two such calls may meet
 * in a tree; each then returns only when the other has reached what is below.
 */
final class Cancellation {

  final Object reason;

  /** Calls that had cancelled a token before this one came to it, and were still under way. */
  private List<Cancellation> met = List.of();

  private final CountDownLatch walked = new CountDownLatch(1);

  /** Nothing is left to be waited for. */
  private volatile boolean whole;

  Cancellation(Object reason) {
    this.reason = reason;
  }

  /** Called by the thread that walks, before {@link #walked}. */
  void meet(Cancellation other) {
    if (!other.whole) {
      if (met.isEmpty()) {
        met = new ArrayList<>();
      }
      met.add(other);
    }
  }

  /** This call has reached all that it will reach itself. */
  void walked() {
    walked.countDown();
  }

  /**
   * Returns when all tokens below are cancelled. Waits for walks only, which call nobody and wait
   * for nobody: two calls that have met do not wait for each other's waits.
   */
  void awaitWhole() {
    if (whole) {
      return;
    }
    List<Cancellation> all = new ArrayList<>(List.of(this));
    for (int i = 0; i < all.size(); i++) {
      Cancellation next = all.get(i);
      Uninterrupted.await(next.walked);
      for (Cancellation other : next.met) {
        if (!other.whole && !all.contains(other)) {
          all.add(other);
        }
      }
    }
    whole = true;
  }
}
