package dev.belay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that was run to its end.
 *
 * @param code what it ended with
 * @param out all of standard output
 * @param err all of standard error
 */
record Ran(int code, String out, String err) {

  private static final long PATIENCE_SECONDS = 280;

  /**
   * Runs a program.
   *
   * @param more variables beside this process's own, without those by which git tells a hook its
   *     repository
   */
  static Ran in(Path folder, Map<String, String> more, List<String> command) {
    try {
      Path out = Files.createTempFile("ran", ".out");
      Path err = Files.createTempFile("ran", ".err");
      // By way of env, for Java looks a program up on its own PATH, not on the one it hands on.
      List<String> line = new ArrayList<>(List.of("env"));
      line.addAll(command);
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
      builder.environment().putAll(more);
      Process process = builder.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      Ran ran = new Ran(ended ? process.exitValue() : -1, text(out), text(err));
      assertTrue(ended, () -> command + " does not end: " + ran);
      return ran;
    } catch (IOException broken) {
      throw new AssertionError(command + " cannot be run", broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** This, if it ended so; fails the test with all it said otherwise. */
  Ran endedWith(int expected) {
    assertEquals(expected, code, () -> out + err);
    return this;
  }

  private static String text(Path file) throws IOException {
    String text = Files.readString(file);
    Files.delete(file);
    return text;
  }
}
