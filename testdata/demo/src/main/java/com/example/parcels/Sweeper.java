package com.example.parcels;

import java.util.concurrent.locks.LockSupport;

/** Forgets delivered parcels, one round a second. */
final class Sweeper implements Runnable {

  private static final long ROUND_NANOS = 1_000_000_000L;

  private final Ledger ledger;

  Sweeper(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public void run() {
    while (true) {
      ledger.forgetDelivered();
      LockSupport.parkNanos(ROUND_NANOS);
    }
  }
}
