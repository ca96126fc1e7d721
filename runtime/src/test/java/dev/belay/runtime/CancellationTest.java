package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NoThreadLeft.class)
class CancellationTest {

  private final RecordingListener listener = new RecordingListener();
  private final ManualTicker ticker = new ManualTicker();
  private final CancellationSource source = CancellationSource.create(listener, ticker);
  private final CancellationToken token = source.token();
  private final List<String> trail = new ArrayList<>();

  @Test
  void theFirstCancelGivesTheReason() {
    assertFalse(token.isCancelled());
    assertEquals(Optional.empty(), token.reason());
    token.throwIfCancelled();
    assertTrue(source.cancel("first"));
    assertFalse(source.cancel("second"));
    assertEquals(Optional.of("first"), token.reason());
    assertEquals("first", assertThrows(CancelledException.class, token::throwIfCancelled).reason());
  }

  @Test
  void aThrowableReasonIsTheCause() {
    Exception reason = new Exception("disk full");
    source.cancel(reason);
    assertSame(reason, assertThrows(CancelledException.class, token::throwIfCancelled).getCause());
  }

  @Test
  void callbacksRunNewestFirstOnTheCancellersThread() {
    Thread canceller = Thread.currentThread();
    for (String name : List.of("a", "b", "c")) {
      token.onCancel(
          () -> {
            assertSame(canceller, Thread.currentThread());
            trail.add(name);
          });
    }
    source.cancel("stop");
    assertEquals(List.of("c", "b", "a"), trail);
  }

  @Test
  void allCallbacksRunThoughSomeThrow() {
    token.onCancel(() -> trail.add("first"));
    token.onCancel(
        () -> {
          throw new AssertionError("error");
        });
    token.onCancel(
        () -> {
          throw new IllegalStateException("exception");
        });
    assertTrue(source.cancel("stop"));
    assertEquals(List.of("first"), trail);
    assertEquals(
        List.of("exception", "error"),
        listener.callbackFailures.stream().map(Throwable::getMessage).toList());
  }

  @Test
  void aListenerThatThrowsStopsNothing() {
    CancellationSource other =
        CancellationSource.create(
            new Listener() {
              @Override
              public void callbackFailed(Throwable failure) {
                throw new IllegalStateException("listener");
              }
            },
            ticker);
    other.token().onCancel(() -> trail.add("first"));
    other
        .token()
        .onCancel(
            () -> {
              throw new IllegalStateException("callback");
            });
    assertTrue(other.cancel("stop"));
    assertEquals(List.of("first"), trail);
  }

  @Test
  void cancelRegisterUnregisterAndChildAreLegalInsideACallback() {
    Registration older = token.onCancel(() -> trail.add("older"));
    token.onCancel(
        () -> {
          assertFalse(source.cancel("again"));
          assertTrue(older.unregister());
          token.onCancel(() -> trail.add("late"));
          CancellationSource child = token.child();
          assertEquals(Optional.of("stop"), child.token().reason());
          trail.add("newer");
        });
    source.cancel("stop");
    assertEquals(List.of("late", "newer"), trail);
    assertEquals(List.of(), listener.callbackFailures);
  }

  @Test
  void aCallbackMayCancelAnotherTree() {
    CancellationSource other = CancellationSource.create(listener, ticker);
    token.onCancel(() -> other.cancel("from there"));
    source.cancel("stop");
    assertEquals(Optional.of("from there"), other.token().reason());
  }

  @Test
  void aLateRegistrationRunsInTheCallerAndIsSpent() {
    source.cancel("stop");
    Registration late = token.onCancel(() -> trail.add("late"));
    assertEquals(List.of("late"), trail);
    assertFalse(late.unregister());
    late.close();
    assertEquals(List.of("late"), trail);
  }

  @Test
  void aLateRegistrationThatThrowsTellsTheListener() {
    source.cancel("stop");
    token.onCancel(
        () -> {
          throw new IllegalStateException("late");
        });
    assertEquals(1, listener.callbackFailures.size());
  }

  @Test
  void whatWasUnregisteredDoesNotRun() {
    Registration registration = token.onCancel(() -> trail.add("ran"));
    assertTrue(registration.unregister());
    assertFalse(registration.unregister());
    registration.close();
    source.cancel("stop");
    assertEquals(List.of(), trail);
  }

  @Test
  void closingWaitsForARunningCallbackAndUnregisteringDoesNot() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger ended = new AtomicInteger();
    Registration registration =
        token.onCancel(
            () -> {
              running.countDown();
              Uninterrupted.await(release);
              ended.set(1);
            });
    Thread canceller = new Thread(() -> source.cancel("stop"));
    canceller.start();
    Waits.await(running);
    assertFalse(registration.unregister());
    AtomicInteger seen = new AtomicInteger(-1);
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread closer =
        new Thread(
            () -> {
              registration.close();
              seen.set(ended.get());
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    closer.start();
    Waits.until(() -> Waits.isWaiting(closer));
    closer.interrupt();
    assertEquals(-1, seen.get());
    release.countDown();
    Waits.join(closer);
    Waits.join(canceller);
    assertEquals(1, seen.get());
    assertTrue(interrupted.get());
  }

  @Test
  void closingInsideTheCallbackReturnsAtOnce() {
    AtomicReference<Registration> self = new AtomicReference<>();
    self.set(
        token.onCancel(
            () -> {
              self.get().close();
              trail.add("ran");
            }));
    source.cancel("stop");
    assertEquals(List.of("ran"), trail);
  }

  @Test
  void childrenAreCancelledWithTheirParentAndNotTheOtherWay() {
    CancellationSource left = token.child();
    CancellationSource right = token.child();
    left.cancel("only left");
    assertFalse(token.isCancelled());
    assertFalse(right.token().isCancelled());
    source.cancel("all");
    assertEquals(Optional.of("only left"), left.token().reason());
    assertEquals(Optional.of("all"), right.token().reason());
  }

  @Test
  void aChildOfACancelledParentIsBornCancelledAndUnlinked() {
    source.cancel("stop");
    CancellationSource child = token.child();
    assertEquals(Optional.of("stop"), child.token().reason());
    assertFalse(child.cancel("again"));
    assertTrue(((TokenNode) token).hasNoLinks());
  }

  @Test
  void theWholeTreeIsCancelledBeforeTheFirstCallbackRuns() {
    CancellationSource child = token.child();
    CancellationSource grandchild = child.token().child();
    token.onCancel(() -> trail.add("root sees " + grandchild.token().isCancelled()));
    source.cancel("stop");
    assertEquals(List.of("root sees true"), trail);
  }

  @Test
  void aChainOfOneHundredThousandIsCancelledAtOnce() {
    CancellationToken last = token;
    AtomicInteger called = new AtomicInteger();
    for (int i = 0; i < 100_000; i++) {
      last = last.child().token();
      last.onCancel(called::incrementAndGet);
    }
    source.cancel("stop");
    assertEquals(Optional.of("stop"), last.reason());
    assertEquals(100_000, called.get());
  }

  @Test
  void aCancelThatMeetsAnotherReturnsWhenAllBelowIsCancelled() throws Exception {
    for (boolean above : new boolean[] {true, false}) {
      CancellationSource root = CancellationSource.create();
      CancellationSource top = root.token().child();
      CancellationToken last = top.token();
      for (int i = 0; i < 100_000; i++) {
        last = last.child().token();
      }
      Thread other = new Thread(() -> top.cancel("first"));
      other.start();
      Waits.until(top.token()::isCancelled);
      assertEquals(above, (above ? root : top).cancel("second"));
      assertEquals(Optional.of("first"), last.reason());
      Waits.join(other);
    }
  }

  @Test
  void aClosedChildIsForgottenByItsParentAndNotCancelled() {
    CancellationSource child = token.child();
    child.close();
    child.close();
    assertTrue(((TokenNode) token).hasNoLinks());
    source.cancel("stop");
    assertFalse(child.token().isCancelled());
    assertTrue(child.cancel("own"));
  }

  @Test
  void manyShortLivedChildrenLeaveNoLinks() {
    for (int i = 0; i < 100_000; i++) {
      try (CancellationSource child = token.child()) {
        child.token().onCancel(() -> {}).unregister();
      }
      CancellationSource cancelled = token.child();
      cancelled.cancel("own");
    }
    assertTrue(((TokenNode) token).hasNoLinks());
  }

  @Test
  void anyOfFollowsWhicheverIsFirstAndLeavesTheOthers() {
    CancellationSource other = CancellationSource.create(listener, ticker);
    CancellationSource both = CancellationToken.anyOf(token, other.token());
    other.cancel("other");
    assertEquals(Optional.of("other"), both.token().reason());
    assertTrue(((TokenNode) token).hasNoLinks());
    source.cancel("stop");
    assertEquals(Optional.of("other"), both.token().reason());
  }

  @Test
  void anyOfWithACancelledParentIsBornCancelled() {
    CancellationSource other = CancellationSource.create(listener, ticker);
    other.cancel("other");
    CancellationSource both = CancellationToken.anyOf(token, other.token());
    assertEquals(Optional.of("other"), both.token().reason());
    assertTrue(((TokenNode) token).hasNoLinks());
  }

  @Test
  void closingAnyOfLeavesAllParents() {
    CancellationSource other = CancellationSource.create(listener, ticker);
    CancellationToken.anyOf(token, other.token(), token).close();
    assertTrue(((TokenNode) token).hasNoLinks());
    assertTrue(((TokenNode) other.token()).hasNoLinks());
    assertThrows(IllegalArgumentException.class, CancellationToken::anyOf);
  }

  @Test
  void aTimerCancelsWithTheDeadlineAsReason() {
    source.cancelAfter(Duration.ofSeconds(5));
    ticker.advance(Duration.ofSeconds(4));
    assertFalse(token.isCancelled());
    ticker.advance(Duration.ofSeconds(1));
    assertEquals(Optional.of(new DeadlineReached(Duration.ofSeconds(5))), token.reason());
    assertFalse(source.disarm());
  }

  @Test
  void aSecondTimerReplacesTheFirst() {
    source.cancelAfter(Duration.ofSeconds(1), "first");
    source.cancelAfter(Duration.ofSeconds(2), "second");
    ticker.advance(Duration.ofSeconds(1));
    assertFalse(token.isCancelled());
    ticker.advance(Duration.ofSeconds(1));
    assertEquals(Optional.of("second"), token.reason());
  }

  @Test
  void aDisarmedClosedOrCancelledSourceLeavesNoTimer() {
    source.cancelAfter(Duration.ofSeconds(1));
    assertTrue(source.disarm());
    assertFalse(source.disarm());
    assertEquals(0, ticker.pendingTimers());
    source.cancelAfter(Duration.ofSeconds(1));
    source.close();
    assertEquals(0, ticker.pendingTimers());
    source.cancelAfter(Duration.ofSeconds(1));
    assertEquals(0, ticker.pendingTimers());
    CancellationSource other = CancellationSource.create(listener, ticker);
    other.cancelAfter(Duration.ofSeconds(1));
    other.cancel("now");
    assertEquals(0, ticker.pendingTimers());
    other.cancelAfter(Duration.ofSeconds(1));
    assertEquals(0, ticker.pendingTimers());
  }

  @Test
  void theTimerOfTheMachineFiresOnAThreadOfItsOwn() throws Exception {
    CancellationSource real = CancellationSource.create();
    CountDownLatch fired = new CountDownLatch(1);
    AtomicReference<String> thread = new AtomicReference<>();
    real.token()
        .onCancel(
            () -> {
              thread.set(Thread.currentThread().getName());
              fired.countDown();
            });
    real.cancelAfter(Duration.ofMillis(1));
    Waits.await(fired);
    assertEquals("belay-timer-action", thread.get());
    real.cancelAfter(Duration.ofSeconds(Long.MAX_VALUE));
  }

  @Test
  void theFutureViewCompletesWithTheReason() {
    CompletableFuture<Object> view = token.future();
    source.cancel("stop");
    assertEquals("stop", view.join());
    assertEquals("stop", token.future().join());
  }

  @Test
  void aFutureViewThatIsGivenUpLeavesNoLink() {
    token.future().cancel(false);
    token.future().complete("else");
    assertTrue(((TokenNode) token).hasNoLinks());
    assertFalse(token.isCancelled());
  }

  @Test
  void nullsAndNegativeDurationsAreRefused() {
    assertThrows(NullPointerException.class, () -> source.cancel(null));
    assertFalse(token.isCancelled());
    assertThrows(NullPointerException.class, () -> source.cancelAfter(null));
    assertThrows(NullPointerException.class, () -> source.cancelAfter(Duration.ZERO, null));
    assertThrows(IllegalArgumentException.class, () -> source.cancelAfter(Duration.ofNanos(-1)));
    assertThrows(NullPointerException.class, () -> token.onCancel(null));
    assertThrows(NullPointerException.class, () -> token.sleep(null));
    assertThrows(IllegalArgumentException.class, () -> token.sleep(Duration.ofNanos(-1)));
    assertThrows(NullPointerException.class, () -> token.runUntilCancelled(null));
    assertThrows(NullPointerException.class, () -> token.take(null));
    assertThrows(NullPointerException.class, () -> token.accept(null));
    assertThrows(
        NullPointerException.class, () -> CancellationToken.anyOf((CancellationToken) null));
    assertThrows(NullPointerException.class, () -> CancellationSource.create(null, ticker));
    assertThrows(NullPointerException.class, () -> CancellationSource.create(listener, null));
    assertThrows(NullPointerException.class, () -> new CancelledException(null));
  }
}
