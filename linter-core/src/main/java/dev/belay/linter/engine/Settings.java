package dev.belay.linter.engine;

import dev.belay.linter.rule.Severity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a project is checked. Immutable.
 *
 * @param severities by rule id; has the last word, {@link Severity#OFF} included
 * @param selected ids of the only rules that run; empty for all that are not off
 * @param ignored ids of rules that do not run
 * @param perPath severities for parts of the project, the last that fits wins over those before it
 *     and over {@code severities}
 * @param testSources patterns as in {@code .gitignore} of what holds tests
 * @param limits what a file may ask of the parser
 * @param threads how many work at once, from 1; the report is the same for any number
 * @param screened whether files are passed over that mention nothing a rule needs; the findings are
 *     the same without
 * @param sourceLevels versions of Java by file; decides what fixes may write
 */
public record Settings(
    Map<String, Severity> severities,
    Set<String> selected,
    Set<String> ignored,
    List<PathSeverities> perPath,
    List<String> testSources,
    Limits limits,
    int threads,
    boolean screened,
    SourceLevels sourceLevels) {

  /** The folders of Maven's and Gradle's test sources. */
  public static final List<String> TEST_SOURCES = List.of("**/src/test/", "**/src/*Test/");

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if {@code threads} is below 1
   */
  public Settings {
    severities = Map.copyOf(severities);
    selected = Set.copyOf(selected);
    ignored = Set.copyOf(ignored);
    perPath = List.copyOf(perPath);
    testSources = List.copyOf(testSources);
    if (threads < 1) {
      throw new IllegalArgumentException("not a number of threads: " + threads);
    }
  }

  /** Every rule at its own level, as many threads as processors. */
  public static Settings standard() {
    return new Settings(
        Map.of(),
        Set.of(),
        Set.of(),
        List.of(),
        TEST_SOURCES,
        Limits.standard(),
        Runtime.getRuntime().availableProcessors(),
        true,
        SourceLevels.UNKNOWN);
  }

  /**
   * All that outcomes of files depend on, as a text; equal for equal settings. Threads do not
   * matter, and of what version of Java a file is, each file is asked.
   */
  String identity() {
    StringBuilder text = new StringBuilder();
    text.append(new TreeMap<>(severities)).append('\n');
    text.append(new TreeSet<>(selected)).append('\n');
    text.append(new TreeSet<>(ignored)).append('\n');
    for (PathSeverities part : perPath) {
      text.append(part.paths()).append(new TreeMap<>(part.severities())).append('\n');
    }
    text.append(testSources).append('\n').append(limits).append('\n').append(screened);
    return text.toString();
  }

  /** With severities by rule id in place of those so far. */
  public Settings withSeverities(Map<String, Severity> byRule) {
    return new Settings(
        byRule, selected, ignored, perPath, testSources, limits, threads, screened, sourceLevels);
  }

  /** With only these rules; empty for all that are not off. */
  public Settings withSelected(Set<String> ruleIds) {
    return new Settings(
        severities,
        ruleIds,
        ignored,
        perPath,
        testSources,
        limits,
        threads,
        screened,
        sourceLevels);
  }

  /** Without these rules. */
  public Settings withIgnored(Set<String> ruleIds) {
    return new Settings(
        severities,
        selected,
        ruleIds,
        perPath,
        testSources,
        limits,
        threads,
        screened,
        sourceLevels);
  }

  /** With severities for parts of the project. */
  public Settings withPerPath(List<PathSeverities> parts) {
    return new Settings(
        severities, selected, ignored, parts, testSources, limits, threads, screened, sourceLevels);
  }

  /** With other patterns of what holds tests. */
  public Settings withTestSources(List<String> patterns) {
    return new Settings(
        severities, selected, ignored, perPath, patterns, limits, threads, screened, sourceLevels);
  }

  /** With other limits. */
  public Settings withLimits(Limits other) {
    return new Settings(
        severities,
        selected,
        ignored,
        perPath,
        testSources,
        other,
        threads,
        screened,
        sourceLevels);
  }

  /** With another number of threads. */
  public Settings withThreads(int number) {
    return new Settings(
        severities,
        selected,
        ignored,
        perPath,
        testSources,
        limits,
        number,
        screened,
        sourceLevels);
  }

  /** With every file parsed. */
  public Settings withoutScreen() {
    return new Settings(
        severities, selected, ignored, perPath, testSources, limits, threads, false, sourceLevels);
  }

  /** With versions of Java by file. */
  public Settings withSourceLevels(SourceLevels levels) {
    return new Settings(
        severities, selected, ignored, perPath, testSources, limits, threads, screened, levels);
  }
}
