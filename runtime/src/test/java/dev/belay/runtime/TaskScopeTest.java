package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The two verbs, the joins and the failure policies. */
@ExtendWith(NoThreadLeft.class)
class TaskScopeTest {

  private final RecordingListener listener = new RecordingListener();

  @Test
  void joinAllReturnsTheValuesInTheOrderOfForking() throws Exception {
    CountDownLatch secondEnded = new CountDownLatch(1);
    try (TaskScope<Integer> scope = TaskScope.open("values")) {
      scope.fork(
          () -> {
            Waits.await(secondEnded);
            return 1;
          });
      scope.fork(
          () -> {
            secondEnded.countDown();
            return 2;
          });
      scope.fork(() -> null);
      assertEquals(Arrays.asList(1, 2, null), scope.joinAll());
      assertEquals(List.of(), scope.joinAll());
      assertFalse(scope.token().isCancelled());
    }
  }

  @Test
  void joinNextReturnsTasksInTheOrderOfTheirEnds() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    try (TaskScope<String> scope = TaskScope.open("order")) {
      Task<String> slow =
          scope.fork(
              "slow",
              () -> {
                Waits.await(release);
                return "slow";
              });
      Task<String> fast = scope.fork("fast", () -> "fast");
      assertSame(fast, scope.joinNext().orElseThrow());
      assertEquals(Optional.empty(), scope.tryJoinNext());
      release.countDown();
      assertSame(slow, scope.joinNext().orElseThrow());
      assertEquals(Optional.empty(), scope.joinNext());
    }
  }

  @Test
  void awaitNextWaitsThroughEmptyAndEndsWithTheCancellation() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("server", o -> o.shared())) {
      Thread owner = Thread.currentThread();
      Thread later =
          new Thread(
              () -> {
                Waits.until(() -> Waits.isWaiting(owner));
                scope.fork(() -> 1);
              });
      later.start();
      assertEquals(1, scope.awaitNext().orElseThrow().join());
      Waits.join(later);
      Thread canceller =
          new Thread(
              () -> {
                Waits.until(() -> Waits.isWaiting(owner));
                scope.abortAll("stop");
              });
      canceller.start();
      assertEquals(Optional.empty(), scope.awaitNext());
      Waits.join(canceller);
    }
  }

  @Test
  void awaitNextHandsOutWhatHasEndedAlsoAfterACancellation() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("server")) {
      Task<Integer> done = scope.fork(() -> 1);
      scope.awaitAll();
      scope.abortAll("stop");
      assertSame(done, scope.awaitNext().orElseThrow());
      assertEquals(Optional.empty(), scope.awaitNext());
    }
  }

  @Test
  void startedTasksLeaveNothingToJoin() throws Exception {
    AtomicInteger ran = new AtomicInteger();
    try (TaskScope<Void> scope = TaskScope.open("started")) {
      scope.start(ran::incrementAndGet);
      scope.start("named", token -> ran.incrementAndGet());
      assertTrue(scope.tryStart("tried", token -> ran.incrementAndGet()));
      scope.awaitAll();
      assertEquals(3, ran.get());
      assertEquals(0, scope.size());
      assertEquals(Optional.empty(), scope.joinNext());
    }
  }

  @Test
  void aTaskThatIsJoinedIsTakenFromItsScope() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("handles")) {
      Task<Integer> first = scope.fork(() -> 1);
      scope.fork(() -> 2);
      assertEquals(1, first.join());
      assertEquals(1, first.join());
      assertEquals(List.of(2), scope.joinAll());
      assertEquals(1, first.join());
    }
  }

  @Test
  void aTaskMayJoinAnother() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("siblings")) {
      Task<Integer> first = scope.fork(() -> 20);
      Task<Integer> second = scope.fork(() -> first.join() + 1);
      assertEquals(21, second.join());
    }
  }

  @Test
  void namesAndStates() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicReference<String> threadName = new AtomicReference<>();
    try (TaskScope<Integer> scope = TaskScope.open("work")) {
      Task<Integer> named =
          scope.fork(
              "fetch",
              () -> {
                threadName.set(Thread.currentThread().getName());
                running.countDown();
                Waits.await(release);
                return 1;
              });
      Waits.await(running);
      assertEquals("fetch", named.name());
      assertEquals("fetch", threadName.get());
      assertEquals(Task.State.RUNNING, named.state());
      assertThrows(IllegalStateException.class, named::outcome);
      Snapshot snapshot = scope.snapshot();
      assertEquals("work", snapshot.scope());
      assertEquals(Snapshot.State.OPEN, snapshot.state());
      assertEquals(
          List.of("fetch"), snapshot.running().stream().map(Snapshot.Running::name).toList());
      assertEquals(Task.State.RUNNING, snapshot.running().get(0).state());
      assertTrue(snapshot.limit().isEmpty());
      release.countDown();
      scope.awaitAll();
      assertEquals(Task.State.DONE, named.state());
      assertEquals(new Outcome.Success<>(1), named.outcome());
      assertEquals(1, scope.snapshot().ready());
      assertEquals("work/2", scope.fork(() -> 2).name());
      scope.joinAll();
      scope.abortAll("over");
      assertEquals(Snapshot.State.CANCELLED, scope.snapshot().state());
    }
  }

  @Test
  void theFirstFailureCancelsTheScopeAndComesOutOfJoinAll() throws Exception {
    IOException failure = new IOException("disk");
    try (TaskScope<Integer> scope = TaskScope.open("fail-fast")) {
      Task<Integer> blocked = scope.fork(Waits::<Integer>blockForever);
      Task<Integer> failing =
          scope.fork(
              () -> {
                throw failure;
              });
      TaskFailedException thrown = assertThrows(TaskFailedException.class, scope::joinAll);
      assertSame(failure, thrown.getCause());
      assertEquals(new Outcome.Failed<>(failure), failing.outcome());
      assertEquals(new Outcome.Aborted<>(failure), blocked.outcome());
      assertEquals(Optional.of(failure), scope.token().reason());
    }
  }

  @Test
  void laterFailuresAreSuppressedUnderTheFirst() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    AtomicReference<Task<Integer>> firstTask = new AtomicReference<>();
    Exception first = new Exception("first");
    Exception second = new Exception("second");
    try (TaskScope<Integer> scope = TaskScope.open("both", o -> o.isolate())) {
      firstTask.set(
          scope.fork(
              () -> {
                both.countDown();
                throw first;
              }));
      scope.awaitAll();
      scope.fork(
          () -> {
            both.countDown();
            throw second;
          });
      TaskFailedException thrown = assertThrows(TaskFailedException.class, scope::joinAll);
      Waits.await(both);
      assertSame(first, thrown.getCause());
      assertEquals(List.of(second), Arrays.asList(thrown.getSuppressed()));
    }
  }

  @Test
  void failuresAmongValuesComeOutInTheOrderInWhichTheyEnded() throws Exception {
    IllegalStateException late = new IllegalStateException("forked first");
    IllegalStateException early = new IllegalStateException("forked last");
    CountDownLatch go = new CountDownLatch(1);
    try (TaskScope<Integer> scope = TaskScope.open("mixed", o -> o.isolate())) {
      scope.fork(
          () -> {
            Waits.await(go);
            throw late;
          });
      scope.fork(() -> 1).abort("not wanted");
      scope.fork(() -> 2);
      Task<Integer> last =
          scope.fork(
              () -> {
                throw early;
              });
      Waits.until(() -> last.state() == Task.State.DONE);
      go.countDown();
      TaskFailedException thrown = assertThrows(TaskFailedException.class, scope::joinAll);
      assertSame(early, thrown.getCause());
      assertEquals(List.of(late), Arrays.asList(thrown.getSuppressed()));
      assertEquals(List.of(), scope.joinAll());
    }
  }

  @Test
  void aFailureOfAStartedTaskComesOutOfJoinAllToo() {
    IllegalStateException failure = new IllegalStateException("started");
    try (TaskScope<Integer> scope = TaskScope.open("fail-fast")) {
      scope.fork(Waits::<Integer>blockForever);
      scope.start(
          () -> {
            throw failure;
          });
      assertSame(failure, assertThrows(TaskFailedException.class, scope::joinAll).getCause());
    }
  }

  @Test
  void anErrorComesBeforeAnyException() {
    AssertionError error = new AssertionError("error");
    Exception exception = new Exception("exception");
    try (TaskScope<Integer> scope = TaskScope.open("errors", o -> o.isolate())) {
      Task<Integer> failed =
          scope.fork(
              () -> {
                throw exception;
              });
      assertThrows(TaskFailedException.class, failed::join);
      Task<Integer> again =
          scope.fork(
              () -> {
                throw exception;
              });
      Waits.until(() -> again.state() == Task.State.DONE);
      Task<Integer> bad =
          scope.fork(
              () -> {
                throw error;
              });
      TaskFailedException thrown = assertThrows(TaskFailedException.class, scope::joinAll);
      assertSame(error, thrown.getCause());
      assertEquals(List.of(exception), Arrays.asList(thrown.getSuppressed()));
      assertEquals(new Outcome.Failed<>(error), bad.outcome());
    }
  }

  @Test
  void anErrorAfterAnAbortIsNotLost() {
    AssertionError error = new AssertionError("while cleaning up");
    try (TaskScope<Integer> scope = TaskScope.open("errors", o -> o.listener(listener))) {
      CountDownLatch running = new CountDownLatch(1);
      Task<Integer> task =
          scope.fork(
              () -> {
                try {
                  running.countDown();
                  return Waits.blockForever();
                } catch (InterruptedException e) {
                  throw error;
                }
              });
      assertTimely(running);
      assertTrue(task.abort("stop"));
      assertSame(error, assertThrows(TaskFailedException.class, scope::joinAll).getCause());
      assertEquals(new Outcome.Aborted<>("stop"), task.outcome());
      assertEquals(List.of(error), listener.failedAfterAbort);
    }
  }

  private static void assertTimely(CountDownLatch latch) {
    try {
      Waits.await(latch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void inAnIsolatedScopeAFailureStaysWithItsTask() throws Exception {
    try (TaskScope<Integer> scope =
        TaskScope.open("isolated", o -> o.isolate().listener(listener))) {
      Task<Integer> failing =
          scope.fork(
              () -> {
                throw new IOException("disk");
              });
      scope.start(
          () -> {
            throw new IllegalStateException("started");
          });
      scope.awaitAll();
      assertFalse(scope.token().isCancelled());
      assertEquals(3, scope.fork(() -> 3).join());
      assertInstanceOf(IOException.class, ((Outcome.Failed<?>) failing.outcome()).failure());
      assertEquals(3, listener.outcomes.size());
    }
  }

  @Test
  void aFailureThatNobodySawComesOutOfClose() {
    TaskScope<Integer> scope = TaskScope.open("unseen", o -> o.isolate());
    Exception forked = new Exception("forked");
    RuntimeException started = new IllegalStateException("started");
    Task<Integer> task =
        scope.fork(
            () -> {
              throw forked;
            });
    Waits.until(() -> task.state() == Task.State.DONE);
    scope.start(
        () -> {
          throw started;
        });
    Waits.until(() -> scope.size() == 0);
    ScopeFailedException thrown = assertThrows(ScopeFailedException.class, scope::close);
    assertSame(started, thrown.getCause());
    assertEquals(List.of(forked), Arrays.asList(thrown.getSuppressed()));
    scope.close();
  }

  @Test
  void aFailureOfTheOwnerComesFirst() {
    IllegalStateException own = new IllegalStateException("own");
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () -> {
              try (TaskScope<Integer> scope = TaskScope.open("owner")) {
                scope.start(
                    () -> {
                      throw new IllegalArgumentException("task");
                    });
                scope.awaitAll();
                throw own;
              }
            });
    assertSame(own, thrown);
    assertInstanceOf(ScopeFailedException.class, thrown.getSuppressed()[0]);
  }

  @Test
  void aFailureThatWasLookedAtDoesNotComeOutOfClose() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("seen")) {
      Task<Integer> task =
          scope.fork(
              () -> {
                throw new IOException("disk");
              });
      scope.awaitAll();
      assertInstanceOf(Outcome.Failed.class, task.outcome());
    }
    try (TaskScope<Integer> scope = TaskScope.open("seen")) {
      scope.fork(
          () -> {
            throw new IOException("disk");
          });
      assertInstanceOf(Outcome.Failed.class, scope.joinNext().orElseThrow().outcome());
    }
  }

  @Test
  void manyFailuresOfStartedTasksAreCountedAndNotKept() throws Exception {
    TaskScope<Void> scope = TaskScope.open("many", o -> o.isolate().limit(4));
    for (int i = 0; i < 1000; i++) {
      int number = i;
      scope.start(
          () -> {
            throw new IllegalStateException("failure " + number);
          });
    }
    scope.awaitAll();
    ScopeFailedException thrown = assertThrows(ScopeFailedException.class, scope::close);
    assertEquals(32, thrown.getSuppressed().length);
    assertTrue(thrown.getMessage().contains("1000 failure(s)"), thrown.getMessage());
  }

  @Test
  void abortingOneTaskLeavesTheOthers() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("abort")) {
      CountDownLatch running = new CountDownLatch(1);
      AtomicReference<Object> seen = new AtomicReference<>();
      Task<Integer> blocked =
          scope.fork(
              token -> {
                token.onCancel(() -> seen.set(token.reason().orElseThrow()));
                running.countDown();
                return Waits.blockForever();
              });
      Task<Integer> other = scope.fork(() -> 2);
      Waits.await(running);
      assertTrue(blocked.abort("not wanted"));
      assertFalse(blocked.abort("again"));
      assertEquals(2, other.join());
      CancelledException thrown = assertThrows(CancelledException.class, blocked::join);
      assertEquals("not wanted", thrown.reason());
      assertEquals("not wanted", seen.get());
      assertFalse(scope.token().isCancelled());
      assertFalse(other.abort("too late"));
      assertEquals(new Outcome.Success<>(2), other.outcome());
    }
  }

  @Test
  void joinAllSaysWhenSomethingWasAborted() {
    try (TaskScope<Integer> scope = TaskScope.open("aborted")) {
      scope.fork(Waits::<Integer>blockForever);
      scope.abortAll("enough");
      assertEquals("enough", assertThrows(CancelledException.class, scope::joinAll).reason());
    }
  }

  @Test
  void abortAllEndsForkedAndStartedTasks() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("all")) {
      CountDownLatch running = new CountDownLatch(2);
      AtomicBoolean cleaned = new AtomicBoolean();
      Task<Integer> forked =
          scope.fork(
              () -> {
                running.countDown();
                return Waits.blockForever();
              });
      scope.start(
          "sleeper",
          token -> {
            running.countDown();
            assertFalse(token.sleep(Duration.ofDays(1)));
            cleaned.set(true);
          });
      Waits.await(running);
      scope.abortAll("stop");
      scope.abortAll("again");
      scope.awaitAll();
      assertTrue(cleaned.get());
      assertEquals(new Outcome.Aborted<>("stop"), forked.outcome());
    }
  }

  @Test
  void aBodyThatThrowsCancelledExceptionIsAbortedIfItWasCancelled() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("cooperative", o -> o.isolate())) {
      Task<Integer> early =
          scope.fork(
              () -> {
                throw new CancelledException("not ours");
              });
      scope.awaitAll();
      assertInstanceOf(Outcome.Failed.class, early.outcome());
      CountDownLatch running = new CountDownLatch(1);
      Task<Integer> polite =
          scope.fork(
              token -> {
                Waits.stayUntilCancelled(running, token);
                token.throwIfCancelled();
                return 1;
              });
      Waits.await(running);
      scope.abortAll("stop");
      scope.awaitAll();
      assertEquals(new Outcome.Aborted<>("stop"), polite.outcome());
    }
  }

  @Test
  void theParentTokenCancelsTheScope() throws Exception {
    CancellationSource parent = CancellationSource.create();
    try (TaskScope<Integer> scope = TaskScope.open("child", o -> o.parent(parent.token()))) {
      Task<Integer> task = scope.fork(Waits::<Integer>blockForever);
      parent.cancel("all");
      assertSame(task, scope.joinNext().orElseThrow());
      assertEquals(new Outcome.Aborted<>("all"), task.outcome());
    }
    try (TaskScope<Integer> scope = TaskScope.open("late", o -> o.parent(parent.token()))) {
      assertEquals(Optional.of("all"), scope.token().reason());
      assertEquals(new Outcome.Aborted<>("all"), scope.fork(() -> 1).outcome());
    }
    assertTrue(((TokenNode) parent.token()).hasNoLinks());
  }

  @Test
  void theDeadlineCancelsTheScope() throws Exception {
    ManualTicker ticker = new ManualTicker();
    Duration time = Duration.ofSeconds(3);
    try (TaskScope<Integer> scope = TaskScope.open("timed", o -> o.deadline(time).clock(ticker))) {
      Task<Integer> task = scope.fork(Waits::<Integer>blockForever);
      ticker.advance(time);
      assertSame(task, scope.joinNext().orElseThrow());
      assertEquals(new Outcome.Aborted<>(new DeadlineReached(time)), task.outcome());
    }
    try (TaskScope<Integer> scope =
        TaskScope.open("in time", o -> o.deadline(time).clock(ticker))) {
      assertEquals(1, scope.fork(() -> 1).join());
    }
    assertEquals(0, ticker.pendingTimers());
  }

  @Test
  void theListenerHearsOfEveryTask() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("heard", o -> o.listener(listener))) {
      scope.fork("one", () -> 1).join();
      scope.abortAll("stop");
      scope.fork("two", () -> 2);
    }
    assertEquals(List.of("one"), listener.started);
    assertEquals(List.of("one", "two"), listener.ended);
    assertEquals(
        List.of(new Outcome.Success<>(1), new Outcome.Aborted<>("stop")), listener.outcomes);
  }

  @Test
  void aTaskHandleOfNullValueJoinsAsNull() throws Exception {
    try (TaskScope<String> scope = TaskScope.open("null")) {
      assertNull(scope.fork(() -> null).join());
    }
  }
}
