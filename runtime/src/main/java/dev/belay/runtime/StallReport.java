package dev.belay.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Tasks that hold up somebody who waits for their end.
 *
 * @param scope the name of the scope
 * @param waited how long the wait has lasted
 * @param stragglers the tasks that still run, oldest first
 */
public record StallReport(String scope, Duration waited, List<Straggler> stragglers) {

  /** Copies the list. */
  public StallReport {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(waited, "waited");
    stragglers = List.copyOf(stragglers);
  }

  @Override
  public String toString() {
    return stragglers.stream()
        .map(straggler -> System.lineSeparator() + "  " + straggler)
        .collect(
            Collectors.joining(
                "",
                scope + ": waited " + waited + " for " + stragglers.size() + " stopped task(s)",
                ""));
  }
}
