package dev.belay.runtime;

import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A lock, the threads that wait inside, each for its own condition, and a letter box for those who
 * have something to tell and do not want to come in.
 *
 * <p>A thread that ends never waits for one that is inside: it posts a letter, which costs it two
 * atomic operations and no lock. Letters are read by who comes in to look, and by the sender whose
 * letter makes them enough for a condition to come true; should the lock be taken then, by whoever
 * has it. Whoever leaves looks at the conditions and wakes the threads whose has come true, so that
 * no change can forget to signal and ten thousand ends do not wake a joiner ten thousand times.
 */
abstract class Monitor {

  /** The lock is held for some tens of nanoseconds at a time; parking costs microseconds. */
  private static final int LOOKS = 64;

  /** So many letters are read though nobody waits for them, lest they pile up. */
  private static final int BOX = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private Waiter oldest;
  private Waiter newest;

  /** With fewer letters than this no condition can come true. */
  private volatile int enough = BOX;

  /** Somebody wanted the letters read and found the lock taken. */
  private volatile boolean turnedAway;

  /** What a thread waits for. Asked with the lock. */
  interface Condition {

    /**
     * How many letters it takes at least until this holds.
     *
     * @return zero if it holds
     */
    int missing();

    /** It holds, and its thread will be woken for that. */
    default void chosen() {}

    /** The thread that was chosen is back. */
    default void back() {}
  }

  /** One wait of a thread; a thread that finds nothing and waits again is a new one. */
  private static final class Waiter {
    private final Thread thread = Thread.currentThread();
    private final Condition condition;
    private Waiter older;
    private Waiter newer;
    private Waiter nextChosen;
    private boolean chosen;

    Waiter(Condition condition) {
      this.condition = condition;
    }
  }

  /** Whether there is a letter; called with or without the lock. */
  abstract boolean hasLetters();

  /** How many there are; a letter counts when its sender is about to call {@link #posted}. */
  abstract int letters();

  /** Reads all letters and empties the box; called with the lock. */
  abstract void readLetters();

  /** Takes the lock, for what the letters do not matter. */
  final void enterBlindly() {
    for (int i = 0; i < LOOKS; i++) {
      if (lock.tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    lock.lock();
  }

  /** Takes the lock, and knows all that was posted before. */
  final void enter() {
    enterBlindly();
    if (hasLetters()) {
      readLetters();
    }
  }

  /** Lets the lock go. Wakes those whose condition has come true, also by letters. */
  final void exit() {
    leave();
    while (isReadingDue() && lock.tryLock()) {
      readAndLeave();
    }
  }

  /** Whether letters were left to whoever had the lock, or are enough for somebody who came. */
  private boolean isReadingDue() {
    return turnedAway || enough < BOX && letters() >= enough;
  }

  private void readAndLeave() {
    turnedAway = false;
    readLetters();
    leave();
  }

  private void leave() {
    Waiter chosen = choose();
    lock.unlock();
    // Only now: who is woken earlier finds the lock taken.
    for (Waiter waiter = chosen; waiter != null; waiter = waiter.nextChosen) {
      LockSupport.unpark(waiter.thread);
    }
  }

  /** To be called without the lock when a letter was posted; does not wait. */
  final void posted() {
    while (letters() >= enough) {
      if (lock.tryLock()) {
        readAndLeave();
      } else {
        turnedAway = true;
        if (lock.isLocked()) {
          // Whoever has it looks at the flag after letting it go.
          return;
        }
      }
    }
  }

  /** Those whose condition holds; says how many letters the others need at least. */
  private Waiter choose() {
    Waiter chosen = null;
    int least = BOX;
    for (Waiter waiter = oldest; waiter != null; waiter = waiter.newer) {
      if (waiter.chosen) {
        continue;
      }
      int missing = waiter.condition.missing();
      if (missing == 0) {
        waiter.chosen = true;
        waiter.condition.chosen();
        waiter.nextChosen = chosen;
        chosen = waiter;
      } else {
        least = Math.min(least, missing);
      }
    }
    if (enough != least) {
      enough = least;
    }
    return chosen;
  }

  /** Wakes all, to look at what is no condition, such as the time; called with the lock. */
  final void wakeAll() {
    for (Waiter waiter = oldest; waiter != null; waiter = waiter.newer) {
      LockSupport.unpark(waiter.thread);
    }
  }

  /**
   * Waits once, unless the condition holds; called with the lock, which is let go meanwhile.
   * Returns, knowing what was posted, when the condition was found to hold, when interrupted, after
   * the time, or for no reason.
   */
  final void park(Ticker ticker, Condition condition, long nanos) {
    if (condition.missing() == 0) {
      return;
    }
    Waiter waiter = new Waiter(condition);
    add(waiter);
    exit();
    try {
      ticker.park(this, nanos);
    } finally {
      enter();
      remove(waiter);
      if (waiter.chosen) {
        condition.back();
      }
    }
  }

  private void add(Waiter waiter) {
    waiter.older = newest;
    if (newest == null) {
      oldest = waiter;
    } else {
      newest.newer = waiter;
    }
    newest = waiter;
  }

  private void remove(Waiter waiter) {
    if (waiter.older == null) {
      oldest = waiter.newer;
    } else {
      waiter.older.newer = waiter.newer;
    }
    if (waiter.newer == null) {
      newest = waiter.older;
    } else {
      waiter.newer.older = waiter.older;
    }
  }
}
