package dev.belay.runtime;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A task that was told to stop and still runs.
 *
 * @param task its name
 * @param running how long its body has been running
 * @param stack where its thread was, innermost frame first; empty if it ended meanwhile
 */
public record Straggler(String task, Duration running, List<StackTraceElement> stack) {

  /** Copies the stack. */
  public Straggler {
    Objects.requireNonNull(task, "task");
    Objects.requireNonNull(running, "running");
    stack = List.copyOf(stack);
  }

  static Straggler of(String task, Duration running, Thread thread) {
    List<StackTraceElement> stack =
        thread == null ? List.of() : Arrays.asList(thread.getStackTrace());
    return new Straggler(task, running, stack);
  }

  /** Name and time on the first line, then one line for each frame. */
  @Override
  public String toString() {
    return stack.stream()
        .map(frame -> System.lineSeparator() + "    at " + frame)
        .collect(Collectors.joining("", task + ", running for " + running, ""));
  }
}
