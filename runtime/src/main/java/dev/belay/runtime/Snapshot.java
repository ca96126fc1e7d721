package dev.belay.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * What a scope held at one moment.
 *
 * @param scope its name
 * @param state whether it takes tasks
 * @param running the tasks that have not ended, oldest first
 * @param ready how many forked tasks have ended and wait to be taken
 * @param limit how many tasks may run at once, if there is a limit
 */
public record Snapshot(
    String scope, State state, List<Running> running, int ready, OptionalInt limit) {

  /** What a scope does with new tasks. */
  public enum State {
    /** Runs them. */
    OPEN,
    /** Returns them as aborted ones. */
    CANCELLED,
    /** Refuses them. */
    CLOSED
  }

  /**
   * A task that has not ended.
   *
   * @param name its name
   * @param state where it stands
   * @param running how long its body has been running; zero if it has not begun
   */
  public record Running(String name, Task.State state, Duration running) {

    /** Refuses nulls. */
    public Running {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(running, "running");
    }
  }

  /** Copies the list. */
  public Snapshot {
    Objects.requireNonNull(scope, "scope");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(limit, "limit");
    running = List.copyOf(running);
  }
}
