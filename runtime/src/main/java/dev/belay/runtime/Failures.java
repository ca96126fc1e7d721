package dev.belay.runtime;

import java.util.ArrayList;
import java.util.List;

/**
 * Failures of several tasks, of which one comes first. An {@link Error} comes before any exception.
 * Keeps a bounded number: a server may fail for months.
 */
final class Failures {

  private static final int KEPT = 32;

  private Throwable first;
  private final List<Throwable> others = new ArrayList<>(0);
  private long dropped;

  void add(Throwable failure) {
    if (failure == first || others.contains(failure)) {
      return;
    }
    if (first == null) {
      first = failure;
    } else if (failure instanceof Error && !(first instanceof Error)) {
      keep(first);
      first = failure;
    } else {
      keep(failure);
    }
  }

  void addAll(Failures more) {
    if (more.first != null) {
      add(more.first);
      more.others.forEach(this::add);
      dropped += more.dropped;
    }
  }

  private void keep(Throwable failure) {
    if (others.size() < KEPT) {
      others.add(failure);
    } else {
      dropped++;
    }
  }

  boolean isEmpty() {
    return first == null;
  }

  Throwable first() {
    return first;
  }

  /** How many there were, those included that are not kept. */
  long count() {
    return first == null ? 0 : 1 + others.size() + dropped;
  }

  void suppressOthersIn(Throwable summary) {
    others.forEach(summary::addSuppressed);
  }
}
