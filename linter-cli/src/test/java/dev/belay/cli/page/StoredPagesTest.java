package dev.belay.cli.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.linter.rule.Rule;
import dev.belay.rules.AllRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoredPagesTest {

  @ParameterizedTest
  @MethodSource("rules")
  void holdWhatWouldBeMadeOfEachPage(Rule rule) {
    assertEquals(RulePage.of(rule).map(PlainPage::of), StoredPages.find(rule));
  }

  static Iterable<Rule> rules() {
    return AllRules.RULES;
  }
}
