package dev.belay.runtime;

import java.util.Objects;

/**
 * The reason of a cancellation that the end of a scope brought to the tasks still running in it.
 *
 * @param scope its name
 */
public record ScopeClosed(String scope) {

  /** Refuses null. */
  public ScopeClosed {
    Objects.requireNonNull(scope, "scope");
  }

  @Override
  public String toString() {
    return "scope '" + scope + "' is being closed";
  }
}
