package dev.belay.bench.hook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a commit waits for: Belay with its launcher on 1, 10 and 100 staged files, from its cache
 * and without it, by itself and in pre-commit less what pre-commit takes for a hook that does
 * nothing. Each lap stages other contents, so that no lap finds an answer of the one before.
 */
final class Hook {

  private static final Path WORK = Path.of("bench/target/race/hook").toAbsolutePath();
  private static final Path TREE = Path.of("bench/target/race/trees/flink-runtime-2.3.0");
  private static final Path LAUNCHER = Path.of("belay").toAbsolutePath();
  private static final Map<String, String> CACHED =
      Map.of("XDG_CACHE_HOME", WORK.resolve("cache").toString());

  /** Seconds that Belay may take by number of staged files: from its cache, and without. */
  private static final Map<Integer, double[]> BUDGETS =
      new TreeMap<>(
          Map.of(1, new double[] {1, 3}, 10, new double[] {1, 3}, 100, new double[] {2, 3}));

  private final StagedRepository repository;
  private final int laps;
  private boolean kept = true;

  private Hook(StagedRepository repository, int laps) {
    this.repository = repository;
    this.laps = laps;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int laps = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
    Hook hook = new Hook(StagedRepository.of(TREE, WORK.resolve("repository"), LAUNCHER), laps);
    hook.measure();
    System.exit(hook.kept ? 0 : 1);
  }

  private void measure() throws IOException, InterruptedException {
    repository.stage(List.of(), 0);
    // Fills the cache, and tells what a hook has to find.
    Map<String, Set<String>> findings = byFile(belay("check", "--format", "concise").out());
    double hello = median(this::helloWorld);
    double nothing = 0;
    System.out.printf(
        Locale.ROOT,
        "%,d files, %d with findings; %d laps, Java %s; hello-world JVM %.3f s%n%n",
        repository.size(),
        findings.size(),
        laps,
        System.getProperty("java.version"),
        hello);
    System.out.println(
        """
        | staged files | findings | run | median s | least to most | hello-world JVMs | budget s | |
        |---|---|---|---|---|---|---|---|\
        """);
    for (Map.Entry<Integer, double[]> budget : BUDGETS.entrySet()) {
      List<String> files = repository.choose(budget.getKey(), findings.keySet());
      Set<String> expected = new TreeSet<>();
      files.forEach(file -> expected.addAll(findings.getOrDefault(file, Set.of())));
      List<Double> warm = new ArrayList<>();
      List<Double> bare = new ArrayList<>();
      List<Double> inPreCommit = new ArrayList<>();
      for (int lap = 1; lap <= laps; lap++) {
        repository.stage(files, 3 * lap);
        warm.add(hook(files, expected));
        bare.add(hook(files, expected, "--no-cache"));
        repository.stage(files, 3 * lap + 1);
        nothing = preCommit("nothing").seconds();
        inPreCommit.add(preCommit("belay").seconds() - nothing);
      }
      String row = files.size() + " | " + expected.size();
      row(row, "from the cache", warm, hello, budget.getValue()[0]);
      row(row, "without a cache", bare, hello, budget.getValue()[1]);
      row(row, "in pre-commit, less its own time", inPreCommit, hello, budget.getValue()[0]);
    }
    System.out.printf(Locale.ROOT, "%npre-commit with a hook that does nothing: %.2f s%n", nothing);
  }

  private void row(String what, String run, List<Double> seconds, double hello, double budget) {
    List<Double> sorted = seconds.stream().sorted().toList();
    double median = sorted.get(sorted.size() / 2);
    boolean within = median <= budget;
    kept &= within;
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.2f | %.2f to %.2f | %.1f | %.0f | %s |%n",
        what,
        run,
        median,
        sorted.get(0),
        sorted.get(sorted.size() - 1),
        median / hello,
        budget,
        within ? "kept" : "over");
  }

  /** Seconds of a run over these files, which has to find what is expected. */
  private double hook(List<String> files, Set<String> expected, String... options)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("check", "--format", "concise"));
    arguments.addAll(List.of(options));
    arguments.addAll(files);
    Ran ran = belay(arguments.toArray(String[]::new));
    Set<String> found = new TreeSet<>();
    byFile(ran.out()).values().forEach(found::addAll);
    if (!found.equals(expected)) {
      Set<String> differing = new TreeSet<>(found);
      differing.addAll(expected);
      differing.removeIf(line -> found.contains(line) && expected.contains(line));
      System.out.println("not what the full run finds: " + differing);
      kept = false;
    }
    return ran.seconds();
  }

  private Ran belay(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return Ran.of(repository.folder(), CACHED, command);
  }

  private Ran preCommit(String hook) throws IOException, InterruptedException {
    return Ran.of(repository.folder(), CACHED, List.of("pre-commit", "run", hook));
  }

  private double helloWorld() throws IOException, InterruptedException {
    return Ran.of(
            WORK,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-cp",
                Path.of("bench/target/race/hook-classes").toAbsolutePath().toString(),
                "dev.belay.bench.race.HelloWorld"))
        .seconds();
  }

  private interface Timed {
    double seconds() throws IOException, InterruptedException;
  }

  private double median(Timed timed) throws IOException, InterruptedException {
    List<Double> seconds = new ArrayList<>();
    for (int lap = 0; lap <= 2 * laps; lap++) {
      seconds.add(timed.seconds());
    }
    return seconds.stream().sorted().toList().get(laps);
  }

  /** Lines of findings by the file that they are in. */
  private static Map<String, Set<String>> byFile(String concise) {
    return concise
        .lines()
        .filter(line -> line.matches("[^ ]+\\.java:\\d+:\\d+: .*"))
        .collect(
            Collectors.groupingBy(
                line -> line.substring(0, line.indexOf(':')),
                TreeMap::new,
                Collectors.toCollection(TreeSet::new)));
  }
}
