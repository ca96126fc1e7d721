package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is refused, and that nothing has happened then. */
@ExtendWith(NoThreadLeft.class)
class ScopeMisuseTest {

  private static final Duration NEGATIVE = Duration.ofNanos(-1);

  private static void isNull(org.junit.jupiter.api.function.Executable call) {
    assertThrows(NullPointerException.class, call);
  }

  private static void isIllegal(org.junit.jupiter.api.function.Executable call) {
    assertThrows(IllegalArgumentException.class, call);
  }

  @Test
  void nullsAreRefusedByScopes() {
    isNull(() -> TaskScope.open(null));
    isNull(() -> TaskScope.open("x", null));
    isNull(() -> TaskScope.open("x", o -> null));
    try (TaskScope<Integer> scope = TaskScope.open("nulls")) {
      isNull(() -> scope.fork((Callable<Integer>) null));
      isNull(() -> scope.fork((TokenCallable<Integer>) null));
      isNull(() -> scope.fork(null, () -> 1));
      isNull(() -> scope.fork(null, token -> 1));
      isNull(() -> scope.fork("x", (Callable<Integer>) null));
      isNull(() -> scope.forkInterruptibly(null));
      isNull(() -> scope.forkInterruptibly(null, token -> 1));
      isNull(() -> scope.tryFork(null));
      isNull(() -> scope.tryFork(null, token -> 1));
      isNull(() -> scope.tryFork("x", null));
      isNull(() -> scope.start(null));
      isNull(() -> scope.start(null, token -> {}));
      isNull(() -> scope.start("x", (Body) null));
      isNull(() -> scope.startInterruptibly(null, token -> {}));
      isNull(() -> scope.startInterruptibly("x", null));
      isNull(() -> scope.tryStart(null, token -> {}));
      isNull(() -> scope.tryStart("x", null));
      isNull(() -> scope.abortAll(null));
      isNull(() -> scope.shutdown(null));
      isNull(() -> TaskScope.onJvmShutdown(null, Duration.ZERO));
      isNull(() -> TaskScope.onJvmShutdown(scope, null));
      isIllegal(() -> scope.shutdown(NEGATIVE));
      isIllegal(() -> TaskScope.onJvmShutdown(scope, NEGATIVE));
      assertEquals(0, scope.size());
      assertEquals(Snapshot.State.OPEN, scope.snapshot().state());
    }
  }

  @Test
  void optionsRefuseWhatMakesNoSense() {
    Options options = Options.DEFAULT;
    isNull(() -> options.parent(null));
    isNull(() -> options.threads(null));
    isNull(() -> options.clock(null));
    isNull(() -> options.listener(null));
    isNull(() -> options.carrying(null));
    isNull(() -> options.deadline(null));
    isNull(() -> options.stallAfter(null));
    isIllegal(() -> options.limit(0));
    isIllegal(() -> options.limit(-1));
    isIllegal(() -> options.deadline(NEGATIVE));
    isIllegal(() -> options.stallAfter(NEGATIVE));
    isIllegal(() -> options.stallAfter(Duration.ZERO));
  }

  @Test
  void optionsDoNotChange() {
    Options limited = Options.DEFAULT.limit(3);
    limited.limit(4).isolate().shared();
    assertEquals(3, limited.limit());
    assertEquals(0, Options.DEFAULT.limit());
    assertEquals(false, limited.isIsolated());
    assertEquals(false, limited.isShared());
  }

  @Test
  void aTaskRefusesANullReason() throws Exception {
    try (TaskScope<Integer> scope = TaskScope.open("reason")) {
      Task<Integer> task = scope.fork(() -> 1);
      isNull(() -> task.abort(null));
      assertEquals(1, task.join());
    }
  }

  @Test
  void outcomesRefuseNullsWhereOneWouldHideSomething() {
    isNull(() -> new Outcome.Failed<>(null));
    isNull(() -> new Outcome.Aborted<>(null));
    isNull(() -> new DeadlineReached(null));
    isNull(() -> new ShutDown(null));
    isNull(() -> new ScopeClosed(null));
  }
}
