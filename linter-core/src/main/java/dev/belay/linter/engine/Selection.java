package dev.belay.linter.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which files of a project the user's paths choose. */
final class Selection {

  private static final String WILDCARDS = "*?[";

  private final Scope scope;
  private final Set<String> files = new HashSet<>();
  private final List<String> folders = new ArrayList<>();
  private final List<Glob> globs = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  /** A pattern below a folder; both relative to the root, the folder empty or with a last slash. */
  private record Glob(String folder, Patterns pattern) {
    boolean fits(String path) {
      return path.startsWith(folder) && pattern.fit(path.substring(folder.length()));
    }
  }

  Selection(Scope scope) {
    this.scope = scope;
    if (scope.paths().isEmpty()) {
      add(".");
    }
    scope.paths().forEach(this::add);
  }

  boolean chooses(String path) {
    return files.contains(path)
        || folders.stream().anyMatch(folder -> isBelow(path, folder))
        || globs.stream().anyMatch(glob -> glob.fits(path));
  }

  /** Whether something in a folder may be chosen, or the folder itself. */
  boolean reaches(String folder) {
    return folders.stream().anyMatch(f -> isBelow(folder, f) || isBelow(f, folder))
        || files.stream().anyMatch(file -> isBelow(file, folder))
        || !globs.isEmpty();
  }

  /** Folders that were named, relative to the root; the root is the empty string. */
  List<String> folders() {
    return folders;
  }

  /** Paths that lead to nothing, as given. */
  List<String> missing() {
    return missing;
  }

  /** Paths outside the root. */
  List<Problem> problems() {
    return problems;
  }

  private void add(String given) {
    Path path;
    try {
      path = scope.workingFolder().resolve(given).normalize();
    } catch (InvalidPathException e) {
      missing.add(given);
      return;
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      addExisting(given, path);
    } else if (given.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0)) {
      addGlob(given, path);
    } else {
      missing.add(given);
    }
  }

  private void addExisting(String given, Path path) {
    boolean direct = path.startsWith(scope.root()) && !Files.isSymbolicLink(path);
    Path inside = direct ? path : insideByRealPath(path);
    if (!inside.startsWith(scope.root())) {
      problems.add(new Problem.Unreadable(given, "outside the project's root " + scope.root()));
    } else if (Files.isDirectory(path)) {
      folders.add(relative(inside));
    } else {
      files.add(relative(inside));
    }
  }

  /** The same place written below the root, where links lead there; else the path as it is. */
  private Path insideByRealPath(Path path) {
    try {
      Path real = path.toRealPath();
      Path root = scope.root().toRealPath();
      return real.startsWith(root) ? scope.root().resolve(root.relativize(real)) : path;
    } catch (IOException e) {
      return path;
    }
  }

  private void addGlob(String given, Path path) {
    Path folder = path;
    while (folder != null && folder.toString().chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0)) {
      folder = folder.getParent();
    }
    if (folder == null || !folder.startsWith(scope.root())) {
      missing.add(given);
      return;
    }
    String below = "/" + folder.relativize(path).toString().replace('\\', '/');
    String base = relative(folder);
    globs.add(new Glob(base.isEmpty() ? "" : base + "/", Patterns.of(List.of(below))));
  }

  private String relative(Path path) {
    return Discovery.slashed(scope.root().relativize(path));
  }

  private static boolean isBelow(String path, String folder) {
    return folder.isEmpty()
        || path.startsWith(folder)
            && (path.length() == folder.length() || path.charAt(folder.length()) == '/');
  }
}
