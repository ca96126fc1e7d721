package dev.belay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What only whole processes show: pipes that close, devices that are full, runs beside each other.
 */
class MainTest {

  private static final int FILES = 200;

  @TempDir private Path folder;

  @BeforeEach
  void project() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("project/src"));
    Files.createFile(folder.resolve("project/belay.toml"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(
          sources.resolve("Leaky" + i + ".java"),
          """
          class Leaky%d {
            void run(java.util.concurrent.ExecutorService pool) {
              pool.submit(() -> System.out.println("run"));
            }
          }
          """
              .formatted(i));
    }
  }

  /** A report is far more than a pipe holds. */
  @Test
  void aReaderThatLeavesIsOneLineAndLosesNoFile() throws Exception {
    Ended run = sh("$BELAY check --format json --output concise=all.txt | head -n 1", "pipefail");
    assertEquals("{\n", run.out());
    assertEquals(
        "belay: the report could not be written to standard output: Broken pipe\n", run.err());
    assertEquals(Exit.FINDINGS, run.code());
    assertEquals(FILES, Files.readAllLines(folder.resolve("project/all.txt")).size());
  }

  @Test
  void aFullDeviceIsOneLine() throws Exception {
    Ended out = sh("$BELAY check --format json --fail-on=never >/dev/full");
    assertEquals(1, out.err().lines().count(), out.err());
    assertTrue(out.err().startsWith("belay: the report could not be written to"), out.err());
    assertEquals(Exit.UNUSABLE, out.code());

    Ended file = sh("$BELAY check --format concise --fail-on=never --output json=/dev/full");
    assertEquals(1, file.err().lines().count(), file.err());
    assertTrue(file.err().startsWith("belay: --output json="), file.err());
    assertEquals(FILES, file.out().lines().count());
    assertEquals(Exit.UNUSABLE, file.code());
  }

  /** One cache, one report, one baseline. */
  @Test
  void runsBesideEachOtherLoseNothing() throws Exception {
    String check = "$BELAY check --format concise --output json=report.json";
    String alone = sh("XDG_CACHE_HOME=../alone " + check).out();
    String json = Files.readString(folder.resolve("project/report.json"));
    assertEquals(FILES, alone.lines().count());

    List<Process> together = new ArrayList<>();
    List<Path> outs = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      outs.add(folder.resolve("out" + i));
      together.add(start(check, outs.get(i), folder.resolve("err" + i)));
    }
    Process baseline =
        start("$BELAY baseline", folder.resolve("baseline.out"), folder.resolve("baseline.err"));
    for (int i = 0; i < together.size(); i++) {
      assertEquals(Exit.FINDINGS, together.get(i).waitFor());
      assertEquals(alone, Files.readString(outs.get(i)));
      assertEquals("", Files.readString(folder.resolve("err" + i)));
    }
    assertEquals(Exit.CLEAN, baseline.waitFor());

    assertEquals(json, Files.readString(folder.resolve("project/report.json")));
    assertEquals(alone, sh(check).out(), "from what they left in the cache");
    assertEquals(Exit.CLEAN, sh("$BELAY check --baseline belay-baseline.tsv").code());
    try (Stream<Path> left = Files.walk(folder)) {
      assertEquals(List.of(), left.filter(it -> it.toString().endsWith(".tmp")).toList());
    }
  }

  private record Ended(int code, String out, String err) {}

  private Ended sh(String line, String... options) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    int code = start(line, out, err, options).waitFor();
    return new Ended(code, Files.readString(out, UTF_8), Files.readString(err, UTF_8));
  }

  private Process start(String line, Path out, Path err, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("bash"));
    for (String option : options) {
      command.addAll(List.of("-o", option));
    }
    command.addAll(List.of("-c", line));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.resolve("project").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder
        .environment()
        .put(
            "BELAY",
            Path.of(System.getProperty("java.home"), "bin/java")
                + " -XX:TieredStopAtLevel=1 "
                + Main.class.getName());
    builder.environment().put("CLASSPATH", classPath());
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    return builder.start();
  }

  /** Absolute, for the processes work elsewhere. */
  private static String classPath() {
    List<String> elements = new ArrayList<>();
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator)) {
      elements.add(Path.of(element).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, elements);
  }
}
