package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The archive of classes that the launcher keeps for Java: made once, mended by itself, never heard
 * of.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LauncherArchiveTest extends LauncherCheckout {

  private static final String OUTPUT = "argument:x\0";

  /** The Java at hand in a folder of its own, with a version that a test can change. */
  private Path java;

  /** Java 17 archives no class of a jar whose path is written otherwise in a URL. */
  @Override
  String folderName() {
    return "it's";
  }

  @BeforeEach
  void layOutJava() throws IOException {
    java = Files.createDirectories(temporary.resolve("java/bin")).getParent();
    release("1");
    executable(
        java.resolve("bin/java"), "exec '" + System.getProperty("java.home") + "/bin/java' \"$@\"");
  }

  /** What the launcher reads of a Java: by its version it chooses the kind of archive. */
  private void release(String build) throws IOException {
    Files.writeString(
        java.resolve("release"),
        "JAVA_RUNTIME_VERSION=\"%s+%s\"\nJAVA_VERSION=\"%1$s\"\n"
            .formatted(System.getProperty("java.version"), build));
  }

  @Test
  void isMadeOnFirstUse() throws Exception {
    assertTrue(isUsed());
    assertEquals(2, files().size(), "an archive and its note: " + files());
  }

  @Test
  void isMadeOnce() throws Exception {
    isUsed();
    Object made = identity();
    isUsed();

    assertEquals(made, identity());
  }

  /** What may have become of an archive since the run before. */
  enum Damage {
    DELETED {
      @Override
      void doTo(LauncherArchiveTest test) throws IOException {
        Files.delete(test.archive());
      }
    },
    TRUNCATED {
      @Override
      void doTo(LauncherArchiveTest test) throws IOException {
        assertTrue(test.archive().toFile().setWritable(true));
        try (FileChannel archive = FileChannel.open(test.archive(), StandardOpenOption.WRITE)) {
          archive.truncate(archive.size() / 2);
        }
      }
    },
    EMPTIED {
      @Override
      void doTo(LauncherArchiveTest test) throws IOException {
        assertTrue(test.archive().toFile().setWritable(true));
        Files.write(test.archive(), new byte[0]);
      }
    },
    OF_ANOTHER_JAR {
      @Override
      void doTo(LauncherArchiveTest test) throws IOException {
        Path jar = test.checkout.resolve("linter-cli/target/linter-cli.jar");
        try (FileSystem entries = FileSystems.newFileSystem(jar)) {
          Files.writeString(entries.getPath("more"), "more");
        }
      }
    },
    /** A build for another Java, which left the program's own jar as it was. */
    OF_ANOTHER_BUILD {
      @Override
      void doTo(LauncherArchiveTest test) throws IOException {
        Files.writeString(
            test.checkout.resolve("linter-cli/target/launcher.stamp"), "another build\n");
      }
    },
    OF_ANOTHER_LIBRARY {
      @Override
      void doTo(LauncherArchiveTest test) throws IOException {
        Path libraries = test.checkout.resolve("linter-cli/target/lib");
        Files.writeString(Files.createDirectories(libraries).resolve("rules.jar"), "another");
      }
    },
    OF_ANOTHER_JAVA {
      @Override
      void doTo(LauncherArchiveTest test) throws IOException {
        test.release("2");
      }
    },
    WITHOUT_ITS_NOTE {
      @Override
      void doTo(LauncherArchiveTest test) throws IOException {
        Files.delete(noteOf(test.archive()));
      }
    };

    abstract void doTo(LauncherArchiveTest test) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  void isMadeAnew(Damage damage) throws Exception {
    isUsed();
    Object made = identity();
    damage.doTo(this);

    assertTrue(isUsed());
    assertNotEquals(made, identity());
    assertEquals(2, files().size(), "nothing else is left: " + files());
  }

  @Test
  void isMadeAnewAfterABuild() throws Exception {
    isUsed();
    Object made = identity();
    letTimePass();
    Files.writeString(checkout.resolve("rules/src/main/java/A.java"), "changed");

    assertTrue(isUsed());
    assertNotEquals(made, identity());
  }

  @Test
  void isDoneWithoutWhereNothingCanBeKept() throws Exception {
    Files.writeString(cache, "no folder");

    assertFalse(isUsed());
  }

  @Test
  void isNotMadeOnAMachineForOneRun() throws Exception {
    run(Map.of("CI", "true"));

    assertFalse(Files.exists(cache));
  }

  @Test
  void twoFirstRunsAtOnceLeaveOne() throws Exception {
    run(Map.of("CI", "true")); // builds
    Process first = start(Map.of());
    Process second = start(Map.of());

    for (Process process : List.of(first, second)) {
      Run run = Run.of(process);
      assertEquals(OUTPUT, run.stdout());
      assertEquals("", run.stderr());
      assertEquals(0, run.exitCode());
    }
    assertTrue(isUsed());
    assertEquals(2, files().size(), "nothing else is left: " + files());
  }

  @Test
  void takesAlongWhatNobodyUses() throws Exception {
    isUsed();
    Path made = archive();
    Path gone = copyOf(made, "gone.jsa", temporary.resolve("gone.jar"), 0);
    Path forgotten = copyOf(made, "forgotten.aot", checkout.resolve("belay"), 31);
    Path kept = copyOf(made, "kept.jsa", checkout.resolve("belay"), 29);
    Path killed = Files.createDirectory(made.resolveSibling("x.aot.4711"));
    age(killed, 2);
    Files.delete(made);

    assertTrue(isUsed());
    assertEquals(
        List.of(made, noteOf(made), kept, noteOf(kept)).stream().sorted().toList(),
        files().stream().sorted().toList());
    assertFalse(Files.exists(killed));
    assertFalse(Files.exists(gone) || Files.exists(forgotten));
  }

  private static Path copyOf(Path archive, String name, Path jar, int days) throws IOException {
    Path copy = Files.copy(archive, archive.resolveSibling(name));
    Files.writeString(noteOf(copy), jar + "\nand so on\n");
    age(copy, days);
    return copy;
  }

  private static Path noteOf(Path archive) {
    return Path.of(archive + ".note");
  }

  private static void age(Path file, int days) throws IOException {
    FileTime then = FileTime.from(Instant.now().minus(Duration.ofDays(days)));
    Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(then, then, null);
  }

  @Test
  void isNotHeardOfWhereItDoesNotFit() throws Exception {
    isUsed();

    run(Map.of("BELAY_JAVA_OPTS", "-XX:-UseCompressedOops"));
  }

  /** Whether a run takes its classes from the archive; it must not be heard of in any case. */
  private boolean isUsed() throws Exception {
    Path log = temporary.resolve("classes.log");
    run(Map.of("BELAY_JAVA_OPTS", "-Xlog:class+load:file=" + log));
    return Files.readAllLines(log).stream()
        .filter(line -> line.contains(Echo.class.getName()))
        .anyMatch(line -> line.contains("shared objects file"));
  }

  private void run(Map<String, String> environment) throws Exception {
    Run run = Run.of(start(environment));
    assertEquals(OUTPUT, run.stdout());
    assertEquals("", run.stderr());
    assertEquals(0, run.exitCode());
  }

  private Process start(Map<String, String> more) throws Exception {
    Map<String, String> environment = new HashMap<>(Map.of("CI", "", "JAVA_HOME", java.toString()));
    environment.putAll(more);
    return start(
        Locking.AS_AT_HAND, environment, checkout, checkout.resolve("belay").toString(), "x");
  }

  private Path archive() throws IOException {
    return files().stream()
        .filter(file -> file.toString().matches(".*[.](jsa|aot)"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no archive"));
  }

  /** Tells one file from another that took its place. */
  private Object identity() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(archive(), BasicFileAttributes.class);
    return List.of(attributes.fileKey(), attributes.lastModifiedTime());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
