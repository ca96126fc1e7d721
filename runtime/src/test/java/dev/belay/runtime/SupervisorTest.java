package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoThreadLeft.class)
class SupervisorTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final RecordingListener listener = new RecordingListener();
  private final ManualTicker ticker = new ManualTicker();

  private Supervisor open(UnaryOperator<SupervisorOptions> more) {
    return Supervisor.open(
        "pool", o -> more.apply(o.clock(ticker).listener(listener).jitter(0, () -> 0)));
  }

  private static void waitForStop(CancellationToken token) throws InterruptedException {
    token.sleep(Duration.ofDays(1));
  }

  @Test
  void exactlyNAreKeptRunning() throws Exception {
    CountDownLatch running = new CountDownLatch(3);
    try (Supervisor pool = open(o -> o)) {
      pool.keepExactly(
          3,
          "connection",
          token -> {
            running.countDown();
            waitForStop(token);
          });
      Waits.await(running);
      assertEquals(3, pool.running("connection"));
      assertEquals(0, pool.running("other"));
      assertTrue(
          pool.snapshot().running().stream()
              .map(Snapshot.Running::name)
              .toList()
              .containsAll(List.of("connection-1", "connection-2", "connection-3")));
    }
    assertEquals(List.of(), listener.restarts);
  }

  @Test
  void whatFailsOrReturnsIsRunAgainAfterTheWait() throws Exception {
    BlockingQueue<Integer> runs = new ArrayBlockingQueue<>(10);
    AtomicInteger count = new AtomicInteger();
    try (Supervisor pool = open(o -> o.backOff(SECOND, SECOND.multipliedBy(60)))) {
      pool.keepExactly(
          1,
          "service",
          token -> {
            int run = count.incrementAndGet();
            runs.add(run);
            if (run == 1) {
              throw new IOException("disk");
            }
            if (run == 3) {
              waitForStop(token);
            }
          });
      assertEquals(1, runs.poll(30, TimeUnit.SECONDS));
      ticker.awaitParkedFor(SECOND);
      assertEquals(0, pool.running("service"));
      ticker.advance(SECOND);
      assertEquals(2, runs.poll(30, TimeUnit.SECONDS));
      ticker.awaitParkedFor(SECOND.multipliedBy(2));
      ticker.advance(SECOND);
      assertNull(runs.poll(), "the second wait is twice as long");
      ticker.advance(SECOND);
      assertEquals(3, runs.poll(30, TimeUnit.SECONDS));
      assertEquals(List.of(1, 2), listener.restarts);
    }
  }

  @Test
  void overTheIntensityAllAreStoppedInReverseOrderAndTheFailureGoesUp() throws Exception {
    List<String> trail = new CopyOnWriteArrayList<>();
    CountDownLatch running = new CountDownLatch(3);
    CountDownLatch fail = new CountDownLatch(1);
    IOException disk = new IOException("disk");
    try (Supervisor pool = open(o -> o.intensity(0, SECOND))) {
      for (int i = 1; i <= 3; i++) {
        String name = "steady" + i;
        pool.keepExactly(
            1,
            name,
            token -> {
              running.countDown();
              try {
                waitForStop(token);
              } finally {
                trail.add(name);
              }
            });
      }
      pool.keepExactly(
          1,
          "failing",
          token -> {
            Waits.await(fail);
            throw disk;
          });
      Waits.await(running);
      fail.countDown();
      SupervisorFailedException thrown = assertThrows(SupervisorFailedException.class, pool::await);
      assertSame(disk, thrown.getCause());
      assertEquals(List.of("steady3", "steady2", "steady1"), trail);
      assertSame(thrown, assertThrows(SupervisorFailedException.class, pool::await));
      assertThrows(IllegalStateException.class, () -> pool.keepExactly(1, "late", token -> {}));
      assertSame(thrown, pool.token().reason().orElseThrow());
    }
  }

  @Test
  void aFailureThatNobodySawComesOutOfClose() {
    Supervisor pool = open(o -> o.intensity(0, SECOND));
    pool.keepExactly(1, "returns", token -> {});
    Waits.until(() -> pool.token().isCancelled());
    assertNull(assertThrows(SupervisorFailedException.class, pool::close).getCause());
    pool.close();
  }

  @Test
  void restartsThatFailAtOnceCountToo() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    try (Supervisor pool = open(o -> o.intensity(4, SECOND).backOff(Duration.ZERO, SECOND))) {
      pool.keepExactly(
          1,
          "failing",
          token -> {
            runs.incrementAndGet();
            throw new AssertionError("error");
          });
      assertThrows(SupervisorFailedException.class, pool::await);
    }
    assertEquals(5, runs.get());
    assertEquals(List.of(1, 2, 3, 4), listener.restarts);
  }

  @Test
  void theWindowForgets() {
    RestartWindow window = new RestartWindow(2, 10);
    assertEquals(1, window.enter(0));
    assertEquals(2, window.enter(5));
    assertEquals(-1, window.enter(9));
    assertEquals(2, window.enter(10));
    assertEquals(-1, window.enter(14));
    assertEquals(2, window.enter(15));
    assertEquals(1, window.enter(100));
  }

  @Test
  void waitsDoubleUpToTheCapAndChanceShortensThem() {
    BackOff plain = new BackOff(100, 1000, 0.5, () -> 0);
    assertEquals(
        List.of(100, 200, 400, 800, 1000, 1000),
        List.of(1, 2, 3, 4, 5, 100).stream().map(i -> plain.before(i).getNano()).toList());
    BackOff jittered = new BackOff(100, 1000, 0.5, () -> 1);
    assertEquals(50, jittered.before(1).getNano());
    assertEquals(500, jittered.before(Integer.MAX_VALUE).getNano());
    assertEquals(Duration.ZERO, new BackOff(0, 0, 0, () -> 0).before(Integer.MAX_VALUE));
    BackOff longest = new BackOff(1, Long.MAX_VALUE, 0, () -> 0);
    assertEquals(Duration.ofNanos(Long.MAX_VALUE), longest.before(200));
  }

  @Test
  void aHealthyRunMakesTheNextWaitTheFirstAgain() throws Exception {
    Semaphore end = new Semaphore(0);
    BlockingQueue<Integer> runs = new ArrayBlockingQueue<>(10);
    AtomicInteger count = new AtomicInteger();
    try (Supervisor pool =
        open(
            o -> o.backOff(SECOND, SECOND.multipliedBy(60)).healthyAfter(SECOND.multipliedBy(5)))) {
      pool.keepExactly(
          1,
          "service",
          token -> {
            runs.add(count.incrementAndGet());
            end.acquire();
          });
      assertEquals(1, runs.poll(30, TimeUnit.SECONDS));
      end.release();
      ticker.awaitParkedFor(SECOND);
      ticker.advance(SECOND);
      assertEquals(2, runs.poll(30, TimeUnit.SECONDS));
      ticker.advance(SECOND.multipliedBy(5));
      end.release();
      ticker.awaitParkedFor(SECOND);
      ticker.advance(SECOND);
      assertEquals(3, runs.poll(30, TimeUnit.SECONDS), "waited one second, not two");
    }
  }

  @Test
  void anInterruptFromElsewhereDoesNotEndTheOneThatStopsTheOthers() throws Exception {
    List<Thread> threads = new CopyOnWriteArrayList<>();
    CountDownLatch running = new CountDownLatch(1);
    try (Supervisor pool =
        open(
            o ->
                o.threads(
                    task -> {
                      threads.add(new Thread(task));
                      return threads.get(threads.size() - 1);
                    }))) {
      pool.keepExactly(1, "service", token -> Waits.stayUntilCancelled(running, token));
      Waits.await(running);
      Thread monitor = threads.get(0);
      Waits.until(() -> Waits.isWaiting(monitor));
      monitor.interrupt();
      Waits.until(() -> !monitor.isInterrupted());
      assertEquals(List.of(), pool.shutdown(SECOND).interrupted());
      assertEquals(0, pool.running("service"));
    }
  }

  @Test
  void theWaitForARestartEndsWhenTheSupervisorStops() throws Exception {
    Supervisor pool = open(o -> o.backOff(Duration.ofDays(1), Duration.ofDays(1)));
    pool.keepExactly(1, "failing", token -> {});
    ticker.awaitParkedFor(Duration.ofDays(1));
    pool.close();
    pool.await();
  }

  @Test
  void aRunSeesNoInterruptOfTheLastOne() throws Exception {
    BlockingQueue<Boolean> interrupted = new ArrayBlockingQueue<>(10);
    AtomicInteger count = new AtomicInteger();
    try (Supervisor pool = open(o -> o.backOff(Duration.ZERO, Duration.ZERO))) {
      pool.keepExactly(
          1,
          "service",
          token -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            if (count.incrementAndGet() > 1) {
              waitForStop(token);
            }
            Thread.currentThread().interrupt();
          });
      assertEquals(false, interrupted.poll(30, TimeUnit.SECONDS));
      assertEquals(false, interrupted.poll(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void theParentTokenStopsAllInReverseOrder() throws Exception {
    List<Integer> trail = new CopyOnWriteArrayList<>();
    CountDownLatch running = new CountDownLatch(5);
    CancellationSource parent = CancellationSource.create();
    try (Supervisor pool = open(o -> o.parent(parent.token()))) {
      for (int i = 1; i <= 5; i++) {
        int number = i;
        pool.keepExactly(
            1,
            "service" + i,
            token -> {
              running.countDown();
              try {
                waitForStop(token);
              } finally {
                trail.add(number);
              }
            });
      }
      Waits.await(running);
      parent.cancel("all");
      pool.await();
      assertEquals(List.of(5, 4, 3, 2, 1), trail);
    }
    assertTrue(((TokenNode) parent.token()).hasNoLinks());
  }

  @Test
  void aShutdownAsksFirstAndInterruptsThenAndNamesStragglers() throws Exception {
    List<String> trail = new CopyOnWriteArrayList<>();
    CountDownLatch running = new CountDownLatch(3);
    CountDownLatch release = new CountDownLatch(1);
    Supervisor pool = open(o -> o);
    pool.keepExactly(
        1,
        "stuck",
        token -> {
          running.countDown();
          Uninterrupted.await(release);
        });
    pool.keepExactly(
        1,
        "deaf",
        token -> {
          running.countDown();
          try {
            new CountDownLatch(1).await();
          } finally {
            trail.add("deaf");
          }
        });
    pool.keepExactly(
        1,
        "polite",
        token -> {
          running.countDown();
          waitForStop(token);
          trail.add("polite");
        });
    Waits.await(running);
    FutureTask<Stop> stopping = new FutureTask<>(() -> pool.shutdown(Duration.ofSeconds(10)));
    Thread stopper = new Thread(stopping);
    stopper.start();
    Waits.until(() -> trail.contains("polite"));
    Waits.until(() -> pool.snapshot().running().size() == 3);
    ticker.advance(Duration.ofSeconds(8));
    Waits.until(() -> trail.contains("deaf"));
    Waits.until(() -> pool.snapshot().running().size() == 2);
    ticker.advance(Duration.ofSeconds(2));
    Stop stop = stopping.get(30, TimeUnit.SECONDS);
    Waits.join(stopper);
    assertEquals(List.of("deaf-1", "stuck-1"), stop.interrupted());
    assertEquals(List.of("stuck-1"), stop.stragglers().stream().map(Straggler::task).toList());
    assertSame(stop, pool.shutdown(Duration.ZERO));
    release.countDown();
    pool.close();
  }

  @Test
  void oneThatDoesNotEndHoldsUpTheOthersNoLongerThanThePatience() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch firstEnded = new CountDownLatch(1);
    CancellationSource parent = CancellationSource.create();
    try (Supervisor pool = open(o -> o.parent(parent.token()).patience(SECOND))) {
      pool.keepExactly(
          1,
          "first",
          token -> {
            running.countDown();
            waitForStop(token);
            firstEnded.countDown();
          });
      pool.keepExactly(
          1,
          "stuck",
          token -> {
            running.countDown();
            Uninterrupted.await(release);
          });
      Waits.await(running);
      parent.cancel("all");
      // The monitor waits for the second service, while the first one sleeps.
      ticker.awaitParkedFor(SECOND);
      assertEquals(1, firstEnded.getCount());
      ticker.advance(SECOND);
      Waits.await(firstEnded);
      release.countDown();
      pool.await();
    }
  }

  @Test
  void aServiceMayNotWaitForItsOwnSupervisor() throws Exception {
    AtomicReference<Throwable> unexpected = new AtomicReference<>();
    CountDownLatch tried = new CountDownLatch(1);
    try (Supervisor pool = open(o -> o)) {
      pool.keepExactly(
          1,
          "service",
          token -> {
            try {
              assertThrows(NotOwnerException.class, pool::close);
              assertThrows(NotOwnerException.class, pool::await);
              assertThrows(NotOwnerException.class, () -> pool.shutdown(SECOND));
            } catch (Throwable e) {
              unexpected.set(e);
            }
            tried.countDown();
            waitForStop(token);
          });
      Waits.await(tried);
      assertNull(unexpected.get());
    }
  }

  @Test
  void anInterruptedOwnerClosesAllTheSame() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    Supervisor pool = open(o -> o);
    pool.keepExactly(
        1,
        "service",
        token -> {
          running.countDown();
          waitForStop(token);
        });
    Waits.await(running);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, pool::await);
    Thread.currentThread().interrupt();
    pool.close();
    assertTrue(Thread.interrupted());
  }

  @Test
  void threadsThatCannotBeMadeLeaveNothingBehind() {
    OutOfMemoryError noMemory = new OutOfMemoryError("unable to create native thread");
    assertSame(
        noMemory,
        assertThrows(
            OutOfMemoryError.class,
            () ->
                open(
                    o ->
                        o.threads(
                            task -> {
                              throw noMemory;
                            }))));
    AtomicInteger left = new AtomicInteger(2);
    try (Supervisor pool =
        open(
            o ->
                o.threads(
                    task -> {
                      if (left.getAndDecrement() == 0) {
                        throw noMemory;
                      }
                      return new Thread(task);
                    }))) {
      assertThrows(
          OutOfMemoryError.class,
          () -> pool.keepExactly(2, "service", SupervisorTest::waitForStop));
      assertEquals(1, pool.snapshot().running().size() - 1);
    }
  }

  @Test
  void misuseIsRefused() {
    Duration negative = Duration.ofNanos(-1);
    SupervisorOptions options = SupervisorOptions.DEFAULT;
    assertThrows(NullPointerException.class, () -> Supervisor.open(null));
    assertThrows(NullPointerException.class, () -> Supervisor.open("x", o -> null));
    assertThrows(NullPointerException.class, () -> options.parent(null));
    assertThrows(NullPointerException.class, () -> options.clock(null));
    assertThrows(NullPointerException.class, () -> options.listener(null));
    assertThrows(NullPointerException.class, () -> options.threads(null));
    assertThrows(NullPointerException.class, () -> options.carrying(null));
    assertThrows(NullPointerException.class, () -> options.jitter(0, null));
    assertThrows(IllegalArgumentException.class, () -> options.jitter(1.5, () -> 0));
    assertThrows(IllegalArgumentException.class, () -> options.jitter(Double.NaN, () -> 0));
    assertThrows(IllegalArgumentException.class, () -> options.intensity(-1, SECOND));
    assertThrows(IllegalArgumentException.class, () -> options.intensity(1, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> options.backOff(SECOND, Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> options.backOff(negative, SECOND));
    assertThrows(IllegalArgumentException.class, () -> options.healthyAfter(negative));
    assertThrows(IllegalArgumentException.class, () -> options.patience(negative));
    try (Supervisor pool = open(o -> o)) {
      assertThrows(IllegalArgumentException.class, () -> pool.keepExactly(0, "x", token -> {}));
      assertThrows(NullPointerException.class, () -> pool.keepExactly(1, null, token -> {}));
      assertThrows(NullPointerException.class, () -> pool.keepExactly(1, "x", null));
      assertThrows(IllegalArgumentException.class, () -> pool.shutdown(negative));
      assertThrows(NullPointerException.class, () -> pool.running(null));
      assertFalse(pool.token().isCancelled());
    }
  }
}
