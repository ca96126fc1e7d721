package dev.belay.cli;

import dev.belay.cli.baseline.Baseline;
import dev.belay.cli.config.Configuration;
import dev.belay.cli.git.ChangeReader;
import dev.belay.cli.git.Changes;
import dev.belay.cli.page.RuleBook;
import dev.belay.cli.report.Format;
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
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Finds and reports. */
final class CheckCommand implements Callable<Integer> {

  private static final List<String> FAIL_ON = List.of("note", "warning", "error", "never");
  private static final List<String> ON_PARSE_ERROR = List.of("error", "warn");

  private final Surroundings surroundings;
  private final RuleBook book;

  private final CheckOptions options = new CheckOptions();
  private final FixOptions fixing = new FixOptions();

  private final Given<Optional<String>> format =
      Given.value(
          String.class,
          "--format",
          "FORMAT",
          Format.words(),
          "Form of the report on standard output: ${COMPLETION-CANDIDATES}.");

  private final Given<List<String>> outputs =
      Given.texts(
          "--output",
          "FORMAT=FILE",
          "Write a report to a file as well; may be given several times.");

  private final Given<Optional<String>> failOn =
      Given.text(
          "--fail-on",
          "LEVEL",
          "Lowest severity that makes the exit code 1: note, warning (the default), error, never.");

  private final Given<Optional<String>> onParseError =
      Given.text(
          "--on-parse-error",
          "error|warn",
          "Whether a file that cannot be read makes the exit code 3 (error, the default).");

  private final Given<Optional<String>> since =
      Given.text(
          "--since", "REF", "Report on lines changed since the last commit in common with REF.");

  private final Given<Boolean> staged =
      Given.flag("--staged", "Report on lines that the next commit changes.");

  private final Given<Boolean> wholeFiles =
      Given.flag("--whole-files", "With --since or --staged: on all lines of the changed files.");

  private final Given<Optional<String>> baseline =
      Given.text(
          "--baseline",
          "FILE",
          "Report what this file does not accept; `belay baseline` writes it.");

  private final Given<Boolean> showSuppressed =
      Given.flag(
          "--show-suppressed",
          "Show suppressed and accepted findings too, marked; they do not count.");

  private final Given<Optional<String>> category =
      Given.text("--category", "NAME", "Tell this SARIF run from others of the same commit.");

  private final Given<Optional<Surroundings.Colour>> colour =
      Given.value(
          Surroundings.Colour.class,
          "--color",
          "WHEN",
          List.of(),
          "Colours in text: ${COMPLETION-CANDIDATES}.");

  private final Given<Boolean> statistics =
      Given.flag("--statistics", "Counts and times on standard error.");

  CheckCommand(Surroundings surroundings, RuleBook book) {
    this.surroundings = surroundings;
    this.book = book;
  }

  /** The command for picocli. */
  CommandSpec spec() {
    CommandSpec command = CommandSpec.wrapWithoutInspection(this, new LateFactory()).name("check");
    command
        .usageMessage()
        .sortOptions(false)
        .description("Report orphaned tasks and loops that cannot be cancelled.");
    options.addTo(command);
    Stream.of(format, outputs, failOn, onParseError, since, staged, wholeFiles)
        .map(Given::option)
        .forEach(command::addOption);
    fixing.addTo(command);
    Stream.of(baseline, showSuppressed, category, colour, statistics)
        .map(Given::option)
        .forEach(command::addOption);
    return command;
  }

  @Override
  public Integer call() throws InterruptedException {
    ProjectRoot root = ProjectRoot.of(surroundings.folder(), options.rootPaths());
    Configuration configuration = root.readConfiguration(surroundings, book);
    Severity threshold = threshold(configuration);
    boolean lenient = lenient(configuration);
    Outputs reports = Outputs.of(format.get().orElse("text"), outputs.get(), surroundings);
    Optional<Accepted> accepted = accepted(root, configuration);
    Optional<Changes> changes = changes(root);

    fixing.refuse(options, changes);

    Optional<Changes> lines = wholeFiles.get() ? Optional.empty() : changes;
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
    if (statistics.get()) {
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
    return new Results(
        findings.reported(),
        showSuppressed.get() ? findings.silenced() : List.of(),
        Notices.of(check, surroundings.folder(), lenient),
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
    Notices.say(results.notices(), layout, options.quiet(), surroundings.err());
    boolean changesOnly = since.get().isPresent() || staged.get();
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
    if (since.get().isPresent() && staged.get()) {
      throw new UsageException("--since and --staged exclude each other");
    }
    if (since.get().isPresent()) {
      return Optional.of(reader("--since", root).since(since.get().get()));
    }
    if (staged.get()) {
      return Optional.of(reader("--staged", root).staged());
    }
    if (wholeFiles.get()) {
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
        BaselineCommand.file(baseline.get(), surroundings.folder(), root, configuration);
    return file.map(
        it -> {
          String shown = surroundings.folder().relativize(it).toString();
          return new Accepted(Baseline.read(it, shown), shown);
        });
  }

  private Severity threshold(Configuration configuration) {
    if (failOn.get().isEmpty()) {
      return configuration.failOn().orElse(Severity.WARNING);
    }
    String word = oneOf("--fail-on", failOn.get().get(), FAIL_ON);
    return word.equals("never") ? Severity.OFF : CheckOptions.level("--fail-on", word);
  }

  private boolean lenient(Configuration configuration) {
    return onParseError
        .get()
        .map(word -> oneOf("--on-parse-error", word, ON_PARSE_ERROR).equals("warn"))
        .orElseGet(configuration::warnOnParseError);
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
        surroundings.colours(colour.get().orElse(Surroundings.Colour.auto)),
        surroundings.width(),
        options.quiet(),
        options.verbose(),
        category.get(),
        BelayCommand.Version.number());
  }
}
