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

  private FixtureSet(Path folder, Map<String, String> texts) {
    this.folder = folder;
    this.texts = texts;
  }

  /**
   * Reads all Java files below a folder; there may be none.
   *
   * @throws IOException if one cannot be read
   */
  public static FixtureSet of(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    for (SourceFile file : Discovery.find(Scope.of(folder)).files()) {
      texts.put(file.path(), FileText.of(file.contents().bytes()).text());
    }
    return new FixtureSet(folder, texts);
  }

  /** Fixtures handed in by path. */
  public static FixtureSet of(Path folder, Map<String, String> texts) {
    return new FixtureSet(folder, new TreeMap<>(texts));
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
    Set<String> all = new HashSet<>();
    rules.forEach(rule -> all.add(rule.info().id()));
    Report report = new Engine(rules, settings.withSelected(all)).check(project());
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
}
