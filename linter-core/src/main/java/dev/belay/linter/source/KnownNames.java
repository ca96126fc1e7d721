package dev.belay.linter.source;

import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Names that a project and the libraries known to the program give to their types and methods, as
 * hashes ({@link FileSketch#hashOf}), sorted. All by simple names, so that an answer may hold
 * namesakes.
 */
public interface KnownNames {

  /** These types and all known ones below them. */
  int[] typesBelow(Set<String> simpleNames);

  /** Methods that return a type parameter. */
  int[] methodsReturningAnything();

  /**
   * Methods with a parameter of one of these types or one below them, and types whose constructors
   * have one; of the project and of class files, for no stored library has any.
   */
  int[] methodsTaking(Set<String> simpleNames);

  /**
   * The names, sorted, of calls in a file that may be of one of some methods, by what they are made
   * on.
   */
  Function<FileSketch, int[]> called(Methods methods);

  /**
   * Whether a file calls one of some methods, or refers to it: by its name, on what may have a type
   * that has it.
   *
   * @param places where such a call must stand, bits of {@link CallSite}
   * @param takers what takes its value
   */
  Predicate<FileSketch> calls(Methods methods, int places, Takers takers);

  /** The types, by their hashes, that a variable of a file may have to hold one of some types. */
  BiPredicate<Integer, FileSketch> holding(Set<String> simpleNames);

  /** What may take the value of a call. */
  @FunctionalInterface
  interface Takers {
    /** Where it does not matter. */
    Takers ANY = (site, taker, in) -> true;

    /**
     * Whether it is one of them.
     *
     * @param site where the call is, bits of {@link CallSite}
     * @param taker hash of the name that stands for it there
     */
    boolean has(int site, int taker, FileSketch in);
  }
}
