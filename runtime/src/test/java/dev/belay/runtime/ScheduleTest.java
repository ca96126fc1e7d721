package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoThreadLeft.class)
class ScheduleTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ManualTicker ticker = new ManualTicker();
  private final BlockingQueue<Long> runs = new LinkedBlockingQueue<>();

  private TaskScope<Void> open() {
    return TaskScope.open("test", o -> o.clock(ticker).isolate().listener(Listener.uncaught()));
  }

  private void record() {
    runs.add(TimeUnit.NANOSECONDS.toSeconds(ticker.nanoTime()));
  }

  private long nextRun() throws InterruptedException {
    return runs.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void aDelayedBodyRunsOnce() throws Exception {
    try (TaskScope<Void> scope = open()) {
      scope.start("later", Body.delayed(this::record, SECOND));
      ticker.awaitParkedFor(SECOND);
      ticker.advance(SECOND);
      scope.awaitAll();
    }
    assertEquals(1, runs.size());
  }

  @Test
  void aDelayedBodyDoesNotRunWhenItIsStoppedBefore() throws Exception {
    try (TaskScope<Void> scope = open()) {
      scope.start("later", Body.delayed(this::record, SECOND));
      ticker.awaitParkedFor(SECOND);
    }
    assertEquals(0, runs.size());
  }

  @Test
  void aFixedDelayCountsFromTheEndOfARun() throws Exception {
    Runnable slow =
        () -> {
          record();
          ticker.advance(SECOND);
        };
    try (TaskScope<Void> scope = open()) {
      scope.start("again", Body.withFixedDelay(slow, Duration.ofSeconds(-1), SECOND));
      assertEquals(0, nextRun());
      ticker.awaitParkedFor(SECOND);
      ticker.advance(SECOND);
      assertEquals(2, nextRun());
    }
  }

  @Test
  void aFixedRateCountsFromTheStartAndMakesUpForWhatIsLate() throws Exception {
    Runnable slowAtFirst =
        () -> {
          record();
          if (runs.size() == 1) {
            ticker.advance(SECOND.multipliedBy(2));
          }
        };
    try (TaskScope<Void> scope = open()) {
      scope.start("again", Body.atFixedRate(slowAtFirst, SECOND, SECOND));
      ticker.awaitParkedFor(SECOND);
      ticker.advance(SECOND);
      ticker.awaitParkedFor(SECOND);
      assertEquals(1, nextRun());
      assertEquals(3, nextRun());
      assertEquals(3, nextRun());
      assertNull(runs.poll());
    }
  }

  @Test
  void aRunThatFailsIsTheLastAndGoesToTheThreadsHandler() throws Exception {
    BlockingQueue<Throwable> seen = new LinkedBlockingQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> seen.add(failure));
    try (TaskScope<Void> scope = open()) {
      RuntimeException failure = new RuntimeException("disk");
      scope.start(
          "again",
          Body.withFixedDelay(
              () -> {
                throw failure;
              },
              Duration.ZERO,
              SECOND));
      scope.awaitAll();
      assertEquals(failure, seen.poll(30, TimeUnit.SECONDS));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void aPauseIsPositive() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Body.atFixedRate(this::record, Duration.ZERO, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class,
        () -> Body.withFixedDelay(this::record, Duration.ZERO, SECOND.negated()));
  }

  @Test
  void aRunnableMayHaveAName() throws Exception {
    try (TaskScope<Void> scope = open()) {
      scope.start("named", this::record);
      scope.awaitAll();
    }
    assertEquals(0, nextRun());
  }
}
