package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One test or more for each rule that a scope promises, and for where two rules meet. */
@ExtendWith(NoThreadLeft.class)
class ScopeSemanticsTest {

  private final RecordingListener listener = new RecordingListener();
  private final ManualTicker ticker = new ManualTicker();

  /** A factory whose threads start only when the test says so. */
  private static final class HeldThreads implements ThreadFactory {
    final CountDownLatch release = new CountDownLatch(1);

    @Override
    public Thread newThread(Runnable task) {
      return new Thread(
          () -> {
            Uninterrupted.await(release);
            task.run();
          },
          "held");
    }
  }

  // done

  @Test
  void doneMeansThatTheFinallyBlocksHaveRunToo() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch cleaning = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean cleaned = new AtomicBoolean();
    try (TaskScope<Integer> scope = TaskScope.open("done")) {
      Task<Integer> task =
          scope.fork(
              () -> {
                try {
                  running.countDown();
                  return Waits.blockForever();
                } finally {
                  cleaning.countDown();
                  Uninterrupted.await(release);
                  cleaned.set(true);
                }
              });
      Waits.await(running);
      assertTrue(task.abort("stop"));
      Waits.await(cleaning);
      assertEquals(Task.State.ABORTING, task.state());
      assertThrows(IllegalStateException.class, task::outcome);
      assertEquals(Optional.empty(), scope.tryJoinNext());
      assertEquals(1, scope.size());
      release.countDown();
      assertSame(task, scope.joinNext().orElseThrow());
      assertTrue(cleaned.get());
    }
  }

  @Test
  void whatTheBodyWroteIsSeenAfterEveryKindOfJoin() throws Exception {
    for (int way = 0; way < 4; way++) {
      int[] cell = new int[1];
      TaskScope<Integer> scope = TaskScope.open("memory");
      cell[0] = 1;
      Task<Integer> task = scope.fork(() -> cell[0]++);
      switch (way) {
        case 0 -> scope.joinAll();
        case 1 -> scope.joinNext();
        case 2 -> scope.awaitAll();
        default -> task.join();
      }
      assertEquals(2, cell[0]);
      scope.close();
    }
  }

  // ownership

  @Test
  void tasksInsideTheScopeMayForkAndTasksOfScopesWithinToo() throws Exception {
    try (TaskScope<Integer> outer = TaskScope.open("outer")) {
      Task<Integer> task =
          outer.fork(
              () -> {
                outer.start(() -> {});
                try (TaskScope<Integer> inner = TaskScope.open("inner")) {
                  return inner.fork(() -> outer.fork(() -> 7).join()).join();
                }
              });
      assertEquals(7, task.join());
    }
  }

  @Test
  void strangersMayNeitherForkNorJoinNorClose() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("mine")) {
      Task<Integer> blocked = scope.fork(Waits::<Integer>blockForever);
      AtomicReference<Throwable> unexpected = new AtomicReference<>();
      Thread stranger =
          new Thread(
              () -> {
                try {
                  assertThrows(NotOwnerException.class, () -> scope.fork(() -> 1));
                  assertThrows(NotOwnerException.class, () -> scope.start(() -> {}));
                  assertThrows(NotOwnerException.class, scope::joinNext);
                  assertThrows(NotOwnerException.class, scope::awaitNext);
                  assertThrows(NotOwnerException.class, scope::tryJoinNext);
                  assertThrows(NotOwnerException.class, scope::joinAll);
                  assertThrows(NotOwnerException.class, scope::awaitAll);
                  assertThrows(NotOwnerException.class, scope::close);
                  assertThrows(NotOwnerException.class, () -> scope.shutdown(Duration.ZERO));
                  scope.abortAll("any thread may");
                } catch (Throwable e) {
                  unexpected.set(e);
                }
              });
      stranger.start();
      Waits.join(stranger);
      assertEquals(null, unexpected.get());
      assertSame(blocked, scope.joinNext().orElseThrow());
    }
  }

  @Test
  void closeInsideAChildIsRefusedInBothForms() throws Exception {
    for (boolean shared : List.of(true, false)) {
      try (TaskScope<Integer> scope = TaskScope.open("inside", o -> shared ? o.shared() : o)) {
        Task<Integer> task =
            scope.fork(
                () -> {
                  assertThrows(NotOwnerException.class, scope::close);
                  assertThrows(NotOwnerException.class, scope::joinAll);
                  assertThrows(NotOwnerException.class, () -> scope.shutdown(Duration.ZERO));
                  try (TaskScope<Integer> inner = TaskScope.open("inner")) {
                    inner.fork(
                        () -> {
                          assertThrows(NotOwnerException.class, scope::close);
                          return 1;
                        });
                    inner.joinAll();
                  }
                  return 1;
                });
        assertEquals(1, task.join());
        assertEquals(2, scope.fork(() -> 2).join());
      }
    }
  }

  @Test
  void aTaskThatJoinsItselfIsRefused() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("self")) {
      AtomicReference<Task<Integer>> self = new AtomicReference<>();
      CountDownLatch known = new CountDownLatch(1);
      Task<Integer> task =
          scope.fork(
              () -> {
                Waits.await(known);
                assertThrows(NotOwnerException.class, self.get()::join);
                return 1;
              });
      self.set(task);
      known.countDown();
      assertEquals(1, task.join());
    }
  }

  @Test
  void aSharedScopeIsForkedAndClosedByAnyThreadButJoinedByOne() throws Exception {
    TaskScope<Integer> scope = TaskScope.open("field", o -> o.shared());
    CountDownLatch joined = new CountDownLatch(1);
    Thread joiner =
        new Thread(
            () -> {
              try {
                scope.awaitNext();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              joined.countDown();
            });
    joiner.start();
    Waits.until(() -> Waits.isWaiting(joiner));
    assertThrows(IllegalStateException.class, scope::joinAll);
    Thread user = new Thread(() -> scope.fork(() -> 1));
    user.start();
    Waits.await(joined);
    Waits.join(user);
    Waits.join(joiner);
    Thread closer = new Thread(scope::close);
    closer.start();
    Waits.join(closer);
    scope.close();
    assertThrows(IllegalStateException.class, () -> scope.fork(() -> 1));
  }

  @Test
  void theSecondCloseOfASharedScopeWaitsForTheFirst() throws Exception {
    TaskScope<Integer> scope = TaskScope.open("field", o -> o.shared());
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    scope.start(
        () -> {
          running.countDown();
          Uninterrupted.await(release);
        });
    Waits.await(running);
    Thread first = new Thread(scope::close);
    Thread second = new Thread(scope::close);
    first.start();
    second.start();
    Waits.until(() -> Waits.isWaiting(first) && Waits.isWaiting(second));
    release.countDown();
    Waits.join(first);
    Waits.join(second);
  }

  // interrupts

  @Test
  void aFailureDoesNotInterruptTheOwner() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("owner")) {
      scope.start(
          () -> {
            throw new IllegalStateException("task");
          });
      assertFalse(scope.token().sleep(Duration.ofDays(1)));
      assertFalse(Thread.currentThread().isInterrupted());
      assertThrows(TaskFailedException.class, scope::joinAll);
    }
  }

  @Test
  void theOwnersTakeEndsWithTheScope() throws Exception {
    BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
    try (TaskScope<Integer> scope = TaskScope.open("owner")) {
      scope.start(
          () -> {
            throw new IllegalStateException("task");
          });
      assertEquals(Optional.empty(), scope.token().take(queue));
      assertFalse(Thread.currentThread().isInterrupted());
      assertThrows(TaskFailedException.class, scope::joinAll);
    }
  }

  @Test
  void anInterruptedOwnerClosesAllTheSameAndStaysInterrupted() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean cleaned = new AtomicBoolean();
    TaskScope<Integer> scope = TaskScope.open("owner");
    Thread owner = Thread.currentThread();
    scope.start(
        () -> {
          running.countDown();
          Uninterrupted.await(release);
          cleaned.set(true);
        });
    Waits.await(running);
    Thread interrupter =
        new Thread(
            () -> {
              Waits.until(() -> Waits.isWaiting(owner));
              owner.interrupt();
              release.countDown();
            });
    interrupter.start();
    scope.close();
    assertTrue(cleaned.get());
    assertTrue(Thread.interrupted());
    Waits.join(interrupter);
  }

  @Test
  void anInterruptedJoinThrowsAndMayBeCalledAgain() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TaskScope<Integer> scope = TaskScope.open("owner")) {
      scope.fork(
          () -> {
            Waits.await(release);
            return 1;
          });
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, scope::joinNext);
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, scope::joinAll);
      assertFalse(Thread.currentThread().isInterrupted());
      release.countDown();
      assertEquals(List.of(1), scope.joinAll());
    }
  }

  @Test
  void anInterruptedExceptionIsAbortedOnlyIfTheTaskWas() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("interrupts", o -> o.isolate())) {
      Task<Integer> own =
          scope.fork(
              () -> {
                throw new InterruptedException("of its own");
              });
      scope.awaitAll();
      assertInstanceOf(InterruptedException.class, ((Outcome.Failed<?>) own.outcome()).failure());
    }
  }

  @Test
  void whatFollowsTheBodyOnItsThreadSeesNoInterrupt() throws Exception {
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    CountDownLatch running = new CountDownLatch(1);
    Listener looking =
        new Listener() {
          @Override
          public void taskEnded(String scope, String task, Outcome<?> outcome) {
            interrupted.set(Thread.currentThread().isInterrupted());
          }
        };
    try (TaskScope<Integer> scope = TaskScope.open("stale", o -> o.listener(looking))) {
      Task<Integer> task =
          scope.fork(
              token -> {
                Waits.stayUntilCancelled(running, token);
                return 1;
              });
      Waits.await(running);
      task.abort("stop");
      scope.awaitAll();
    }
    assertEquals(false, interrupted.get());
  }

  // abort

  @Test
  void abortBeforeStartMeansThatTheBodyNeverRuns() throws Exception {
    HeldThreads held = new HeldThreads();
    AtomicInteger ran = new AtomicInteger();
    try (TaskScope<Integer> scope = TaskScope.open("held", o -> o.threads(held).limit(1))) {
      Task<Integer> task = scope.fork(ran::incrementAndGet);
      assertEquals(Task.State.PENDING, task.state());
      assertTrue(task.abort("never mind"));
      assertEquals(Optional.empty(), scope.tryFork(ran::incrementAndGet));
      held.release.countDown();
      assertSame(task, scope.joinNext().orElseThrow());
      assertEquals(new Outcome.Aborted<>("never mind"), task.outcome());
      assertEquals(0, ran.get());
      assertTrue(scope.tryFork(ran::incrementAndGet).isPresent(), "the permit was returned");
      scope.joinAll();
    }
  }

  @Test
  void abortWinsOverAValueThatComesLater() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (TaskScope<Integer> scope = TaskScope.open("first wins")) {
      Task<Integer> task =
          scope.fork(
              () -> {
                running.countDown();
                Uninterrupted.await(release);
                return 1;
              });
      Waits.await(running);
      assertTrue(task.abort("stop"));
      release.countDown();
      assertThrows(CancelledException.class, task::join);
      assertFalse(task.abort("again"));
    }
  }

  @Test
  void aBodyMayAbortItsOwnTaskAndItsScope() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("own")) {
      Task<Integer> task =
          scope.fork(
              () -> {
                scope.abortAll("from within");
                return Waits.blockForever();
              });
      assertSame(task, scope.joinNext().orElseThrow());
      assertEquals(new Outcome.Aborted<>("from within"), task.outcome());
    }
  }

  @Test
  void aCallbackOfATaskMayWaitForTheTask() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (TaskScope<Integer> scope = TaskScope.open("callback")) {
      Task<Integer> task =
          scope.fork(
              token -> {
                token.onCancel(() -> Uninterrupted.await(ended));
                running.countDown();
                try {
                  return Waits.blockForever();
                } finally {
                  ended.countDown();
                }
              });
      Waits.await(running);
      assertTrue(task.abort("stop"));
      assertThrows(CancelledException.class, task::join);
    }
  }

  // fork after cancel and close

  @Test
  void forkAfterCancelReturnsAnAbortedHandleWithoutAThread() throws Exception {
    AtomicInteger threads = new AtomicInteger();
    ThreadFactory counting =
        body -> {
          threads.incrementAndGet();
          return new Thread(body);
        };
    try (TaskScope<Integer> scope = TaskScope.open("cancelled", o -> o.threads(counting))) {
      scope.abortAll("stop");
      Task<Integer> task = scope.fork(() -> 1);
      assertEquals(new Outcome.Aborted<>("stop"), task.outcome());
      scope.start(() -> {});
      assertFalse(scope.tryStart("refused", token -> {}));
      assertEquals(new Outcome.Aborted<>("stop"), scope.tryFork(() -> 1).orElseThrow().outcome());
      assertSame(task, scope.joinNext().orElseThrow());
    }
    assertEquals(0, threads.get());
  }

  @Test
  void afterCloseForksAreRefusedAndJoinsFindNothing() throws Exception {
    TaskScope<Integer> scope = TaskScope.open("closed");
    Task<Integer> untaken = scope.fork(() -> 1);
    scope.awaitAll();
    scope.close();
    scope.close();
    assertThrows(IllegalStateException.class, () -> scope.fork(() -> 1));
    assertThrows(IllegalStateException.class, () -> scope.tryFork(() -> 1));
    assertThrows(IllegalStateException.class, () -> scope.start(() -> {}));
    assertThrows(IllegalStateException.class, () -> scope.tryStart("late", token -> {}));
    assertEquals(Optional.empty(), scope.joinNext());
    assertEquals(Optional.empty(), scope.awaitNext());
    assertEquals(Optional.empty(), scope.tryJoinNext());
    assertEquals(List.of(), scope.joinAll());
    scope.awaitAll();
    scope.abortAll("late");
    assertFalse(scope.token().isCancelled());
    assertEquals(1, untaken.join());
    assertEquals(0, scope.size());
    assertEquals(Snapshot.State.CLOSED, scope.snapshot().state());
    assertTrue(scope.shutdown(Duration.ZERO).isClean());
  }

  @Test
  void closeAbortsWhatIsLeftAndWaitsForIt() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    AtomicBoolean cleaned = new AtomicBoolean();
    TaskScope<Integer> scope = TaskScope.open("left");
    Task<Integer> task =
        scope.fork(
            () -> {
              try {
                running.countDown();
                return Waits.blockForever();
              } finally {
                cleaned.set(true);
              }
            });
    Waits.await(running);
    scope.close();
    assertTrue(cleaned.get());
    assertEquals(new Outcome.Aborted<>(new ScopeClosed("left")), task.outcome());
  }

  @Test
  void aTaskThatForksWhileItsScopeClosesGetsAnAbortedHandle() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    AtomicReference<Outcome<Integer>> late = new AtomicReference<>();
    try (TaskScope<Integer> scope = TaskScope.open("closing")) {
      scope.start(
          "forks",
          token -> {
            Waits.stayUntilCancelled(running, token);
            late.set(scope.fork(() -> 1).outcome());
          });
      Waits.await(running);
    }
    assertEquals(new Outcome.Aborted<>(new ScopeClosed("closing")), late.get());
  }

  // permits

  @Test
  void forkAtTheLimitWaitsForAPermit() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (TaskScope<Integer> scope = TaskScope.open("limited", o -> o.limit(2))) {
      for (int i = 0; i < 2; i++) {
        scope.fork(
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Waits.await(release);
              return running.decrementAndGet();
            });
      }
      assertEquals(Optional.empty(), scope.tryFork(() -> 0));
      assertFalse(scope.tryStart("refused", token -> {}));
      Thread owner = Thread.currentThread();
      Thread releaser =
          new Thread(
              () -> {
                Waits.until(() -> Waits.isWaiting(owner));
                release.countDown();
              });
      releaser.start();
      for (int i = 0; i < 100; i++) {
        scope.fork(
            () -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              return running.decrementAndGet();
            });
      }
      assertEquals(102, scope.joinAll().size());
      Waits.join(releaser);
      assertTrue(most.get() <= 2, "ran at once: " + most);
    }
  }

  @Test
  void whoWaitsAtTheLimitIsLetInInTurn() throws Exception {
    List<Integer> order = new ArrayList<>();
    try (TaskScope<Integer> scope = TaskScope.open("turns", o -> o.limit(1).shared())) {
      CountDownLatch release = new CountDownLatch(1);
      scope.start("holder", token -> Waits.await(release));
      List<Thread> waiters = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        int turn = i;
        Thread waiter = new Thread(() -> scope.start(() -> order.add(turn)));
        waiters.add(waiter);
        waiter.start();
        Waits.until(() -> Waits.isWaiting(waiter));
      }
      release.countDown();
      for (Thread waiter : waiters) {
        Waits.join(waiter);
      }
      scope.awaitAll();
    }
    assertEquals(List.of(0, 1, 2, 3, 4), order);
  }

  @Test
  void whoIsInterruptedAtTheLimitLosesNobodysTurn() throws Exception {
    for (int round = 0; round < 200; round++) {
      try (TaskScope<Integer> scope = TaskScope.open("turns", o -> o.limit(1).shared())) {
        CountDownLatch release = new CountDownLatch(1);
        scope.start("holder", token -> Waits.await(release));
        AtomicInteger started = new AtomicInteger();
        Thread first =
            new Thread(
                () -> {
                  try {
                    scope.startInterruptibly("first", token -> started.incrementAndGet());
                  } catch (InterruptedException e) {
                    started.incrementAndGet();
                  }
                });
        Thread second = new Thread(() -> scope.start(started::incrementAndGet));
        first.start();
        second.start();
        Waits.until(() -> Waits.isWaiting(first) && Waits.isWaiting(second));
        release.countDown();
        first.interrupt();
        Waits.join(first);
        Waits.join(second);
        scope.awaitAll();
        assertEquals(2, started.get());
        assertTrue(scope.tryStart("free again", token -> {}));
      }
    }
  }

  @Test
  void everyWaitIsWokenHoweverManyTasksEndAtOnce() throws Exception {
    for (int round = 0; round < 300; round++) {
      try (TaskScope<Integer> scope = TaskScope.open("crowd")) {
        int tasks = 1 + round % 97;
        List<Task<Integer>> handles = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
          int value = i;
          handles.add(scope.fork(() -> value));
          scope.start(() -> {});
        }
        switch (round % 4) {
          case 0 -> assertEquals(tasks, scope.joinAll().size());
          case 1 -> {
            for (int i = 0; i < tasks; i++) {
              assertTrue(scope.joinNext().isPresent());
            }
            assertEquals(Optional.empty(), scope.joinNext());
          }
          case 2 -> {
            for (int i = tasks - 1; i >= 0; i--) {
              assertEquals(i, handles.get(i).join());
            }
            assertEquals(Optional.empty(), scope.tryJoinNext());
          }
          default -> {
            scope.awaitAll();
            assertEquals(0, scope.size());
            assertEquals(tasks, scope.snapshot().ready());
          }
        }
      }
    }
  }

  @Test
  void aTaskThatIsDoneIsNotCountedAnyMore() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("count")) {
      for (int round = 0; round < 1_000; round++) {
        Task<Integer> task = scope.fork(() -> 1);
        Waits.until(() -> task.state() == Task.State.DONE);
        assertEquals(0, scope.size());
        assertSame(task, scope.tryJoinNext().orElseThrow());
      }
    }
  }

  @Test
  void aWaitAtTheLimitEndsWithTheScope() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("limited", o -> o.limit(1))) {
      scope.fork(Waits::<Integer>blockForever);
      Thread owner = Thread.currentThread();
      Thread canceller =
          new Thread(
              () -> {
                Waits.until(() -> Waits.isWaiting(owner));
                scope.abortAll("stop");
              });
      canceller.start();
      Task<Integer> refused = scope.fork(() -> 1);
      assertEquals(new Outcome.Aborted<>("stop"), refused.outcome());
      Waits.join(canceller);
    }
  }

  @Test
  void aWaitAtTheLimitIsInterruptible() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("limited", o -> o.limit(1))) {
      Task<Integer> holder = scope.fork(Waits::<Integer>blockForever);
      Thread.currentThread().interrupt();
      assertThrows(InterruptedForkException.class, () -> scope.fork(() -> 1));
      assertTrue(Thread.currentThread().isInterrupted());
      assertThrows(InterruptedException.class, () -> scope.forkInterruptibly(() -> 1));
      assertFalse(Thread.currentThread().isInterrupted());
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedException.class, () -> scope.startInterruptibly("waits", token -> {}));
      assertEquals(1, scope.size());
      holder.abort("enough");
      assertSame(holder, scope.joinNext().orElseThrow());
      assertEquals(2, scope.forkInterruptibly(() -> 2).join());
    }
  }

  @Test
  void permitsComeBackHoweverATaskEnds() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("permits", o -> o.limit(1).isolate())) {
      scope.fork(() -> 1);
      scope.awaitAll();
      scope.fork(
          () -> {
            throw new AssertionError("error");
          });
      scope.awaitAll();
      Task<Integer> aborted = scope.fork(Waits::<Integer>blockForever);
      aborted.abort("stop");
      scope.awaitAll();
      assertTrue(scope.tryFork(() -> 2).isPresent());
      assertThrows(TaskFailedException.class, scope::joinAll);
    }
  }

  // threads that cannot be made

  @Test
  void aThreadThatCannotBeMadeLeavesNothingBehind() throws Exception {
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    ThreadFactory failing =
        body -> {
          Throwable why = refusal.get();
          if (why instanceof Error error) {
            throw error;
          }
          return why == null ? new Thread(body, "made") : null;
        };
    CancellationSource parent = CancellationSource.create();
    try (TaskScope<Integer> scope =
        TaskScope.open("no threads", o -> o.threads(failing).limit(1).parent(parent.token()))) {
      OutOfMemoryError noMemory = new OutOfMemoryError("unable to create native thread");
      refusal.set(noMemory);
      assertSame(noMemory, assertThrows(OutOfMemoryError.class, () -> scope.fork(() -> 1)));
      assertSame(
          noMemory, assertThrows(OutOfMemoryError.class, () -> scope.start("named", token -> {})));
      refusal.set(new Exception("return null"));
      assertThrows(RejectedExecutionException.class, () -> scope.tryFork("third", token -> 1));
      assertEquals(0, scope.size());
      assertEquals(Optional.empty(), scope.joinNext());
      refusal.set(null);
      assertEquals(2, scope.tryFork(() -> 2).orElseThrow().join());
      assertFalse(scope.token().isCancelled());
    }
    assertTrue(((TokenNode) parent.token()).hasNoLinks());
  }

  // leaks

  @Test
  void tasksThatHaveEndedHangOnNothing() throws Exception {
    CancellationSource parent = CancellationSource.create();
    try (TaskScope<Integer> scope =
        TaskScope.open("leaks", o -> o.parent(parent.token()).limit(8))) {
      for (int i = 0; i < 10_000; i++) {
        scope.start("short", token -> {});
      }
      scope.awaitAll();
      assertEquals(0, scope.size());
      assertEquals(0, scope.snapshot().ready());
      assertTrue(((TokenNode) scope.token()).hasNoChildren());
    }
    assertTrue(((TokenNode) parent.token()).hasNoLinks());
  }

  // stall reports

  @Test
  void aCloseThatWaitsLongReportsWhoItWaitsFor() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    TaskScope<Integer> scope =
        TaskScope.open(
            "stalls",
            o -> o.shared().clock(ticker).listener(listener).stallAfter(Duration.ofSeconds(5)));
    scope.start(
        "stuck",
        token -> {
          running.countDown();
          Uninterrupted.await(release);
        });
    Waits.await(running);
    Thread closer = new Thread(scope::close);
    closer.start();
    ticker.awaitParked(1);
    assertEquals(List.of(), listener.stalls);
    ticker.advance(Duration.ofSeconds(5));
    Waits.until(() -> listener.stalls.size() == 1);
    StallReport report = listener.stalls.get(0);
    assertEquals("stalls", report.scope());
    assertEquals(Duration.ofSeconds(5), report.waited());
    Straggler straggler = report.stragglers().get(0);
    assertEquals("stuck", straggler.task());
    assertTrue(
        straggler.stack().stream()
            .anyMatch(frame -> frame.getClassName().equals(Uninterrupted.class.getName())),
        straggler.toString());
    assertTrue(report.toString().contains("stuck, running for PT5S"), report.toString());
    ticker.awaitParked(1);
    ticker.advance(Duration.ofSeconds(5));
    Waits.until(() -> listener.stalls.size() == 2);
    assertTrue(closer.isAlive(), "close must not give up");
    release.countDown();
    Waits.join(closer);
  }

  // thread dumps

  @Test
  void threadsOfAScopeAreOfTheKindTheJdkOffers() throws Exception {
    try (TaskScope<Thread> scope = TaskScope.open("kind")) {
      Thread thread = scope.fork("named", Thread::currentThread).join();
      assertEquals("named", thread.getName());
      assertNotEquals(Thread.currentThread(), thread);
      assertEquals(
          VirtualThreads.available() ? "java.lang.VirtualThread" : "java.lang.Thread",
          thread.getClass().getName());
    }
  }

  // callbacks

  @Test
  void aCallbackOfTheScopesTokenMayForkAndAbort() throws Exception {
    List<Object> trail = new ArrayList<>();
    try (TaskScope<Integer> scope = TaskScope.open("callbacks", o -> o.listener(listener))) {
      scope
          .token()
          .onCancel(
              () -> {
                trail.add(scope.fork(() -> 1).outcome());
                scope.abortAll("again");
                scope.size();
                scope.snapshot();
              });
      scope.abortAll("stop");
    }
    assertEquals(List.of(new Outcome.Aborted<>("stop")), trail);
    assertEquals(List.of(), listener.callbackFailures);
  }
}
