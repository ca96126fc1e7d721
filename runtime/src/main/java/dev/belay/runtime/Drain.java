package dev.belay.runtime;

import java.time.Duration;
import java.util.List;

/** Brings the tasks of a scope to an end within a time: asks first, interrupts then. */
final class Drain<T> {

  private final TaskLedger<T> ledger;
  private final CancellationSource source;

  Drain(TaskLedger<T> ledger, CancellationSource source) {
    this.ledger = ledger;
    this.source = source;
  }

  Stop run(Duration grace) throws InterruptedException {
    Ticker ticker = ledger.hooks().ticker();
    long start = ticker.nanoTime();
    long nanos = Durations.nanos(grace, "grace");
    ShutDown reason = new ShutDown(grace);
    List<TaskRun<T>> interrupted = List.of();
    ledger.beginDrain();
    try {
      source.cancel(reason);
      // The last fifth is for those that need the interrupt, and what they do in their finally.
      if (!ledger.awaitEmpty(start, nanos - nanos / 5)) {
        interrupted = ledger.abortRunning(reason);
        ledger.awaitEmpty(start, nanos);
      }
    } finally {
      ledger.endDrain();
    }
    Stop stop =
        new Stop(
            Duration.ofNanos(ticker.nanoTime() - start),
            interrupted.stream().map(TaskRun::name).toList(),
            ledger.stragglers());
    ledger.hooks().tell(listener -> listener.stopped(ledger.name(), stop));
    return stop;
  }
}
