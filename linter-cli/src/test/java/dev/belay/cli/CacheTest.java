package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.rules.AllRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What runs keep for the next one is used, changes no report, and is missed by nobody. */
class CacheTest {

  private static final Pattern PARSED = Pattern.compile("parsed (\\d+),");

  @TempDir private Path temporary;
  private Run.In project;

  @BeforeEach
  void project() throws IOException {
    project = new Run.In(Files.createDirectory(temporary.resolve("project")));
    project
        .rules(AllRules.RULES)
        .with(
            "p/Worker.java",
            "package p;",
            "import java.util.concurrent.*;",
            "class Worker {",
            "  ExecutorService pool = Executors.newCachedThreadPool();",
            "  Future<String> launch(Callable<String> task) { return pool.submit(task); }",
            "  void close() { pool.shutdown(); }",
            "}")
        .with("p/Caller.java", "package p;", caller("Caller"))
        .with(
            "p/Idle.java",
            "package p;",
            "class Idle { java.util.concurrent.Future<?> launch() { return null; } }")
        .with(
            "p/Alone.java",
            "package p;",
            "class Alone { void run(java.util.concurrent.ExecutorService pool) {",
            "  pool.submit(() -> 1); } }");
  }

  private static String caller(String name) {
    return "class " + name + " { void run(Worker worker) { worker.launch(() -> \"\"); } }";
  }

  @Test
  void whatDidNotChangeIsNotParsedAgain() {
    int all = parsed();

    assertTrue(all >= 3, "parsed " + all);
    assertEquals(0, parsed());
  }

  @Test
  void aChangedFileIsParsed() {
    parsed();
    project.with(
        "p/Alone.java", "package p;", "class Alone { void run() { new Thread().start(); } }");
    assertEquals(1, parsed(), "nobody asks for it");
  }

  @Test
  void theCallerOfAMethodThatGivesNoHandleAnyMoreIsParsedAgain() {
    assertTrue(project.belay("check").out().contains("Caller"));
    project.with(
        "p/Worker.java",
        "package p;",
        "class Worker { void launch(java.util.concurrent.Callable<String> task) {",
        "  Thread thread = new Thread(() -> { }); } }");
    parsed();

    assertFalse(project.belay("check").out().contains("Caller"));
  }

  @Test
  void aTypeThatAppearsNearerIsSeen() {
    project.with("q/Far.java", "package q;", "import p.*;", caller("Far"));
    assertTrue(project.belay("check").out().contains("q/Far.java"));

    project.with("q/Worker.java", "package q;", "class Worker { void launch(Object task) { } }");
    assertFalse(project.belay("check").out().contains("q/Far.java"));
  }

  @Test
  void aRunOnSomeFilesKeepsWhatIsKnownOfTheOthers() {
    parsed();
    project.with("p/Alone.java", "package p;", "class Alone { Thread t = new Thread(() -> { }); }");
    project.belay("check", "p/Alone.java");

    assertEquals(0, parsed());
  }

  @Test
  void otherSettingsHaveAMemoryOfTheirOwn() {
    parsed();
    Run loud = project.belay("check", "--severity", "discarded-future=note");
    assertTrue(loud.out().contains("note: "), loud.out());

    assertEquals(0, parsed());
  }

  @Test
  void withoutCacheNothingIsKeptNorUsed() {
    project.belay("check", "--no-cache");
    assertFalse(Files.exists(project.cacheHome()));

    parsed();
    assertNotEquals(0, parsed("--no-cache"));
  }

  @Test
  void clearingForgets() throws IOException {
    int all = parsed();
    assertEquals(0, project.belay("cache", "clear").code());

    assertEquals(List.of(), kept());
    assertEquals(all, parsed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "what somebody else wrote into it, long enough for a head"})
  void foreignContentsAreReplaced(String contents) throws IOException {
    int all = parsed();
    Files.writeString(kept().get(0), contents);

    assertEquals(all, parsed());
    assertEquals(0, parsed());
  }

  @Test
  void everyDamagedByteIsNoticed() throws IOException {
    String report = project.belay("check").out();
    byte[] whole = Files.readAllBytes(kept().get(0));
    for (int at = 0; at < whole.length; at += whole.length / 20) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x10;
      Files.write(kept().get(0), damaged);
      assertEquals(report, project.belay("check").out(), "byte " + at);
      assertEquals(0, parsed(), "byte " + at + ": written anew");
    }
  }

  @Test
  void aFileThatWasCutIsReplaced() throws IOException {
    int all = parsed();
    byte[] whole = Files.readAllBytes(kept().get(0));
    for (int length : new int[] {1, 7, whole.length / 2, whole.length - 1}) {
      Files.write(kept().get(0), Arrays.copyOf(whole, length));
      assertEquals(all, parsed(), "of " + length + " bytes");
    }
  }

  @Test
  void aFolderThatCannotBeWrittenIsDoneWithout() throws IOException {
    Files.writeString(project.cacheHome(), "no folder");
    Run run = project.belay("check");

    assertEquals(project.belay("check", "--no-cache"), run);
  }

  @Test
  void twoRunsAtOnceLeaveOneWholeFile() throws Exception {
    String report = project.belay("check", "--no-cache").out();
    CyclicBarrier together = new CyclicBarrier(2);
    List<CompletableFuture<Run>> runs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      runs.add(
          CompletableFuture.supplyAsync(
              () -> {
                await(together);
                return project.belay("check");
              }));
    }
    for (CompletableFuture<Run> run : runs) {
      assertEquals(report, run.get(30, TimeUnit.SECONDS).out());
    }
    assertEquals(1, kept().size(), "nothing unfinished: " + kept());
    assertEquals(0, parsed());
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new AssertionError(e);
    }
  }

  private int parsed(String... options) {
    String[] arguments =
        Stream.concat(Stream.of("check", "--statistics"), Stream.of(options))
            .toArray(String[]::new);
    Run run = project.belay(arguments);
    Matcher matcher = PARSED.matcher(run.err());
    assertTrue(matcher.find(), run.err());
    return Integer.parseInt(matcher.group(1));
  }

  private List<Path> kept() throws IOException {
    if (Files.notExists(project.cacheHome())) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(project.cacheHome())) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
