package dev.belay.bench.race;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is run on.
 *
 * @param name as tables name it
 * @param path a folder, or one file
 * @param files number of {@code .java} files, at least 1
 * @param lines line feeds in them
 * @param bytes of them
 */
record Course(String name, Path path, int files, long lines, long bytes) {

  /**
   * Counts, and thereby has the machine hold the files in memory: no first run pays for the disk.
   *
   * @throws IllegalArgumentException if there is no {@code .java} file
   */
  static Course measure(String name, Path path) throws IOException {
    List<Path> sources = sources(path);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("no .java file in " + path);
    }
    long lines = 0;
    long bytes = 0;
    for (Path source : sources) {
      byte[] text = Files.readAllBytes(source);
      bytes += text.length;
      for (byte b : text) {
        if (b == '\n') {
          lines++;
        }
      }
    }
    return new Course(name, path, sources.size(), lines, bytes);
  }

  /** All {@code .java} files in or at a path, sorted. */
  static List<Path> sources(Path path) {
    try (Stream<Path> found = Files.walk(path)) {
      return found
          .filter(file -> file.toString().endsWith(".java") && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** One line: name, files, lines, megabytes. */
  String size() {
    return String.format(
        Locale.ROOT,
        "%s: %,d file%s, %,d lines, %.1f MB",
        name,
        files,
        files == 1 ? "" : "s",
        lines,
        bytes / 1e6);
  }
}
