package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoThreadLeft.class)
class ShutdownTest {

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final RecordingListener listener = new RecordingListener();
  private final ManualTicker ticker = new ManualTicker();
  private final TaskScope<Integer> scope =
      TaskScope.open("server", o -> o.shared().isolate().clock(ticker).listener(listener));

  /** A shutdown on a thread of its own. */
  private FutureTask<Stop> shutdown() {
    FutureTask<Stop> stop = new FutureTask<>(() -> scope.shutdown(GRACE));
    new Thread(stop, "shutdown").start();
    return stop;
  }

  private static Stop get(FutureTask<Stop> stop) throws Exception {
    return stop.get(30, TimeUnit.SECONDS);
  }

  @Test
  void tasksThatEndOnTheirOwnAreNotInterrupted() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean interrupted = new AtomicBoolean();
    Task<Integer> task =
        scope.fork(
            token -> {
              Waits.stayUntilCancelled(running, token);
              try {
                release.await();
              } catch (InterruptedException e) {
                interrupted.set(true);
              }
              return 7;
            });
    Waits.await(running);
    FutureTask<Stop> stopping = shutdown();
    ticker.awaitParked(1);
    assertEquals(Optional.of(new ShutDown(GRACE)), scope.token().reason());
    release.countDown();
    Stop stop = get(stopping);
    assertTrue(stop.isClean());
    assertEquals(List.of(), stop.interrupted());
    assertFalse(interrupted.get());
    assertEquals(new Outcome.Success<>(7), task.outcome());
    assertEquals(List.of(stop), listener.stops);
    scope.close();
  }

  @Test
  void tasksThatDoNotAreInterruptedAfterFourFifths() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    Task<Integer> task =
        scope.fork(
            "deaf",
            () -> {
              running.countDown();
              new CountDownLatch(1).await();
              return 7;
            });
    Waits.await(running);
    FutureTask<Stop> stopping = shutdown();
    ticker.awaitParked(1);
    ticker.advance(Duration.ofSeconds(7));
    assertEquals(Task.State.RUNNING, task.state());
    ticker.advance(Duration.ofSeconds(1));
    Stop stop = get(stopping);
    assertTrue(stop.isClean());
    assertEquals(List.of("deaf"), stop.interrupted());
    assertEquals(Duration.ofSeconds(8), stop.took());
    assertEquals(new Outcome.Aborted<>(new ShutDown(GRACE)), task.outcome());
    scope.close();
  }

  @Test
  void stragglersAreNamedWithTheirStacks() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    scope.start(
        "stuck",
        token -> {
          running.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            Uninterrupted.await(release);
          }
        });
    Waits.await(running);
    FutureTask<Stop> stopping = shutdown();
    ticker.awaitParked(1);
    ticker.advance(Duration.ofSeconds(8));
    Waits.await(interrupted);
    ticker.awaitParked(1);
    ticker.advance(Duration.ofSeconds(2));
    Stop stop = get(stopping);
    assertFalse(stop.isClean());
    assertEquals("stuck", stop.stragglers().get(0).task());
    // The body's own frame: it may not have come as far as its next wait.
    assertTrue(stop.toString().contains("ShutdownTest.lambda"), stop.toString());
    release.countDown();
    scope.close();
    assertTrue(scope.shutdown(GRACE).isClean());
  }

  @Test
  void aCloseDuringAShutdownLeavesTasksTheirGrace() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Task<Integer> task =
        scope.fork(
            () -> {
              running.countDown();
              release.await();
              return 7;
            });
    Waits.await(running);
    FutureTask<Stop> stopping = shutdown();
    ticker.awaitParked(1);
    Thread closer = new Thread(scope::close);
    closer.start();
    ticker.awaitParked(2);
    assertEquals(Task.State.RUNNING, task.state());
    release.countDown();
    assertTrue(get(stopping).isClean());
    Waits.join(closer);
    assertEquals(new Outcome.Success<>(7), task.outcome());
  }

  @Test
  void abortAllCutsAShutdownShort() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    scope.start(
        "deaf",
        token -> {
          running.countDown();
          new CountDownLatch(1).await();
        });
    Waits.await(running);
    FutureTask<Stop> stopping = shutdown();
    ticker.awaitParked(1);
    scope.abortAll("at once");
    assertTrue(get(stopping).isClean());
    scope.close();
  }

  @Test
  void withoutGraceTasksAreInterruptedAtOnceAndNobodyWaits() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    scope.start(
        "stuck",
        token -> {
          running.countDown();
          Uninterrupted.await(release);
        });
    Waits.await(running);
    Stop stop = scope.shutdown(Duration.ZERO);
    assertEquals(List.of("stuck"), stop.interrupted());
    assertEquals(1, stop.stragglers().size());
    release.countDown();
    scope.close();
  }

  @Test
  void anInterruptedShutdownHasToldTheTasksToStop() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    scope.start(
        "polite",
        token -> {
          Waits.stayUntilCancelled(running, token);
          new CountDownLatch(1).await();
        });
    Waits.await(running);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> scope.shutdown(GRACE));
    assertTrue(scope.token().isCancelled());
    scope.close();
    assertFalse(Thread.interrupted());
  }

  @Test
  void aShutdownHookIsForgottenWhenUnregistered() {
    Registration hook = TaskScope.onJvmShutdown(scope, GRACE);
    assertTrue(hook.unregister());
    assertFalse(hook.unregister());
    hook.close();
    scope.close();
  }
}
