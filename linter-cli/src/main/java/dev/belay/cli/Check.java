package dev.belay.cli;

import dev.belay.cli.build.BuildFiles;
import dev.belay.cli.config.Configuration;
import dev.belay.cli.git.Changes;
import dev.belay.cli.git.DeletedPaths;
import dev.belay.cli.page.RuleBook;
import dev.belay.cli.usage.UsageException;
import dev.belay.linter.engine.Contents;
import dev.belay.linter.engine.Discovery;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Memory;
import dev.belay.linter.engine.PathSeverities;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.Scope;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.engine.SourceFile;
import dev.belay.linter.engine.SourceLevels;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.fix.Choice;
import dev.belay.linter.fix.Fixed;
import dev.belay.linter.fix.Fixer;
import dev.belay.linter.index.ClassPath;
import dev.belay.linter.index.StoredSignatures;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.SourceLevel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/**
 * One run of the engine over what options and configuration ask for.
 *
 * @param root where the project starts
 * @param configuration what its file says
 * @param project the files, those with other contents among them
 * @param given contents that stand in for files, by path from the root
 * @param fixed what the engine says, after mending where that was asked for; nothing is written yet
 * @param rules the rules that ran, sorted by id, at the level they ran at
 * @param missing paths that lead to nothing, as given; without those git knows as deleted
 * @param builds the build files of the project's modules
 */
record Check(
    ProjectRoot root,
    Configuration configuration,
    Project project,
    SortedMap<String, byte[]> given,
    Fixed fixed,
    List<RuleInfo> rules,
    List<String> missing,
    BuildFiles builds) {

  /**
   * What is to be mended.
   *
   * @param upTo how far fixes may go
   * @param choice which findings, as the user asked for them
   */
  record Mending(Fix.Safety upTo, Choice choice) {}

  /** What the engine says, after mending where that was asked for. */
  Report report() {
    return fixed.left();
  }

  /** Files that fixes change; empty unless asked for. */
  List<Fixed.ChangedFile> mended() {
    return fixed.files();
  }

  /** Most bytes in the user's cache folder: a million lines of source take about 3 MB. */
  private static final long MOST_CACHED = 512L << 20;

  /**
   * Runs the engine.
   *
   * @param changes what changed, where only that is asked for
   * @param mending what is to be mended, where that is asked for
   * @throws UsageException if options or configuration are wrong
   * @throws InterruptedException if the run is interrupted
   */
  static Check run(
      CheckOptions options,
      Surroundings surroundings,
      RuleBook book,
      ProjectRoot root,
      Configuration configuration,
      Optional<Changes> changes,
      Optional<Mending> mending)
      throws InterruptedException {
    BuildFiles builds = new BuildFiles(root.folder(), root.repository());
    Settings settings =
        settings(options, surroundings, root, configuration, book)
            .withSourceLevels(sourceLevels(configuration, builds));
    Catalogue catalogue = Catalogue.standard().plus(configuration.catalogueText());
    List<Path> elements = classPath(options, surroundings, root, configuration);
    Optional<String> stdin = options.stdinName();

    Project found =
        Discovery.find(
            new Scope(
                root.folder(),
                surroundings.folder(),
                stdin.map(List::of).orElse(options.paths()),
                configuration.exclude(),
                List.of()));
    List<String> missing = new ArrayList<>(found.missing());
    stdin.ifPresent(missing::remove);
    missing.removeIf(new DeletedPaths(surroundings.folder(), surroundings.environment())::knows);

    SortedMap<String, byte[]> given = new TreeMap<>();
    stdin.ifPresent(
        name ->
            given.put(inRoot("--stdin-filename", name, surroundings, root), read(surroundings)));
    changes.ifPresent(it -> given.putAll(it.contents()));
    Project project = project(found, given, changes);

    try (ClassPath libraries = ClassPath.of(elements);
        ProgressLine progress = ProgressLine.of(surroundings, options.quiet())) {
      TypeIndex stored = new StoredSignatures();
      TypeIndex known = elements.isEmpty() ? stored : libraries.orElse(stored);
      Engine engine = new Engine(book.rules(), settings, known, catalogue);
      Optional<MemoryFile> memory =
          options.noCache()
              ? Optional.empty()
              : Identity.of(root.folder(), engine, elements, configuration.catalogueText())
                  .map(identity -> new MemoryFile(CacheFolder.of(surroundings), identity));
      Fixed fixed =
          mending.isPresent()
              ? new Fixer(engine, mending.get().upTo(), mending.get().choice()).fix(project)
              : Fixed.nothing(check(project, engine, progress, memory));
      List<RuleInfo> rules =
          engine.rules().stream().map(rule -> atLevel(rule.info(), settings)).toList();
      return new Check(root, configuration, project, given, fixed, rules, missing, builds);
    } catch (IOException broken) {
      throw new UsageException("cannot be read: " + broken.getMessage(), broken);
    }
  }

  private static Report check(
      Project project, Engine engine, ProgressLine progress, Optional<MemoryFile> file)
      throws InterruptedException {
    if (file.isEmpty()) {
      return engine.check(project, progress);
    }
    Memory before = file.get().load();
    Engine.Remembered checked = engine.check(project, progress, before);
    if (checked.memory() != before) {
      file.get().store(checked.memory(), MOST_CACHED);
    }
    return checked.report();
  }

  /** The configuration's word counts for all files, else each module's build file is asked. */
  private static SourceLevels sourceLevels(Configuration configuration, BuildFiles builds) {
    return configuration.java().isPresent()
        ? SourceLevels.of(new SourceLevel(configuration.java()))
        : builds;
  }

  private static Settings settings(
      CheckOptions options,
      Surroundings surroundings,
      ProjectRoot root,
      Configuration configuration,
      RuleBook book) {
    Map<String, Severity> severities = new HashMap<>(configuration.severities());
    severities.putAll(options.severities(book));
    // The command line has the last word: what it weighs anew is not weighed again by path.
    List<PathSeverities> perPath =
        configuration.paths().stream()
            .map(part -> perPath(part, options.severities(book)))
            .toList();
    return Settings.standard()
        .withSeverities(severities)
        .withSelected(options.selected(book))
        .withIgnored(options.ignored(book))
        .withPerPath(perPath)
        .withTestSources(testSources(options, surroundings, root, configuration))
        .withThreads(options.jobs());
  }

  private static List<String> testSources(
      CheckOptions options,
      Surroundings surroundings,
      ProjectRoot root,
      Configuration configuration) {
    List<String> patterns =
        new ArrayList<>(configuration.testSources().orElse(Settings.TEST_SOURCES));
    for (String folder : options.tests()) {
      String inRoot = inRoot("--tests", folder, surroundings, root);
      patterns.add(
          inRoot.isEmpty() ? "**" : "/" + inRoot.replaceAll("[*?\\[\\\\]", "\\\\$0") + "/");
    }
    return patterns;
  }

  private static PathSeverities perPath(
      Configuration.PathSettings part, Map<String, Severity> anew) {
    Map<String, Severity> severities = new HashMap<>(part.severities());
    severities.keySet().removeAll(anew.keySet());
    return new PathSeverities(part.match(), severities);
  }

  private static List<Path> classPath(
      CheckOptions options,
      Surroundings surroundings,
      ProjectRoot root,
      Configuration configuration) {
    List<Path> elements = new ArrayList<>();
    for (String element : options.classPath()) {
      elements.add(demand("--classpath", element, surroundings.folder()));
    }
    for (String element : configuration.classPath()) {
      elements.add(demand("classpath", element, root.folder()));
    }
    return elements;
  }

  private static Path demand(String option, String element, Path folder) {
    Path path = folder.resolve(element);
    if (!Files.exists(path)) {
      throw new UsageException(option + ": no such file or folder: " + element);
    }
    if (Files.isRegularFile(path) && !isJar(path)) {
      throw new UsageException(option + ": neither jar nor folder: " + element);
    }
    return path;
  }

  private static boolean isJar(Path file) {
    try (ZipFile jar = new ZipFile(file.toFile())) {
      return jar.size() >= 0;
    } catch (IOException broken) {
      return false;
    }
  }

  /**
   * The files found, with the contents given; of those only the changed ones where that is asked
   * for.
   */
  private static Project project(
      Project found, SortedMap<String, byte[]> given, Optional<Changes> changes) {
    List<SourceFile> files = new ArrayList<>();
    for (SourceFile file : found.files()) {
      byte[] bytes = given.get(file.path());
      files.add(
          new SourceFile(
              file.path(),
              file.file(),
              bytes == null ? file.contents() : Contents.of(bytes),
              file.reported() && changes.map(it -> it.files().contains(file.path())).orElse(true)));
    }
    Project project = new Project(found.root(), files, found.problems(), found.missing());
    for (Map.Entry<String, byte[]> other : given.entrySet()) {
      boolean there = files.stream().anyMatch(file -> file.path().equals(other.getKey()));
      // What is staged and gone from the work tree is found by nobody; nor is a name for standard
      // input.
      if (!there) {
        project = project.with(other.getKey(), Contents.of(other.getValue()));
      }
    }
    return project;
  }

  private static String inRoot(
      String option, String name, Surroundings surroundings, ProjectRoot root) {
    Path path = surroundings.folder().resolve(name).normalize();
    if (!path.startsWith(root.folder())) {
      throw new UsageException(option + ": outside of the project " + root.folder() + ": " + name);
    }
    return root.folder()
        .relativize(path)
        .toString()
        .replace(path.getFileSystem().getSeparator(), "/");
  }

  private static byte[] read(Surroundings surroundings) {
    try {
      return surroundings.in().readAllBytes();
    } catch (IOException broken) {
      throw new UsageException("--stdin-filename: cannot read standard input", broken);
    }
  }

  /** A rule that is off by default and runs all the same weighs a warning, as the engine has it. */
  private static RuleInfo atLevel(RuleInfo rule, Settings settings) {
    Severity level = settings.severities().getOrDefault(rule.id(), rule.level());
    return new RuleInfo(
        rule.id(),
        rule.title(),
        level == Severity.OFF ? Severity.WARNING : level,
        rule.family(),
        rule.fix(),
        rule.since());
  }
}
