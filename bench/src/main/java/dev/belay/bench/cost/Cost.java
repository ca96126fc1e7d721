package dev.belay.bench.cost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts the check of a tree beside the parsing of the files that it parses: each in a process of its
 * own, in turns, with the launcher's options and, from Java 25 on, an archive of its loaded classes
 * as the launcher has one, made by a run on the first tree. The bar is about the library's parser
 * with the settings that serve it best, all there was when it was set; ours, which takes half the
 * time, stands beside it. Arguments: the number of turns, of passes in each process, of which the
 * last counts, then trees. Exit codes: 0 all are within the bar, 1 one is not.
 */
final class Cost {

  /** Rules and facts may add so much to the work of parsing. */
  private static final double BAR = 0.40;

  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xlog:disable",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-AOTReplayTraining",
          "-XX:-AOTRecordTraining");

  private Cost() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int turns = Integer.parseInt(arguments[0]);
    int passes = Integer.parseInt(arguments[1]);
    List<String> trees = Arrays.asList(arguments).subList(2, arguments.length);
    boolean over = false;
    Path archives = Files.createTempDirectory("cost");
    archive(trees.get(0), archives);
    System.out.println(
        "| tree | files parsed | whole check | JavaParser | added | our parser | added |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|");
    for (String tree : trees) {
      Path paths = Files.createTempFile("parsed", ".txt");
      Map<Program, List<Double>> laps = new EnumMap<>(Program.class);
      for (int turn = 0; turn < turns; turn++) {
        for (Program program : Program.values()) {
          laps.computeIfAbsent(program, p -> new ArrayList<>())
              .add(seconds(program, passes, tree, paths, archives));
        }
      }
      double check = median(laps.get(Program.CHECK));
      double overLibrarys = check / median(laps.get(Program.PLAIN)) - 1;
      double overOurs = check / median(laps.get(Program.OURS)) - 1;
      over |= overLibrarys > BAR;
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %s | %s | %.0f %% | %s | %.0f %% |%n",
          Path.of(tree).getFileName(),
          Files.readAllLines(paths).size(),
          spread(laps.get(Program.CHECK)),
          spread(laps.get(Program.PLAIN)),
          100 * overLibrarys,
          spread(laps.get(Program.OURS)),
          100 * overOurs);
      Files.delete(paths);
    }
    for (Program program : Program.values()) {
      Files.deleteIfExists(archiveOf(program, archives));
    }
    Files.delete(archives);
    System.exit(over ? 1 : 0);
  }

  private static void archive(String tree, Path archives) throws IOException, InterruptedException {
    Path paths = Files.createTempFile("parsed", ".txt");
    for (Program program : Program.values()) {
      String making = "-XX:AOTCacheOutput=" + archiveOf(program, archives);
      new ProcessBuilder(command(making, program, 1, tree, paths))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
    Files.delete(paths);
  }

  private static Path archiveOf(Program program, Path archives) {
    return archives.resolve(program.name());
  }

  private static double seconds(Program program, int passes, String tree, Path paths, Path archives)
      throws IOException, InterruptedException {
    String using = "-XX:AOTCache=" + archiveOf(program, archives);
    Process process =
        new ProcessBuilder(command(using, program, passes, tree, paths))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(program + " failed on " + tree);
    }
    return Long.parseLong(told.strip()) / 1e9;
  }

  private static List<String> command(
      String archive, Program program, int passes, String tree, Path paths) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.add(archive);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Program.class.getName(), program.name(), String.valueOf(passes)));
    command.addAll(List.of(tree, paths.toString()));
    return command;
  }

  private static double median(List<Double> laps) {
    return laps.stream().sorted().toList().get(laps.size() / 2);
  }

  private static String spread(List<Double> laps) {
    return String.format(
        Locale.ROOT,
        "%.2f s (%.2f–%.2f)",
        median(laps),
        laps.stream().min(Double::compare).orElseThrow(),
        laps.stream().max(Double::compare).orElseThrow());
  }
}
