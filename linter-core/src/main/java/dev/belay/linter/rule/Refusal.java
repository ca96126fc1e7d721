package dev.belay.linter.rule;

/**
 * Why a rule offers no fix for a finding, though it does for others.
 *
 * @param reason one line, lower case, no full stop: "the future is used after the call"
 */
public record Refusal(String reason) implements Remedy {

  /**
   * Checks the reason.
   *
   * @throws IllegalArgumentException if it is blank or has several lines
   */
  public Refusal {
    if (reason.isBlank() || reason.lines().count() > 1) {
      throw new IllegalArgumentException("not one line: " + reason);
    }
  }
}
