package dev.belay.cli;

import dev.belay.cli.report.Notice;
import dev.belay.linter.engine.Problem;
import java.util.Optional;

/** The engine's problems as a report tells them. */
final class Notices {

  private Notices() {}

  /**
   * A problem with its weight.
   *
   * @param lenient whether unreadable input is only warned of
   */
  static Notice of(Problem problem, boolean lenient) {
    Optional<String> ruleId =
        problem instanceof Problem.RuleFailed failed
            ? Optional.of(failed.ruleId())
            : Optional.empty();
    return new Notice(
        level(problem, lenient),
        Optional.of(problem.path()),
        problem.line().orElse(0),
        0,
        ruleId,
        problem.message());
  }

  private static Notice.Level level(Problem problem, boolean lenient) {
    if (problem.isOurs()) {
      return Notice.Level.FAILED;
    }
    // A file in another encoding was read and checked; nothing is missing from the answer.
    boolean readAllTheSame = problem instanceof Problem.NotUtf8;
    return lenient || readAllTheSame ? Notice.Level.WARNING : Notice.Level.UNREAD;
  }
}
