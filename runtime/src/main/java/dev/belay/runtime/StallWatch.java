package dev.belay.runtime;

import java.time.Duration;

/** Decides when a wait for stopped tasks has lasted long enough to be reported, and reports it. */
final class StallWatch {

  private final TaskLedger<?> ledger;
  private final Hooks hooks;
  private final long start;
  private long nextReport;

  StallWatch(TaskLedger<?> ledger, Options options) {
    this.ledger = ledger;
    this.hooks = options.hooks();
    this.start = hooks.ticker().nanoTime();
    this.nextReport = options.stallNanos();
  }

  long nanosToReport() {
    return nextReport - waited();
  }

  /** Calls the listener; not under a lock. */
  void report() {
    StallReport report =
        new StallReport(ledger.name(), Duration.ofNanos(waited()), ledger.stragglers());
    nextReport = nextReport > Long.MAX_VALUE / 2 ? Long.MAX_VALUE : nextReport * 2;
    if (!report.stragglers().isEmpty()) {
      hooks.tell(listener -> listener.stalled(report));
    }
  }

  private long waited() {
    return hooks.ticker().nanoTime() - start;
  }
}
