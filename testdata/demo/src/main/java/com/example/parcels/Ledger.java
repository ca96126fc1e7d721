package com.example.parcels;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Where each parcel was seen last, and how many receivers were told. */
public final class Ledger {

  private final Map<String, String> places = new ConcurrentHashMap<>();
  private final AtomicLong told = new AtomicLong();

  void restore() {
    places.putIfAbsent("0000", "depot");
  }

  void record(Scan scan) {
    places.put(scan.parcel(), scan.place());
  }

  void countTold() {
    told.incrementAndGet();
  }

  /** Where a parcel was seen last. */
  public Optional<String> placeOf(String parcel) {
    return Optional.ofNullable(places.get(parcel));
  }

  /** How many receivers were told. */
  public long told() {
    return told.get();
  }

  void forgetDelivered() {
    places.values().removeIf(place -> place.equals("door"));
  }

  int size() {
    return places.size();
  }
}
