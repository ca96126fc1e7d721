package dev.belay.linter.rule;

import dev.belay.linter.source.Location;
import java.util.List;
import java.util.Optional;

/**
 * One place where a rule holds, as reports show it. Holds no tree and no text of its file.
 *
 * @param ruleId the rule that speaks
 * @param severity after the rule's and the configuration's word
 * @param at the tight place of the offending call, loop or handler
 * @param message what is wrong here, lower case, no full stop
 * @param enclosing the method or task it stands in, as {@code Type.method(int, String)}; a type's
 *     name for initialisers
 * @param evidence the ordered path that led here; may be empty
 * @param help what to do, one line
 * @param fixes ways to mend it, best first; may be empty
 * @param refusal why there is no fix, where the rule says so
 * @param fingerprint stable while lines move: rule, enclosing signature, normalised code, ordinal
 *     among equals
 */
public record Finding(
    String ruleId,
    Severity severity,
    Location at,
    String message,
    String enclosing,
    List<Evidence> evidence,
    Optional<String> help,
    List<Fix> fixes,
    Optional<Refusal> refusal,
    String fingerprint)
    implements Comparable<Finding> {

  /** Copies the lists. */
  public Finding {
    evidence = List.copyOf(evidence);
    fixes = List.copyOf(fixes);
  }

  /** By path, place, rule, message: the order of every report. */
  @Override
  public int compareTo(Finding other) {
    int order = at.compareTo(other.at);
    if (order == 0) {
      order = ruleId.compareTo(other.ruleId);
    }
    return order != 0 ? order : message.compareTo(other.message);
  }
}
