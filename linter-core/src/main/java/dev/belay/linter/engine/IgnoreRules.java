package dev.belay.linter.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What git ignores in a folder: the {@code .gitignore} there and in the folders above, the inner
 * ones before the outer, then {@code .git/info/exclude}. What a user ignores on one machine alone
 * does not count: the findings must be the same everywhere. Immutable.
 */
final class IgnoreRules {

  /**
   * Rules that stand in a folder, and that folder's way from the top one, empty or with a slash.
   */
  private record Level(String folder, Patterns patterns) {}

  /** Outermost first. */
  private final List<Level> levels;

  /** The way from the top folder to this one, empty or with a last slash. */
  private final String way;

  private IgnoreRules(List<Level> levels, String way) {
    this.levels = levels;
    this.way = way;
  }

  /** The rules that hold at a folder; those above it count up to the repository's top. */
  static IgnoreRules at(Path folder) {
    Optional<Path> top = topOf(folder);
    if (top.isEmpty()) {
      return new IgnoreRules(List.of(), "").plusFile(folder);
    }
    List<Level> levels = new ArrayList<>();
    read(excludeFile(top.get())).ifPresent(patterns -> levels.add(new Level("", patterns)));
    IgnoreRules rules = new IgnoreRules(List.copyOf(levels), "").plusFile(top.get());
    Path at = top.get();
    for (Path name : top.get().relativize(folder)) {
      if (!name.toString().isEmpty()) {
        at = at.resolve(name);
        rules = rules.into(name.toString(), at);
      }
    }
    return rules;
  }

  /** The rules that hold in a folder of this one. */
  IgnoreRules into(String name, Path folder) {
    return new IgnoreRules(levels, way + name + "/").plusFile(folder);
  }

  /** Whether an entry of this folder is ignored by itself. */
  boolean ignore(String name, boolean folder) {
    String path = way + name;
    for (int i = levels.size() - 1; i >= 0; i--) {
      Level level = levels.get(i);
      Optional<Boolean> verdict =
          level.patterns().verdict(path.substring(level.folder().length()), folder);
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    return false;
  }

  private IgnoreRules plusFile(Path folder) {
    Optional<Patterns> patterns = read(folder.resolve(".gitignore"));
    if (patterns.isEmpty()) {
      return this;
    }
    List<Level> more = new ArrayList<>(levels);
    more.add(new Level(way, patterns.get()));
    return new IgnoreRules(List.copyOf(more), way);
  }

  private static Optional<Patterns> read(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Patterns.of(Files.readAllBytes(file))).filter(p -> !p.isEmpty());
    } catch (IOException e) {
      // As git has it: an ignore file that cannot be read ignores nothing.
      return Optional.empty();
    }
  }

  private static Optional<Path> topOf(Path folder) {
    for (Path at = folder; at != null; at = at.getParent()) {
      if (Files.exists(at.resolve(".git"))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /** In a linked work tree {@code .git} is a file that names the place (gitrepository-layout). */
  private static Path excludeFile(Path top) {
    Path git = top.resolve(".git");
    try {
      if (Files.isRegularFile(git)) {
        git = top.resolve(content(git).replaceFirst("^gitdir:", "").strip());
        Path common = git.resolve("commondir");
        git = Files.isRegularFile(common) ? git.resolve(content(common).strip()) : git;
      }
    } catch (IOException | java.nio.file.InvalidPathException e) {
      return top.resolve(".git/info/exclude");
    }
    return git.resolve("info").resolve("exclude");
  }

  private static String content(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
