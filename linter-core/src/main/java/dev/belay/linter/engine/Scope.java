package dev.belay.linter.engine;

import java.nio.file.Path;
import java.util.List;

/**
 * What to look at. Immutable.
 *
 * @param root the project's, an existing folder; nothing above it is looked at
 * @param workingFolder what relative paths are relative to
 * @param paths files, folders and globs as the user gave them: they choose what is reported; none
 *     means the working folder
 * @param excludes patterns as in {@code .gitignore}, relative to the root; a folder among the paths
 *     overrides its own exclude
 * @param includes the same; where there are some, a file has to fit one
 */
public record Scope(
    Path root,
    Path workingFolder,
    List<String> paths,
    List<String> excludes,
    List<String> includes) {

  /** Makes both folders absolute and copies the lists. */
  public Scope {
    root = root.toAbsolutePath().normalize();
    workingFolder = workingFolder.toAbsolutePath().normalize();
    paths = List.copyOf(paths);
    excludes = List.copyOf(excludes);
    includes = List.copyOf(includes);
  }

  /** All of a folder. */
  public static Scope of(Path root) {
    return new Scope(root, root, List.of(), List.of(), List.of());
  }
}
