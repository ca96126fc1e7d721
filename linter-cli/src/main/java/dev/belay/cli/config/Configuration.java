package dev.belay.cli.config;

import dev.belay.linter.rule.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code belay.toml} says; what it leaves out is absent or empty. Paths and patterns are from
 * the folder the file stands in. Immutable.
 *
 * @param file where it was read, for messages; absent where there is none
 * @param failOn {@link Severity#OFF} for never
 * @param warnOnParseError whether unreadable files leave the exit code alone
 * @param java language level, from 8
 * @param exclude patterns as in {@code .gitignore}
 * @param testSources patterns as in {@code .gitignore}; absent where the usual ones hold
 * @param classPath jars and folders
 * @param baseline the file of accepted findings
 * @param requireReason whether suppressions owe a reason
 * @param severities by rule id
 * @param paths in the order of the file
 * @param catalogue further entries by role, each a type or a method
 */
public record Configuration(
    Optional<Path> file,
    Optional<Severity> failOn,
    boolean warnOnParseError,
    OptionalInt java,
    List<String> exclude,
    Optional<List<String>> testSources,
    List<String> classPath,
    Optional<String> baseline,
    boolean requireReason,
    SortedMap<String, Severity> severities,
    List<PathSettings> paths,
    SortedMap<String, List<String>> catalogue) {

  /**
   * Severities below some paths.
   *
   * @param match patterns as in {@code .gitignore}, not empty
   * @param severities by rule id
   */
  public record PathSettings(List<String> match, Map<String, Severity> severities) {}

  /** The configuration of a project without a file. */
  public static Configuration none() {
    return empty(Optional.empty());
  }

  /** The configuration of a file that says nothing. */
  static Configuration empty(Optional<Path> file) {
    return new Configuration(
        file,
        Optional.empty(),
        false,
        OptionalInt.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        false,
        new TreeMap<>(),
        List.of(),
        new TreeMap<>());
  }

  /** The further entries of the catalogue in its own form, an entry a line; may be empty. */
  public String catalogueText() {
    StringBuilder text = new StringBuilder();
    catalogue.forEach(
        (role, entries) ->
            entries.forEach(entry -> text.append(role).append(' ').append(entry).append('\n')));
    return text.toString();
  }
}
