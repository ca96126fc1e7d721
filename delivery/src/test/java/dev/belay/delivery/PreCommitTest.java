package dev.belay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The real pre-commit with this repository's hooks, which it clones and whose launcher builds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PreCommitTest {

  private static final String FINDING = "the handle of this task is dropped [discarded-future]";

  /** This repository as it is in the work tree, committed. */
  private Scratch belay;

  private String version;

  @BeforeAll
  void publish() throws IOException {
    belay = new Scratch("belay");
    Ran files =
        Ran.in(
            Places.REPOSITORY,
            Map.of(),
            List.of("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"));
    for (String name : files.endedWith(0).out().split("\0")) {
      Path file = Places.REPOSITORY.resolve(name);
      if (Files.isRegularFile(file)) {
        Path copy = belay.folder().resolve(name);
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    belay.commit("everything").endedWith(0);
    version = belay.run("git", "rev-parse", "HEAD").endedWith(0).out().strip();
    Places.emptied("pre-commit");

    // The first run builds, under a lock; the tests are about all the others.
    Scratch first = withHooks("first-run").file("Calm.java", Sample.CALM);
    Ran ran = first.commit("first");
    ran.endedWith(0);
    assertTrue(ran.err().contains("Passed"), ran::err);
  }

  /** A repository that takes the recipe of the docs. */
  private Scratch withHooks(String name) {
    return withHooks(name, Recipes.startingWith("# .pre-commit-config.yaml"));
  }

  private Scratch withHooks(String name, String recipe) {
    Scratch scratch = new Scratch(name);
    scratch
        .environment("PRE_COMMIT_HOME", Places.TARGET.resolve("pre-commit").toString())
        .file(".pre-commit-config.yaml", Recipes.at(belay.folder().toString(), version, recipe));
    scratch.run("pre-commit", "install").endedWith(0);
    return scratch;
  }

  @Test
  void hooksCanBeTriedBeforeTheyAreTaken() {
    Scratch scratch = new Scratch("try-repo").file("src/Leaky.java", Sample.LEAKY);
    scratch.run("git", "add", "-A").endedWith(0);
    Ran ran =
        scratch.run("pre-commit", "try-repo", belay.folder().toString(), "belay", "--all-files");
    ran.endedWith(1);
    assertTrue(ran.out().contains("src/Leaky.java:11:5: error: " + FINDING), ran::out);
  }

  @Test
  void aCommitIsStopped() {
    Scratch scratch = withHooks("stopped").file("src/Leaky.java", Sample.LEAKY);
    Ran ran = scratch.commit("leaks").endedWith(1);
    assertTrue(ran.err().contains("src/Leaky.java:11:5: error: " + FINDING), ran::err);
    assertEquals(0, scratch.commits());
  }

  @Test
  void aCommitPasses() {
    Scratch scratch = withHooks("passes").file("src/Calm.java", Sample.CALM);
    scratch.commit("calm").endedWith(0);
    assertEquals(1, scratch.commits());
  }

  /** pre-commit stops a commit whose files a hook has changed; staged again, they pass. */
  @Test
  void aFixIsStagedAgainByHand() {
    String recipe =
        Recipes.startingWith("# .pre-commit-config.yaml")
            .replace("- id: belay\n", "- id: belay-fix\n");
    Scratch scratch = withHooks("fix", recipe).file("src/Worker.java", Sample.STALE);
    Ran stopped = scratch.commit("work").endedWith(1);
    assertTrue(stopped.err().contains("files were modified by this hook"), stopped::err);
    assertEquals(Sample.FRESH, scratch.text("src/Worker.java"));
    assertEquals(0, scratch.commits());

    scratch.commit("work").endedWith(0);
    assertEquals(Sample.FRESH, scratch.run("git", "show", "HEAD:src/Worker.java").out());
  }

  @Test
  void whatIsNotCommittedIsNotReported() {
    Scratch scratch = withHooks("not-committed").file("src/Calm.java", Sample.CALM);
    scratch.run("git", "add", "-A").endedWith(0);
    scratch.file("src/Leaky.java", Sample.LEAKY);
    scratch.run("git", "commit", "-q", "-m", "calm").endedWith(0);
    assertEquals(1, scratch.commits());
  }

  @Test
  void aBrokenConfigurationIsStopped() {
    Scratch scratch = withHooks("configuration").file("belay.toml", "fial-on = \"note\"\n");
    Ran ran = scratch.commit("configured").endedWith(1);
    assertTrue(ran.err().contains("fial-on") && ran.err().contains("fail-on"), ran::err);
    assertEquals(0, scratch.commits());
  }

  @Test
  void theInstalledProgramCanBeTaken() {
    String recipe =
        Recipes.startingWith("# .pre-commit-config.yaml")
            .replace("- id: belay\n", "- id: belay-system\n");
    Scratch scratch =
        withHooks("system", recipe).onPath(Places.installed()).file("src/Leaky.java", Sample.LEAKY);
    Ran ran = scratch.commit("leaks").endedWith(1);
    assertTrue(ran.err().contains("belay (installed)") && ran.err().contains(FINDING), ran::err);
    assertFalse(ran.err().contains("building"), ran::err);
  }
}
