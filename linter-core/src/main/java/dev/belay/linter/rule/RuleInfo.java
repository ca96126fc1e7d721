package dev.belay.linter.rule;

import java.util.regex.Pattern;

/**
 * What a rule says of itself; tables, pages' headers and reports are generated from it.
 *
 * @param id names the trouble, in lower case with dashes
 * @param title one line, shown beside the id
 * @param level severity of its findings unless the rule or the configuration says otherwise
 * @param family what it is about
 * @param fix whether its findings carry fixes
 * @param since the version that brought it
 */
public record RuleInfo(
    String id, String title, Severity level, Family family, FixAvailability fix, String since) {

  private static final Pattern ID = Pattern.compile("[a-z]+(-[a-z]+)*");

  /**
   * Checks the id.
   *
   * @throws IllegalArgumentException if the id is not words of lower case with dashes between
   */
  public RuleInfo {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not a rule id: " + id);
    }
  }
}
