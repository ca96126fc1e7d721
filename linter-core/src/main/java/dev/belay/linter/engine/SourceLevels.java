package dev.belay.linter.engine;

import dev.belay.linter.rule.SourceLevel;

/** Tells in which version of Java files are written. Must be safe for several threads. */
@FunctionalInterface
public interface SourceLevels {

  /** Nothing is known of any file. */
  SourceLevels UNKNOWN = path -> SourceLevel.UNKNOWN;

  /**
   * The level of a file.
   *
   * @param path relative to the project's root, with forward slashes
   */
  SourceLevel of(String path);

  /** The same level for all files. */
  static SourceLevels of(SourceLevel level) {
    return path -> level;
  }
}
