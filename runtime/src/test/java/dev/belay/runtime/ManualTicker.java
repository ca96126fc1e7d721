package dev.belay.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Time that stands still until a test moves it. */
final class ManualTicker implements Ticker {

  private record Parked(Thread thread, long until) {}

  private record Timer(long due, Links home, Callback action) {}

  private long now;
  private final List<Parked> parked = new ArrayList<>();
  private final List<Timer> timers = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();

  private record Waiting(BooleanSupplier enough, CountDownLatch reached) {}

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public void park(Object blocker, long nanos) {
    if (nanos <= 0) {
      return;
    }
    Parked entry;
    synchronized (this) {
      long until = nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos;
      entry = new Parked(Thread.currentThread(), until);
      parked.add(entry);
      waiting.removeIf(
          wait -> {
            boolean enough = wait.enough.getAsBoolean();
            if (enough) {
              wait.reached.countDown();
            }
            return enough;
          });
    }
    LockSupport.park(blocker);
    synchronized (this) {
      parked.remove(entry);
    }
  }

  @Override
  public synchronized Registration schedule(Duration delay, Runnable action) {
    Links home = new Links();
    Callback callback = new Callback(home, action);
    home.add(callback);
    timers.add(new Timer(now + Durations.nanos(delay, "delay"), home, callback));
    return callback;
  }

  /**
   * Returns when so many threads are parked here at once. One that was woken for another reason
   * than time counts until it has run on: where that can be, ask for the time that is waited for.
   */
  void awaitParked(int threads) throws InterruptedException {
    awaitParked(() -> parked.size() >= threads);
  }

  /** Returns when a thread is parked that would be due after just this time. */
  void awaitParkedFor(Duration time) throws InterruptedException {
    long nanos = Durations.nanos(time, "time");
    awaitParked(() -> parked.stream().anyMatch(entry -> entry.until == now + nanos));
  }

  private void awaitParked(BooleanSupplier enough) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    synchronized (this) {
      if (enough.getAsBoolean()) {
        return;
      }
      waiting.add(new Waiting(enough, reached));
    }
    Waits.await(reached);
  }

  /** Timers that neither fired nor were removed. */
  synchronized int pendingTimers() {
    return (int) timers.stream().filter(timer -> !timer.home.isEmpty()).count();
  }

  /** Moves the time, wakes who is due and runs the timers that are due on this thread. */
  void advance(Duration by) {
    List<Timer> due = new ArrayList<>();
    synchronized (this) {
      now += by.toNanos();
      timers.removeIf(
          timer -> {
            boolean fires = timer.due <= now;
            if (fires) {
              due.add(timer);
            }
            return fires;
          });
      for (Parked entry : parked) {
        if (entry.until <= now) {
          LockSupport.unpark(entry.thread);
        }
      }
    }
    for (Timer timer : due) {
      if (timer.home.pop() != null) {
        timer.action.run(Hooks.DEFAULT);
      }
    }
  }
}
