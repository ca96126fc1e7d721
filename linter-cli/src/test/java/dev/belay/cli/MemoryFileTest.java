package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Memory;
import dev.belay.linter.engine.Progress;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Settings;
import dev.belay.rules.AllRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose memory a file is, and how much there may be of them. */
class MemoryFileTest {

  private static final long PLENTY = 1L << 30;

  @TempDir private Path cache;

  @Test
  void isOfOneIdentity() throws Exception {
    new MemoryFile(cache, "one").store(memory(), PLENTY);

    assertNotSame(Memory.empty(), new MemoryFile(cache, "one").load());
    assertSame(Memory.empty(), new MemoryFile(cache, "other").load());
  }

  @Test
  void isNotTakenForAnothersThatLiesInItsPlace() throws Exception {
    new MemoryFile(cache, "one").store(memory(), PLENTY);
    Path one = files().get(0);
    new MemoryFile(cache, "other").store(memory(), PLENTY);
    Path other = files().stream().filter(file -> !file.equals(one)).findFirst().orElseThrow();
    Files.copy(one, other, java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    assertSame(Memory.empty(), new MemoryFile(cache, "other").load());
  }

  @Test
  void theOldestGoWhereThereAreTooMany() throws Exception {
    new MemoryFile(cache, "first").store(memory(), PLENTY);
    long size = Files.size(files().get(0));
    Files.setLastModifiedTime(files().get(0), FileTime.from(Instant.EPOCH));
    new MemoryFile(cache, "second").store(memory(), PLENTY);
    new MemoryFile(cache, "third").store(memory(), 2 * size + size / 2);

    assertSame(Memory.empty(), new MemoryFile(cache, "first").load());
    assertNotSame(Memory.empty(), new MemoryFile(cache, "second").load());
    assertNotSame(Memory.empty(), new MemoryFile(cache, "third").load());
  }

  @Test
  void whatAKilledRunLeftGoesAfterADay() throws Exception {
    Path fresh = Files.createDirectories(cache.resolve("checks")).resolve("1.new");
    Path old = cache.resolve("checks").resolve("2.new");
    Files.writeString(fresh, "of a run that still writes");
    Files.writeString(old, "of a run that was killed");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
    new MemoryFile(cache, "any").store(memory(), PLENTY);

    assertTrue(Files.exists(fresh));
    assertFalse(Files.exists(old));
  }

  @Test
  void anIdentityNamesWhatAnOutcomeDependsOn() throws Exception {
    Engine engine = new Engine(AllRules.RULES, Settings.standard());
    Path library = Files.writeString(cache.resolve("some.jar"), "jar");
    String identity = identity(engine, List.of(library), "starts a.B#c");

    assertTrue(identity.contains("java " + Runtime.version().toString().length() + " "));
    assertTrue(identity.contains(Runtime.version().toString()), "another JDK is another identity");
    assertTrue(identity.contains("starts a.B#c"));
    Files.writeString(library, "another jar");
    assertFalse(identity.equals(identity(engine, List.of(library), "starts a.B#c")));
    assertEquals(
        identity(engine, List.of(), ""),
        identity(new Engine(AllRules.RULES, Settings.standard().withThreads(7)), List.of(), ""));
  }

  private String identity(Engine engine, List<Path> libraries, String catalogue) {
    Optional<String> identity = Identity.of(cache, engine, libraries, catalogue);
    return identity.orElseThrow();
  }

  private static Memory memory() throws InterruptedException {
    Project project =
        Project.of(
            Path.of(""),
            Map.of(
                "A.java",
                "class A { void a(java.util.concurrent.ExecutorService e) { e.submit(() -> 1); } }"));
    return new Engine(AllRules.RULES, Settings.standard())
        .check(project, Progress.NONE, Memory.empty())
        .memory();
  }

  private List<Path> files() throws IOException {
    try (var files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
