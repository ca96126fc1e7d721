package dev.belay.bench.corpus;

import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.rule.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A library, its sources and what the linter finds in them.
 *
 * @param name by which Maven knows it
 * @param sources folder with its sources
 * @param linted the same in front of the linter
 * @param findings in all its files, sorted
 */
public record Library(
    Coordinates name, Path sources, LintedLibrary linted, List<Finding> findings) {

  /**
   * Checks a library.
   *
   * @param types what is known of types from elsewhere
   * @throws IOException if its jar cannot be unpacked
   * @throws IllegalStateException if a rule failed
   * @throws InterruptedException if the caller is interrupted
   */
  public static Library check(Coordinates name, SourceJars jars, TypeIndex types)
      throws IOException, InterruptedException {
    Path sources = jars.sourcesOf(name);
    LintedLibrary linted = LintedLibrary.open(sources, types);
    return new Library(name, sources, linted, linted.findings());
  }

  /** Paths of its Java files relative to the sources, with forward slashes, sorted. */
  public List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(sources)) {
      return walk.filter(file -> file.toString().endsWith(".java"))
          .map(file -> sources.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }
}
