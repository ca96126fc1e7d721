package dev.belay.linter.rule;

import java.util.Locale;

/** How much a finding weighs, lightest first, so that {@code compareTo} asks "at or over". */
public enum Severity {
  /** The rule does not run. */
  OFF,
  /** Worth knowing. */
  NOTE,
  /** Likely to hurt. */
  WARNING,
  /** A task is lost or cannot be stopped. */
  ERROR;

  /**
   * As configuration and reports write it: {@code off}, {@code note}, {@code warning}, {@code
   * error}.
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
