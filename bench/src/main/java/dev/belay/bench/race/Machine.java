package dev.belay.bench.race;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/** What the figures were taken on. */
final class Machine {

  private Machine() {}

  /** One phrase: processors, memory, system, day. */
  static String describe() throws IOException {
    String processor = value(Path.of("/proc/cpuinfo"), "model name");
    String memory = value(Path.of("/proc/meminfo"), "MemTotal");
    long gibibytes = Math.round(Long.parseLong(memory.replaceAll("\\D", "")) / 1048576.0);
    return Runtime.getRuntime().availableProcessors()
        + " processors ("
        + processor
        + "), "
        + gibibytes
        + " GiB of memory, "
        + System.getProperty("os.name")
        + ", "
        + LocalDate.now();
  }

  private static String value(Path file, String key) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseThrow(() -> new IOException("no " + key + " in " + file));
    }
  }
}
