package dev.belay.bench.corpus;

import dev.belay.linter.engine.Contents;
import dev.belay.linter.engine.Discovery;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Problem;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.Scope;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.engine.SourceFile;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.Severity;
import dev.belay.rules.AllRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A library's sources in front of the linter, with every rule on, those that are off too. */
public final class LintedLibrary {

  private final Engine engine;
  private final Project project;

  private LintedLibrary(Engine engine, Project project) {
    this.engine = engine;
    this.project = project;
  }

  /**
   * Finds the files of a library.
   *
   * @param sources folder with its sources
   * @param libraries what is known of types from elsewhere; safe for several threads
   */
  public static LintedLibrary open(Path sources, TypeIndex libraries) {
    List<Rule> rules = AllRules.RULES;
    Map<String, Severity> on =
        rules.stream()
            .filter(rule -> rule.info().level() == Severity.OFF)
            .collect(Collectors.toMap(rule -> rule.info().id(), rule -> Severity.NOTE));
    Engine engine =
        new Engine(rules, Settings.standard().withSeverities(on), libraries, Catalogue.standard());
    return new LintedLibrary(engine, Discovery.find(Scope.of(sources)));
  }

  /**
   * The findings in all files, sorted.
   *
   * @throws IllegalStateException if a rule failed: a score without it would be a lie
   * @throws InterruptedException if the caller is interrupted
   */
  public List<Finding> findings() throws InterruptedException {
    return check(project);
  }

  /**
   * The findings in one file if it had another text, sorted; the other files stay as they are.
   *
   * @param path of the file, relative to the sources
   * @throws IllegalStateException if a rule failed
   * @throws InterruptedException if the caller is interrupted
   */
  public List<Finding> findingsWith(String path, String text) throws InterruptedException {
    List<SourceFile> silent = new ArrayList<>();
    for (SourceFile file : project.files()) {
      silent.add(new SourceFile(file.path(), file.file(), file.contents(), false));
    }
    Contents changed = Contents.of(text.getBytes(StandardCharsets.UTF_8));
    return check(new Project(project.root(), silent, List.of(), List.of()).with(path, changed));
  }

  private List<Finding> check(Project checked) throws InterruptedException {
    Report report = engine.check(checked);
    for (Problem problem : report.problems()) {
      if (problem.isOurs()) {
        throw new IllegalStateException(
            problem.path() + ": " + problem.message(), problem.cause().orElse(null));
      }
    }
    return report.findings();
  }
}
