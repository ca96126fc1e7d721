package dev.belay.linter.engine;

import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.WordSet;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What a variable may be declared as to hold a value of some types: one of them, one above them, or
 * something of which nothing is known. Immutable, safe for several threads.
 */
final class Holders implements BiPredicate<Integer, FileSketch> {

  /** Types of the JDK that are above none but their own kind. */
  private static final WordSet PLAIN =
      WordSet.of(
          "boolean byte short int long char float double String Boolean Byte Short Integer Long"
              + " Character Float Double Class List Map Set Iterator Optional");

  private final Set<Integer> names;
  private final TypeNames project;

  /**
   * Holders of some types.
   *
   * @param names of these types and all above them
   * @param project all types that the project declares
   */
  Holders(Set<Integer> names, TypeNames project) {
    this.names = names;
    this.project = project;
  }

  @Override
  public boolean test(Integer type, FileSketch in) {
    boolean told = type != 0 && type != FileSketch.ANY_TYPE;
    return !told || names.contains(type) || !PLAIN.contains(type) && !project.has(type, in);
  }
}
