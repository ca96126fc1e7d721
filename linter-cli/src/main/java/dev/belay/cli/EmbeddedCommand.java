package dev.belay.cli;

import dev.belay.rules.AllRules;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The command within another program, which lives on afterwards and lends it what a process has.
 *
 * <p>Keeps nothing between runs: any number of threads may run it at once.
 */
public final class EmbeddedCommand {

  private EmbeddedCommand() {}

  /**
   * Runs a command to its end.
   *
   * @param arguments as on the command line, without {@code belay} itself
   * @param folder the working folder, absolute; what relative paths are relative to
   * @param environment variables by name
   * @param out takes the report, UTF-8; is not closed
   * @param err takes everything else, a line at a time; is not closed
   * @return the exit code: 0 clean, 1 findings, 2 wrong usage or a failure of the program, 3
   *     nothing found but not everything could be read
   */
  public static int run(
      List<String> arguments,
      Path folder,
      Map<String, String> environment,
      OutputStream out,
      PrintStream err) {
    return Belay.run(
        arguments.toArray(String[]::new),
        new Surroundings(
            InputStream.nullInputStream(),
            out,
            err,
            Map.copyOf(environment),
            folder.toAbsolutePath(),
            false,
            false),
        AllRules.RULES);
  }
}
