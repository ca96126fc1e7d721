package dev.belay.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.linter.engine.Discovery;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.Scope;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.engine.Statistics;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Rule;
import dev.belay.rules.AllRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The screen passes files over by what their bytes mention; no finding may be lost by that. Each
 * rule alone, for what one rule needs lets files in for the others too.
 */
@Tag("corpus")
class ScreenOnCorpusTest {

  @Test
  void hidesNothingOfAnyRule() throws Exception {
    List<String> hidden = new ArrayList<>();
    int compared = 0;
    for (Library library : Corpus.labelledLibraries()) {
      Project project = Discovery.find(Scope.of(library.sources()));
      List<Finding> all = check(AllRules.RULES, false, project).findings();
      compared += all.size();
      for (Rule rule : AllRules.RULES) {
        Set<Finding> missing = new HashSet<>(all);
        missing.removeIf(finding -> !finding.ruleId().equals(rule.info().id()));
        check(List.of(rule), true, project).findings().forEach(missing::remove);
        missing.forEach(f -> hidden.add(library.name() + " " + f.ruleId() + " " + f.at()));
      }
      Statistics screened = check(AllRules.RULES, true, project).statistics();
      System.out.printf(
          "%s: %d of %d files are parsed, %d %% of the bytes%n",
          library.name(),
          screened.parsed(),
          screened.files(),
          100 * screened.admittedBytes() / Math.max(1, screened.bytes()));
    }
    assertEquals("", String.join("\n", hidden), compared + " findings compared");
  }

  private static Report check(List<Rule> rules, boolean screened, Project project)
      throws InterruptedException {
    Settings settings = screened ? Settings.standard() : Settings.standard().withoutScreen();
    return new Engine(rules, settings).check(project);
  }
}
