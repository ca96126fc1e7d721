package dev.belay.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.linter.rule.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scores the rules on the labelled libraries, writes the page, and holds the bars. */
@Tag("corpus")
class ScoreOnCorpusTest {

  private static final String SIBLINGS =
      """
      What comes with Belay of widely used libraries has siblings of two labelled ones among it: rocketmq-client, -common and
      -remoting, and activemq-client. Thirteen labels of `swallowed-interrupt` and two of `wrapped-interrupt` are found without
      a class path by these alone. Without them recall was 0.867 of either; code that calls a library which does not come
      with Belay fares like that.

      """;

  @Test
  void rulesReachTheirBars() throws Exception {
    Scoreboard alone = scoreOf(Corpus.labelledLibraries());
    Scoreboard withClassPath = scoreOf(Corpus.labelledLibrariesWithClassPath());
    Causes causes = Corpus.causes();
    Corpus.publish(
        "corpus.md",
        "The rules on the labelled libraries",
        SIBLINGS
            + "## Sources alone\n\n"
            + ScorePage.tableOf(alone)
            + ScorePage.wrongAlarmsOf(alone)
            + ScorePage.missedAlarmsOf(alone, causes)
            + "\n## With the class files of some of their dependencies\n\n"
            + ScorePage.tableOf(withClassPath)
            + ScorePage.wrongAlarmsOf(withClassPath)
            + ScorePage.missedAlarmsOf(withClassPath, causes));
    assertEquals(List.of(), causes.differencesFrom(alone));
    Set<String> running = Corpus.runningRules();
    assertEquals(List.of(), Bars.SOURCES_ALONE.missedBy(alone, running), "sources alone");
    assertEquals(
        List.of(), Bars.WITH_CLASS_PATH.missedBy(withClassPath, running), "with class path");
  }

  @Test
  void classPathTakesNoFindingAway() throws Exception {
    List<String> gone = new ArrayList<>();
    List<Library> withClassPath = Corpus.labelledLibrariesWithClassPath();
    for (Library alone : Corpus.labelledLibraries()) {
      for (Library same : withClassPath) {
        if (same.name().equals(alone.name())) {
          alone.findings().stream()
              .filter(
                  finding -> same.findings().stream().noneMatch(other -> isSame(other, finding)))
              .forEach(finding -> gone.add(Place.of(alone.name(), finding).toString()));
        }
      }
    }
    assertEquals(List.of(), gone);
  }

  /** With more known, the message may say more. */
  private static boolean isSame(Finding one, Finding other) {
    return one.ruleId().equals(other.ruleId()) && one.at().equals(other.at());
  }

  private static Scoreboard scoreOf(List<Library> libraries) throws Exception {
    TreeMap<Coordinates, List<Finding>> findings = new TreeMap<>();
    for (Library library : libraries) {
      findings.put(library.name(), library.findings());
    }
    return Scoreboard.of(Corpus.labels(), findings);
  }
}
