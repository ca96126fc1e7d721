package dev.belay.cli;

import dev.belay.cli.config.Configuration;
import dev.belay.cli.config.ConfigurationFile;
import dev.belay.cli.page.RuleBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a project starts: the nearest folder upward that holds {@code belay.toml} or is a
 * repository's top, else the folder given, for a file its source root. Nothing above it is looked
 * at.
 *
 * @param folder absolute
 * @param configuration the file there, if there is one
 */
record ProjectRoot(Path folder, Optional<Path> configuration) {

  private static final Pattern PACKAGE =
      Pattern.compile("^\\s*package\\s+([\\p{javaJavaIdentifierPart}.]+)\\s*;", Pattern.MULTILINE);

  /**
   * The root of what was given.
   *
   * @param here the working folder, absolute
   * @param paths as given: files, folders, patterns, deleted ones; none means {@code here}
   */
  static ProjectRoot of(Path here, List<String> paths) {
    Path start = paths.isEmpty() ? here : common(here, paths);
    for (Path at = start; at != null; at = at.getParent()) {
      Path file = at.resolve(ConfigurationFile.NAME);
      if (Files.isRegularFile(file)) {
        return new ProjectRoot(at, Optional.of(file));
      }
      if (Files.exists(at.resolve(".git"))) {
        return new ProjectRoot(at, Optional.empty());
      }
    }
    return new ProjectRoot(
        paths.size() == 1 ? sourceRoot(here, paths.get(0), start) : start, Optional.empty());
  }

  /** What the file at the root says; nothing where there is none. */
  Configuration readConfiguration(Surroundings surroundings, RuleBook book) {
    return configuration
        .map(
            file ->
                ConfigurationFile.read(
                    file, surroundings.folder().relativize(file).toString(), book.ids()))
        .orElseGet(Configuration::none);
  }

  /** The top of the repository that the root lies in, or the root itself. */
  Path repository() {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return at;
      }
    }
    return folder;
  }

  /** The innermost existing folder that all paths lie in. */
  private static Path common(Path here, List<String> paths) {
    Path common = null;
    for (String path : paths) {
      Path folder = folderOf(here, path);
      while (common != null && !folder.startsWith(common)) {
        common = common.getParent();
      }
      common = common == null ? folder : common;
    }
    return common;
  }

  private static Path folderOf(Path here, String path) {
    Path at;
    try {
      at = here.resolve(path).normalize();
    } catch (InvalidPathException pattern) {
      return here;
    }
    while (at.getParent() != null && !Files.isDirectory(at)) {
      at = at.getParent();
    }
    return at;
  }

  /** The folder that a lone file's package is relative to, so that its neighbours are found. */
  private static Path sourceRoot(Path here, String path, Path folder) {
    Path file;
    try {
      file = here.resolve(path);
    } catch (InvalidPathException pattern) {
      return folder;
    }
    if (!Files.isRegularFile(file)) {
      return folder;
    }
    try {
      // ISO-8859-1 takes every byte, and what is not ASCII here fits no folder below.
      Matcher declared =
          PACKAGE.matcher(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      if (!declared.find()) {
        return folder;
      }
      Path below = Path.of(declared.group(1).replace('.', '/'));
      return folder.endsWith(below) && folder.getNameCount() > below.getNameCount()
          ? folder
              .getRoot()
              .resolve(folder.subpath(0, folder.getNameCount() - below.getNameCount()))
          : folder;
    } catch (IOException unreadable) {
      // The check will say so; the root is then the file's own folder.
      return folder;
    }
  }
}
