package dev.belay.linter.rule;

import dev.belay.linter.source.FileSketch;
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

  /** The test of a file, once the whole project has been scanned. */
  Predicate<FileSketch> in(ProjectWords project);

  /** Every file. */
  static Mention anything() {
    return project -> sketch -> true;
  }

  /** One of these words. */
  static Mention words(String... words) {
    return words(Set.of(words));
  }

  /** One of these words. */
  static Mention words(Collection<String> words) {
    int[] hashes = words.stream().mapToInt(FileSketch::hashOf).toArray();
    return project -> sketch -> sketch.mentionsAny(hashes);
  }

  /** One of these types, or a type of the project below one of them. */
  static Mention types(Collection<String> simpleNames) {
    Set<String> names = Set.copyOf(simpleNames);
    return project -> {
      int[] hashes = project.typesBelow(names);
      return sketch -> sketch.mentionsAny(hashes);
    };
  }

  /**
   * A call, where nothing takes its value, of a name that some method of the project has which
   * returns one of these types or a type of the project below one.
   */
  static Mention droppedCalls(Collection<String> returnTypes) {
    Set<String> names = Set.copyOf(returnTypes);
    return project -> {
      int[] hashes = project.methodsReturning(names);
      return sketch -> sketch.dropsAny(hashes);
    };
  }

  /** A call of one of these methods where nothing takes its value. */
  static Mention droppedCallsOf(Collection<String> methodNames) {
    int[] hashes = methodNames.stream().mapToInt(FileSketch::hashOf).toArray();
    return project -> sketch -> sketch.dropsAny(hashes);
  }

  /**
   * A name that some method of the project has which declares one of these exceptions or a type of
   * the project below one.
   */
  static Mention throwers(Collection<String> exceptions) {
    Set<String> names = Set.copyOf(exceptions);
    return project -> {
      int[] hashes = project.methodsThrowing(names);
      return sketch -> sketch.mentionsAny(hashes);
    };
  }

  /** Both this and that. */
  default Mention and(Mention other) {
    return project -> in(project).and(other.in(project));
  }

  /** This or that. */
  default Mention or(Mention other) {
    return project -> in(project).or(other.in(project));
  }
}
