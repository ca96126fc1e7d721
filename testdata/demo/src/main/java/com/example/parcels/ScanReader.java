package com.example.parcels;

import java.util.concurrent.BlockingQueue;

/** Moves scans from the queue to the ledger, on a thread of its own. */
final class ScanReader implements Runnable {

  private final BlockingQueue<Scan> scans;
  private final Ledger ledger;
  private Thread thread;

  ScanReader(BlockingQueue<Scan> scans, Ledger ledger) {
    this.scans = scans;
    this.ledger = ledger;
  }

  void start() {
    thread = new Thread(this, "scan-reader");
    thread.start();
  }

  @Override
  public void run() {
    while (true) {
      try {
        ledger.record(scans.take());
      } catch (InterruptedException e) {
        System.err.println("reader interrupted");
      }
    }
  }

  void stop() {
    thread.interrupt();
    try {
      thread.join(1_000);
    } catch (InterruptedException e) {
      // nothing to do: we are stopping anyway
    }
  }
}
