package dev.belay.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class RecordingListener implements Listener {
  final List<Throwable> callbackFailures = new CopyOnWriteArrayList<>();
  final List<String> started = new CopyOnWriteArrayList<>();
  final List<String> ended = new CopyOnWriteArrayList<>();
  final List<Outcome<?>> outcomes = new CopyOnWriteArrayList<>();
  final List<Throwable> failedAfterAbort = new CopyOnWriteArrayList<>();
  final List<StallReport> stalls = new CopyOnWriteArrayList<>();
  final List<Stop> stops = new CopyOnWriteArrayList<>();
  final List<Integer> restarts = new CopyOnWriteArrayList<>();

  @Override
  public void callbackFailed(Throwable failure) {
    callbackFailures.add(failure);
  }

  @Override
  public void taskStarted(String scope, String task) {
    started.add(task);
  }

  @Override
  public void taskEnded(String scope, String task, Outcome<?> outcome) {
    ended.add(task);
    outcomes.add(outcome);
  }

  @Override
  public void failedAfterAbort(String scope, String task, Throwable failure) {
    failedAfterAbort.add(failure);
  }

  @Override
  public void stalled(StallReport report) {
    stalls.add(report);
  }

  @Override
  public void stopped(String scope, Stop stop) {
    stops.add(stop);
  }

  @Override
  public void restarting(String supervisor, String service, Outcome<?> ended, int count) {
    restarts.add(count);
  }
}
