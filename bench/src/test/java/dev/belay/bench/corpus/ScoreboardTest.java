package dev.belay.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.rule.Finding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreboardTest {

  private static final Coordinates LIBRARY = Coordinates.parse("g:a:1");

  @Test
  void eachVerdictCountsOnItsSide() {
    Labels labels =
        Labels.of(
            List.of(
                label("detached-thread", 1, Verdict.HOLDS),
                label("detached-thread", 2, Verdict.HOLDS),
                label("detached-thread", 3, Verdict.ABSENT),
                label("detached-thread", 4, Verdict.ABSENT),
                label("detached-thread", 5, Verdict.OPEN)));
    RuleScore score = onlyScore(labels, List.of(on(1), on(3), on(5), on(6)));
    assertEquals(1, score.hits());
    assertEquals(1, score.openHits());
    assertEquals(List.of(3), score.falseAlarms().stream().map(Place::line).toList());
    assertEquals(List.of(6), score.unlabelled().stream().map(Place::line).toList());
    assertEquals(List.of(2), score.missedAlarms().stream().map(Place::line).toList());
    assertEquals(1.0 / 3, score.precision().getAsDouble());
    assertEquals(0.5, score.recall().getAsDouble());
  }

  @Test
  void shareOfNothingIsAbsent() {
    RuleScore score =
        onlyScore(Labels.of(List.of(label("detached-thread", 1, Verdict.ABSENT))), List.of());
    assertTrue(score.precision().isEmpty());
    assertTrue(score.recall().isEmpty());
  }

  @Test
  void rulesWithoutLabelsAreCountedApart() {
    Labels labels = Labels.of(List.of(label("detached-thread", 1, Verdict.HOLDS)));
    Scoreboard board =
        Scoreboard.of(labels, Map.of(LIBRARY, List.of(Findings.at("busy-wait", "A.java", 1, 1))));
    assertEquals(Map.of("busy-wait", 1), board.unjudged());
    assertEquals(List.of(), board.scores().get(0).unlabelled());
  }

  @Test
  void barsHoldPrecisionAndRecall() {
    Labels labels =
        Labels.of(
            List.of(
                label("detached-thread", 1, Verdict.HOLDS),
                label("detached-thread", 2, Verdict.HOLDS),
                label("new-rule", 3, Verdict.HOLDS)));
    Scoreboard board = Scoreboard.of(labels, Map.of(LIBRARY, List.of(on(1), on(9))));
    Set<String> running = Set.of("detached-thread", "new-rule");
    assertEquals(
        List.of(
            "detached-thread: precision 0.500 is under 0.97",
            "detached-thread: recall 0.500 is under 0.92",
            "new-rule has labels and no bar"),
        Bars.WITH_CLASS_PATH.missedBy(board, running));
    assertEquals(List.of(), Bars.WITH_CLASS_PATH.missedBy(board, Set.of()));
  }

  @Test
  void oneFalseAlarmIsTooManyWhereTruePlacesAreFew() {
    Labels labels = Labels.of(List.of(label("lost-failure", 1, Verdict.HOLDS)));
    List<Finding> findings =
        List.of(
            Findings.at("lost-failure", "A.java", 1, 1),
            Findings.at("lost-failure", "A.java", 2, 2));
    assertEquals(
        List.of("lost-failure: precision 0.500 is under 1.00"),
        Bars.SOURCES_ALONE.missedBy(
            Scoreboard.of(labels, Map.of(LIBRARY, findings)), Set.of("lost-failure")));
  }

  private static RuleScore onlyScore(Labels labels, List<Finding> findings) {
    return Scoreboard.of(labels, Map.of(LIBRARY, findings)).scores().get(0);
  }

  private static Finding on(int line) {
    return Findings.at("detached-thread", "A.java", line, line);
  }

  private static Label label(String rule, int line, Verdict verdict) {
    return new Label(LIBRARY, "A.java", line, rule, verdict, "");
  }
}
