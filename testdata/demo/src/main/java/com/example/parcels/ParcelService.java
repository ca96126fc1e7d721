package com.example.parcels;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Takes scans of parcels, tells their receivers and keeps the figures. */
public final class ParcelService implements AutoCloseable {

  private final BlockingQueue<Scan> scans = new LinkedBlockingQueue<>(10_000);
  private final ExecutorService workers = Executors.newFixedThreadPool(4);
  private final Ledger ledger = new Ledger();
  private final ScanReader reader = new ScanReader(scans, ledger);
  private final Notifier notifier = new Notifier(workers, ledger);
  private final Figures figures = new Figures(ledger);

  /** Starts reading; returns at once. */
  public void start() {
    reader.start();
    figures.start();
    workers.execute(new Sweeper(ledger));
    workers.submit(() -> ledger.restore());
  }

  /** Takes one scan; waits while the queue is full. */
  public void accept(Scan scan) throws InterruptedException {
    scans.put(scan);
    notifier.tell(scan);
  }

  /** What is known of every parcel. */
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void close() throws InterruptedException {
    workers.shutdownNow();
    workers.awaitTermination(5, TimeUnit.SECONDS);
    reader.stop();
    figures.stop();
  }
}
