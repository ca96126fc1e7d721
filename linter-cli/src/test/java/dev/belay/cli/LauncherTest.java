package dev.belay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher: arguments, exit codes, when it builds, which Java it takes. */
@Timeout(
    value = 30,
    threadMode =
        Timeout.ThreadMode.SEPARATE_THREAD) // a test that waits for a pipe hears no interrupt
class LauncherTest extends LauncherCheckout {

  private static final String FAILS =
      """
      echo build >> builds
      echo '[INFO] noise'
      echo '[ERROR] '
      echo '[ERROR] Thing.java:[3,1] no such word'
      echo '[ERROR] and more'
      exit 1
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "two words",
        "it's",
        "say \"hi\"",
        "",
        "*",
        "$HOME `id` \\",
        "-x",
        "line\nline",
        "ä → 語",
        "~",
        "#"
      })
  void handsOnAnArgumentAsItIs(String argument) throws Exception {
    Run run = belay("first", argument, "last");

    assertEquals(List.of("first", argument, "last"), run.arguments(), run.toString());
  }

  @Test
  void handsOnNoArguments() throws Exception {
    assertEquals(List.of(), belay().arguments());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 42})
  void passesTheExitCodeOn(int code) throws Exception {
    assertEquals(code, belay("exit", Integer.toString(code)).exitCode());
  }

  @Test
  void buildsOnFirstUseAndKeepsItsNoiseApart() throws Exception {
    Run run = belay("x");

    assertEquals(1, builds());
    assertEquals("argument:x\0", run.stdout());
    assertEquals("", run.stderr());
  }

  @Test
  void doesNotBuildWhatIsCurrent() throws Exception {
    belay();
    belay();

    assertEquals(1, builds());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "belay",
        "pom.xml",
        "rules/pom.xml",
        "linter-core/src/main/java/A.java",
        "linter-cli/src/main/java/A.java"
      })
  void buildsAgainAfterAChangeOf(String file) throws Exception {
    belay();
    letTimePass();
    Files.setLastModifiedTime(checkout.resolve(file), FileTime.from(Instant.now()));
    belay();

    assertEquals(2, builds());
  }

  @Test
  void buildsAgainAfterAFileWentAway() throws Exception {
    belay();
    letTimePass();
    Files.delete(checkout.resolve("rules/src/main/java/A.java"));
    belay();

    assertEquals(2, builds());
  }

  @Test
  void takesAChangeDuringTheBuildForNewer() throws Exception {
    mavenThat(
        BUILDS
            + """
            source=rules/src/main/java/A.java
            until [ $source -nt linter-cli/target/launcher.stamp.new ]; do touch $source; done
            """);
    belay();
    belay();

    assertEquals(2, builds());
  }

  @Test
  void saysInOneLineThatTheBuildFailed() throws Exception {
    mavenThat(FAILS);
    Run run = belay("x");

    assertEquals(2, run.exitCode());
    assertEquals("", run.stdout());
    assertEquals(
        "belay: the build failed: [ERROR] Thing.java:[3,1] no such word; all of it is in "
            + checkout.toRealPath().resolve("linter-cli/target/launcher.log")
            + "\n",
        run.stderr());
  }

  @Test
  void doesNotRunWhatAnEarlierBuildLeft() throws Exception {
    belay();
    letTimePass();
    Files.writeString(checkout.resolve("rules/src/main/java/A.java"), "broken");
    mavenThat(FAILS);

    assertEquals(2, belay("x").exitCode());
    assertEquals("", belay("x").stdout(), "a second try builds again");
    assertEquals(3, builds());
  }

  @ParameterizedTest
  @EnumSource
  void twoAtOnceBuildOnce(Locking locking) throws Exception {
    Path begun = pipe("begun");
    Path go = pipe("go");
    mavenThat("echo > \"$STUB/begun\"\ncat \"$STUB/go\"\n" + BUILDS);

    Process first =
        start(locking, Map.of(), checkout, checkout.resolve("belay").toString(), "first");
    Files.readString(begun); // returns when the first one builds
    if (locking == Locking.WITHOUT_FLOCK) {
      assertTrue(Files.isDirectory(checkout.resolve("linter-cli/.launcher.lock")));
    }
    Process second =
        start(locking, Map.of(), checkout, checkout.resolve("belay").toString(), "second");
    BufferedReader secondSays = second.errorReader(UTF_8);
    assertEquals("belay: waiting for a build that is under way", secondSays.readLine());
    Files.writeString(go, "");

    assertEquals("argument:first\0", text(first.getInputStream()));
    assertEquals("argument:second\0", text(second.getInputStream()));
    assertEquals(0, first.waitFor());
    assertEquals(0, second.waitFor());
    assertEquals(1, builds());
  }

  @Test
  void doesNotWaitForALockWhoseMakerIsGone() throws Exception {
    Process gone = new ProcessBuilder("bash", "-c", "exit 0").start();
    gone.waitFor();
    Path lock = Files.createDirectory(checkout.resolve("linter-cli/.launcher.lock"));
    Files.writeString(lock.resolve("holder"), gone.pid() + "\n");

    Process process =
        start(Locking.WITHOUT_FLOCK, Map.of(), checkout, checkout.resolve("belay").toString(), "x");

    assertEquals(0, Run.of(process).exitCode());
    assertEquals(1, builds());
    assertTrue(Files.notExists(lock));
  }

  @Test
  void runsFromAnyFolderAndThroughSymlinks() throws Exception {
    Path elsewhere = Files.createDirectories(temporary.resolve("else where/bin"));
    Files.createSymbolicLink(elsewhere.resolve("absolute"), checkout.resolve("belay"));
    Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));
    Files.createSymbolicLink(temporary.resolve("folder"), elsewhere);

    Run run =
        Run.of(
            start(
                Locking.AS_AT_HAND,
                Map.of(),
                elsewhere.getParent(),
                "../folder/relative",
                "folder"));

    assertEquals(0, run.exitCode(), run.toString());
    assertEquals(elsewhere.getParent().toRealPath().toString(), run.arguments().get(1));
  }

  @Test
  void runsWhatIsPackagedWithoutBuilding() throws Exception {
    Path home = Files.createDirectories(temporary.resolve("un packed/bin")).getParent();
    Files.copy(checkout.resolve("belay"), home.resolve("bin/belay"));
    Files.copy(stub.resolve("program.jar"), home.resolve("linter-cli.jar"));
    mavenThat(FAILS);
    Run run =
        Run.of(
            start(Locking.AS_AT_HAND, Map.of(), home, home.resolve("bin/belay").toString(), "x"));

    assertEquals(List.of("x"), run.arguments(), run.toString());
    assertEquals("", run.stderr());
  }

  @Test
  void hidesGitVariablesFromTheBuildAlone() throws Exception {
    Map<String, String> hook = Map.of("GIT_DIR", "/nowhere", "GIT_INDEX_FILE", "index");
    Run run =
        Run.of(
            start(
                Locking.AS_AT_HAND,
                hook,
                checkout,
                checkout.resolve("belay").toString(),
                "env",
                "GIT_INDEX_FILE"));

    assertEquals("", Files.readString(checkout.resolve("git-variables")));
    assertEquals("index", run.arguments().get(2));
  }

  @Test
  void handsOptionsToJava() throws Exception {
    Map<String, String> options = Map.of("BELAY_JAVA_OPTS", "-Da=1 -XX:+UseParallelGC -Db=*");
    Run run =
        Run.of(
            start(
                Locking.AS_AT_HAND,
                options,
                checkout,
                checkout.resolve("belay").toString(),
                "property",
                "b"));

    assertEquals("*", run.arguments().get(2), run.toString());
  }

  /** An agent or a recording among the options would lose what it writes at an exit. */
  @ParameterizedTest
  @CsvSource({
    "HOME, true",
    "BELAY_JAVA_OPTS, null",
    "JAVA_TOOL_OPTIONS, null",
    "JDK_JAVA_OPTIONS, null",
    "_JAVA_OPTIONS, null"
  })
  void saysWhetherNothingWaitsForAnExit(String variable, String alone) throws Exception {
    Run run =
        Run.of(
            start(
                Locking.AS_AT_HAND,
                Map.of(variable, "-Da=1"),
                checkout,
                checkout.resolve("belay").toString(),
                "property",
                "belay.alone"));

    assertEquals(alone, run.arguments().get(2), run.toString());
  }

  @Test
  void refusesOptionsThatJavaDoesNotKnow() throws Exception {
    refuses(
        Map.of("BELAY_JAVA_OPTS", "-Xnonsense"),
        "belay: Java does not start with BELAY_JAVA_OPTS: -Xnonsense\n");
  }

  @Test
  void refusesAJavaHomeWithoutJava() throws Exception {
    refuses(Map.of("JAVA_HOME", "/no/java"), "belay: JAVA_HOME has no bin/java: /no/java\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.0.2", "1.8.0_292", "16"})
  void refusesAJavaThatIsTooOld(String version) throws Exception {
    Path home = Files.createDirectories(temporary.resolve("old/bin")).getParent();
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"N\"\nJAVA_VERSION=\"" + version + "\"\n");
    executable(home.resolve("bin/java"), "exit 1");

    refuses(
        Map.of("JAVA_HOME", home.toString()),
        "belay: Java 17 or newer is needed, this is \""
            + version
            + "\": "
            + home.resolve("bin/java")
            + "\n");
  }

  private void refuses(Map<String, String> environment, String line) throws Exception {
    Run run =
        Run.of(
            start(
                Locking.AS_AT_HAND,
                environment,
                checkout,
                checkout.resolve("belay").toString(),
                "x"));

    assertEquals(2, run.exitCode());
    assertEquals("", run.stdout());
    assertEquals(line, run.stderr());
  }
}
