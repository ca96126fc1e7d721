package dev.belay.linter.engine;

import dev.belay.linter.index.SourceIndex;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.rule.SourceLevel;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the check of one file asks of the world around it, and a list of what was asked: types, the
 * project's before the libraries', and the version of Java. What comes of the check depends on the
 * file's own text, on the settings and on these answers, and on nothing else. Belongs to one
 * thread.
 */
final class Inquiry implements TypeIndex {

  private final String from;
  private final SourceIndex project;
  private final TypeIndex libraries;
  private final SourceLevels levels;
  private Optional<SourceLevel> level = Optional.empty();
  private final Map<String, Optional<TypeFacts>> answers = new HashMap<>();
  private final Map<String, Optional<String>> asked = new HashMap<>();

  Inquiry(String from, SourceIndex project, TypeIndex libraries, SourceLevels levels) {
    this.from = from;
    this.levels = levels;
    this.project = project;
    this.libraries = libraries;
  }

  @Override
  public Optional<TypeFacts> find(String name) {
    Optional<TypeFacts> known = answers.get(name);
    if (known == null) {
      List<String> paths = project.pathsOf(name);
      Optional<String> path =
          paths.isEmpty() ? Optional.empty() : Optional.of(SourceIndex.nearest(paths, from));
      known = path.flatMap(p -> project.factsIn(p, name)).or(() -> libraries.find(name));
      asked.put(name, path);
      answers.put(name, known);
    }
    return known;
  }

  /** The version of Java that the file is written in. */
  SourceLevel level() {
    if (level.isEmpty()) {
      level = Optional.of(levels.of(from));
    }
    return level.get();
  }

  /** The answer, if the version was asked for. */
  Optional<SourceLevel> askedLevel() {
    return level;
  }

  /**
   * The names of types that were asked for, each with the file of the project that answered; empty
   * where the project has none of that name. Libraries do not change between checks that know of
   * each other.
   */
  Map<String, Optional<String>> askedTypes() {
    return Collections.unmodifiableMap(asked);
  }
}
