package dev.belay.linter.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.write(folder.resolve("A.java"), OLD);
  }

  @Test
  void replacesAndKeepsTheMode() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x---"));
    assertEquals(AtomicFile.Outcome.WRITTEN, AtomicFile.replace(file, OLD, NEW));
    assertEquals("new", Files.readString(file));
    assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertOnlyFile();
  }

  @Test
  void leavesWhatSomebodyElseChanged() throws IOException {
    Files.writeString(file, "theirs");
    assertEquals(AtomicFile.Outcome.CHANGED_MEANWHILE, AtomicFile.replace(file, OLD, NEW));
    assertEquals("theirs", Files.readString(file));
    assertOnlyFile();
  }

  @Test
  void followsSymlinks() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("Link.java"), file);
    AtomicFile.replace(link, OLD, NEW);
    assertEquals("new", Files.readString(file));
    assertEquals(file, Files.readSymbolicLink(link));
  }

  @Test
  void failsForAFileThatIsGone() throws IOException {
    Files.delete(file);
    assertThrows(IOException.class, () -> AtomicFile.replace(file, OLD, NEW));
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count());
    }
  }

  private void assertOnlyFile() throws IOException {
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
