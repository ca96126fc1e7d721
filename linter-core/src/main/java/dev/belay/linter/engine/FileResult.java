package dev.belay.linter.engine;

import dev.belay.linter.rule.Finding;
import java.util.List;

/** What came of one file; all lists may be empty. */
record FileResult(
    List<Finding> findings, List<Report.Suppressed> suppressed, List<Problem> problems) {

  /** Of a file that holds nothing. */
  static final FileResult NONE = new FileResult(List.of(), List.of(), List.of());

  static FileResult of(Problem problem) {
    return new FileResult(List.of(), List.of(), List.of(problem));
  }
}
