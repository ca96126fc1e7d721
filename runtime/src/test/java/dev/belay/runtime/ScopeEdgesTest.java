package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** Where two rules of a scope meet. */
@ExtendWith(NoThreadLeft.class)
class ScopeEdgesTest {

  private final ManualTicker ticker = new ManualTicker();

  private static Thread interruptOnceItWaits(Thread waiter) {
    Thread interrupter =
        new Thread(
            () -> {
              Waits.until(() -> Waits.isWaiting(waiter));
              waiter.interrupt();
            });
    interrupter.start();
    return interrupter;
  }

  /** Failure policy and errors. */
  @Test
  void anErrorComesBeforeTheFailureThatCancelledTheScope() {
    IOException first = new IOException("disk");
    AssertionError error = new AssertionError("while cleaning up");
    CountDownLatch running = new CountDownLatch(1);
    try (TaskScope<Integer> scope = TaskScope.open("errors")) {
      scope.fork(
          () -> {
            try {
              running.countDown();
              return Waits.blockForever();
            } catch (InterruptedException e) {
              throw error;
            }
          });
      scope.fork(
          () -> {
            Waits.await(running);
            throw first;
          });
      TaskFailedException thrown = assertThrows(TaskFailedException.class, scope::joinAll);
      assertSame(error, thrown.getCause());
      assertEquals(List.of(first), Arrays.asList(thrown.getSuppressed()));
      assertEquals(Optional.of(first), scope.token().reason());
    }
  }

  /** Failure policy and a second join. */
  @Test
  void everyJoinOfAFailedScopeThrowsWhatCancelledIt() {
    IOException failure = new IOException("disk");
    TaskScope<Integer> scope = TaskScope.open("failed");
    scope.fork(
        () -> {
          throw failure;
        });
    for (int call = 0; call < 2; call++) {
      assertSame(failure, assertThrows(TaskFailedException.class, scope::joinAll).getCause());
    }
    scope.close();
    assertSame(failure, assertThrows(TaskFailedException.class, scope::joinAll).getCause());
  }

  /** Isolation and a second join. */
  @Test
  void aJoinOfAnIsolatedScopeThrowsAFailureOnce() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("isolated", o -> o.isolate())) {
      scope.fork(
          () -> {
            throw new IOException("disk");
          });
      assertThrows(TaskFailedException.class, scope::joinAll);
      assertEquals(List.of(), scope.joinAll());
    }
  }

  /** Interrupted owner and every wait. */
  @Test
  void aJoinThatIsInterruptedWhileItWaitsTakesNothing() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TaskScope<Integer> scope = TaskScope.open("owner")) {
      Task<Integer> task =
          scope.fork(
              () -> {
                Waits.await(release);
                return 1;
              });
      List<Executable> waits =
          List.of(scope::joinNext, scope::awaitNext, scope::joinAll, scope::awaitAll, task::join);
      for (Executable wait : waits) {
        Thread interrupter = interruptOnceItWaits(Thread.currentThread());
        assertThrows(InterruptedException.class, wait);
        Waits.join(interrupter);
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(1, scope.size());
      }
      assertFalse(scope.token().isCancelled());
      release.countDown();
      assertSame(task, scope.joinNext().orElseThrow());
    }
  }

  /** Ownership and handles: a handle is anybody's. */
  @Test
  void aStrangerMayJoinAndAbortATaskItWasGiven() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("handles")) {
      Task<Integer> short1 = scope.fork(() -> 1);
      Task<Integer> blocked = scope.fork(Waits::<Integer>blockForever);
      AtomicReference<Object> seen = new AtomicReference<>();
      Thread stranger =
          new Thread(
              () -> {
                try {
                  int value = short1.join();
                  blocked.abort("by a stranger");
                  seen.set(value);
                } catch (InterruptedException | TaskFailedException e) {
                  seen.set(e);
                }
              });
      stranger.start();
      Waits.join(stranger);
      assertEquals(1, seen.get());
      assertEquals("by a stranger", assertThrows(CancelledException.class, blocked::join).reason());
    }
  }

  /** Callbacks and close: the scope's own callback, which aborts the tasks, is the last to run. */
  @Test
  void aCallbackOfTheScopesTokenMayClose() throws Exception {
    TaskScope<Integer> scope = TaskScope.open("closed by its token");
    CountDownLatch running = new CountDownLatch(1);
    Task<Integer> task =
        scope.fork(
            () -> {
              running.countDown();
              return Waits.blockForever();
            });
    Waits.await(running);
    AtomicReference<Task.State> afterClose = new AtomicReference<>();
    scope
        .token()
        .onCancel(
            () -> {
              scope.close();
              afterClose.set(task.state());
            });
    scope.abortAll("stop");
    assertEquals(Task.State.DONE, afterClose.get());
    assertInstanceOf(Outcome.Aborted.class, task.outcome());
    scope.close();
  }

  /** Abort of a task and the end of a wait inside of it, both at once. */
  @Test
  void anAbortThatMeetsTheEndOfAWaitWithinTheTaskIsNotLost() throws Exception {
    CancellationSource wait = CancellationSource.create();
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicReference<Outcome<Integer>> waited = new AtomicReference<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    try (TaskScope<Integer> scope = TaskScope.open("both")) {
      Task<Integer> task =
          scope.fork(
              () -> {
                waited.set(
                    wait.token()
                        .runUntilCancelled(
                            () -> {
                              running.countDown();
                              Uninterrupted.await(release);
                              throw new InterruptedException();
                            }));
                interrupted.set(Thread.currentThread().isInterrupted());
                return 1;
              });
      Waits.await(running);
      assertTrue(task.abort("stop"));
      assertTrue(wait.cancel("enough"));
      release.countDown();
      scope.awaitAll();
      assertEquals(new Outcome.Aborted<>("enough"), waited.get());
      assertTrue(interrupted.get(), "the abort's interrupt");
    }
  }

  /** Failure policy and what runs around a body. */
  @Test
  void aClockThatThrowsFailsTheTaskWhoseBeginningItWasAskedFor() {
    IllegalStateException broken = new IllegalStateException("clock");
    AtomicInteger asked = new AtomicInteger();
    Ticker onceBroken =
        new Ticker() {
          @Override
          public long nanoTime() {
            if (asked.getAndIncrement() == 0) {
              throw broken;
            }
            return ticker.nanoTime();
          }

          @Override
          public void park(Object blocker, long nanos) {
            Ticker.system().park(blocker, nanos);
          }

          @Override
          public Registration schedule(Duration delay, Runnable action) {
            return ticker.schedule(delay, action);
          }
        };
    AtomicInteger ran = new AtomicInteger();
    TaskScope<Integer> scope = TaskScope.open("clock", o -> o.clock(onceBroken));
    scope.start(ran::incrementAndGet);
    assertSame(
        broken, assertThrows(TaskFailedException.class, () -> awaitAndJoin(scope)).getCause());
    assertEquals(Optional.of(broken), scope.token().reason());
    assertEquals(0, ran.get());
    scope.close();
  }

  private static void awaitAndJoin(TaskScope<Integer> scope) throws Exception {
    scope.awaitAll();
    scope.joinAll();
  }

  /** Limit and deadline. */
  @Test
  void aWaitAtTheLimitEndsWithTheDeadline() throws Exception {
    Duration time = Duration.ofSeconds(3);
    try (TaskScope<Integer> scope =
        TaskScope.open("limited", o -> o.limit(1).deadline(time).clock(ticker))) {
      scope.fork(Waits::<Integer>blockForever);
      Thread clock =
          new Thread(
              () -> {
                try {
                  ticker.awaitParked(1);
                  ticker.advance(time);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      clock.start();
      Task<Integer> refused = scope.fork(() -> 1);
      assertEquals(new Outcome.Aborted<>(new DeadlineReached(time)), refused.outcome());
      Waits.join(clock);
    }
  }

  /** Limit and close by another thread. */
  @Test
  void aWaitAtTheLimitOfASharedScopeEndsWithItsClose() throws Exception {
    TaskScope<Integer> scope = TaskScope.open("limited", o -> o.limit(1).shared());
    scope.start("holder", token -> Waits.blockForever());
    AtomicInteger ran = new AtomicInteger();
    Thread waiter = new Thread(() -> scope.start(ran::incrementAndGet));
    waiter.start();
    Waits.until(() -> Waits.isWaiting(waiter));
    scope.close();
    Waits.join(waiter);
    assertEquals(0, ran.get());
    assertEquals(0, scope.size());
  }

  /** Stale interrupts, ownership and a factory whose threads do more than one thing. */
  @Test
  void aThreadThatIsUsedAgainKeepsNothingOfItsTask() throws Exception {
    AtomicReference<Object> kept = new AtomicReference<>();
    CountDownLatch looked = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1);
    ThreadFactory reusing =
        task ->
            new Thread(
                () -> {
                  task.run();
                  kept.set(
                      Thread.currentThread().isInterrupted() ? "interrupt" : TaskRun.current());
                  looked.countDown();
                });
    try (TaskScope<Integer> scope = TaskScope.open("reused", o -> o.threads(reusing))) {
      Task<Integer> task =
          scope.fork(
              token -> {
                Waits.stayUntilCancelled(running, token);
                return 1;
              });
      Waits.await(running);
      assertTrue(task.abort("stop"));
      Waits.await(looked);
      assertEquals(null, kept.get());
    }
  }

  /** Abort of one task, its permit, and who waits for it. */
  @Test
  void anAbortLetsInWhoWaitsAtTheLimit() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("limited", o -> o.limit(1))) {
      Task<Integer> holder = scope.fork(Waits::<Integer>blockForever);
      Thread owner = Thread.currentThread();
      Thread aborter =
          new Thread(
              () -> {
                Waits.until(() -> Waits.isWaiting(owner));
                holder.abort("make room");
              });
      aborter.start();
      Task<Integer> next = scope.fork(() -> 2);
      assertEquals(2, next.join());
      assertEquals(new Outcome.Aborted<>("make room"), holder.outcome());
      Waits.join(aborter);
    }
  }
}
