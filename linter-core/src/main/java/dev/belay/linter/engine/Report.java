package dev.belay.linter.engine;

import dev.belay.linter.rule.Finding;
import dev.belay.linter.source.Suppression;
import java.util.List;

/**
 * What came of a check. Sorted, the same for any number of threads but for the statistics.
 * Immutable.
 *
 * @param findings what is reported; may be empty
 * @param suppressed what somebody asked silence for; may be empty
 * @param problems what could not be looked at, and rules that failed; may be empty
 * @param statistics what it took
 */
public record Report(
    List<Finding> findings,
    List<Suppressed> suppressed,
    List<Problem> problems,
    Statistics statistics) {

  /** Copies the lists. */
  public Report {
    findings = List.copyOf(findings);
    suppressed = List.copyOf(suppressed);
    problems = List.copyOf(problems);
  }

  /**
   * A finding and who silenced it.
   *
   * @param finding as it would have been reported
   * @param by the comment or annotation
   */
  public record Suppressed(Finding finding, Suppression by) {}
}
