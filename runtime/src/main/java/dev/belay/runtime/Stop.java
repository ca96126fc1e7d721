package dev.belay.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a shutdown achieved.
 *
 * @param took how long it lasted
 * @param interrupted the names of the tasks that had not ended when the time for draining was over
 *     and were interrupted, oldest first
 * @param stragglers those of them that still ran when the grace time was over, with their stacks
 */
public record Stop(Duration took, List<String> interrupted, List<Straggler> stragglers) {

  /** Copies the lists. */
  public Stop {
    Objects.requireNonNull(took, "took");
    interrupted = List.copyOf(interrupted);
    stragglers = List.copyOf(stragglers);
  }

  /** Whether every task has ended. */
  public boolean isClean() {
    return stragglers.isEmpty();
  }

  @Override
  public String toString() {
    if (isClean()) {
      return "stopped in " + took + ", " + interrupted.size() + " task(s) interrupted";
    }
    return stragglers.stream()
        .map(straggler -> System.lineSeparator() + "  " + straggler)
        .collect(
            Collectors.joining(
                "", stragglers.size() + " task(s) still run after " + took + ":", ""));
  }
}
