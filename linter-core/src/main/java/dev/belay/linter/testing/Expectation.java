package dev.belay.linter.testing;

import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Refusal;
import java.util.Optional;

/**
 * What a marker claims of one rule and one line.
 *
 * @param ruleId the rule that speaks there
 * @param line on which its finding starts, from 1
 * @param under the text that the finding shows, blanks counting as one; empty where the marker does
 *     not say
 * @param says a part of the message; empty where the marker does not say
 * @param refuses a part of the reason why there is no fix; empty where the marker does not say
 */
record Expectation(
    String ruleId,
    int line,
    Optional<String> under,
    Optional<String> says,
    Optional<String> refuses) {

  boolean isOf(Finding finding) {
    return finding.ruleId().equals(ruleId) && finding.at().startLine() == line;
  }

  /** What is wrong with a finding of this rule and line; empty where it is as claimed. */
  Optional<String> complaint(Finding finding, String shown) {
    if (under.isPresent() && !oneBlank(under.get()).equals(oneBlank(shown))) {
      return Optional.of("stands under `" + oneBlank(shown) + "`, not `" + under.get() + "`");
    }
    if (says.isPresent() && !finding.message().contains(says.get())) {
      return Optional.of("says \"" + finding.message() + "\", not \"" + says.get() + "\"");
    }
    String refusal = finding.refusal().map(Refusal::reason).orElse("");
    if (refuses.isPresent() && !refusal.contains(refuses.get())) {
      return Optional.of("refuses a fix for \"" + refusal + "\", not \"" + refuses.get() + "\"");
    }
    return Optional.empty();
  }

  private static String oneBlank(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
