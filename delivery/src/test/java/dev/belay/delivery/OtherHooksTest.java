package dev.belay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Hooks without pre-commit: lefthook, lint-staged and a script, each by its recipe of the docs. */
class OtherHooksTest {

  private static final String FINDING = "the handle of this task is dropped [discarded-future]";
  private static final Path NPM_PROGRAMS = Places.NPM.resolve(".bin");

  /** Not by way of its own package, which asks for the program of every machine there is. */
  private static final Path LEFTHOOK = Places.NPM.resolve("lefthook-linux-x64/bin");

  @Test
  void lefthook() {
    Scratch scratch =
        scratch("lefthook").file("lefthook.yml", Recipes.startingWith("# lefthook.yml"));
    scratch.run("lefthook", "install").endedWith(0);
    stopsAndPasses(scratch);
  }

  @Test
  void lintStaged() {
    Scratch scratch =
        scratch("lint-staged")
            .file("package.json", Recipes.startingWith("{ \"lint-staged\""))
            .program(".git/hooks/pre-commit", "#!/bin/sh\nexec lint-staged\n");
    stopsAndPasses(scratch);
  }

  /** lint-staged stages by itself what a program has changed. */
  @Test
  void lintStagedStagesAFix() {
    String recipe =
        Recipes.startingWith("{ \"lint-staged\"").replace("belay check", "belay check --fix");
    Scratch scratch =
        scratch("lint-staged-fix")
            .file("package.json", recipe)
            .program(".git/hooks/pre-commit", "#!/bin/sh\nexec lint-staged\n")
            .file("src/Worker.java", Sample.STALE);
    scratch.commit("work").endedWith(0);
    assertEquals(Sample.FRESH, scratch.run("git", "show", "HEAD:src/Worker.java").out());
  }

  @Test
  void script() {
    Scratch scratch =
        scratch("script").program(".git/hooks/pre-commit", Recipes.startingWith("#!/bin/sh"));
    stopsAndPasses(scratch);
  }

  private static void stopsAndPasses(Scratch scratch) {
    scratch.file("src/Calm.java", Sample.CALM);
    scratch.commit("calm").endedWith(0);
    scratch.file("src/Leaky.java", Sample.LEAKY);
    Ran stopped = scratch.commit("leaks").endedWith(1);
    String said = stopped.out() + stopped.err();
    assertTrue(said.contains("src/Leaky.java:11:5: error: " + FINDING), said);
    assertEquals(1, scratch.commits());
  }

  private static Scratch scratch(String name) {
    return new Scratch(name).onPath(NPM_PROGRAMS, LEFTHOOK, Places.installed());
  }
}
