package dev.belay.cli;

import dev.belay.cli.page.RuleBook;
import dev.belay.cli.usage.Nearest;
import dev.belay.cli.usage.UsageException;
import dev.belay.linter.rule.Severity;
import java.io.File;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What to look at and by which rules: the options of every command that checks. */
final class CheckOptions {

  private static final List<String> LEVELS =
      Arrays.stream(Severity.values()).map(Severity::word).toList();

  private final PositionalParamSpec paths =
      PositionalParamSpec.builder()
          .paramLabel("PATH")
          .arity("0..*")
          .type(List.class)
          .auxiliaryTypes(String.class)
          .description(
              "Files, folders or patterns to report on; the folder at hand without any.",
              "@FILE reads arguments from a file, one a line.")
          .build();

  private final Given<List<String>> selected =
      Given.list("--select", "RULE", "Run these rules only, those that are off by default too.");

  private final Given<List<String>> ignored =
      Given.list("--ignore", "RULE", "Do not run these rules.");

  private final Given<List<String>> severities =
      Given.texts(
          "--severity", "RULE=LEVEL", "Weigh a rule's findings as off, note, warning or error.");

  private final Given<Optional<String>> classPath =
      Given.text("--classpath", "PATHS", "Jars and folders of class files that tell more types.");

  private final Given<List<String>> tests =
      Given.texts(
          "--tests", "FOLDER", "Folder that holds tests, beside those the configuration tells.");

  private final Given<Optional<Integer>> jobs =
      Given.value(
          Integer.class,
          "--jobs",
          "N",
          List.of(),
          "Threads; the report is the same for any number.");

  private final Given<Boolean> noCache =
      Given.flag("--no-cache", "Look everything up anew and keep nothing for the next run.");

  private final Given<Optional<String>> stdinName =
      Given.text("--stdin-filename", "PATH", "Check standard input as if it were this file.");

  private final Given<Boolean> verbose =
      Given.flag(
          List.of("-v", "--verbose"),
          "Say on standard error what is done, with traces of what fails.");

  private final Given<Boolean> quiet =
      Given.flag(
          List.of("-q", "--quiet"),
          "Findings and errors only: no count, no progress, no warnings.");

  /** Makes a command take these. */
  void addTo(CommandSpec command) {
    command.addPositional(paths);
    Stream.of(
            selected,
            ignored,
            severities,
            classPath,
            tests,
            jobs,
            noCache,
            stdinName,
            verbose,
            quiet)
        .map(Given::option)
        .forEach(command::addOption);
  }

  List<String> paths() {
    List<String> given = paths.getValue();
    return given == null ? List.of() : List.copyOf(given);
  }

  /** The paths that tell where the project is. */
  List<String> rootPaths() {
    return stdinName().map(List::of).orElseGet(this::paths);
  }

  /** Ids of the only rules to run; empty for all. */
  Set<String> selected(RuleBook book) {
    return known(selected.get(), "--select", book);
  }

  /** Ids of the rules not to run. */
  Set<String> ignored(RuleBook book) {
    return known(ignored.get(), "--ignore", book);
  }

  /** Severities by rule id; the last word on a rule counts. */
  Map<String, Severity> severities(RuleBook book) {
    Map<String, Severity> byRule = new LinkedHashMap<>();
    for (String given : severities.get()) {
      int equals = given.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--severity wants RULE=LEVEL, not '" + given + "'");
      }
      String rule = book.demand(given.substring(0, equals), "--severity").id();
      byRule.put(rule, level("--severity", given.substring(equals + 1)));
    }
    return byRule;
  }

  List<String> classPath() {
    return Arrays.stream(classPath.get().orElse("").split(File.pathSeparator))
        .filter(element -> !element.isEmpty())
        .toList();
  }

  /** Folders that hold tests, as given. */
  List<String> tests() {
    return tests.get();
  }

  /** How many threads work. */
  int jobs() {
    int threads = jobs.get().orElseGet(Runtime.getRuntime()::availableProcessors);
    if (threads < 1) {
      throw new UsageException("--jobs wants a number from 1, not " + threads);
    }
    return threads;
  }

  /** The name standard input is checked under, where it is. */
  Optional<String> stdinName() {
    return stdinName.get();
  }

  boolean noCache() {
    return noCache.get();
  }

  boolean verbose() {
    return verbose.get();
  }

  boolean quiet() {
    return quiet.get();
  }

  static Severity level(String option, String word) {
    return Arrays.stream(Severity.values())
        .filter(severity -> severity.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    option
                        + ": unknown level '"
                        + word
                        + "', not one of "
                        + String.join(", ", LEVELS)
                        + Nearest.hint(word, LEVELS)));
  }

  private static Set<String> known(List<String> ids, String option, RuleBook book) {
    Set<String> known = new LinkedHashSet<>();
    ids.stream().filter(id -> !id.isBlank()).forEach(id -> known.add(book.demand(id, option).id()));
    return known;
  }
}
