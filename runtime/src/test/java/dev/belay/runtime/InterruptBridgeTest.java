package dev.belay.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work that finishes while somebody is about to interrupt it. */
@ExtendWith(NoThreadLeft.class)
class InterruptBridgeTest {

  private final InterruptBridge bridge = new InterruptBridge();
  private final List<Boolean> seen = new CopyOnWriteArrayList<>();
  private final Thread worker =
      new Thread(
          () -> {
            seen.add(bridge.finish());
            seen.add(Thread.currentThread().isInterrupted());
          });

  @Test
  void whoFinishesFirstIsNotInterrupted() {
    assertTrue(bridge.finish());
    assertFalse(bridge.beginInterrupt());
  }

  @Test
  void onlyOneMayInterrupt() {
    assertTrue(bridge.beginInterrupt());
    assertFalse(bridge.beginInterrupt());
    bridge.interrupted();
    assertFalse(bridge.beginInterrupt());
    assertFalse(bridge.finish());
  }

  @Test
  void aWorkerWaitsForAnInterruptUnderWayWithoutKeepingItsProcessor() throws Exception {
    assertTrue(bridge.beginInterrupt());
    worker.start();
    Waits.until(() -> Waits.isWaiting(worker));
    bridge.interrupted();
    Waits.join(worker);
    assertEquals(List.of(false, false), seen);
  }

  @Test
  void theInterruptThatEndsItsWaitIsNotSeenAfterIt() throws Exception {
    assertTrue(bridge.beginInterrupt());
    worker.start();
    Waits.until(() -> Waits.isWaiting(worker));
    worker.interrupt();
    Waits.until(() -> !worker.isInterrupted() && Waits.isWaiting(worker));
    assertEquals(List.of(), seen);
    bridge.interrupted();
    Waits.join(worker);
    assertEquals(List.of(false, false), seen);
  }

  private static void interrupt(InterruptBridge work) {
    assertTrue(work.beginInterrupt());
    Thread.currentThread().interrupt();
    work.interrupted();
  }

  @Test
  void innerWorkLeavesTheWorkAroundItsInterrupt() {
    InterruptBridge inner = new InterruptBridge();
    bridge.begin();
    inner.begin();
    interrupt(bridge);
    interrupt(inner);
    assertFalse(inner.finish());
    assertTrue(Thread.currentThread().isInterrupted());
    inner.leave();
    assertFalse(bridge.finish());
    assertFalse(Thread.currentThread().isInterrupted());
    bridge.leave();
    assertSame(null, InterruptBridge.innermost());
  }

  @Test
  void anInterruptThatTheWorkAroundHasSeenIsNotSentAgain() {
    InterruptBridge inner = new InterruptBridge();
    bridge.begin();
    interrupt(bridge);
    assertTrue(Thread.interrupted());
    inner.begin();
    interrupt(inner);
    assertFalse(inner.finish());
    assertFalse(Thread.currentThread().isInterrupted());
    inner.leave();
    bridge.leave();
  }
}
