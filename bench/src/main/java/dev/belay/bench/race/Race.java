package dev.belay.bench.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the heats that are asked for and writes their tables. Run from the top of the checkout. */
@Command(
    name = "bench/race",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs Belay and its rivals in turns, as whole processes, and writes tables.")
final class Race implements Callable<Integer> {

  private static final Path DOWNLOADS = Path.of("bench/target/race");
  private static final Path FLINK = DOWNLOADS.resolve("trees/flink-runtime-2.3.0");

  @Option(
      names = "--heats",
      split = ",",
      defaultValue = "cold,small,heap",
      paramLabel = "ID",
      description = "cold, small, heap, growth, eight, again (default: ${DEFAULT-VALUE})")
  private List<String> heats;

  @Option(
      names = "--runs",
      defaultValue = "5",
      description = "turns of each contestant (default: ${DEFAULT-VALUE})")
  private int runs;

  @Option(
      names = "--without",
      paramLabel = "TEXT",
      description = "leaves out contestants whose name contains it; may be given several times")
  private List<String> without = List.of();

  @Option(
      names = "--publish",
      description = "writes docs/performance.md, .csv and .svg, not only bench/target/race/report")
  private boolean publish;

  private Contestants contestants;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Race()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path outputs = Files.createDirectories(DOWNLOADS.resolve("outputs"));
    Stopwatch stopwatch = new Stopwatch(outputs);
    contestants = new Contestants(Path.of("bench/src/race"), DOWNLOADS, outputs);

    Map<Heat, Map<Contestant, List<Lap>>> laps = new LinkedHashMap<>();
    for (String id : heats) {
      for (Heat heat : heats(id)) {
        heat.courses().forEach(course -> System.err.println(course.size()));
        laps.put(heat, heat.run(runs, stopwatch, System.err));
      }
    }

    Report report = new Report(laps, runs);
    report.write(publish ? Path.of("docs") : Files.createDirectories(DOWNLOADS.resolve("report")));
    System.out.println(report.markdown());
    return 0;
  }

  private List<Heat> heats(String id) throws IOException, InterruptedException {
    return switch (id) {
      case "cold" -> List.of(cold());
      case "small" -> List.of(small());
      case "heap" -> List.of(heap());
      case "growth" -> List.of(growth());
      case "eight" -> List.of(eight());
      case "again" -> List.of(again());
      default -> throw new IllegalArgumentException("no heat has the id " + id);
    };
  }

  private Heat cold() throws IOException, InterruptedException {
    Course flink = Course.measure("flink-runtime 2.3.0", root(FLINK));
    Compilers compilers =
        new Compilers(DOWNLOADS, DOWNLOADS.resolve("outputs"), contestants.javaVersion());
    return heat(
        "cold",
        "A whole tree, nothing known from before",
        List.of(flink),
        List.of(
            contestants.belay(flink),
            inHeap(256, contestants.belay(flink)),
            contestants.astGrep(flink),
            contestants.helloWorld(),
            contestants.javaParser(flink),
            contestants.javacParser(flink),
            contestants.pmdOneRule(flink),
            contestants.pmdMultithreading(flink),
            compilers.javac(flink),
            compilers.errorProne(flink),
            contestants.checkstyle(flink)));
  }

  private Heat eight() throws IOException, InterruptedException {
    Course all = Course.measure("eight trees", root(DOWNLOADS.resolve("trees")));
    return heat(
        "eight",
        "Eight trees in one run, nothing known from before",
        List.of(all),
        List.of(
            contestants.belay(all),
            contestants.astGrep(all),
            contestants.helloWorld(),
            contestants.pmdOneRule(all)));
  }

  /** What is kept is kept before the first lap, and the classes' archive with it. */
  private Heat again() throws IOException, InterruptedException {
    Course all = Course.measure("eight trees", root(DOWNLOADS.resolve("trees")));
    Path kept = Files.createDirectories(DOWNLOADS.resolve("kept"));
    Path changed = FLINK.resolve("org/apache/flink/runtime/taskexecutor/Changed.java");
    changed.toFile().deleteOnExit();
    Contestant again = contestants.belayAgain(all, kept);
    new Stopwatch(DOWNLOADS.resolve("outputs")).run(again);
    return heat(
        "again",
        "Eight trees in one run, with what the last run kept",
        List.of(all),
        List.of(contestants.belay(all), again, contestants.belayAfterAChange(all, kept, changed)));
  }

  /** A file with threads in it, in a project of its own. */
  private Heat small() throws IOException, InterruptedException {
    Path source =
        FLINK.resolve("org/apache/flink/runtime/io/disk/iomanager/AsynchronousBlockWriter.java");
    Path folder = Files.createDirectories(DOWNLOADS.resolve("small"));
    Path file = folder.resolve(source.getFileName());
    Files.write(file, Files.readAllBytes(source));
    root(folder);
    Course small = Course.measure(file.getFileName().toString(), file);
    return heat(
        "small",
        "One small file",
        List.of(small),
        List.of(
            contestants.belay(small),
            contestants.astGrep(small),
            contestants.helloWorld(),
            contestants.pmdOneRule(small)));
  }

  private Heat heap() throws IOException, InterruptedException {
    Course flink = Course.measure("flink-runtime 2.3.0", root(FLINK));
    Contestant belay = contestants.belay(flink);
    List<Contestant> limited = new ArrayList<>(List.of(belay));
    for (int mebibytes : new int[] {512, 256, 128, 64}) {
      limited.add(inHeap(mebibytes, belay));
    }
    return heat("heap", "A whole tree in a small heap", List.of(flink), limited);
  }

  private static Contestant inHeap(int mebibytes, Contestant belay) {
    return belay.with(
        "Belay in " + mebibytes + " MiB of heap", "BELAY_JAVA_OPTS", "-Xmx" + mebibytes + "m");
  }

  private Heat growth() throws IOException, InterruptedException {
    Copies copies = new Copies(FLINK, "org.apache.flink", DOWNLOADS.resolve("growth"));
    List<Course> courses = new ArrayList<>();
    List<Contestant> grown = new ArrayList<>();
    for (int times : new int[] {1, 2, 5, 10, 20}) {
      Course course = Course.measure(times + " × flink-runtime", copies.times(times));
      courses.add(course);
      grown.add(contestants.belay(course).named("Belay, " + times + " ×"));
      grown.add(contestants.astGrep(course).named("ast-grep, " + times + " ×"));
    }
    return heat("growth", "The same tree several times over", courses, grown);
  }

  private Heat heat(String id, String title, List<Course> courses, List<Contestant> all) {
    List<Contestant> wanted =
        all.stream()
            .filter(
                contestant -> without.stream().noneMatch(text -> contestant.name().contains(text)))
            .toList();
    return new Heat(id, title, courses, wanted);
  }

  /** Makes a folder the root of its project; else this checkout, around it, would be. */
  static Path root(Path folder) throws IOException {
    Files.createDirectories(folder.resolve(".git"));
    return folder;
  }
}
