package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What changed, as real repositories have it. */
class GitTest {

  @TempDir private Path temporary;
  private Run.In project;

  @BeforeEach
  void repository() {
    project = new Run.In(temporary.resolve("project"));
    project.calling("src/A.java", "leak", "calm", "leak").committed();
  }

  @Test
  void startsFromTheLastCommitInCommon() {
    project.git("checkout", "-q", "-b", "work").calling("src/B.java", "leak");
    project.git("add", "-A").git("commit", "-q", "-m", "second");
    project.git("checkout", "-q", "main").calling("src/A.java", "leak", "leak", "leak");
    project.git("commit", "-q", "-a", "-m", "main goes on").git("checkout", "-q", "work");
    assertEquals(List.of("src/B.java:3:5"), places("--since", "main"));
  }

  @Test
  void countsTheWorkTreeAndWhatGitDoesNotKnowYet() {
    project.calling("src/New.java", "leak").calling("src/A.java", "leak", "calm", "leak", "leak");
    assertEquals(List.of("src/A.java:6:5", "src/New.java:3:5"), places("--since", "HEAD"));
  }

  @Test
  void leavesIgnoredFilesOut() {
    project.with(".gitignore", "gen/").calling("gen/G.java", "leak");
    assertEquals(List.of(), places("--since", "HEAD"));
  }

  @Test
  void aLineBesideATakenOutOneCounts() {
    project.calling("src/A.java", "leak", "leak");
    assertEquals(List.of("src/A.java:3:5", "src/A.java:4:5"), places("--since", "HEAD"));
  }

  @Test
  void readsNamesAsTheyAre() {
    String odd = "src/dé \"q\" \\ new\nline.java";
    project.with(odd, "class O { void run() { leak(); } }").git("add", "-A");
    assertEquals(
        1,
        project.belay("check", "--staged", "--format", "json").out().split("\"rule\"").length - 1);
    assertEquals(
        1,
        project.belay("check", "--since=HEAD", "--format", "json").out().split("\"rule\"").length
            - 1);
  }

  @Test
  void renamedFilesCountAsAWhole() {
    project.git("mv", "src/A.java", "src/B.java");
    assertEquals(List.of("src/B.java:3:5", "src/B.java:5:5"), places("--staged"));
  }

  @Test
  void theUsersDiffSettingsChangeNothing() {
    project
        .git("config", "diff.noprefix", "true")
        .git("config", "diff.mnemonicPrefix", "true")
        .git("config", "diff.external", "false")
        .git("config", "diff.relative", "true")
        .git("config", "diff.context", "9")
        .git("config", "diff.interHunkContext", "9")
        .git("config", "diff.renames", "copies")
        .git("config", "color.ui", "always")
        .calling("src/A.java", "leak", "calm", "leak", "leak");
    assertEquals(List.of("src/A.java:6:5"), places("--since", "HEAD"));
  }

  @Test
  void stagedIsCheckedAsStaged() {
    project.calling("src/A.java", "leak", "calm", "leak", "open").git("add", "-A");
    project.calling("src/A.java", "open", "open", "calm", "calm");
    assertEquals(List.of("src/A.java:6:5"), places("--staged"));
    assertTrue(project.belay("check", "--staged").out().contains("    6 | open();"));
  }

  @Test
  void stagedAndGoneFromTheWorkTreeIsCheckedAllTheSame() throws IOException {
    project.calling("src/B.java", "leak").git("add", "-A");
    Files.delete(project.folder().resolve("src/B.java"));
    assertEquals(List.of("src/B.java:3:5"), places("--staged"));
  }

  @Test
  void theFirstCommitIsAllNew() {
    Run.In fresh = new Run.In(temporary.resolve("fresh"));
    fresh.calling("A.java", "leak").git("init", "-q").git("add", "-A");
    assertEquals(Exit.FINDINGS, fresh.belay("check", "--staged").code());
  }

  @Test
  void theProjectMayBeAPartOfTheRepository() {
    project
        .with("part/belay.toml", "")
        .calling("part/src/P.java", "leak")
        .calling("src/A.java", "leak");
    project.git("add", "-A");
    Run run =
        project.belayAt(
            project.folder().resolve("part"), "check", "--staged", "--format", "concise");
    assertEquals("src/P.java:3:5: error: this calls leak [leaks-task]\n", run.out());
    Run sarif =
        project.belayAt(project.folder().resolve("part"), "check", "--staged", "--format", "sarif");
    assertTrue(sarif.out().contains("\"uri\" : \"part/src/P.java\""), sarif.out());
  }

  @Test
  void pathsNarrowWhatChanged() {
    project.calling("src/B.java", "leak").calling("src/C.java", "leak");
    assertEquals(List.of("src/C.java:3:5"), places("--since", "HEAD", "src/C.java"));
  }

  @Test
  void aHooksVariablesAreObeyedInItsRepository() throws IOException {
    project.calling("src/B.java", "leak").git("add", "-A");
    Path index = project.folder().resolve(".git/other-index");
    Files.copy(project.folder().resolve(".git/index"), index);
    project.git("reset", "-q");
    project
        .environment("GIT_DIR", ".git")
        .environment("GIT_INDEX_FILE", ".git/other-index")
        .environment("GIT_PREFIX", "");
    assertEquals(List.of("src/B.java:3:5"), places("--staged"));
  }

  @Test
  void aHooksVariablesAreDroppedInAnother() {
    Run.In other = new Run.In(temporary.resolve("other"));
    other.calling("O.java", "calm").committed().calling("O.java", "leak").git("add", "-A");
    project.environment("GIT_DIR", ".git").environment("GIT_INDEX_FILE", ".git/index");
    Run run = project.belay("check", "--staged", "--format", "concise", other.folder().toString());
    assertEquals(
        "../other/O.java:3:5: error: this calls leak [leaks-task]\n", run.out(), run.err());
  }

  @Test
  void worksInALinkedWorkTree() {
    Path linked = temporary.resolve("linked");
    project.git("worktree", "add", "-q", linked.toString());
    Run.In tree = new Run.In(linked).calling("src/B.java", "leak").git("add", "-A");
    assertEquals(
        "src/B.java:3:5: error: this calls leak [leaks-task]\n",
        tree.belay("check", "--staged", "--format=concise").out());
  }

  @Test
  void noRepositoryIsOneLine() {
    Run.In plain = new Run.In(temporary.resolve("plain")).calling("A.java", "leak");
    Run run = plain.belay("check", "--since", "main");
    assertEquals(Exit.UNUSABLE, run.code());
    assertTrue(run.err().startsWith("belay: --since: not a git repository"), run.err());
    assertEquals(1, run.err().lines().count());
  }

  @Test
  void noGitIsOneLine() {
    Run run = project.environment("PATH", temporary.toString()).belay("check", "--staged");
    // The program is looked up by the path that Java itself was started with.
    assertTrue(
        run.code() == Exit.CLEAN || run.err().equals("belay: --staged: git cannot be started\n"));
  }

  @Test
  void anUnknownCommitIsOneLine() {
    for (String ref : List.of("nowhere", "HEAD~9", "a b", "")) {
      Run run = project.belay("check", "--since=" + ref);
      assertEquals(Exit.UNUSABLE, run.code(), ref);
      assertEquals("belay: --since: no such commit: '" + ref + "'\n", run.err());
    }
  }

  @Test
  void noCommonPastIsOneLine() {
    project.git("checkout", "-q", "--orphan", "alone").git("commit", "-q", "-m", "alone");
    assertEquals(
        "belay: --since: 'main' and HEAD have no common past\n",
        project.belay("check", "--since", "main").err());
  }

  @Test
  void aShallowCloneSaysSo() {
    project.calling("src/B.java", "leak").git("add", "-A").git("commit", "-q", "-m", "second");
    project.git("clone", "-q", "--depth", "1", "file://" + project.folder(), "../shallow");
    Run run = new Run.In(temporary.resolve("shallow")).belay("check", "--since", "HEAD~1");
    assertEquals(
        "belay: --since: no such commit: 'HEAD~1'; this clone is shallow, git fetch --unshallow"
            + " brings the rest\n",
        run.err());
  }

  @Test
  void twoWaysExcludeEachOther() {
    assertEquals(
        "belay: --since and --staged exclude each other\n",
        project.belay("check", "--since", "main", "--staged").err());
    assertEquals(
        "belay: --whole-files wants --since or --staged\n",
        project.belay("check", "--whole-files").err());
  }

  @Test
  void deletedPathsAreIgnoredAndMistypedOnesAreNot() throws IOException {
    project.calling("src/B.java", "calm").git("add", "-A").git("commit", "-q", "-m", "second");
    Files.delete(project.folder().resolve("src/A.java"));
    assertEquals(Exit.CLEAN, project.belay("check", "src/A.java", "src/B.java").code());
    project.git("rm", "-q", "--cached", "src/A.java");
    assertEquals(Exit.CLEAN, project.belay("check", "src/A.java", "src/B.java").code());
    Run run = project.belay("check", "src/C.java", "src/B.java");
    assertEquals(Exit.UNUSABLE, run.code());
    assertEquals(
        "belay: error: no such file or folder: src/C.java; did you mean 'B.java'?\n", run.err());
  }

  private List<String> places(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "check";
    all[1] = "--format";
    all[2] = "concise";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    Run run = project.belay(all);
    assertEquals("", run.err());
    return run.out().lines().map(line -> line.replaceFirst(": .*", "")).toList();
  }
}
