package dev.belay.cli;

import dev.belay.cli.baseline.Baseline;
import dev.belay.cli.git.Changes;
import dev.belay.cli.report.Results.Silenced;
import dev.belay.linter.engine.Problem;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.SourceFile;
import dev.belay.linter.fix.Choice;
import dev.belay.linter.fix.Origins;
import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.RuleInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What is left of the engine's findings once everybody had their say.
 *
 * @param reported what counts, sorted
 * @param silenced what somebody accepted, sorted
 * @param stale entries of the baseline that nothing answers to, with how many
 */
record Findings(
    List<Finding> reported, List<Silenced> silenced, SortedMap<Baseline.Entry, Integer> stale) {

  /**
   * Applies the rule on reasons, the baseline and the changed lines, in this order: an accepted
   * finding on a changed line stays accepted.
   *
   * @param changes lines that findings have to touch, where only those are asked for
   */
  static Findings of(Check check, Optional<Changes> changes, Optional<Baseline> baseline) {
    List<Finding> open = new ArrayList<>(check.report().findings());
    List<Silenced> silenced = new ArrayList<>();
    for (Report.Suppressed suppressed : check.report().suppressed()) {
      Optional<String> reason = suppressed.by().reason();
      if (reason.isEmpty() && check.configuration().requireReason()) {
        open.add(unreasoned(suppressed));
      } else {
        silenced.add(
            new Silenced(
                suppressed.finding(), Silenced.By.COMMENT_OR_ANNOTATION, reason.orElse("")));
      }
    }
    open.sort(null);

    SortedMap<Baseline.Entry, Integer> stale = new TreeMap<>();
    if (baseline.isPresent()) {
      Baseline.Comparison comparison = baseline.get().compare(open);
      open = comparison.fresh();
      comparison
          .accepted()
          .forEach(finding -> silenced.add(new Silenced(finding, Silenced.By.BASELINE, "")));
      Predicate<Baseline.Entry> judged = judged(check);
      comparison
          .stale()
          .forEach(
              (entry, count) -> {
                if (judged.test(entry)) {
                  stale.put(entry, count);
                }
              });
    }
    Predicate<Finding> asked = finding -> isAskedFor(finding, changes, check.fixed().origins());
    return new Findings(
        open.stream().filter(asked).toList(),
        silenced.stream()
            .filter(it -> asked.test(it.finding()))
            .sorted((a, b) -> a.finding().compareTo(b.finding()))
            .toList(),
        stale);
  }

  /**
   * What is mended is what would be reported: nothing that the baseline accepts, nothing beside the
   * changed lines, as they were before the first fix.
   */
  static Choice choice(Optional<Changes> changes, Optional<Baseline> baseline) {
    return (findings, origins) ->
        baseline.map(it -> it.compare(findings).fresh()).orElse(findings).stream()
            .filter(finding -> isAskedFor(finding, changes, origins))
            .toList();
  }

  private static boolean isAskedFor(Finding finding, Optional<Changes> changes, Origins origins) {
    return changes.map(lines -> lines.touch(origins.of(finding.at()))).orElse(true);
  }

  /**
   * Whether this run can tell of an entry: its rule ran, and its file was looked at and read, or is
   * gone from a project that was looked at as a whole.
   */
  static Predicate<Baseline.Entry> judged(Check check) {
    Set<String> rules = new HashSet<>();
    check.rules().stream().map(RuleInfo::id).forEach(rules::add);
    Set<String> all = new HashSet<>();
    Set<String> looked = new HashSet<>();
    for (SourceFile file : check.project().files()) {
      all.add(file.path());
      if (file.reported()) {
        looked.add(file.path());
      }
    }
    check.report().problems().stream().map(Problem::path).forEach(looked::remove);
    boolean whole = all.size() == check.project().reportedCount();
    return entry ->
        rules.contains(entry.ruleId())
            && (looked.contains(entry.path()) || whole && !all.contains(entry.path()));
  }

  private static Finding unreasoned(Report.Suppressed suppressed) {
    Finding finding = suppressed.finding();
    List<Evidence> evidence = new ArrayList<>(finding.evidence());
    evidence.add(
        new Evidence(suppressed.by().at(), "suppressed here without the reason that is owed"));
    return new Finding(
        finding.ruleId(),
        finding.severity(),
        finding.at(),
        finding.message(),
        finding.enclosing(),
        evidence,
        finding.help(),
        finding.fixes(),
        finding.refusal(),
        finding.fingerprint());
  }
}
