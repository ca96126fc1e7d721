package dev.belay.cli;

import dev.belay.cli.baseline.Baseline;
import dev.belay.cli.config.Configuration;
import dev.belay.cli.git.ChangeReader;
import dev.belay.cli.git.Changes;
import dev.belay.cli.page.RuleBook;
import dev.belay.cli.report.Layout;
import dev.belay.cli.report.Notice;
import dev.belay.cli.report.Results;
import dev.belay.cli.report.Sources;
import dev.belay.cli.usage.Nearest;
import dev.belay.cli.usage.UsageException;
import dev.belay.linter.rule.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds and reports. */
@Command(
    name = "check",
    sortOptions = false,
    description = "Report orphaned tasks and loops that cannot be cancelled.")
final class CheckCommand implements Callable<Integer> {

  private static final List<String> FAIL_ON = List.of("note", "warning", "error", "never");
  private static final List<String> ON_PARSE_ERROR = List.of("error", "warn");

  private final Surroundings surroundings;
  private final RuleBook book;

  @Mixin private CheckOptions options;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      completionCandidates = FormatWords.class,
      description = "Form of the report on standard output: ${COMPLETION-CANDIDATES}.")
  private String format;

  @Option(
      names = "--output",
      paramLabel = "FORMAT=FILE",
      description = "Write a report to a file as well; may be given several times.")
  private List<String> outputs = new ArrayList<>();

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      description =
          "Lowest severity that makes the exit code 1: note, warning (the default), error, never.")
  private String failOn;

  @Option(
      names = "--on-parse-error",
      paramLabel = "error|warn",
      description =
          "Whether a file that cannot be read makes the exit code 3 (error, the default).")
  private String onParseError;

  @Option(
      names = "--since",
      paramLabel = "REF",
      description = "Report on lines changed since the last commit in common with REF.")
  private String since;

  @Option(names = "--staged", description = "Report on lines that the next commit changes.")
  private boolean staged;

  @Option(
      names = "--whole-files",
      description = "With --since or --staged: on all lines of the changed files.")
  private boolean wholeFiles;

  @Mixin private FixOptions fixing;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Report what this file does not accept; `belay baseline` writes it.")
  private String baseline;

  @Option(
      names = "--show-suppressed",
      description = "Show suppressed and accepted findings too, marked; they do not count.")
  private boolean showSuppressed;

  @Option(
      names = "--category",
      paramLabel = "NAME",
      description = "Tell this SARIF run from others of the same commit.")
  private String category;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "Colours in text: ${COMPLETION-CANDIDATES}.")
  private Surroundings.Colour colour;

  @Option(names = "--statistics", description = "Counts and times on standard error.")
  private boolean statistics;

  CheckCommand(Surroundings surroundings, RuleBook book) {
    this.surroundings = surroundings;
    this.book = book;
  }

  @Override
  public Integer call() throws InterruptedException {
    ProjectRoot root = ProjectRoot.of(surroundings.folder(), options.rootPaths());
    Configuration configuration = root.readConfiguration(surroundings, book);
    Severity threshold = threshold(configuration);
    boolean lenient = lenient(configuration);
    Outputs reports = Outputs.of(format, outputs, surroundings);
    Optional<Accepted> accepted = accepted(root, configuration);
    Optional<Changes> changes = changes(root);

    fixing.refuse(options, changes);

    Optional<Changes> lines = wholeFiles ? Optional.empty() : changes;
    Optional<Baseline> entries = accepted.map(Accepted::entries);
    Optional<Check.Mending> mending =
        fixing.upTo().map(safety -> new Check.Mending(safety, Findings.choice(lines, entries)));
    Check check = Check.run(options, surroundings, book, root, configuration, changes, mending);
    Layout layout = layout(root);
    Findings findings = Findings.of(check, lines, entries);
    Results results = results(check, findings, threshold, lenient);

    say(results, layout, check, findings, accepted);
    Sources sources = new Sources(root.folder(), check.given());
    List<String> failures = new ArrayList<>(fixing.apply(check, surroundings, options.quiet()));
    failures.addAll(
        fixing.showsDiff()
            ? reports.writeOut(out -> Diff.write(check.mended(), layout, out))
            : reports.write((form, out) -> form.write(results, sources, layout, book, out)));
    if (statistics) {
      Verbose.statistics(check, results, surroundings.err());
    }
    RuntimeHint.lines(check, BelayCommand.Version.number())
        .forEach(line -> surroundings.err().println("belay: " + line));
    failures.forEach(line -> surroundings.err().println("belay: " + line));
    boolean found =
        results.findings().stream().anyMatch(results::fails) || fixing.counts(check.mended());
    return code(results, found, !findings.stale().isEmpty() || !failures.isEmpty());
  }

  private static int code(Results results, boolean found, boolean unusable) {
    if (found) {
      return Exit.FINDINGS;
    }
    if (unusable || results.has(Notice.Level.FAILED)) {
      return Exit.UNUSABLE;
    }
    return results.complete() ? Exit.CLEAN : Exit.UNREAD;
  }

  private Results results(Check check, Findings findings, Severity threshold, boolean lenient) {
    List<Notice> notices = new ArrayList<>();
    for (String path : check.missing()) {
      String hint = MissingPath.hint(path, surroundings.folder());
      notices.add(
          new Notice(
              Notice.Level.FAILED,
              Optional.empty(),
              0,
              0,
              Optional.empty(),
              "no such file or folder: " + path + hint));
    }
    check.report().problems().forEach(problem -> notices.add(Notices.of(problem, lenient)));
    return new Results(
        findings.reported(),
        showSuppressed ? findings.silenced() : List.of(),
        notices,
        check.rules(),
        check.project().reportedCount(),
        threshold);
  }

  /** Everything that is no report goes to standard error. */
  private void say(
      Results results, Layout layout, Check check, Findings findings, Optional<Accepted> accepted) {
    if (options.verbose()) {
      Verbose.say(check, surroundings.err());
    }
    for (Notice notice : results.notices()) {
      if (!options.quiet() || !notice.harmless()) {
        surroundings.err().println("belay: " + notice.line(layout));
      }
    }
    boolean changesOnly = since != null || staged;
    if (results.files() == 0 && check.missing().isEmpty() && !changesOnly && !options.quiet()) {
      surroundings.err().println("belay: warning: no Java files to look at");
    }
    if (!findings.stale().isEmpty()) {
      String file = accepted.orElseThrow().shown();
      surroundings
          .err()
          .println(
              "belay: "
                  + findings.stale().size()
                  + (findings.stale().size() == 1 ? " entry" : " entries")
                  + " of "
                  + file
                  + " without a finding; remove with: belay baseline --prune --baseline "
                  + file);
    }
  }

  private Optional<Changes> changes(ProjectRoot root) {
    if (since != null && staged) {
      throw new UsageException("--since and --staged exclude each other");
    }
    if (since != null) {
      return Optional.of(reader("--since", root).since(since));
    }
    if (staged) {
      return Optional.of(reader("--staged", root).staged());
    }
    if (wholeFiles) {
      throw new UsageException("--whole-files wants --since or --staged");
    }
    return Optional.empty();
  }

  private ChangeReader reader(String option, ProjectRoot root) {
    return new ChangeReader(
        option, root.folder(), surroundings.folder(), surroundings.environment());
  }

  /** A baseline and the name its user knows it by. */
  private record Accepted(Baseline entries, String shown) {}

  private Optional<Accepted> accepted(ProjectRoot root, Configuration configuration) {
    Optional<Path> file =
        BaselineCommand.file(baseline, surroundings.folder(), root, configuration);
    return file.map(
        it -> {
          String shown = surroundings.folder().relativize(it).toString();
          return new Accepted(Baseline.read(it, shown), shown);
        });
  }

  private Severity threshold(Configuration configuration) {
    if (failOn == null) {
      return configuration.failOn().orElse(Severity.WARNING);
    }
    String word = oneOf("--fail-on", failOn, FAIL_ON);
    return word.equals("never") ? Severity.OFF : CheckOptions.level("--fail-on", word);
  }

  private boolean lenient(Configuration configuration) {
    return onParseError == null
        ? configuration.warnOnParseError()
        : oneOf("--on-parse-error", onParseError, ON_PARSE_ERROR).equals("warn");
  }

  private static String oneOf(String option, String word, List<String> words) {
    if (!words.contains(word)) {
      throw new UsageException(
          option
              + " wants one of "
              + String.join(", ", words)
              + ", not '"
              + word
              + "'"
              + Nearest.hint(word, words));
    }
    return word;
  }

  private Layout layout(ProjectRoot root) {
    return new Layout(
        root.folder(),
        surroundings.folder(),
        root.repository(),
        surroundings.colours(colour),
        surroundings.width(),
        options.quiet(),
        options.verbose(),
        Optional.ofNullable(category),
        BelayCommand.Version.number());
  }
}
