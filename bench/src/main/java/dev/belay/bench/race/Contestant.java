package dev.belay.bench.race;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A program with its arguments, ready to start.
 *
 * @param name as tables name it; one of a kind within a heat
 * @param version as the program itself tells it
 * @param command program and arguments
 * @param environment variables beside the inherited ones
 * @param report file it writes its findings to, as SARIF; absent for those that report nothing
 * @param success exit codes with which it has done its work
 */
record Contestant(
    String name,
    String version,
    List<String> command,
    Map<String, String> environment,
    Optional<Path> report,
    Set<Integer> success) {

  /** The same program under another name. */
  Contestant named(String newName) {
    return new Contestant(newName, version, command, environment, report, success);
  }

  /** The same program under another name, with a variable of its environment set. */
  Contestant with(String newName, String variable, String value) {
    return new Contestant(newName, version, command, Map.of(variable, value), report, success);
  }

  /** Whether an exit code means that it did its work. */
  boolean finished(int exit) {
    return success.contains(exit);
  }

  /** The command for a reader: without the place of the JDK, blanks and stars quoted. */
  String shown() {
    String programs = Path.of(System.getProperty("java.home"), "bin") + File.separator;
    return command.stream()
        .map(word -> word.startsWith(programs) ? word.substring(programs.length()) : word)
        .map(word -> word.matches("(?s).*[* ].*") ? "'" + word + "'" : word)
        .collect(Collectors.joining(" "));
  }
}
