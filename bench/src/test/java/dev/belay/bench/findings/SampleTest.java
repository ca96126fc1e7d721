package dev.belay.bench.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.bench.corpus.Coordinates;
import dev.belay.bench.corpus.Findings;
import dev.belay.bench.corpus.Library;
import dev.belay.linter.rule.Finding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void rareRulesGetTheirShareAndTheRestIsDrawnFromAll() {
    List<Finding> findings = new ArrayList<>();
    for (int line = 1; line <= 100; line++) {
      findings.add(Findings.at("often", "A.java", line, line));
    }
    for (int line = 1; line <= 3; line++) {
      findings.add(Findings.at("rare", "A.java", line, line));
    }
    List<Library> libraries = List.of(library(findings));
    List<Sample.Drawn> drawn = Sample.draw(libraries, 20, 5, 7);
    assertEquals(20, drawn.size());
    assertEquals(3, drawn.stream().filter(one -> one.finding().ruleId().equals("rare")).count());
    assertEquals(drawn, Sample.draw(libraries, 20, 5, 7));
  }

  @Test
  void fewFindingsAreAllDrawn() {
    List<Finding> findings = List.of(Findings.at("rare", "A.java", 1, 1));
    assertEquals(1, Sample.draw(List.of(library(findings)), 150, 10, 7).size());
  }

  private static Library library(List<Finding> findings) {
    return new Library(Coordinates.parse("g:a:1"), Path.of("."), null, findings);
  }
}
