package dev.belay.cli.git;

import dev.belay.cli.usage.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The user's own git, started without a shell. It knows every kind of repository that the user
 * works in (work trees, partial clones, sparse indexes), which no library does; see the decision
 * record.
 *
 * <p>In a hook git passes on where its repository and its index are, relative to the folder at
 * hand. Those variables are obeyed where they speak of the project's repository and dropped where
 * they speak of another.
 */
final class Git {

  /**
   * As {@code git rev-parse --local-env-vars} lists them; GIT_CONFIG… is left, it carries the
   * user's options.
   */
  private static final Set<String> OF_ONE_REPOSITORY =
      Set.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_PREFIX",
          "GIT_COMMON_DIR",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_IMPLICIT_WORK_TREE",
          "GIT_GRAFT_FILE",
          "GIT_SHALLOW_FILE",
          "GIT_NAMESPACE");

  private final String option;
  private final Path folder;
  private final Map<String, String> environment;
  private final boolean obeyed;

  private Git(String option, Path folder, Map<String, String> environment, boolean obeyed) {
    this.option = option;
    this.folder = folder;
    this.environment = environment;
    this.obeyed = obeyed;
  }

  /** What a call gave. */
  record Answer(int code, byte[] out, String error) {
    boolean failed() {
      return code != 0;
    }

    String line() {
      return new String(out, StandardCharsets.UTF_8).strip();
    }

    /** Names as {@code -z} separates them. */
    List<String> names() {
      return Arrays.stream(new String(out, StandardCharsets.UTF_8).split("\0"))
          .filter(name -> !name.isEmpty())
          .toList();
    }
  }

  /**
   * Git for a project.
   *
   * @param option what asks for it, to begin error lines with: "--since"
   * @param root the project's root, absolute
   * @param here the folder at hand, absolute
   * @param environment the process's variables
   */
  static Git in(String option, Path root, Path here, Map<String, String> environment) {
    if (environment.containsKey("GIT_DIR") || environment.containsKey("GIT_INDEX_FILE")) {
      Git hook = new Git(option, here, environment, true);
      Answer top = hook.ask("rev-parse", "--show-toplevel");
      if (!top.failed() && root.startsWith(real(Path.of(top.line())))) {
        return hook;
      }
    }
    return new Git(option, root, environment, false);
  }

  /**
   * The answer to a question that may be "no".
   *
   * @throws UsageException if git cannot be started
   */
  Answer ask(String... arguments) {
    return run(new byte[0], arguments);
  }

  /**
   * The answer to a question that cannot be "no" in a sound repository.
   *
   * @throws UsageException with git's own words if it fails
   */
  Answer demand(String... arguments) {
    return demand(new byte[0], arguments);
  }

  /** The same with text on its standard input. */
  Answer demand(byte[] in, String... arguments) {
    Answer answer = run(in, arguments);
    if (answer.failed()) {
      throw failure(answer.error());
    }
    return answer;
  }

  UsageException failure(String words) {
    String first = words.lines().findFirst().orElse("git failed without a word");
    return new UsageException(option + ": " + first.replaceFirst("^(fatal|error): ", ""));
  }

  private Answer run(byte[] in, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> variables = builder.environment();
    variables.clear();
    variables.putAll(environment);
    if (!obeyed) {
      variables.keySet().removeAll(OF_ONE_REPOSITORY);
    }
    // Only look: a refresh would lock the index that a hook's git holds. Words that can be read
    // here.
    variables.put("GIT_OPTIONAL_LOCKS", "0");
    variables.put("LC_ALL", "C");
    try {
      return talk(builder.start(), in);
    } catch (IOException notStarted) {
      throw new UsageException(option + ": git cannot be started", notStarted);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new UsageException(option + ": interrupted while waiting for git", interrupted);
    }
  }

  private static Answer talk(Process git, byte[] in) throws IOException, InterruptedException {
    // Three pipes and one thread would stand still once git fills the one nobody reads.
    ByteArrayOutputStream error = new ByteArrayOutputStream();
    Thread errors = new Thread(() -> copy(git.getErrorStream(), error), "git's errors");
    Thread input = new Thread(() -> feed(git.getOutputStream(), in), "git's input");
    errors.start();
    input.start();
    byte[] out = git.getInputStream().readAllBytes();
    int code = git.waitFor();
    errors.join();
    input.join();
    return new Answer(code, out, error.toString(StandardCharsets.UTF_8).strip());
  }

  private static void copy(InputStream from, ByteArrayOutputStream to) {
    try (from) {
      from.transferTo(to);
    } catch (IOException ended) {
      // Its words are for a message only; the exit code tells whether it failed.
    }
  }

  private static void feed(OutputStream to, byte[] in) {
    try (to) {
      to.write(in);
    } catch (IOException ended) {
      // Git went away before it read all; its exit code tells.
    }
  }

  static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException gone) {
      return path.toAbsolutePath().normalize();
    }
  }
}
