package dev.belay.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.engine.SourceLevels;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.SourceLevel;
import dev.belay.linter.testing.Fixture;
import dev.belay.linter.testing.Fixture.Mismatch;
import dev.belay.linter.testing.FixtureSet;
import dev.belay.linter.testing.Page;
import dev.belay.linter.testing.PageFixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fixture and every block of code on a page, checked by all rules at once: what is marked is
 * flagged, all else is silent.
 */
class FixturesTest {

  private static final Path TESTDATA = Path.of("..", "testdata");
  private static final List<String> FOLDERS = List.of("java17", "jdk21", "jdk25", "uncompiled");
  private static final List<String> SECTIONS =
      List.of("Why", "Flagged", "Instead", "Not flagged", "Limits");
  private static final Settings SETTINGS = Settings.standard();

  private static final Map<String, Rule> RULES =
      AllRules.RULES.stream()
          .collect(
              Collectors.toMap(
                  rule -> rule.info().id(), rule -> rule, (one, other) -> other, TreeMap::new));

  @TestFactory
  Stream<DynamicTest> fixture() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (FixtureSet set : fixtureSets()) {
      for (Fixture fixture : set.check(AllRules.RULES, settings(set))) {
        String file = set.folder().getFileName() + "/" + fixture.path();
        tests.add(DynamicTest.dynamicTest(file, () -> holds("testdata/" + file, fixture)));
      }
    }
    assertTrue(tests.size() >= 2 * RULES.size(), "fixtures found: " + tests.size());
    return tests.stream();
  }

  /** {@code -Dbelay.rewrite=fixed} writes anew what fixes make of the fixtures; read the diff. */
  @TestFactory
  Stream<DynamicTest> fixes() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (FixtureSet set : fixtureSets()) {
      tests.add(
          DynamicTest.dynamicTest(
              "fixes in " + set.folder().getFileName(),
              () -> {
                if ("fixed".equals(System.getProperty("belay.rewrite"))) {
                  set.keepFixed(AllRules.RULES, settings(set));
                } else {
                  List<String> complaints = set.fixComplaints(AllRules.RULES, settings(set));
                  assertEquals("", String.join("\n", complaints));
                }
              }));
    }
    return tests.stream();
  }

  /** What a rule says of its fixes is true of its findings in the fixtures. */
  @Test
  void fixesAreAsAvailableAsDeclared() throws Exception {
    Map<String, Set<Boolean>> carried = new TreeMap<>();
    for (FixtureSet set : fixtureSets()) {
      for (Fixture fixture : set.check(AllRules.RULES, settings(set))) {
        for (Finding finding : fixture.findings()) {
          carried
              .computeIfAbsent(finding.ruleId(), id -> new HashSet<>())
              .add(!finding.fixes().isEmpty());
        }
      }
    }
    Map<FixAvailability, Set<Boolean>> declared =
        Map.of(
            FixAvailability.ALWAYS, Set.of(true),
            FixAvailability.SOMETIMES, Set.of(true, false),
            FixAvailability.NEVER, Set.of(false));
    RULES.forEach((id, rule) -> assertEquals(declared.get(rule.info().fix()), carried.get(id), id));
  }

  @TestFactory
  Stream<DynamicTest> page() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Rule rule : AllRules.RULES) {
      Page page = pageOf(rule);
      for (var block : PageFixtures.of(page).entrySet()) {
        String place = page.name() + ":" + block.getKey().line();
        for (Fixture fixture : block.getValue().check(AllRules.RULES, SETTINGS)) {
          tests.add(
              DynamicTest.dynamicTest(
                  block.getKey().section() + " " + place, () -> holds(place, fixture)));
        }
      }
    }
    assertTrue(tests.size() >= 2 * RULES.size(), "blocks of code found: " + tests.size());
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> rule() throws Exception {
    List<Fixture> fixtures = new ArrayList<>();
    for (FixtureSet set : fixtureSets()) {
      fixtures.addAll(set.check(AllRules.RULES, settings(set)));
    }
    return AllRules.RULES.stream()
        .map(rule -> DynamicTest.dynamicTest(rule.info().id(), () -> isWhole(rule, fixtures)));
  }

  @Test
  void rulesAreSortedAndEachHasAnIdOfItsOwn() {
    List<String> ids = AllRules.RULES.stream().map(rule -> rule.info().id()).toList();
    assertEquals(List.copyOf(new TreeSet<>(ids)), ids);
  }

  @Test
  void eachPageHasARule() throws Exception {
    Set<String> pages = new TreeSet<>();
    Path resources = Path.of("src", "main", "resources");
    if (Files.exists(resources)) {
      try (Stream<Path> files = Files.walk(resources)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".md"))
            .forEach(name -> pages.add(name.substring(0, name.length() - 3)));
      }
    }
    assertEquals(RULES.keySet(), pages);
  }

  /**
   * Each rule alone, for what one rule needs lets files in for the others too; and all, for what
   * one rule silences is the matter of another.
   */
  @Test
  void theScreenHidesNothingOfAnyRule() throws Exception {
    for (FixtureSet set : fixtureSets()) {
      assertSameFindings(set.folder() + " unscreened", SETTINGS.withoutScreen(), set.project());
      for (Rule rule : AllRules.RULES) {
        Settings one = SETTINGS.withSelected(Set.of(rule.info().id()));
        Report all = new Engine(AllRules.RULES, one.withoutScreen()).check(set.project());
        Report screened = new Engine(AllRules.RULES, one).check(set.project());
        assertEquals(all.findings(), screened.findings(), rule.info().id() + " in " + set.folder());
      }
    }
  }

  @Test
  void anyNumberOfThreadsFindsTheSame() throws Exception {
    for (FixtureSet set : fixtureSets()) {
      for (int threads : new int[] {1, 2, 4}) {
        assertSameFindings(
            set.folder() + " on " + threads, SETTINGS.withThreads(threads), set.project());
      }
    }
  }

  /** A folder's name ends with the version of Java that its fixtures are written in. */
  private static Settings settings(FixtureSet set) {
    String version = set.folder().getFileName().toString().replaceAll("\\D", "");
    return version.isEmpty()
        ? SETTINGS
        : SETTINGS.withSourceLevels(SourceLevels.of(SourceLevel.of(Integer.parseInt(version))));
  }

  private static void assertSameFindings(String what, Settings other, Project project)
      throws InterruptedException {
    Report expected = new Engine(AllRules.RULES, SETTINGS).check(project);
    Report found = new Engine(AllRules.RULES, other).check(project);
    assertEquals(expected.findings(), found.findings(), what);
    assertEquals(expected.suppressed(), found.suppressed(), what);
  }

  private static void isWhole(Rule rule, List<Fixture> fixtures) {
    String id = rule.info().id();
    Page page = pageOf(rule);
    List<String> sections = page.sections();
    assertEquals(
        SECTIONS,
        sections.stream().filter(SECTIONS::contains).toList(),
        "sections of " + page.name());
    assertEquals(
        rule.info().fix() != FixAvailability.NEVER,
        sections.contains("Fix"),
        "a section on fixes in " + page.name());
    Set<String> others = new HashSet<>(sections);
    SECTIONS.forEach(others::remove);
    others.remove("Fix");
    assertEquals(Set.of(), others, "sections of " + page.name());
    assertTrue(page.summary().endsWith("."), page.name() + " starts with no sentence");
    String folder = "fixtures/" + id.replace("-", "") + "/";
    List<Fixture> own = fixtures.stream().filter(f -> f.path().startsWith(folder)).toList();
    assertFalse(own.isEmpty(), "no fixture of " + id + " in a folder " + folder);
    assertTrue(
        own.stream().anyMatch(f -> f.flaggedRules().contains(id)),
        "no fixture that " + id + " flags");
    assertTrue(
        own.stream().anyMatch(Fixture::hasSilentCode), "no silent case in the fixtures of " + id);
    assertTrue(
        PageFixtures.of(page).keySet().stream().anyMatch(b -> b.section().equals("Flagged")),
        page.name() + " shows no flagged code");
  }

  private static void holds(String place, Fixture fixture) {
    List<Mismatch> mismatches = fixture.mismatches();
    if (mismatches.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(place).append('\n');
    mismatches.forEach(mismatch -> text.append("  line ").append(mismatch.text()).append('\n'));
    mismatches.stream()
        .map(Mismatch::ruleId)
        .filter(RULES::containsKey)
        .distinct()
        .forEach(id -> text.append(placesOf(RULES.get(id))));
    mismatches.stream()
        .map(Mismatch::ruleId)
        .filter(id -> !id.isEmpty() && !RULES.containsKey(id))
        .distinct()
        .forEach(id -> text.append("  no rule has the id ").append(id).append('\n'));
    fail(text.toString());
  }

  private static String placesOf(Rule rule) {
    String path = rule.getClass().getName().replace('.', '/');
    return "  rule rules/src/main/java/"
        + path
        + ".java\n  page rules/src/main/resources/"
        + path.substring(0, path.lastIndexOf('/') + 1)
        + rule.info().id()
        + ".md\n";
  }

  private static Page pageOf(Rule rule) {
    return Page.find(rule).orElseThrow(() -> new AssertionError("no page:\n" + placesOf(rule)));
  }

  private static List<FixtureSet> fixtureSets() throws IOException {
    List<FixtureSet> sets = new ArrayList<>();
    for (String folder : FOLDERS) {
      if (Files.isDirectory(TESTDATA.resolve(folder))) {
        sets.add(FixtureSet.of(TESTDATA.resolve(folder)));
      }
    }
    return sets;
  }
}
