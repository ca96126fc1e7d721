package dev.belay.linter.source;

import dev.belay.linter.source.KnownNames.Takers;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What a file must mention before a rule can speak of it. The screen decides by a scan of the bytes
 * which files are parsed at all, so a mention has to be what every finding of the rule needs, and
 * costs time where it asks for less. Words count outside comments and literals, keywords too; types
 * and methods count by their simple names. Immutable.
 */
@FunctionalInterface
public interface Mention {

  /** The test of a file, once the names of the project and of its libraries are known. */
  Predicate<FileSketch> in(KnownNames known);

  /** Every file. */
  static Mention anything() {
    return known -> sketch -> true;
  }

  /** One of these words. */
  static Mention words(String... words) {
    return words(Set.of(words));
  }

  /** One of these words. */
  static Mention words(Collection<String> words) {
    int[] hashes = hashesOf(words);
    return known -> sketch -> sketch.mentionsAny(hashes);
  }

  /** One of these types, or a known type below one of them. */
  static Mention types(Collection<String> simpleNames) {
    Set<String> names = Set.copyOf(simpleNames);
    return known -> {
      int[] hashes = known.typesBelow(names);
      return sketch -> sketch.mentionsAny(hashes);
    };
  }

  /** A call of one of some methods, or a reference to it, wherever it stands. */
  static Mention calls(Methods methods) {
    return calls(methods, CallSite.ANYWHERE);
  }

  /**
   * A call of one of some methods, or a reference to it, in one of some places.
   *
   * @param places bits of {@link CallSite}
   */
  static Mention calls(Methods methods, int places) {
    return known -> known.calls(methods, places, Takers.ANY);
  }

  /**
   * A call of one of some methods whose value may be kept: by a variable that may have one of some
   * types, or by what takes it as an argument.
   *
   * @param simpleNames of these types; those above them are meant too
   * @param byMethods that keep their arguments; those of the file may do so in any case
   */
  static Mention kept(
      Methods methods, Collection<String> simpleNames, Collection<String> byMethods) {
    Set<String> names = Set.copyOf(simpleNames);
    int[] keeping = hashesOf(byMethods);
    return known -> {
      BiPredicate<Integer, FileSketch> types = known.holding(names);
      return known.calls(
          methods,
          CallSite.KEPT,
          (site, taker, in) ->
              (site & CallSite.ASSIGNED) != 0 && types.test(taker, in)
                  || (site & CallSite.STORED) != 0 && mayHold(taker, types, in)
                  || (site & CallSite.PASSED) != 0
                      && (Arrays.binarySearch(keeping, taker) >= 0 || in.declares(taker)));
    };
  }

  private static boolean mayHold(
      int variable, BiPredicate<Integer, FileSketch> types, FileSketch in) {
    return in.anyVariable(variable, type -> types.test(type, in))
        || !in.anyVariable(variable, type -> true);
  }

  /** A call of one of some methods whose value may be handed to one of some others. */
  static Mention passed(Methods methods, Collection<String> toMethods) {
    int[] hashes = hashesOf(toMethods);
    return known ->
        known.calls(
            methods, CallSite.PASSED, (site, taker, in) -> Arrays.binarySearch(hashes, taker) >= 0);
  }

  private static int[] hashesOf(Collection<String> words) {
    return words.stream().mapToInt(FileSketch::hashOf).sorted().toArray();
  }

  /** A creation of one of these types, or of a known type below one of them. */
  static Mention creations(Collection<String> simpleNames) {
    Set<String> names = Set.copyOf(simpleNames);
    return known -> {
      int[] hashes = known.typesBelow(names);
      return sketch ->
          sketch.anyCall(
              CallSite.ANYWHERE,
              (site, receiver, name, taker) ->
                  (site & CallSite.KINDS) == CallSite.CREATION
                      && Arrays.binarySearch(hashes, name) >= 0);
    };
  }

  /**
   * A name that some method of the project, or type for its constructor, has which takes one of
   * these types or a known one below.
   */
  static Mention takers(Collection<String> parameterTypes) {
    Set<String> names = Set.copyOf(parameterTypes);
    return known -> {
      int[] hashes = known.methodsTaking(names);
      return sketch -> sketch.mentionsAny(hashes);
    };
  }

  /** A suppression, or what may be one. */
  static Mention suppressions() {
    return known -> FileSketch::asksForSilence;
  }

  /** Both this and that. */
  default Mention and(Mention other) {
    return known -> in(known).and(other.in(known));
  }

  /** This or that. */
  default Mention or(Mention other) {
    return known -> in(known).or(other.in(known));
  }
}
