package dev.belay.bench.race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A tree several times over. Each copy has packages of its own, and its files name each other by
 * them: as many links across files in proportion as in the original.
 */
final class Copies {

  private final Path original;
  private final String packages;
  private final Path folder;

  /**
   * @param original a source root
   * @param packages what all its packages start with, {@code org.apache.flink}
   * @param folder where copies go
   */
  Copies(Path original, String packages, Path folder) {
    this.original = original;
    this.packages = packages;
    this.folder = folder;
  }

  /** A folder with so many copies, 1 to 99; what an earlier call made is used again. */
  Path times(int count) throws IOException {
    Path course = folder.resolve("times-" + count);
    Path done = folder.resolve("times-" + count + ".done");
    if (!Files.exists(done)) {
      for (int copy = 1; copy <= count; copy++) {
        link(copy(copy), course.resolve(name(copy)));
      }
      Files.createFile(done);
    }
    Race.root(course);
    return course;
  }

  private static String name(int copy) {
    return String.format(Locale.ROOT, "copy%02d", copy);
  }

  private Path copy(int number) throws IOException {
    Path copy = folder.resolve(name(number));
    Path done = folder.resolve(name(number) + ".done");
    if (!Files.exists(done)) {
      String renamed = packages + String.format(Locale.ROOT, "%02d", number);
      for (Path source : Course.sources(original)) {
        String text = Files.readString(source, StandardCharsets.UTF_8);
        String place = original.relativize(source).toString();
        Path target =
            copy.resolve(place.replace(packages.replace('.', '/'), renamed.replace('.', '/')));
        Files.createDirectories(target.getParent());
        Files.writeString(target, text.replace(packages + ".", renamed + "."));
      }
      Files.createFile(done);
    }
    return copy;
  }

  /** Hard links: twenty times the tree is on disk once. */
  private static void link(Path from, Path to) throws IOException {
    List<Path> sources = Course.sources(from);
    for (Path source : sources) {
      Path target = to.resolve(from.relativize(source).toString());
      Files.createDirectories(target.getParent());
      Files.deleteIfExists(target);
      Files.createLink(target, source);
    }
  }
}
