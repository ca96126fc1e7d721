package dev.belay.cli.report;

import java.util.Optional;

/**
 * Something about the run that is no finding: a file that could not be read, a rule that failed.
 *
 * @param level whether the run's answer suffers from it
 * @param path relative to the project's root, with forward slashes; absent for the run as a whole
 * @param line from 1; 0 where it concerns the whole file
 * @param column from 1, in UTF-16 units; 0 where it concerns the whole line or file
 * @param ruleId the rule that failed, if one did
 * @param text what happened, lower case, no full stop
 */
public record Notice(
    Level level,
    Optional<String> path,
    int line,
    int column,
    Optional<String> ruleId,
    String text) {

  /** How much a notice weighs. */
  public enum Level {
    /** Said, and the run still counts as whole. */
    WARNING,
    /** The input kept us from looking at everything. */
    UNREAD,
    /** The program or one of its rules failed. */
    FAILED
  }

  /** Whether the run looked at everything all the same. */
  public boolean harmless() {
    return level == Level.WARNING;
  }

  /** One line for a terminal: place, level, text. */
  public String line(Layout layout) {
    StringBuilder line = new StringBuilder();
    path.ifPresent(
        at -> {
          line.append(layout.shown(at));
          if (this.line > 0) {
            line.append(':').append(this.line);
          }
          if (column > 0) {
            line.append(':').append(column);
          }
          line.append(": ");
        });
    line.append(harmless() ? "warning: " : "error: ").append(Printable.of(text));
    return line.toString();
  }
}
