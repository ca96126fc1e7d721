package dev.belay.cli.report;

import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import java.util.List;

/**
 * What a run has to tell, after suppressions, baseline and changed lines have been applied.
 *
 * @param findings sorted by path and place; may be empty
 * @param silenced findings that a suppression or the baseline took out, sorted; empty unless asked
 *     for
 * @param notices problems of the run, sorted by path; may be empty
 * @param rules the rules that ran, sorted by id, with the level they ran at
 * @param files how many files were looked at
 * @param threshold lowest severity that fails the run; {@link Severity#OFF} for none
 */
public record Results(
    List<Finding> findings,
    List<Silenced> silenced,
    List<Notice> notices,
    List<RuleInfo> rules,
    int files,
    Severity threshold) {

  /** Copies the lists. */
  public Results {
    findings = List.copyOf(findings);
    silenced = List.copyOf(silenced);
    notices = List.copyOf(notices);
    rules = List.copyOf(rules);
  }

  /**
   * A finding that does not count.
   *
   * @param by who took it out
   * @param reason as the author gave it; may be empty
   */
  public record Silenced(Finding finding, By by, String reason) {
    /** Where the word stands that silences a finding. */
    public enum By {
      COMMENT_OR_ANNOTATION,
      BASELINE
    }
  }

  /** Whether a finding fails the run. */
  public boolean fails(Finding finding) {
    return threshold != Severity.OFF && finding.severity().compareTo(threshold) >= 0;
  }

  /** Whether everything was looked at. */
  public boolean complete() {
    return notices.stream().allMatch(Notice::harmless);
  }

  /** Whether a notice of this level is among them. */
  public boolean has(Notice.Level level) {
    return notices.stream().anyMatch(notice -> notice.level() == level);
  }

  /** How many findings are of exactly this severity. */
  public long count(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /** How many files have a finding. */
  public long filesWithFindings() {
    return findings.stream().map(finding -> finding.at().path()).distinct().count();
  }
}
