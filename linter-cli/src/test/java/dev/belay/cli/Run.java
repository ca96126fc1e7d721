package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.linter.rule.Rule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Runs commands over a small project, without a process.
 *
 * @param code the exit code
 * @param out all of standard output
 * @param err all of standard error
 */
record Run(int code, String out, String err) {

  /** A project in a folder of its own. */
  static final class In {

    /** What the tests of a process keep between runs goes when it ends. */
    private static final Path CACHES = caches();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private byte[] in = {};
    private OutputStream out;
    private boolean terminal;
    private List<Rule> rules = SampleRules.ALL;
    private final Set<String> used = new TreeSet<>();

    In(Path folder) {
      this.folder = folder;
      environment.put("PATH", System.getenv("PATH"));
      // Outside of the project, where no commit of a test takes it in.
      environment.put("XDG_CACHE_HOME", cacheHome().toString());
      // Neither the developer's settings nor a repository above may change what is seen.
      environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
      environment.put("GIT_CONFIG_NOSYSTEM", "1");
      environment.put("GIT_CEILING_DIRECTORIES", folder.getParent().toString());
    }

    private static Path caches() {
      try {
        Path caches = Files.createTempDirectory("belay-caches");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(caches), "delete caches"));
        return caches;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    private static void delete(Path folder) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      } catch (IOException left) {
        System.err.println("left behind: " + left.getMessage());
      }
    }

    Path folder() {
      return folder;
    }

    /** What {@code XDG_CACHE_HOME} says. */
    Path cacheHome() {
      return CACHES.resolve(folder.toString().replace(folder.getFileSystem().getSeparator(), "+"));
    }

    In with(String path, String... lines) {
      return with(path, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    In with(String path, byte[] bytes) {
      try {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
        return this;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    /** A class of one method whose body calls these, a line each, from line 3 on. */
    In calling(String path, String... calls) {
      String name = Path.of(path).getFileName().toString().replace(".java", "");
      String body = "    " + String.join("();\n    ", calls) + "();";
      return with(path, "class " + name + " {", "  void run() {", body, "  }", "}");
    }

    In environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** Runs these from now on in place of the samples. */
    In rules(List<Rule> others) {
      rules = others;
      return this;
    }

    In standardInput(String text) {
      in = text.getBytes(StandardCharsets.UTF_8);
      return this;
    }

    In standardOutput(OutputStream other) {
      out = other;
      return this;
    }

    In onTerminal() {
      terminal = true;
      return this;
    }

    /** Options used so far, as written, each behind its command: "check --select". */
    Set<String> used() {
      return used;
    }

    private void note(String[] arguments) {
      StringBuilder command = new StringBuilder();
      boolean named = false;
      for (String argument : arguments) {
        if (argument.startsWith("-")) {
          named = true;
          used.add(command + argument.replaceFirst("=.*", ""));
        } else if (!named) {
          // A path among them makes a command that nobody asks for.
          command.append(argument).append(' ');
        }
      }
    }

    /** Runs git in the folder; fails the test if git fails. */
    In git(String... arguments) {
      try {
        List<String> command =
            new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@t"));
        command.addAll(List.of(arguments));
        ProcessBuilder git = new ProcessBuilder(command).directory(folder.toFile());
        git.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        git.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = git.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return this;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new AssertionError(interrupted);
      }
    }

    /** A repository whose first commit has everything so far. */
    In committed() {
      return git("init", "-q", "-b", "main").git("add", "-A").git("commit", "-q", "-m", "first");
    }

    Run belay(String... arguments) {
      return belayAt(folder, arguments);
    }

    Run belayAt(Path here, String... arguments) {
      note(arguments);
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int code =
          Belay.run(
              arguments,
              new Surroundings(
                  new ByteArrayInputStream(in),
                  out == null ? kept : out,
                  new PrintStream(err, true, StandardCharsets.UTF_8),
                  environment,
                  here,
                  terminal,
                  terminal),
              rules);
      return new Run(
          code, kept.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
