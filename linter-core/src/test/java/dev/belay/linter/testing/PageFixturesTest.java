package dev.belay.linter.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.engine.Settings;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageFixturesTest {

  private static final Page PAGE =
      new Page(
          "flag.md",
          """
          Flags flags.

          ## Why
          ```text
          ## no heading
          ```
          ## Flagged
          ```java
          flag(1);
          flag(2); // expect: some-rule
          ```

          ```java
          import java.util.Deque;

          void members(Deque<String> d) { }
          ```
          ## Instead
          ```java
          class Whole { }
          ```
          ```java
          no code at all
          ```
          """);

  @Test
  void findsSectionsAndBlocks() {
    assertEquals("Flags flags.", PAGE.summary());
    assertEquals(List.of("Why", "Flagged", "Instead"), PAGE.sections());
    assertEquals(
        List.of(
            "Why text 5",
            "Flagged java 9",
            "Flagged java 14",
            "Instead java 20",
            "Instead java 23"),
        PAGE.blocks().stream()
            .map(b -> b.section() + " " + b.language() + " " + b.line())
            .toList());
  }

  @Test
  void makesFilesOfBlocksAndKeepsTheirLines() throws Exception {
    List<String> seen = new ArrayList<>();
    for (FixtureSet set : PageFixtures.of(PAGE).values()) {
      for (Fixture fixture : set.check(List.of(new Silent()), Settings.standard())) {
        seen.add(fixture.mismatches().stream().map(Fixture.Mismatch::text).toList().toString());
      }
    }
    assertEquals(List.of("[2: missed alarm: some-rule is silent]", "[]", "[]"), seen.subList(0, 3));
    assertEquals(4, seen.size());
    assertTrue(seen.get(3).contains("problem: "), seen.get(3));
  }

  /** Has every file parsed, and flags none. */
  private static final class Silent implements Rule {
    @Override
    public RuleInfo info() {
      return new RuleInfo(
          "silent", "silent", Severity.NOTE, Family.FUTURES, FixAvailability.NEVER, "0.1");
    }

    @Override
    public void subscribe(Subscriptions on) {}
  }
}
