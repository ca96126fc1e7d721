package dev.belay.linter.engine;

import dev.belay.linter.engine.Progress.Phase;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Namesakes;
import dev.belay.linter.index.ClassLinks;
import dev.belay.linter.index.SourceIndex;
import dev.belay.linter.index.StoredSignatures;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.rule.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks projects by some rules: scans every file, parses those that the screen lets in, walks each
 * tree once. Immutable; any thread may call, and each check has threads of its own.
 */
public final class Engine {

  /**
   * Up to how many classes of a class path are read for each file that might then be passed over:
   * where there were 77 a file it halved the run, where there were 121 it gained nothing.
   */
  private static final int CLASSES_A_FILE = 100;

  private final List<Rule> rules;
  private final Settings settings;
  private final Levels levels;
  private final IdleSuppressions idleSuppressions;
  private final TypeIndex libraries;
  private final Catalogue catalogue;

  /** An engine that knows the libraries and task APIs that come with the program. */
  public Engine(List<Rule> rules, Settings settings) {
    this(rules, settings, new StoredSignatures(), Catalogue.standard());
  }

  /**
   * An engine.
   *
   * @param rules those that may run; which do, the settings say
   * @param libraries types from outside the project; must be safe for several threads; where not
   *     {@linkplain TypeIndex#addLinks links} cannot be told, every file is parsed
   * @param catalogue what is known of task APIs
   */
  public Engine(List<Rule> rules, Settings settings, TypeIndex libraries, Catalogue catalogue) {
    this.settings = settings;
    this.levels = new Levels(settings);
    this.rules = rules.stream().filter(levels::runs).toList();
    this.idleSuppressions =
        new IdleSuppressions(
            rules.stream().map(rule -> rule.info().id()).collect(Collectors.toSet()),
            rules.stream().noneMatch(levels::isLeftOut));
    this.libraries = libraries;
    this.catalogue = catalogue;
  }

  /** The rules that run, in the order given. */
  public List<Rule> rules() {
    return rules;
  }

  /**
   * What outcomes depend on of all that this engine was told, as a text; libraries and task APIs,
   * which the caller knows better, are left to it.
   */
  public String identity() {
    return rules.stream().map(rule -> rule.info().id()).toList() + "\n" + settings.identity();
  }

  /**
   * Checks the files of a project that are asked for.
   *
   * @throws InterruptedException if the caller is interrupted; work under way ends by itself
   */
  public Report check(Project project) throws InterruptedException {
    return check(project, Progress.NONE);
  }

  /**
   * Checks the files of a project that are asked for, and says how far it is.
   *
   * @throws InterruptedException if the caller is interrupted; work under way ends by itself
   */
  public Report check(Project project, Progress progress) throws InterruptedException {
    return check(project, progress, Optional.empty()).report();
  }

  /**
   * Checks as {@link #check(Project, Progress)} does, with the same report, but looks again only at
   * what changed since an earlier check.
   *
   * @param memory of the last check of this project by an equal engine of the same program; may be
   *     empty
   * @throws InterruptedException if the caller is interrupted; work under way ends by itself
   */
  public Remembered check(Project project, Progress progress, Memory memory)
      throws InterruptedException {
    return check(project, progress, Optional.of(memory));
  }

  /**
   * What came of a check with a memory.
   *
   * @param report as without one
   * @param memory for the next check; the one that was given where there is nothing new
   */
  public record Remembered(Report report, Memory memory) {}

  private Remembered check(Project project, Progress progress, Optional<Memory> memory)
      throws InterruptedException {
    long started = System.nanoTime();
    List<SourceFile> files = project.files();
    List<ScannedFile> scanned =
        each(
            files.size(),
            counted(
                Phase.SCANNING,
                files.size(),
                progress,
                i -> ScannedFile.of(files.get(i), settings.limits())));
    long scannedAt = System.nanoTime();
    Steadiness steadiness = new Steadiness();
    SourceIndex index = Declarations.index(scanned, levels, steadiness);
    List<Admitted> admitted = admitted(scanned);
    Checker checker =
        new Checker(
            rules,
            levels,
            settings.sourceLevels(),
            idleSuppressions,
            index,
            libraries,
            catalogue,
            steadiness);
    Optional<Recollection> recollection =
        memory.map(m -> new Recollection(m, scanned, index, settings.sourceLevels()));
    List<FileResult> results =
        each(
            admitted.size(),
            counted(
                Phase.CHECKING,
                admitted.size(),
                progress,
                i -> check(admitted.get(i), checker, recollection)));
    Statistics statistics =
        new Statistics(
            files.size(),
            project.reportedCount(),
            scanned.stream().mapToLong(ScannedFile::bytes).sum(),
            admitted.size(),
            admitted.stream().mapToLong(Admitted::bytes).sum(),
            recollection.map(Recollection::recalled).orElse(0),
            checker.passedOver(),
            index.filesRead(),
            Duration.ofNanos(scannedAt - started),
            Duration.ofNanos(System.nanoTime() - scannedAt));
    // What was seen of files that changed meanwhile belongs to no state that there ever was.
    Memory after =
        recollection
            .filter(r -> steadiness.holds())
            .map(Recollection::after)
            .orElse(memory.orElse(Memory.empty()));
    return new Remembered(report(project, scanned, results, statistics), after);
  }

  private static FileResult check(
      Admitted file, Checker checker, Optional<Recollection> recollection) {
    Optional<FileResult> known = recollection.flatMap(r -> r.recall(file));
    if (known.isPresent()) {
      return known.get();
    }
    Checker.Checked checked = checker.check(file);
    recollection.ifPresent(r -> r.keep(file, checked.inquiry(), checked.result()));
    return checked.result();
  }

  /** The files to parse, largest first so that no thread is left with a large one at the end. */
  private List<Admitted> admitted(List<ScannedFile> scanned) throws InterruptedException {
    Screen screen = screen(scanned);
    List<ScannedFile> sketched =
        scanned.stream().filter(s -> s.file().reported() && s.sketch().isPresent()).toList();
    return each(sketched.size(), i -> screen.admit(sketched.get(i))).stream()
        .flatMap(Optional::stream)
        .sorted((one, other) -> Long.compare(other.bytes(), one.bytes()))
        .toList();
  }

  private Screen screen(List<ScannedFile> scanned) {
    ClassLinks links = new ClassLinks();
    int files = (int) scanned.stream().filter(s -> s.file().reported()).count();
    return settings.screened() && libraries.addLinks(links, CLASSES_A_FILE * files)
        ? new Screen(
            rules.stream().map(rule -> rule.needs(catalogue)).toList(),
            names -> Namesakes.of(catalogue, names, libraries),
            scanned.stream().flatMap(s -> s.sketch().stream()).toList(),
            links)
        : Screen.open(rules.size());
  }

  private <T> List<T> each(int tasks, IntFunction<T> task) throws InterruptedException {
    List<T> results = new ArrayList<>(Collections.nCopies(tasks, null));
    Workers.run(settings.threads(), tasks, i -> results.set(i, task.apply(i)));
    return results;
  }

  private static <T> IntFunction<T> counted(
      Phase phase, int total, Progress progress, IntFunction<T> task) {
    AtomicInteger done = new AtomicInteger();
    return i -> {
      T result = task.apply(i);
      progress.advanced(phase, done.incrementAndGet(), total);
      return result;
    };
  }

  private static Report report(
      Project project, List<ScannedFile> scanned, List<FileResult> results, Statistics statistics) {
    Stream<Problem> ofBytes =
        scanned.stream().filter(s -> s.file().reported()).flatMap(s -> s.problems().stream());
    Stream<Problem> ofFiles = results.stream().flatMap(result -> result.problems().stream());
    return new Report(
        results.stream().flatMap(result -> result.findings().stream()).sorted().toList(),
        results.stream()
            .flatMap(result -> result.suppressed().stream())
            .sorted((one, other) -> one.finding().compareTo(other.finding()))
            .toList(),
        Stream.of(project.problems().stream(), ofBytes, ofFiles)
            .flatMap(Function.identity())
            .sorted()
            .toList(),
        statistics);
  }
}
