package com.example.parcels;

import java.time.Duration;

/** Prints the figures now and then. */
final class Figures {

  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final Ledger ledger;

  Figures(Ledger ledger) {
    this.ledger = ledger;
  }

  void start() {
    new Thread(this::print, "figures").start();
  }

  private void print() {
    for (; ; ) {
      try {
        Thread.sleep(PAUSE.toMillis());
        show();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Shows the figures a last time. */
  void stop() {
    show();
  }

  private void show() {
    System.out.println(ledger.size() + " parcels, " + ledger.told() + " told");
  }
}
