package dev.belay.bench.hook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process that has ended.
 *
 * @param seconds from start to end
 * @param code its exit code
 * @param out what it wrote, errors among it
 */
record Ran(double seconds, int code, String out) {

  static Ran of(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    // Under CI the launcher keeps no archive of classes; nobody commits there.
    builder.environment().remove("CI");
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return new Ran((System.nanoTime() - start) / 1e9, code, out);
  }
}
