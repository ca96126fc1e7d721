package dev.belay.runtime;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Decides between a piece of work that finishes and somebody who wants to interrupt it, so that the
 * interrupt can reach nothing but that work. Four states: working, interrupting, interrupted,
 * finished. The first to leave "working" wins.
 *
 * <p>Work may stand within other work on the same thread, whose interrupt may come at the same time
 * as its own. A thread has one flag for both: the inner work, which clears it, sets it again.
 */
class InterruptBridge {

  /** The innermost work of the current thread, if any; tells also who is inside of which scope. */
  private static final ThreadLocal<InterruptBridge> INNERMOST = new ThreadLocal<>();

  private static final int WORKING = 0;
  private static final int INTERRUPTING = 1;
  private static final int INTERRUPTED = 2;
  private static final int FINISHED = 3;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(InterruptBridge.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** An interrupt takes less than a microsecond, if its sender keeps its processor. */
  private static final int LOOKS = 32;

  private volatile int state;

  /** The worker, if it has stopped looking and waits for the interrupt to be through. */
  private volatile Thread parked;

  /** The work that this stands in, or null. */
  private InterruptBridge around;

  /** How much of the work around had been interrupted when this began. */
  private int interruptedBefore;

  static InterruptBridge innermost() {
    return INNERMOST.get();
  }

  final InterruptBridge around() {
    return around;
  }

  /** Called by the worker, before the work. */
  final void begin() {
    around = INNERMOST.get();
    interruptedBefore = interruptedAround();
    INNERMOST.set(this);
  }

  /** Called by the worker when it is through with this; only where the thread does more. */
  final void leave() {
    if (around == null) {
      INNERMOST.remove();
    } else {
      INNERMOST.set(around);
    }
  }

  private int interruptedAround() {
    int interrupted = 0;
    for (InterruptBridge work = around; work != null; work = work.around) {
      if (!work.isWorking() && !work.isFinished()) {
        interrupted++;
      }
    }
    return interrupted;
  }

  /** Claims the right to interrupt; whoever gets true must call {@link #interrupted()} soon. */
  final boolean beginInterrupt() {
    return state == WORKING && STATE.compareAndSet(this, WORKING, INTERRUPTING);
  }

  /** The interrupt has been sent, or there was no thread to send it to. */
  final void interrupted() {
    state = INTERRUPTED;
    Thread worker = parked;
    if (worker != null) {
      LockSupport.unpark(worker);
    }
  }

  /**
   * To be called by the worker when the work has ended. If an interrupt was claimed it has been
   * sent when this returns, and the thread's status is clear, unless work around this was
   * interrupted since this began.
   *
   * @return true if the work finished first: nobody will interrupt it any more
   */
  final boolean finish() {
    if (STATE.compareAndSet(this, WORKING, FINISHED)) {
      return true;
    }
    awaitInterrupted();
    // Ours, and not to be seen by what this thread does next.
    Thread.interrupted();
    if (interruptedAround() > interruptedBefore) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  private void awaitInterrupted() {
    for (int i = 0; state == INTERRUPTING && i < LOOKS; i++) {
      Thread.onSpinWait();
    }
    if (state == INTERRUPTING) {
      // To look on would keep the processor from the very thread that is waited for.
      parked = Thread.currentThread();
      while (state == INTERRUPTING) {
        // belay:ignore cleared-interrupt -- as above; with it set, park would not wait
        Thread.interrupted();
        LockSupport.park(this);
      }
    }
  }

  final boolean isWorking() {
    return state == WORKING;
  }

  final boolean isFinished() {
    return state == FINISHED;
  }
}
