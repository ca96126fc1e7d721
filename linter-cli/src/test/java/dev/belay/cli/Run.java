package dev.belay.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs commands over a small project, without a process.
 *
 * @param code the exit code
 * @param out all of standard output
 * @param err all of standard error
 */
record Run(int code, String out, String err) {

  /** Options that some test has used, to be compared with those there are. */
  static final Set<String> USED = new TreeSet<>();

  /** A project in a folder of its own. */
  static final class In {

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private byte[] in = {};
    private OutputStream out;
    private boolean terminal;

    In(Path folder) {
      this.folder = folder;
      environment.put("PATH", System.getenv("PATH"));
      environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
      // Neither the developer's settings nor a repository above may change what is seen.
      environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
      environment.put("GIT_CONFIG_NOSYSTEM", "1");
      environment.put("GIT_CEILING_DIRECTORIES", folder.getParent().toString());
    }

    Path folder() {
      return folder;
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

    Run belay(String... arguments) {
      return belayAt(folder, arguments);
    }

    Run belayAt(Path here, String... arguments) {
      for (String argument : arguments) {
        if (argument.startsWith("-")) {
          USED.add(argument.replaceFirst("=.*", ""));
        }
      }
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
              SampleRules.ALL);
      return new Run(
          code, kept.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
