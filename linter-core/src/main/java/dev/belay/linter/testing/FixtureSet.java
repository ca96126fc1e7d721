package dev.belay.linter.testing;

import dev.belay.linter.engine.Discovery;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Problem;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.Scope;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.engine.SourceFile;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.source.FileText;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The fixtures of one folder: one project, checked by all rules at once. Immutable. */
public final class FixtureSet {

  private final Path folder;
  private final Map<String, String> texts;
  private final Map<String, String> fixed;

  private FixtureSet(Path folder, Map<String, String> texts, Map<String, String> fixed) {
    this.folder = folder;
    this.texts = texts;
    this.fixed = fixed;
  }

  /**
   * Reads all Java files below a folder, and what fixes make of them; there may be none.
   *
   * @throws IOException if one cannot be read
   */
  public static FixtureSet of(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    Map<String, String> fixed = new TreeMap<>();
    for (SourceFile file : Discovery.find(Scope.of(folder)).files()) {
      texts.put(file.path(), FileText.of(file.contents().bytes()).text());
      Path beside = file.file().resolveSibling(file.file().getFileName() + ".fixed");
      if (Files.exists(beside)) {
        fixed.put(file.path(), FileText.of(Files.readAllBytes(beside)).text());
      }
    }
    return new FixtureSet(folder, texts, fixed);
  }

  /** Fixtures handed in by path; none of them is changed by a fix. */
  public static FixtureSet of(Path folder, Map<String, String> texts) {
    return of(folder, texts, Map.of());
  }

  /** Fixtures handed in by path, and what fixes make of those that they change. */
  static FixtureSet of(Path folder, Map<String, String> texts, Map<String, String> fixed) {
    return new FixtureSet(folder, new TreeMap<>(texts), fixed);
  }

  /** The folder that the paths of its fixtures are relative to. */
  public Path folder() {
    return folder;
  }

  /** All of it as a project, to be checked in other ways. */
  public Project project() {
    return Project.of(folder, texts);
  }

  /**
   * Checks them, each rule at the level of an error so that none that is off by default is silent.
   *
   * @param settings how; their severities stand
   * @return one a file, sorted by path
   * @throws InterruptedException if the caller is interrupted
   */
  public List<Fixture> check(List<Rule> rules, Settings settings) throws InterruptedException {
    Report report = new Engine(rules, all(rules, settings)).check(project());
    List<Fixture> fixtures = new ArrayList<>();
    texts.forEach(
        (path, text) -> {
          List<Finding> findings =
              report.findings().stream().filter(f -> f.at().path().equals(path)).toList();
          List<Problem> problems =
              report.problems().stream().filter(p -> p.path().equals(path)).toList();
          fixtures.add(new Fixture(SourceText.of(path, text), findings, problems));
        });
    return List.copyOf(fixtures);
  }

  /**
   * Applies all fixes, the unsafe ones too, until none is left, and compares: with {@code
   * X.java.fixed} where there is one, else with the fixture itself. No finding may come of a fix,
   * and none that was mended may stay.
   *
   * @return complaints, each with its path and line; empty where all is as the files show
   * @throws IOException never, unless a fixture goes while it is checked
   * @throws InterruptedException if the caller is interrupted
   */
  public List<String> fixComplaints(List<Rule> rules, Settings settings)
      throws IOException, InterruptedException {
    return new FixedTexts(texts, fixed).complaints(project(), rules, all(rules, settings));
  }

  private static Settings all(List<Rule> rules, Settings settings) {
    Set<String> ids = new HashSet<>();
    rules.forEach(rule -> ids.add(rule.info().id()));
    return settings.withSelected(ids);
  }
}
