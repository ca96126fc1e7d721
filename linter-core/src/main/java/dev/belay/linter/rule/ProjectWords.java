package dev.belay.linter.rule;

import java.util.Set;

/**
 * Names that a project gives to things of its own, by their hashes ({@link
 * dev.belay.linter.source.FileSketch#hashOf}), sorted. All by simple names, so that an answer may
 * hold namesakes.
 */
public interface ProjectWords {

  /** These types and all of the project below them. */
  int[] typesBelow(Set<String> simpleNames);

  /** Methods that return one of these types or a type of the project below them. */
  int[] methodsReturning(Set<String> simpleNames);

  /** Methods and constructors that declare one of these exceptions or one below them. */
  int[] methodsThrowing(Set<String> simpleNames);
}
