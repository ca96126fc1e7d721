package dev.belay.bench.cost;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Puts the check of a tree beside the parsing of the files that it parses: each in a process of its
 * own, in turns, with the launcher's options and, from Java 25 on, an archive of its loaded classes
 * as the launcher has one, made by a run on the first tree. The bar is about the library's parser
 * with the settings that serve it best, all there was when it was set; ours, which takes half the
 * time, stands beside it. Arguments: the number of turns, then trees. Exit codes: 0 all are within
 * the bar, 1 one is not.
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

  /** In this order: the first says which files the others parse. */
  private static final List<Class<?>> PROGRAMS =
      List.of(WholeCheck.class, ParsingAlone.class, PlainParsing.class);

  private Cost() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int turns = Integer.parseInt(arguments[0]);
    boolean over = false;
    Path archives = Files.createTempDirectory("cost");
    archive(arguments[1], archives);
    System.out.println(
        "| tree | files parsed | whole check | JavaParser | added | our parser | added |");
    System.out.println("|---|--:|--:|--:|--:|--:|--:|");
    for (String tree : Arrays.asList(arguments).subList(1, arguments.length)) {
      Path paths = Files.createTempFile("parsed", ".txt");
      List<Double> parsing = new ArrayList<>();
      List<Double> plain = new ArrayList<>();
      List<Double> checking = new ArrayList<>();
      for (int turn = 0; turn < turns; turn++) {
        checking.add(seconds(WholeCheck.class, tree, paths, archives));
        parsing.add(seconds(ParsingAlone.class, tree, paths, archives));
        plain.add(seconds(PlainParsing.class, tree, paths, archives));
      }
      double added = median(checking) / median(plain) - 1;
      over |= added > BAR;
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %s | %s | %.0f %% | %s | %.0f %% |%n",
          Path.of(tree).getFileName(),
          Files.readAllLines(paths).size(),
          spread(checking),
          spread(plain),
          100 * added,
          spread(parsing),
          100 * (median(checking) / median(parsing) - 1));
      Files.delete(paths);
    }
    for (Class<?> program : PROGRAMS) {
      Files.deleteIfExists(archiveOf(program, archives));
    }
    Files.delete(archives);
    System.exit(over ? 1 : 0);
  }

  private static void archive(String tree, Path archives) throws IOException, InterruptedException {
    Path paths = Files.createTempFile("parsed", ".txt");
    for (Class<?> program : PROGRAMS) {
      String making = "-XX:AOTCacheOutput=" + archiveOf(program, archives);
      new ProcessBuilder(command(program, tree, paths, making))
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
    Files.delete(paths);
  }

  private static Path archiveOf(Class<?> program, Path archives) {
    return archives.resolve(program.getSimpleName());
  }

  private static double seconds(Class<?> program, String tree, Path paths, Path archives)
      throws IOException, InterruptedException {
    String using = "-XX:AOTCache=" + archiveOf(program, archives);
    Process process =
        new ProcessBuilder(command(program, tree, paths, using))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(program.getSimpleName() + " failed on " + tree);
    }
    return Long.parseLong(told.strip()) / 1e9;
  }

  private static List<String> command(Class<?> program, String tree, Path paths, String archive) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.add(archive);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
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
