package dev.belay.cli;

import dev.belay.cli.page.RuleBook;
import dev.belay.cli.usage.Nearest;
import dev.belay.cli.usage.UsageException;
import dev.belay.linter.rule.Severity;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to look at and by which rules: the options of every command that checks. */
final class CheckOptions {

  private static final List<String> LEVELS =
      Arrays.stream(Severity.values()).map(Severity::word).toList();

  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = {
        "Files, folders or patterns to report on; the folder at hand without any.",
        "@FILE reads arguments from a file, one a line."
      })
  private List<String> paths = new ArrayList<>();

  @Option(
      names = "--select",
      paramLabel = "RULE",
      split = ",",
      description = "Run these rules only, those that are off by default too.")
  private List<String> selected = new ArrayList<>();

  @Option(
      names = "--ignore",
      paramLabel = "RULE",
      split = ",",
      description = "Do not run these rules.")
  private List<String> ignored = new ArrayList<>();

  @Option(
      names = "--severity",
      paramLabel = "RULE=LEVEL",
      description = "Weigh a rule's findings as off, note, warning or error.")
  private List<String> severities = new ArrayList<>();

  @Option(
      names = "--classpath",
      paramLabel = "PATHS",
      description = "Jars and folders of class files that tell more types.")
  private String classPath = "";

  @Option(
      names = "--tests",
      paramLabel = "FOLDER",
      description = "Folder that holds tests, beside those the configuration tells.")
  private List<String> tests = new ArrayList<>();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Threads; the report is the same for any number.")
  private Integer jobs;

  @Option(
      names = "--no-cache",
      description = "Look everything up anew and keep nothing for the next run.")
  private boolean noCache;

  @Option(
      names = "--stdin-filename",
      paramLabel = "PATH",
      description = "Check standard input as if it were this file.")
  private String stdinName;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say on standard error what is done, with traces of what fails.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      description = "Findings and errors only: no count, no progress, no warnings.")
  private boolean quiet;

  List<String> paths() {
    return List.copyOf(paths);
  }

  /** The paths that tell where the project is. */
  List<String> rootPaths() {
    return stdinName == null ? paths() : List.of(stdinName);
  }

  /** Ids of the only rules to run; empty for all. */
  Set<String> selected(RuleBook book) {
    return known(selected, "--select", book);
  }

  /** Ids of the rules not to run. */
  Set<String> ignored(RuleBook book) {
    return known(ignored, "--ignore", book);
  }

  /** Severities by rule id; the last word on a rule counts. */
  Map<String, Severity> severities(RuleBook book) {
    Map<String, Severity> byRule = new LinkedHashMap<>();
    for (String given : severities) {
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
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(element -> !element.isEmpty())
        .toList();
  }

  /** Folders that hold tests, as given. */
  List<String> tests() {
    return List.copyOf(tests);
  }

  /** How many threads work. */
  int jobs() {
    if (jobs == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (jobs < 1) {
      throw new UsageException("--jobs wants a number from 1, not " + jobs);
    }
    return jobs;
  }

  /** The name standard input is checked under, where it is. */
  Optional<String> stdinName() {
    return Optional.ofNullable(stdinName);
  }

  boolean noCache() {
    return noCache;
  }

  boolean verbose() {
    return verbose;
  }

  boolean quiet() {
    return quiet;
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
