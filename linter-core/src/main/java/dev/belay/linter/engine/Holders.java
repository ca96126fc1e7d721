package dev.belay.linter.engine;

import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.KnownNames;
import dev.belay.linter.source.WordSet;
import java.util.Set;

/**
 * What a variable may be declared as to hold a value of some types: one of them, one above them, or
 * something of which nothing is known. Immutable, safe for several threads.
 */
final class Holders implements KnownNames.Takers {

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
  public boolean has(int taker, FileSketch in) {
    boolean told = taker != 0 && taker != FileSketch.ANY_TYPE;
    return !told || names.contains(taker) || !PLAIN.contains(taker) && !project.has(taker, in);
  }
}
