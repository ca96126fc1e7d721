package dev.belay.cli;

import dev.belay.cli.report.Layout;
import dev.belay.cli.report.Notice;
import dev.belay.linter.engine.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The engine's problems as a report tells them. */
final class Notices {

  private Notices() {}

  /**
   * All that went wrong in a check.
   *
   * @param here the folder at hand, absolute
   * @param lenient whether unreadable input is only warned of
   */
  static List<Notice> of(Check check, Path here, boolean lenient) {
    List<Notice> notices = new ArrayList<>();
    for (String path : check.missing()) {
      notices.add(
          new Notice(
              Notice.Level.FAILED,
              Optional.empty(),
              0,
              0,
              Optional.empty(),
              "no such file or folder: " + path + MissingPath.hint(path, here)));
    }
    check.report().problems().forEach(problem -> notices.add(of(problem, lenient)));
    return notices;
  }

  /** Says them on standard error; harmless ones not where only errors are wanted. */
  static void say(List<Notice> notices, Layout layout, boolean quiet, PrintStream err) {
    for (Notice notice : notices) {
      if (!quiet || !notice.harmless()) {
        err.println("belay: " + notice.line(layout));
      }
    }
  }

  /**
   * A problem with its weight.
   *
   * @param lenient whether unreadable input is only warned of
   */
  private static Notice of(Problem problem, boolean lenient) {
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
