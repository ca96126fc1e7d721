package dev.belay.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.linter.rule.Finding;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scores the rules on the labelled libraries, writes the page, and holds the bars. */
@Tag("corpus")
class ScoreOnCorpusTest {

  @Test
  void rulesReachTheirBars() throws Exception {
    TreeMap<Coordinates, List<Finding>> findings = new TreeMap<>();
    for (Library library : Corpus.labelledLibraries()) {
      findings.put(library.name(), library.findings());
    }
    Scoreboard board = Scoreboard.of(Corpus.labels(), findings);
    Corpus.publish("corpus.md", "The rules on the labelled libraries", ScorePage.of(board));
    assertEquals(List.of(), Bars.missedBy(board));
  }
}
