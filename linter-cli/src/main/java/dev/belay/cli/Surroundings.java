package dev.belay.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/**
 * What a command may touch of its process. Handed in, so that tests run commands without one.
 *
 * @param in standard input
 * @param out standard output, where the report goes and nothing else; a plain stream, because a
 *     {@link PrintStream} would swallow that the reader has gone
 * @param err standard error, where everything else goes
 * @param environment variables by name
 * @param folder the working folder, absolute
 * @param outIsTerminal whether somebody reads the report as it comes
 * @param errIsTerminal whether somebody watches
 */
record Surroundings(
    InputStream in,
    OutputStream out,
    PrintStream err,
    Map<String, String> environment,
    Path folder,
    boolean outIsTerminal,
    boolean errIsTerminal) {

  private static final int WIDTH = 100;
  private static final int NARROWEST = 40;

  /** When to use colours. */
  enum Colour {
    auto,
    always,
    never
  }

  /**
   * Whether a report on standard output is coloured. The user's word comes first, then NO_COLOR,
   * CLICOLOR_FORCE and CLICOLOR as their authors describe them, then what standard output is.
   */
  Ansi colours(Colour wanted) {
    boolean on =
        switch (wanted) {
          case always -> true;
          case never -> false;
          case auto -> coloursByEnvironment();
        };
    return on ? Ansi.ON : Ansi.OFF;
  }

  private boolean coloursByEnvironment() {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    if (!environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
      return true;
    }
    return outIsTerminal
        && !environment.getOrDefault("CLICOLOR", "1").equals("0")
        && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Whether a line on standard error may be written over and over. */
  boolean showsProgress() {
    return errIsTerminal && !environment.getOrDefault("TERM", "").equals("dumb");
  }

  /** Columns that a line of the report may take; the same for all who read it from a file. */
  int width() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return outIsTerminal && columns.matches("[0-9]{1,4}")
        ? Math.max(NARROWEST, Integer.parseInt(columns))
        : WIDTH;
  }
}
