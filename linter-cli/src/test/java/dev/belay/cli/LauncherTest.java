package dev.belay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher in a checkout of its own, where {@code mvn} is a script that hands out a jar with
 * {@link Echo} in it.
 *
 * <p>The real build is not started from here: it would write where the build around this test
 * reads.
 */
@Timeout(
    value = 30,
    threadMode =
        Timeout.ThreadMode.SEPARATE_THREAD) // a test that waits for a pipe hears no interrupt
class LauncherTest {

  /** What the launcher may expect of any machine. Flock is missing on purpose: macOS has none. */
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "cat",
          "cp",
          "dirname",
          "env",
          "find",
          "grep",
          "head",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sleep",
          "touch");

  private static final String BUILDS =
      """
      echo build >> builds
      echo noise on stdout
      echo noise on stderr >&2
      env | grep '^GIT_' >> git-variables
      cp "$STUB/program.jar" linter-cli/target/linter-cli.jar
      """;

  private static final String FAILS =
      """
      echo build >> builds
      echo '[INFO] noise'
      echo '[ERROR] '
      echo '[ERROR] Thing.java:[3,1] no such word'
      echo '[ERROR] and more'
      exit 1
      """;

  @TempDir Path temporary;

  /** A blank and both quotes: what goes wrong with them in a script goes wrong in every test. */
  private Path checkout;

  private Path stub;

  private final List<Process> started = new CopyOnWriteArrayList<>();

  @BeforeEach
  void layOutCheckout() throws Exception {
    checkout = Files.createDirectories(temporary.resolve("a 'check' \"out\""));
    stub = Files.createDirectories(temporary.resolve("stub"));
    Files.copy(Path.of("..", "belay"), checkout.resolve("belay"));
    assertTrue(checkout.resolve("belay").toFile().setExecutable(true));
    for (String module : List.of("linter-core", "rules", "linter-cli")) {
      Files.createDirectories(checkout.resolve(module).resolve("src/main/java"));
      Files.createFile(checkout.resolve(module).resolve("pom.xml"));
      Files.createFile(checkout.resolve(module).resolve("src/main/java/A.java"));
    }
    Files.createFile(checkout.resolve("pom.xml"));
    writeEchoJar(stub.resolve("program.jar"));
    mavenThat(BUILDS);
  }

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

  /** How two builds are kept apart: with what the machine has, and without {@code flock}. */
  enum Locking {
    AS_AT_HAND,
    WITHOUT_FLOCK
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

  /** What a run of the launcher left. */
  private record Run(int exitCode, String stdout, String stderr) {

    static Run of(Process process) throws Exception {
      // Each is far smaller than a pipe holds, so that reading one after the other cannot block.
      Run run = new Run(0, text(process.getInputStream()), text(process.getErrorStream()));
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      return new Run(process.exitValue(), run.stdout, run.stderr);
    }

    List<String> arguments() {
      List<String> arguments = new ArrayList<>();
      for (String entry : stdout.split("\0")) {
        if (!entry.isEmpty()) {
          assertTrue(entry.startsWith("argument:"), this::toString);
          arguments.add(entry.substring("argument:".length()));
        }
      }
      return arguments;
    }
  }

  private Run belay(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("belay").toString()));
    command.addAll(List.of(arguments));
    return Run.of(start(Locking.AS_AT_HAND, Map.of(), checkout, command.toArray(String[]::new)));
  }

  private Process start(Locking locking, Map<String, String> more, Path folder, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("BELAY_"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("STUB", stub.toString());
    String tools = locking == Locking.AS_AT_HAND ? environment.get("PATH") : onlyTools().toString();
    environment.put("PATH", stub + ":" + tools);
    environment.putAll(more);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  @AfterEach
  void endWhatStillRuns() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Path onlyTools() throws IOException {
    Path folder = temporary.resolve("tools");
    if (Files.notExists(folder)) {
      Files.createDirectory(folder);
      for (String tool : TOOLS) {
        executable(folder.resolve(tool), "exec '" + find(tool) + "' \"$@\"");
      }
    }
    return folder;
  }

  private static Path find(String tool) {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, tool))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError("not on the PATH: " + tool));
  }

  private void mavenThat(String script) throws IOException {
    executable(stub.resolve("mvn"), script);
  }

  private static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private Path pipe(String name) throws Exception {
    Path pipe = stub.resolve(name);
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    return pipe;
  }

  private int builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }

  /** Makes all there is an hour old; the stamp stays newer than the sources. */
  private void letTimePass() throws IOException {
    Instant sources = Instant.now().minusSeconds(3600);
    try (Stream<Path> files = Files.walk(checkout)) {
      for (Path file : files.toList()) {
        boolean built = file.getFileName().toString().equals("launcher.stamp");
        Files.setLastModifiedTime(file, FileTime.from(built ? sources.plusSeconds(60) : sources));
      }
    }
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), UTF_8);
  }

  private static void writeEchoJar(Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Echo.class.getName());
    String entry = Echo.class.getName().replace('.', '/') + ".class";
    try (InputStream bytes = Echo.class.getResourceAsStream("/" + entry);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      out.putNextEntry(new JarEntry(entry));
      bytes.transferTo(out);
    }
  }

  /** Stands in for belay: prints its arguments, and what they ask for, each ended by a NUL. */
  static final class Echo {

    private Echo() {}

    public static void main(String[] arguments) {
      StringBuilder text = new StringBuilder();
      for (String argument : arguments) {
        text.append("argument:").append(argument).append('\0');
      }
      int code = 0;
      switch (arguments.length == 0 ? "" : arguments[0]) {
        case "exit" -> code = Integer.parseInt(arguments[1]);
        case "env" -> text.append("argument:").append(System.getenv(arguments[1])).append('\0');
        case "property" ->
            text.append("argument:").append(System.getProperty(arguments[1])).append('\0');
        case "folder" ->
            text.append("argument:").append(System.getProperty("user.dir")).append('\0');
        default -> {}
      }
      byte[] bytes = text.toString().getBytes(UTF_8);
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
      System.exit(code);
    }
  }
}
