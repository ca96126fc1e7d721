package dev.belay.linter.testing;

import dev.belay.linter.source.LineComment;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The markers of a fixture: {@code // expect: rule-id[, rule-id]}, with ``under `text` ``, {@code
 * says "..."} and {@code refuses "..."} behind where wanted, and {@code // gap: rule-id reason}. At
 * the end of a line or alone above it.
 *
 * @param expected what must be found, in order of the text
 * @param gaps known missed alarms
 * @param faults markers that cannot be read, one line each
 */
record Markers(List<Expectation> expected, List<Gap> gaps, List<String> faults) {

  /** A known missed alarm, and why it is missed. */
  record Gap(String ruleId, int line, String reason) {}

  private static final String ID = "[a-z]+(?:-[a-z]+)*";
  private static final Pattern EXPECT =
      Pattern.compile(
          "\\s*expect:\\s*(?<ids>"
              + ID
              + "(?:\\s*,\\s*"
              + ID
              + ")*)(?:\\s+under\\s+`(?<under>[^`]+)`)?(?:\\s+says\\s+\"(?<says>[^\"]+)\")?"
              + "(?:\\s+refuses\\s+\"(?<refuses>[^\"]+)\")?\\s*");
  private static final Pattern GAP =
      Pattern.compile("\\s*gap:\\s*(?<id>" + ID + ")\\s+(?<reason>\\S.*)");
  private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("\\s*(?:expect|gap)s?\\s*:.*");

  static Markers of(SourceText source) {
    List<Expectation> expected = new ArrayList<>();
    List<Gap> gaps = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (LineComment comment : LineComment.of(Parsing.parse(source), source)) {
      Matcher expect = EXPECT.matcher(comment.text());
      Matcher gap = GAP.matcher(comment.text());
      if (expect.matches()) {
        for (String id : expect.group("ids").split("\\s*,\\s*")) {
          expected.add(
              new Expectation(
                  id,
                  comment.line(),
                  Optional.ofNullable(expect.group("under")),
                  Optional.ofNullable(expect.group("says")),
                  Optional.ofNullable(expect.group("refuses"))));
        }
      } else if (gap.matches()) {
        gaps.add(new Gap(gap.group("id"), comment.line(), gap.group("reason").strip()));
      } else if (LOOKS_LIKE_ONE.matcher(comment.text()).matches()) {
        faults.add(
            source.lineOf(comment.range().start()) + ": no marker: " + comment.text().strip());
      }
    }
    return new Markers(List.copyOf(expected), List.copyOf(gaps), List.copyOf(faults));
  }
}
