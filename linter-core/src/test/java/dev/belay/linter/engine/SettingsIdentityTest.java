package dev.belay.linter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.linter.rule.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Settings that lead to other outcomes have another identity. */
class SettingsIdentityTest {

  @Test
  void differsWhereOutcomesMay() {
    Settings standard = Settings.standard();
    List<Settings> different =
        List.of(
            standard,
            standard.withSeverities(Map.of("a", Severity.NOTE)),
            standard.withSeverities(Map.of("a", Severity.ERROR)),
            standard.withSelected(Set.of("a")),
            standard.withIgnored(Set.of("a")),
            standard.withPerPath(
                List.of(new PathSeverities(List.of("x"), Map.of("a", Severity.OFF)))),
            standard.withTestSources(List.of("t")),
            standard.withLimits(new Limits(1, 1, 1)),
            standard.withoutScreen());
    Set<String> identities = new HashSet<>();
    different.forEach(settings -> identities.add(settings.identity()));
    assertEquals(different.size(), identities.size(), identities::toString);
    assertEquals(9, Settings.class.getRecordComponents().length, "a new one belongs above, too");
  }

  @Test
  void isTheSameForAnyNumberOfThreads() {
    Settings standard = Settings.standard();
    assertEquals(standard.identity(), standard.withThreads(7).identity());
  }
}
