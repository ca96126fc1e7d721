package dev.belay.linter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {

  @TempDir private Path root;

  @Test
  void findsJavaFilesSortedByPath() throws Exception {
    write("b/B.java", "a/A.java", "a/b/C.java", "a-b/D.java", "a/notes.txt", "Top.java");
    assertEquals("Top.java a-b/D.java a/A.java a/b/C.java b/B.java", reported());
  }

  @Test
  void passesOverVersionControlAndHiddenFiles() throws Exception {
    write(".git/A.java", ".hg/A.java", "a/.#A.java", "a/.A.java", "target/T.java", ".mvn/M.java");
    assertEquals(".mvn/M.java target/T.java", reported());
  }

  @Test
  void honoursIgnoreFilesTheInnerBeforeTheOuter() throws Exception {
    Files.createDirectory(root.resolve(".git"));
    write("target/T.java", "a/target/T.java", "a/gen/G.java", "a/gen/kept/K.java");
    write("b/X.java", "b/Y.java", "b/c/X.java", "a/b/anchored/A.java", "anchored/A.java");
    ignore(".gitignore", "target/", "/anchored", "**/gen/*", "!kept/", "X.java");
    ignore("b/.gitignore", "!X.java", "Y.java");
    ignore("b/c/.gitignore", "*.java");
    assertEquals("a/b/anchored/A.java a/gen/kept/K.java b/X.java", reported());
  }

  @Test
  void takesNothingBackBelowAnIgnoredFolder() throws Exception {
    write("gen/kept/K.java", "A.java");
    ignore(".gitignore", "gen/", "!gen/kept/");
    assertEquals("A.java", reported());
  }

  @Test
  void honoursTheRepositorysOwnExcludesAndWhatStandsAboveTheRoot() throws Exception {
    write("sub/A.java", "sub/B.java", "sub/C.java", "sub/D.java");
    ignore(".git/info/exclude", "A.java", "D.java");
    ignore(".gitignore", "/sub/B.java", "!D.java");
    assertEquals("C.java D.java", reported(Scope.of(root.resolve("sub"))));
  }

  @Test
  void findsTheExcludesOfALinkedWorkTree() throws Exception {
    write("main/.git/worktrees/w/HEAD", "w/A.java", "w/B.java");
    ignore("main/.git/info/exclude", "A.java");
    Files.writeString(root.resolve("main/.git/worktrees/w/commondir"), "../..\n");
    Files.writeString(root.resolve("w/.git"), "gitdir: ../main/.git/worktrees/w\n");
    assertEquals("B.java", reported(Scope.of(root.resolve("w"))));
  }

  @Test
  void excludesAndIncludesByPattern() throws Exception {
    write("a/A.java", "a/gen/G.java", "b/A.java", "b/BTest.java");
    assertEquals("a/A.java b/A.java", found(List.of("gen/", "*Test.java"), List.of()));
    assertEquals("b/A.java b/BTest.java", found(List.of(), List.of("/b/")));
    assertEquals("a/A.java b/A.java", found(List.of(), List.of("**/A.java")));
    assertEquals("b/A.java", found(List.of("a/**", "!b/"), List.of("A.java")));
  }

  @Test
  void letsPathsChooseWhatIsReported() throws Exception {
    write("a/A.java", "a/b/B.java", "ab/C.java");
    assertEquals("a/A.java a/b/B.java", reported("a"));
    assertEquals("a/A.java a/b/B.java", reported("./a/", root.resolve("a/b").toString()));
    assertEquals("a/b/B.java", reported("a/b/B.java"));
    assertEquals("a/A.java a/b/B.java ab/C.java", reported("."));
    assertEquals(3, Discovery.find(scope("a/b/B.java")).files().size());
    Scope inside = new Scope(root, root.resolve("a/b"), List.of("../A.java"), List.of(), List.of());
    assertEquals("a/A.java", reported(inside));
    assertEquals(
        "a/b/B.java",
        reported(new Scope(root, root.resolve("a/b"), List.of(), List.of(), List.of())));
  }

  @Test
  void takesGlobs() throws Exception {
    write("a/A.java", "a/b/B.java", "ab/C.java", "D.java");
    assertEquals("a/A.java", reported("a/*.java"));
    assertEquals("a/A.java a/b/B.java", reported("a/**/*.java"));
    assertEquals("D.java a/A.java a/b/B.java ab/C.java", reported("**/*.java"));
    assertEquals("a/A.java a/b/B.java ab/C.java", reported("a*"));
    assertEquals("a/b/B.java", reported(root + "/a/?/*.java"));
    Scope inside = new Scope(root, root.resolve("a"), List.of("*.java"), List.of(), List.of());
    assertEquals("a/A.java", reported(inside));
  }

  @Test
  void namesPathsThatLeadNowhere() throws Exception {
    write("A.java");
    Project project = Discovery.find(scope("gone.java", "A.java", "\0"));
    assertEquals(List.of("gone.java", "\0"), project.missing());
    assertEquals(1, project.reportedCount());
  }

  @Test
  void refusesPathsOutsideTheRoot() throws Exception {
    write("in/A.java", "out/B.java");
    Project project =
        Discovery.find(
            new Scope(root.resolve("in"), root, List.of("in", "out/B.java"), List.of(), List.of()));
    assertEquals(1, project.files().size());
    assertEquals(1, project.problems().size());
    assertEquals("out/B.java", project.problems().get(0).path());
  }

  @Test
  void bindsFilesButNotNamedFoldersByExcludes() throws Exception {
    write("gen/a/G.java", "gen/a/Skip.java", "build/B.java", "A.java");
    ignore(".gitignore", "build/");
    List<String> excludes = List.of("gen/", "Skip.java");
    assertEquals("", excluding(excludes, "gen/a/G.java", "build/B.java"));
    assertEquals("gen/a/G.java", excluding(excludes, "gen"));
    assertEquals("gen/a/G.java", excluding(excludes, "gen/a"));
    assertEquals("gen/a/G.java", excluding(List.of("gen/**", "Skip.java"), "gen"));
    assertEquals("build/B.java", excluding(excludes, "build"));
    assertEquals("A.java", excluding(excludes));
  }

  @Test
  void namesLinksThatLeadBackAndFollowThoseThatLeadOut() throws Exception {
    write("in/a/A.java", "out/b/B.java", "out/F.java");
    link("in/a/up", root.resolve("in"));
    link("in/a/self", root.resolve("in/a/self"));
    link("in/S.java", root.resolve("in/S.java"));
    link("in/beside", root.resolve("in/a"));
    link("in/a/Same.java", root.resolve("in/a/A.java"));
    link("in/out", root.resolve("out"));
    link("in/again", root.resolve("out"));
    link("in/Linked.java", root.resolve("out/F.java"));
    link("in/nowhere", root.resolve("none"));
    link("in/Nowhere.java", root.resolve("none"));
    link("out/back", root.resolve("out"));
    Project project = Discovery.find(Scope.of(root.resolve("in")));
    List<String> paths = project.files().stream().map(SourceFile::path).toList();
    assertTrue(paths.contains("a/A.java") && paths.contains("Linked.java"), paths::toString);
    assertEquals(2, paths.stream().filter(p -> p.matches("(out|again)/.*")).count());
    assertEquals(4, paths.size(), paths::toString);
    assertEquals(
        Set.of("a/up", "a/self", "S.java", "Nowhere.java", "out/back"),
        Set.copyOf(
            project.problems().stream().map(p -> p.path().replace("again/", "out/")).toList()));
  }

  @Test
  void namesFoldersThatCannotBeRead() throws Exception {
    write("a/A.java", "b/B.java");
    Path locked = root.resolve("a");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    boolean readable = Files.isReadable(locked);
    Project project = Discovery.find(Scope.of(root));
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    // A superuser reads everything; then there is nothing to name.
    assertEquals(readable ? 2 : 1, project.files().size());
    assertEquals(
        readable ? List.of() : List.of("no permission to read"),
        project.problems().stream().map(Problem::message).toList());
  }

  @Test
  void takesOddNames() throws Exception {
    write("a b/Ä é.java", "a\nb/C.java", "#x/[1].java", "!y/*.java");
    assertEquals(
        "!y/*.java|#x/[1].java|a\nb/C.java|a b/Ä é.java", reported().replace(".java ", ".java|"));
    assertEquals("#x/[1].java", reported("#x/[1].java"));
    assertEquals("!y/*.java", reported("!y/*.java"));
  }

  private void write(String... paths) throws IOException {
    for (String path : paths) {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "class X {}");
    }
  }

  private void ignore(String path, String... lines) throws IOException {
    Files.createDirectories(root.resolve(path).getParent());
    Files.writeString(root.resolve(path), String.join("\n", lines));
  }

  private void link(String path, Path target) throws IOException {
    Files.createSymbolicLink(root.resolve(path), target);
  }

  private Scope scope(String... paths) {
    return new Scope(root, root, List.of(paths), List.of(), List.of());
  }

  private String reported(String... paths) {
    return reported(scope(paths));
  }

  private String found(List<String> excludes, List<String> includes) {
    return reported(new Scope(root, root, List.of(), excludes, includes));
  }

  private String excluding(List<String> excludes, String... paths) {
    return reported(new Scope(root, root, List.of(paths), excludes, List.of()));
  }

  private static String reported(Scope scope) {
    return String.join(
        " ",
        Discovery.find(scope).files().stream()
            .filter(SourceFile::reported)
            .map(SourceFile::path)
            .toList());
  }
}
