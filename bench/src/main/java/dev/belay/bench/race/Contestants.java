package dev.belay.bench.race;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The programs, as their users start them. Asks each for its version once. */
final class Contestants {

  private static final Set<Integer> ZERO = Set.of(0);

  /** Checkstyle ends with the number of its errors. */
  private static final Set<Integer> UP_TO_ITS_LIMIT =
      IntStream.range(0, 255).boxed().collect(Collectors.toSet());

  /** The launcher's defaults, for the bare parsers: what is left is the parser. */
  private static final List<String> SHORT_RUN =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final Path settings;
  private final Path downloads;
  private final Path outputs;
  private final String java;
  private final Map<String, String> versions = new LinkedHashMap<>();

  /**
   * @param settings rules and configurations of the rivals
   * @param downloads where {@code bench/race} put them
   * @param outputs where reports go
   */
  Contestants(Path settings, Path downloads, Path outputs) {
    this.settings = settings;
    this.downloads = downloads;
    this.outputs = outputs;
    this.java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** All default rules, every file read anew. */
  Contestant belay(Course course) throws IOException, InterruptedException {
    return belay("Belay, all rules", course, List.of("--no-cache"));
  }

  /** All default rules, with what earlier runs kept in a folder. */
  Contestant belayAgain(Course course, Path kept) throws IOException, InterruptedException {
    return belay("Belay, nothing changed", course, List.of())
        .with("Belay, nothing changed", "XDG_CACHE_HOME", kept.toAbsolutePath().toString());
  }

  /** The same after one file has changed, which declares another type than before. */
  Contestant belayAfterAChange(Course course, Path kept, Path changed)
      throws IOException, InterruptedException {
    Contestant again = belayAgain(course, kept);
    String change =
        "echo \"package org.apache.flink.runtime.taskexecutor; class Changed$$ {}\" >"
            + changed
            + " && exec \"$@\"";
    List<String> command = new ArrayList<>(List.of("sh", "-c", change, "sh"));
    command.addAll(again.command());
    return new Contestant(
        "Belay, one file changed",
        again.version(),
        command,
        again.environment(),
        again.report(),
        again.success());
  }

  private Contestant belay(String name, Course course, List<String> options)
      throws IOException, InterruptedException {
    Path report = outputs.resolve("stdout.txt");
    List<String> command = new ArrayList<>(List.of("./belay", "check"));
    command.addAll(options);
    command.addAll(List.of("--format", "sarif", course.path().toString()));
    // 3: a file that does not parse, and nothing found.
    return new Contestant(
        name,
        version("Belay", "./belay", "--version"),
        command,
        Map.of(),
        Optional.of(report),
        Set.of(0, 1, 3));
  }

  /** One rule, {@code $X.submit($$$)} as a statement: the name alone, no types. */
  Contestant astGrep(Course course) throws IOException, InterruptedException {
    Path program = downloads.resolve("ast-grep/node_modules/.bin/ast-grep");
    Path report = outputs.resolve("stdout.txt");
    return new Contestant(
        "ast-grep, one rule",
        version("ast-grep", program.toString(), "--version"),
        List.of(
            program.toString(),
            "scan",
            "--rule",
            settings.resolve("discarded-submit.yml").toString(),
            "--format",
            "sarif",
            course.path().toString()),
        Map.of(),
        Optional.of(report),
        ZERO);
  }

  /** One rule of its multithreading category. */
  Contestant pmdOneRule(Course course) throws IOException, InterruptedException {
    return pmd("PMD, one rule", "category/java/multithreading.xml/DontCallThreadRun", course);
  }

  /** All rules of its multithreading category. */
  Contestant pmdMultithreading(Course course) throws IOException, InterruptedException {
    return pmd("PMD, multithreading", "category/java/multithreading.xml", course);
  }

  private Contestant pmd(String name, String rules, Course course)
      throws IOException, InterruptedException {
    String classPath = downloads.resolve("pmd") + File.separator + "*";
    String main = "net.sourceforge.pmd.cli.PmdCli";
    Path report = outputs.resolve("pmd.sarif");
    return new Contestant(
        name,
        version("PMD", java, "-cp", classPath, main, "--version"),
        List.of(
            java,
            "-cp",
            classPath,
            main,
            "check",
            "--no-cache",
            "--no-progress",
            "--rulesets",
            rules,
            "--format",
            "sarif",
            "--report-file",
            report.toString(),
            "--dir",
            course.path().toString()),
        Map.of(),
        Optional.of(report),
        // 4: violations found; 5: a file that does not parse; 1: also where it could not tell a
        // type
        // in some (without a class path a class of one's own named Record is java.lang's to it).
        Set.of(0, 1, 4, 5));
  }

  /** One check that needs no more than the tree. */
  Contestant checkstyle(Course course) throws IOException, InterruptedException {
    String classPath = downloads.resolve("checkstyle") + File.separator + "*";
    String main = "com.puppycrawl.tools.checkstyle.Main";
    Path report = outputs.resolve("checkstyle.sarif");
    return new Contestant(
        "Checkstyle, one check",
        version("Checkstyle", java, "-cp", classPath, main, "--version"),
        List.of(
            java,
            "-cp",
            classPath,
            main,
            "-c",
            settings.resolve("checkstyle.xml").toString(),
            "-f",
            "sarif",
            "-o",
            report.toString(),
            course.path().toString()),
        Map.of(),
        Optional.of(report),
        UP_TO_ITS_LIMIT);
  }

  Contestant javaParser(Course course) throws IOException, InterruptedException {
    return own("JavaParser, parse only", JavaParserAlone.class, course);
  }

  Contestant javacParser(Course course) throws IOException, InterruptedException {
    return own("javac, parse only", JavacParserAlone.class, course);
  }

  Contestant helloWorld() throws IOException, InterruptedException {
    return new Contestant(
        "hello-world JVM",
        javaVersion(),
        List.of(java, "-cp", "bench/target/race/classes", HelloWorld.class.getName()),
        Map.of(),
        Optional.empty(),
        ZERO);
  }

  private Contestant own(String name, Class<?> main, Course course)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(java));
    command.addAll(SHORT_RUN);
    command.addAll(
        List.of(
            "-cp",
            "bench/target/race/classes" + File.pathSeparator + "bench/target/race/own/*",
            main.getName(),
            course.path().toString()));
    return new Contestant(name, javaVersion(), command, Map.of(), Optional.empty(), ZERO);
  }

  String javaVersion() throws IOException, InterruptedException {
    return version("JDK", java, "--version");
  }

  /** First line of what a program says of its version. */
  private String version(String program, String... command)
      throws IOException, InterruptedException {
    String known = versions.get(program);
    if (known != null) {
      return known;
    }
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String told = new String(process.getInputStream().readAllBytes()).strip();
    if (process.waitFor() != 0 || told.isEmpty()) {
      throw new IOException("no version from " + String.join(" ", command) + ": " + told);
    }
    String line = told.lines().filter(text -> text.matches(".*\\d.*")).findFirst().orElse(told);
    versions.put(program, line);
    return line;
  }
}
