package com.example.parcels;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/** Tells receivers where their parcels are. */
final class Notifier {

  private final ExecutorService workers;
  private final Ledger ledger;

  Notifier(ExecutorService workers, Ledger ledger) {
    this.workers = workers;
    this.ledger = ledger;
  }

  void tell(Scan scan) {
    if (scan.place().equals("door")) {
      tellUrgently(scan);
    } else {
      workers.submit(() -> send(scan));
    }
  }

  private void tellUrgently(Scan scan) {
    CompletableFuture.runAsync(() -> send(scan), workers);
    sendCopy(scan);
  }

  private CompletableFuture<Void> sendCopy(Scan scan) {
    return CompletableFuture.runAsync(() -> send(scan), workers);
  }

  private void send(Scan scan) {
    ledger.countTold();
  }
}
