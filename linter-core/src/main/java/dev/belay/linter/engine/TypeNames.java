package dev.belay.linter.engine;

import dev.belay.linter.source.FileSketch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some types by their simple names, and the files that declare them: two types of one name are told
 * apart by which files see which. Immutable, safe for several threads.
 */
final class TypeNames {

  /**
   * A type of some name.
   *
   * @param name hash of its simple name
   * @param home the file that declares it; null where any type of that name is meant
   */
  record Named(int name, FileSketch home) {

    // As a record has them, which Java would make at run time, at every start.

    @Override
    public boolean equals(Object other) {
      return other instanceof Named named && name == named.name && home == named.home;
    }

    @Override
    public int hashCode() {
      return 31 * name + (home == null ? 0 : home.hashCode());
    }
  }

  /** Tells whether a file may mean a type of another by its simple name. */
  @FunctionalInterface
  interface Sight {
    boolean mayMean(FileSketch file, Named type);
  }

  /**
   * So many types of one name are told apart. Where there are more, as of those called Builder, to
   * ask all of them in every file would take longer than to read what they let in.
   */
  static final int TOLD_APART = 32;

  private final int[] names;

  /** Those of which any of the name is meant. */
  private final Set<Integer> anywhere = new HashSet<>();

  /** The others by name. */
  private final Map<Integer, List<Named>> declared = new HashMap<>();

  private final Sight sight;

  /** Names beside these, sorted, any type of which is meant. */
  private final int[] others;

  TypeNames(Collection<Named> types, Sight sight) {
    this(types, sight, new int[0]);
  }

  /**
   * Some types, and all that have one of some names.
   *
   * @param others hashes of these names, sorted; not changed
   */
  TypeNames(Collection<Named> types, Sight sight, int[] others) {
    this.sight = sight;
    this.others = others;
    this.names = types.stream().mapToInt(Named::name).distinct().sorted().toArray();
    for (Named type : types) {
      if (type.home() == null) {
        anywhere.add(type.name());
      } else {
        declared.computeIfAbsent(type.name(), name -> new ArrayList<>(1)).add(type);
      }
    }
  }

  /** All types of some files, each told apart by its package alone, but for too common names. */
  static TypeNames declaredIn(Collection<FileSketch> sketches) {
    Map<Integer, List<Named>> all = new HashMap<>();
    for (FileSketch sketch : sketches) {
      sketch.eachDeclared(
          (around, type) ->
              all.computeIfAbsent(type, name -> new ArrayList<>(1)).add(new Named(type, sketch)));
    }
    List<Named> rare =
        all.values().stream()
            .filter(types -> types.size() <= TOLD_APART)
            .flatMap(List::stream)
            .toList();
    return new TypeNames(rare, (file, type) -> file.mayImportFrom(type.home()));
  }

  /** Whether any type is meant. */
  boolean isAny() {
    return has(FileSketch.ANY_TYPE);
  }

  /** Hashes of their names. */
  int[] sorted() {
    return names.clone();
  }

  /** Whether a name is meant wherever it is declared. */
  boolean isAnywhere(int name) {
    return anywhere.contains(name);
  }

  /** Whether one of them has a name, wherever it is written. */
  boolean has(int name) {
    return Arrays.binarySearch(names, name) >= 0 || Arrays.binarySearch(others, name) >= 0;
  }

  /** Whether one of them may be meant by a name in a file. */
  boolean has(int name, FileSketch in) {
    return anywhere.contains(name)
        || Arrays.binarySearch(others, name) >= 0
        || declared.getOrDefault(name, List.of()).stream()
            .anyMatch(type -> sight.mayMean(in, type));
  }

  /** Whether a file mentions one of them. */
  boolean anyIn(FileSketch file) {
    return file.mentionsAny(others)
        || Arrays.stream(file.among(names)).anyMatch(name -> has(name, file));
  }
}
