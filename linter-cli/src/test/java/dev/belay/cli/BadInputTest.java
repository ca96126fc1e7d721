package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each bad input is one clear line, and everything else is still reported. */
class BadInputTest {

  @TempDir private Path folder;
  private Run.In project;

  @BeforeEach
  void project() {
    project = new Run.In(folder).calling("Leaky.java", "leak");
  }

  @Test
  void aPathThatDoesNotExist() {
    oneLine(
        "belay: error: no such file or folder: Leeky.java; did you mean 'Leaky.java'?",
        "check",
        ".",
        "Leeky.java");
  }

  @Test
  void anEmptyFileIsNoTrouble() {
    project.with("Empty.java", new byte[0]);
    Run run = project.belay("check");
    assertEquals("", run.err());
    assertEquals(Exit.FINDINGS, run.code());
  }

  @Test
  void aBinaryCalledJava() {
    project.with("Binary.java", new byte[] {'c', 0, 1, 2, 3});
    oneLine("belay: Binary.java: error: no text: holds NUL bytes", "check");
  }

  @Test
  void aFileThatIsNotUtf8IsReadAllTheSame() {
    project.with(
        "Latin.java",
        "// é\nclass Latin { void run() { leak(); } }\n".getBytes(StandardCharsets.ISO_8859_1));
    Run run = project.belay("check");
    assertEquals("belay: Latin.java:1: warning: not UTF-8, read as ISO-8859-1\n", run.err());
    assertTrue(run.out().contains("Latin.java:2:28: error: this calls leak"), run.out());
  }

  @Test
  void tenThousandParentheses() {
    project.with(
        "Deep.java",
        "class Deep { int x = " + "(".repeat(10_000) + "1" + ")".repeat(10_000) + "; }");
    Run run = project.belay("check");
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("belay: Deep.java"), run.err());
    assertTrue(run.out().contains("Leaky.java:3:5"));
  }

  @Test
  void aLinkThatLeadsBack() throws IOException {
    Files.createDirectory(folder.resolve("sub"));
    Files.createSymbolicLink(folder.resolve("sub/loop"), folder);
    oneLine("belay: sub/loop: error: symbolic link leads back to itself", "check");
  }

  @Test
  void aFileWithoutReadPermission() throws IOException {
    project.calling("Closed.java", "leak");
    Files.setPosixFilePermissions(
        folder.resolve("Closed.java"), PosixFilePermissions.fromString("---------"));
    boolean superuser = Files.isReadable(folder.resolve("Closed.java"));
    Run run = project.belay("check");
    // To the superuser nothing is closed; then it is checked like any other.
    assertEquals(superuser ? 0 : 1, run.err().lines().count(), run.err());
    assertTrue(run.out().contains("Leaky.java:3:5"));
  }

  @Test
  void aBrokenConfiguration() {
    project.with("belay.toml", "fail-on = ", "x");
    Run run = project.belay("check");
    assertEquals(Exit.UNUSABLE, run.code());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("belay: belay.toml:1:"), run.err());
  }

  @Test
  void nothingToLookAt() throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    Run run = project.belay("check", "empty");
    assertEquals(Exit.CLEAN, run.code());
    assertEquals("belay: warning: no Java files to look at\n", run.err());
  }

  private void oneLine(String line, String... arguments) {
    Run run = project.belay(arguments);
    assertEquals(line + "\n", run.err());
    assertTrue(run.out().contains("Leaky.java:3:5: error: this calls leak"), run.out());
    assertEquals(Exit.FINDINGS, run.code());
  }
}
