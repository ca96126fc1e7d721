package dev.belay.bench.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a program and tells what it took. Wall time is taken here, to the nanosecond; the rest comes
 * from GNU time, which asks the kernel for the whole family of processes at its end and, being a
 * small process itself, leaves no memory of its own in the peak.
 */
final class Stopwatch {

  /**
   * As shells say it of a process that the kernel or a user ended at once: then time, too, says
   * nothing.
   */
  private static final int KILLED = 137;

  private static final String TIME = "/usr/bin/time";

  /**
   * One per finding, in every SARIF writer here (rules' own lists say {@code "id"}), and in what
   * Error Prone has javac say: unlike javac's own warnings its checks begin with a capital.
   */
  private static final Pattern RESULT =
      Pattern.compile("\"ruleId\"\\s*:|\\.java:\\d+: warning: \\[[A-Z]");

  private final Path folder;

  /**
   * @param folder where outputs go; exists
   * @throws IllegalStateException if this machine has no GNU time
   */
  Stopwatch(Path folder) {
    if (!Files.isExecutable(Path.of(TIME))) {
      throw new IllegalStateException("GNU time is needed at " + TIME + " (package `time`)");
    }
    this.folder = folder;
  }

  /** Runs it once, standard output and errors to files. */
  Lap run(Contestant contestant) throws IOException, InterruptedException {
    Path figures = folder.resolve("time.txt");
    Files.deleteIfExists(figures);
    if (contestant.report().isPresent()) {
      Files.deleteIfExists(contestant.report().get());
    }

    List<String> command = new ArrayList<>();
    command.addAll(List.of(TIME, "-q", "-f", "%U %S %M", "-o", figures.toString(), "--"));
    command.addAll(contestant.command());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(contestant.environment());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(folder.resolve("stdout.txt").toFile());
    builder.redirectError(folder.resolve("stderr.txt").toFile());

    long start = System.nanoTime();
    int exit = builder.start().waitFor();
    double wall = (System.nanoTime() - start) / 1e9;

    String written = Files.readString(figures).strip();
    if (written.isEmpty()) {
      return new Lap(wall, 0, 0, 0, Math.max(exit, KILLED), results(contestant));
    }
    String[] told = written.split(" ");
    return new Lap(
        wall,
        Double.parseDouble(told[0]),
        Double.parseDouble(told[1]),
        Double.parseDouble(told[2]) / 1024,
        exit,
        results(contestant));
  }

  private int results(Contestant contestant) throws IOException {
    if (contestant.report().isEmpty()) {
      return -1;
    }
    Path report = contestant.report().get();
    if (!Files.exists(report)) {
      return 0;
    }
    Matcher results = RESULT.matcher(Files.readString(report));
    int count = 0;
    while (results.find()) {
      count++;
    }
    return count;
  }
}
