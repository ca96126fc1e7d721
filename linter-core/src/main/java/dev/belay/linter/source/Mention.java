package dev.belay.linter.source;

import dev.belay.linter.source.KnownNames.Takers;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
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
    int[] hashes = words.stream().mapToInt(FileSketch::hashOf).sorted().toArray();
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
   * A call of one of some methods whose value a variable may keep, of one of some types or of one
   * above.
   */
  static Mention assigned(Methods methods, Collection<String> simpleNames) {
    Set<String> names = Set.copyOf(simpleNames);
    return known -> {
      Takers types = known.holding(names);
      Takers variables =
          (name, in) ->
              in.anyVariable(name, type -> types.has(type, in))
                  || !in.anyVariable(name, type -> true);
      return known
          .calls(methods, CallSite.ASSIGNED, types)
          .or(known.calls(methods, CallSite.STORED, variables));
    };
  }

  /** A call of one of some methods whose value may be handed to one of some others. */
  static Mention passed(Methods methods, Collection<String> toMethods) {
    int[] hashes = toMethods.stream().mapToInt(FileSketch::hashOf).sorted().toArray();
    return known ->
        known.calls(
            methods, CallSite.PASSED, (taker, in) -> Arrays.binarySearch(hashes, taker) >= 0);
  }

  /** A call of one of some methods whose value may be handed to what the file itself declares. */
  static Mention passedToOwn(Methods methods) {
    return known -> known.calls(methods, CallSite.PASSED, (taker, in) -> in.declares(taker));
  }

  /** A creation of one of these types, or of a known type below one of them. */
  static Mention creations(Collection<String> simpleNames) {
    Set<String> names = Set.copyOf(simpleNames);
    return known -> {
      int[] hashes = known.typesBelow(names);
      return sketch ->
          sketch.anyCall(
              CallSite.ANYWHERE,
              (kind, receiver, name, taker) ->
                  kind == CallSite.CREATION && Arrays.binarySearch(hashes, name) >= 0);
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
