package dev.belay.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.engine.Discovery;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Scope;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.fix.Fixed;
import dev.belay.linter.fix.Fixer;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix.Safety;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that leak or lose tasks, run as they are and as all fixes leave them. */
class RunningFixesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Path RUNTIME = ROOT.resolve("runtime/target/classes");

  private static final long END_SECONDS = 30;

  /** How long a program is watched that should not end: long for it, short for us. */
  private static final long WATCH_SECONDS = 2;

  @TempDir private Path folder;

  /** A program's sources before and after, and the findings left. */
  private record Programs(Path before, Path after, List<Finding> left) {}

  /** What a program printed, and whether it came to an end. */
  private record Run(List<String> lines, boolean ended) {}

  private Programs mended(Path sources) throws IOException, InterruptedException {
    Path copy = folder.resolve("sources");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Path target = copy.resolve(sources.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
    Path before = compiled(copy, "before");
    Engine engine = new Engine(AllRules.RULES, Settings.standard());
    Fixed fixed = new Fixer(engine, Safety.UNSAFE).fix(Discovery.find(Scope.of(copy)));
    for (Fixed.ChangedFile file : fixed.files()) {
      Files.write(file.file(), file.after());
    }
    return new Programs(before, compiled(copy, "after"), fixed.left().findings());
  }

  private Path compiled(Path sources, String name) throws IOException {
    Path classes = folder.resolve(name);
    List<String> arguments =
        new ArrayList<>(
            List.of("-proc:none", "-nowarn", "-cp", RUNTIME.toString(), "-d", classes.toString()));
    try (Stream<Path> files = Files.walk(sources)) {
      files.filter(f -> f.toString().endsWith(".java")).forEach(f -> arguments.add(f.toString()));
    }
    int errors =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, errors, () -> "the " + name + " sources do not compile");
    return classes;
  }

  /** Runs a program; reads until it ends, or has said its last word and goes on without a word. */
  private static Run run(Path classes, String main, String lastWord, long seconds)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // On one or two processors the JDK makes a thread for each task instead, which
                // stays.
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                "-cp",
                classes + java.io.File.pathSeparator + RUNTIME,
                main)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<String> lines = new ArrayList<>();
      String line = out.readLine();
      while (line != null) {
        lines.add(line);
        line = line.equals(lastWord) ? null : out.readLine();
      }
      boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
      return new Run(lines, ended);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void theDemoShutsDownWhereItHung() throws Exception {
    Programs demo = mended(ROOT.resolve("testdata/demo/src/main/java"));
    assertEquals(List.of(), demo.left());
    String main = "com.example.parcels.Main";
    assertFalse(run(demo.before(), main, "closed", WATCH_SECONDS).ended());
    Run after = run(demo.after(), main, "closed", END_SECONDS);
    assertTrue(after.lines().contains("closed"));
    assertTrue(after.ended());
  }

  @Test
  void aWorkerEndsWithItsClassAndHasDoneItsWork() throws Exception {
    Programs leaking = mended(ROOT.resolve("testdata/java17/fixtures/running"));
    List<String> expected = List.of("delivered hello", "closing", "closed");
    String main = "fixtures.running.Leaking";
    assertEquals(new Run(expected, false), run(leaking.before(), main, "closed", WATCH_SECONDS));
    assertEquals(new Run(expected, true), run(leaking.after(), main, "closed", END_SECONDS));
  }

  @Test
  void anIdlePoolEndsWithItsOwner() throws Exception {
    Programs idle = mended(ROOT.resolve("testdata/java17/fixtures/running"));
    List<String> expected = List.of("answered", "closing", "closed");
    String main = "fixtures.running.Idle";
    assertEquals(new Run(expected, false), run(idle.before(), main, "closed", WATCH_SECONDS));
    assertEquals(new Run(expected, true), run(idle.after(), main, "closed", END_SECONDS));
  }

  @Test
  void aTaskThatWasCutOffHappens() throws Exception {
    Programs lost = mended(ROOT.resolve("testdata/java17/fixtures/running"));
    String main = "fixtures.running.Lost";
    Run before = run(lost.before(), main, "", END_SECONDS);
    assertEquals(new Run(List.of("closing"), true), before);
    Run after = run(lost.after(), main, "", END_SECONDS);
    assertEquals(new Run(List.of("told", "closing"), true), after);
  }

  @Test
  void whatIsKeptEndsWithItsObjectAndLeavesTheExecutorToOthers() throws Exception {
    Programs guest = mended(ROOT.resolve("testdata/java17/fixtures/running"));
    String main = "fixtures.running.Guest";
    List<String> before = List.of("read hello", "still waiting: 1", "others are served", "closed");
    assertEquals(new Run(before, false), run(guest.before(), main, "closed", WATCH_SECONDS));
    List<String> after = List.of("read hello", "still waiting: 0", "others are served", "closed");
    assertEquals(new Run(after, true), run(guest.after(), main, "closed", END_SECONDS));
  }
}
