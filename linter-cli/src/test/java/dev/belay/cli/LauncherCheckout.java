package dev.belay.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.io.TempDir;

/**
 * A checkout of its own for the launcher, where {@code mvn} is a script that hands out a jar with
 * {@link Echo} in it.
 *
 * <p>The real build is not started from here: it would write where the build around this test
 * reads.
 */
abstract class LauncherCheckout {

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
          "ls",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sleep",
          "touch");

  static final String BUILDS =
      """
      echo build >> builds
      echo noise on stdout
      echo noise on stderr >&2
      env | grep '^GIT_' >> git-variables
      cp "$STUB/program.jar" linter-cli/target/linter-cli.jar
      """;

  @TempDir Path temporary;

  Path checkout;

  Path stub;

  /** The user's, where the launcher keeps its archive. */
  Path cache;

  private final List<Process> started = new CopyOnWriteArrayList<>();

  /** What goes wrong with a blank and both quotes in a script goes wrong in every test. */
  String folderName() {
    return "a 'check' \"out\"";
  }

  @BeforeEach
  void layOutCheckout() throws Exception {
    checkout = Files.createDirectories(temporary.resolve(folderName()));
    stub = Files.createDirectories(temporary.resolve("stub"));
    cache = temporary.resolve("the user's cache");
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

  /** How two builds are kept apart: with what the machine has, and without {@code flock}. */
  enum Locking {
    AS_AT_HAND,
    WITHOUT_FLOCK
  }

  /** What a run of the launcher left. */
  record Run(int exitCode, String stdout, String stderr) {

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

  Run belay(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(checkout.resolve("belay").toString()));
    command.addAll(List.of(arguments));
    return Run.of(start(Locking.AS_AT_HAND, Map.of(), checkout, command.toArray(String[]::new)));
  }

  Process start(Locking locking, Map<String, String> more, Path folder, String... command)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("GIT_") || name.startsWith("BELAY_"));
    environment.put("CI", "true"); // keeps no archive: most tests start Java once
    environment.put("XDG_CACHE_HOME", cache.toString());
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

  Path onlyTools() throws IOException {
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

  void mavenThat(String script) throws IOException {
    executable(stub.resolve("mvn"), script);
  }

  static void executable(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  Path pipe(String name) throws Exception {
    Path pipe = stub.resolve(name);
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    return pipe;
  }

  int builds() throws IOException {
    return Files.readAllLines(checkout.resolve("builds")).size();
  }

  /** Makes all there is an hour old; the stamp stays newer than the sources. */
  void letTimePass() throws IOException {
    Instant sources = Instant.now().minusSeconds(3600);
    try (Stream<Path> files = Files.walk(checkout)) {
      for (Path file : files.toList()) {
        boolean built = file.getFileName().toString().equals("launcher.stamp");
        Files.setLastModifiedTime(file, FileTime.from(built ? sources.plusSeconds(60) : sources));
      }
    }
  }

  static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), UTF_8);
  }

  static void writeEchoJar(Path jar) throws IOException {
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
