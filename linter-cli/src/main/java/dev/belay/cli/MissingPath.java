package dev.belay.cli;

import dev.belay.cli.usage.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a path that leads to nothing may have been meant to be. */
final class MissingPath {

  private MissingPath() {}

  /** The end of an error line with the nearest name in the same folder, or nothing. */
  static String hint(String given, Path here) {
    try {
      Path path = here.resolve(given).normalize();
      if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
        return "";
      }
      try (Stream<Path> entries = Files.list(path.getParent())) {
        List<String> names = entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        return Nearest.hint(path.getFileName().toString(), names);
      }
    } catch (InvalidPathException | IOException noHint) {
      // The line is clear without a guess.
      return "";
    }
  }
}
