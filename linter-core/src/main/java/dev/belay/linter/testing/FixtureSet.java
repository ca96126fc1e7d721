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
import dev.belay.linter.rule.Fix.Safety;
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

/**
 * The fixtures of one folder: one project, checked by all rules at once. Beside {@code X.java} may
 * stand {@code X.java.fixed}, what safe fixes make of it, and {@code X.java.fixed-unsafe}, what all
 * fixes make of it; each is left out where it would be the same as the one before. Immutable.
 */
public final class FixtureSet {

  private static final String SAFE = ".fixed";
  private static final String UNSAFE = ".fixed-unsafe";

  private final Path folder;
  private final Map<String, String> texts;
  private final Map<String, String> safe;
  private final Map<String, String> unsafe;

  private FixtureSet(
      Path folder,
      Map<String, String> texts,
      Map<String, String> safe,
      Map<String, String> unsafe) {
    this.folder = folder;
    this.texts = texts;
    this.safe = safe;
    this.unsafe = unsafe;
  }

  /**
   * Reads all Java files below a folder, and what fixes make of them; there may be none.
   *
   * @throws IOException if one cannot be read
   */
  public static FixtureSet of(Path folder) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    Map<String, String> safe = new TreeMap<>();
    Map<String, String> unsafe = new TreeMap<>();
    for (SourceFile file : Discovery.find(Scope.of(folder)).files()) {
      String text = FileText.of(file.contents().bytes()).text();
      texts.put(file.path(), text);
      safe.put(file.path(), read(beside(file.file(), SAFE), text));
      unsafe.put(file.path(), read(beside(file.file(), UNSAFE), safe.get(file.path())));
    }
    return new FixtureSet(folder, texts, safe, unsafe);
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static String read(Path file, String otherwise) throws IOException {
    return Files.exists(file) ? FileText.of(Files.readAllBytes(file)).text() : otherwise;
  }

  /** Fixtures handed in by path; none of them is changed by a fix. */
  public static FixtureSet of(Path folder, Map<String, String> texts) {
    return of(folder, texts, texts, texts);
  }

  /** Fixtures handed in by path, and what fixes make of each. */
  static FixtureSet of(
      Path folder,
      Map<String, String> texts,
      Map<String, String> safe,
      Map<String, String> unsafe) {
    return new FixtureSet(folder, new TreeMap<>(texts), safe, unsafe);
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
   * Applies the safe fixes until none is left, then from the start all of them, and compares with
   * what is kept beside the fixtures. No finding may come of a fix, and none that was mended may
   * stay.
   *
   * @return complaints, each with its path; empty where all is as the files show
   * @throws IOException never, unless a fixture goes while it is checked
   * @throws InterruptedException if the caller is interrupted
   */
  public List<String> fixComplaints(List<Rule> rules, Settings settings)
      throws IOException, InterruptedException {
    List<String> complaints = new ArrayList<>();
    for (Safety safety : Safety.values()) {
      FixedTexts fixed = FixedTexts.of(project(), texts, rules, all(rules, settings), safety);
      complaints.addAll(fixed.complaints());
      complaints.addAll(fixed.differences(safety == Safety.SAFE ? safe : unsafe));
    }
    return complaints;
  }

  /**
   * Writes beside the fixtures what fixes make of them, for their author to read.
   *
   * @throws IOException if a file cannot be written
   * @throws InterruptedException if the caller is interrupted
   */
  public void keepFixed(List<Rule> rules, Settings settings)
      throws IOException, InterruptedException {
    Settings checked = all(rules, settings);
    Map<String, String> mended =
        FixedTexts.of(project(), texts, rules, checked, Safety.SAFE).texts();
    Map<String, String> all =
        FixedTexts.of(project(), texts, rules, checked, Safety.UNSAFE).texts();
    for (String path : texts.keySet()) {
      Path file = folder.resolve(path);
      keep(beside(file, SAFE), mended.get(path), texts.get(path));
      keep(beside(file, UNSAFE), all.get(path), mended.get(path));
    }
  }

  private static void keep(Path file, String text, String otherwise) throws IOException {
    if (text.equals(otherwise)) {
      Files.deleteIfExists(file);
    } else {
      Files.writeString(file, text);
    }
  }

  private static Settings all(List<Rule> rules, Settings settings) {
    Set<String> ids = new HashSet<>();
    rules.forEach(rule -> ids.add(rule.info().id()));
    return settings.withSelected(ids);
  }
}
