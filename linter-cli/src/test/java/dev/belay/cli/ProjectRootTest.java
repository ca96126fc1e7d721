package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectRootTest {

  @TempDir private Path top;
  private Path deep;

  @BeforeEach
  void folders() throws IOException {
    deep = Files.createDirectories(top.resolve("repo/module/src/com/acme"));
    Files.writeString(deep.resolve("A.java"), "/* x */\npackage com.acme;\nclass A {}\n");
    Files.writeString(deep.resolve("B.java"), "class B {}\n");
  }

  @Test
  void isTheNearestConfiguration() throws IOException {
    Files.createDirectory(top.resolve("repo/.git"));
    Path file = Files.writeString(top.resolve("repo/module/belay.toml"), "");
    assertEquals(
        new ProjectRoot(top.resolve("repo/module"), Optional.of(file)),
        ProjectRoot.of(deep, List.of()));
    assertEquals(top.resolve("repo"), ProjectRoot.of(deep, List.of()).repository());
  }

  @Test
  void isElseTheRepositorysTopAndNothingAbove() throws IOException {
    Files.createDirectory(top.resolve("repo/.git"));
    Files.writeString(top.resolve("belay.toml"), "");
    assertEquals(
        new ProjectRoot(top.resolve("repo"), Optional.empty()), ProjectRoot.of(deep, List.of()));
  }

  @Test
  void isElseTheFolderGiven() {
    assertEquals(deep, ProjectRoot.of(deep, List.of()).folder());
    assertEquals(top.resolve("repo/module"), ProjectRoot.of(top, List.of("repo/module")).folder());
    assertEquals(deep, ProjectRoot.of(deep, List.of()).repository());
  }

  @Test
  void isForAFileItsSourceRoot() {
    Path sources = top.resolve("repo/module/src");
    assertEquals(sources, ProjectRoot.of(top, List.of("repo/module/src/com/acme/A.java")).folder());
    assertEquals(deep, ProjectRoot.of(deep, List.of("B.java")).folder());
  }

  @Test
  void isWhereAllPathsMeet() {
    assertEquals(
        top.resolve("repo"),
        ProjectRoot.of(top, List.of("repo/module/src", "repo/other/gone/X.java")).folder());
  }

  @Test
  void startsAPatternAtItsFolder() {
    assertEquals(
        top.resolve("repo/module"), ProjectRoot.of(top, List.of("repo/module/**/*.java")).folder());
  }
}
