package dev.belay.runtime;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Real time. One daemon thread waits for all timers and is gone when none is set. */
final class SystemTicker implements Ticker {

  static final SystemTicker INSTANCE = new SystemTicker();

  private final ScheduledThreadPoolExecutor timers;

  private SystemTicker() {
    timers =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(null, task, "belay-timer", 0, false);
              thread.setDaemon(true);
              return thread;
            });
    timers.setRemoveOnCancelPolicy(true);
    timers.setKeepAliveTime(1, TimeUnit.SECONDS);
    timers.allowCoreThreadTimeOut(true);
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public void park(Object blocker, long nanos) {
    if (nanos == Long.MAX_VALUE) {
      // No timer to be set in the kernel or in the scheduler of virtual threads, and none removed.
      LockSupport.park(blocker);
    } else {
      LockSupport.parkNanos(blocker, nanos);
    }
  }

  @Override
  public Registration schedule(Duration delay, Runnable action) {
    Objects.requireNonNull(action, "action");
    // The executor compares delays by subtraction and refuses more than half of the range.
    long nanos = Math.min(Durations.nanos(delay, "delay"), Long.MAX_VALUE / 2);
    Links home = new Links();
    Callback timer = new Callback(home, action);
    home.add(timer);
    var pending =
        timers.schedule(
            () -> {
              if (home.pop() != null) {
                onThreadOfItsOwn(timer);
              }
            },
            nanos,
            TimeUnit.NANOSECONDS);
    return new Pending(timer, pending);
  }

  /** A callback may block, and all other timers wait for the one thread. */
  private static void onThreadOfItsOwn(Callback timer) {
    Runnable run = () -> timer.run(Hooks.DEFAULT);
    try {
      VirtualThreads.orPlatform("belay-timer-action", run).start();
    } catch (OutOfMemoryError noThread) {
      run.run();
    }
  }

  private record Pending(Callback timer, Future<?> future) implements Registration {

    @Override
    public boolean unregister() {
      boolean removed = timer.unregister();
      if (removed) {
        future.cancel(false);
      }
      return removed;
    }

    @Override
    public void close() {
      if (!unregister()) {
        timer.close();
      }
    }
  }
}
