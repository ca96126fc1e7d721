package dev.belay.linter.engine;

import dev.belay.linter.index.ClassLinks;
import dev.belay.linter.index.LibraryLinks;
import dev.belay.linter.source.CallSite;
import dev.belay.linter.source.FileSketch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * Of which types that may be on which a call is made, by simple names alone: those of all variables
 * of its name in the file, of all fields that it may stand for, of what all methods of its name
 * give. What cannot be told may be of any type. Filled by one thread, then safe for several.
 */
final class Receivers {

  private static final int ANY_TYPE = FileSketch.ANY_TYPE;

  /** Owners and types of fields, and types that methods give behind a 0, by name. */
  private final Map<Integer, int[]> fields = new HashMap<>();

  private final Map<Integer, int[]> results = new HashMap<>();
  private final Map<Integer, int[]> below = new ConcurrentHashMap<>();
  private final IntFunction<int[]> typesBelow;

  /**
   * Receivers of which nothing is known yet.
   *
   * @param typesBelow gives a type and all that inherit from it, sorted
   */
  Receivers(IntFunction<int[]> typesBelow) {
    this.typesBelow = typesBelow;
  }

  void add(FileSketch sketch) {
    sketch.eachField((owner, type, name) -> add(owner, type, name, fields));
    sketch.eachReturn((owner, type, name) -> add(0, type, name, results));
    if (sketch.isGarbled()) {
      sketch.eachWord(word -> add(ANY_TYPE, ANY_TYPE, word, fields));
      sketch.eachWord(word -> add(ANY_TYPE, ANY_TYPE, word, results));
    }
  }

  void add(LibraryLinks libraries) {
    libraries.eachField((owner, type, name) -> add(owner, type, name, fields));
    libraries.eachReturn((owner, type, name) -> add(0, type, name, results));
    libraries.eachGiven((type, name) -> add(0, type, name, results));
  }

  void add(ClassLinks classes) {
    classes.eachField(
        (owner, type, name) -> add(nameOf(owner, classes), nameOf(type, classes), name, fields));
    classes.eachReturn((owner, type, name) -> add(0, nameOf(type, classes), name, results));
  }

  private static int nameOf(int type, ClassLinks classes) {
    return type == ClassLinks.ANY_TYPE ? ANY_TYPE : classes.simpleNameOf(type);
  }

  private static void add(int owner, int type, int name, Map<Integer, int[]> into) {
    into.merge(name, new int[] {owner, type}, Receivers::joined);
  }

  private static int[] joined(int[] known, int[] more) {
    for (int i = 0; i < known.length; i += 2) {
      if (known[i] == more[0] && known[i + 1] == more[1]) {
        return known;
      }
    }
    int[] all = Arrays.copyOf(known, known.length + 2);
    all[known.length] = more[0];
    all[known.length + 1] = more[1];
    return all;
  }

  /**
   * Whether what a call is made on may be of one of some types.
   *
   * @param kind one of {@link CallSite}'s
   * @param types with all below them; {@code *} among them for any
   */
  boolean mayBe(int kind, int receiver, TypeNames types, FileSketch in) {
    if (types.isAny()) {
      return true;
    }
    return switch (kind) {
      case CallSite.ON_NAME -> mayName(receiver, types, in) || mayBeField(receiver, types, in);
      case CallSite.ON_MEMBER -> mayName(receiver, types, in) || mayBeMember(receiver, types);
      case CallSite.ON_RESULT -> mayGive(receiver, types);
      // A file names its own types, what they extend, and from where it imports methods.
      case CallSite.ON_THIS -> types.anyIn(in);
      default -> true;
    };
  }

  /** A type of that name, or a variable of the file. */
  private static boolean mayName(int name, TypeNames types, FileSketch in) {
    return types.has(name, in)
        || in.anyVariable(name, type -> type == ANY_TYPE || types.has(type, in));
  }

  /** A field of a class whose heirs, or code in it, the file mentions. */
  private boolean mayBeField(int name, TypeNames types, FileSketch in) {
    int[] known = fields.get(name);
    for (int i = 0; known != null && i < known.length; i += 2) {
      if ((known[i + 1] == ANY_TYPE || types.has(known[i + 1]))
          && (known[i] == ANY_TYPE
              || in.mentionsAny(below.computeIfAbsent(known[i], typesBelow::apply)))) {
        return true;
      }
    }
    return false;
  }

  private boolean mayBeMember(int name, TypeNames types) {
    return isAnyOf(fields.get(name), types);
  }

  private boolean mayGive(int method, TypeNames types) {
    return isAnyOf(results.get(method), types);
  }

  private static boolean isAnyOf(int[] known, TypeNames types) {
    for (int i = 1; known != null && i < known.length; i += 2) {
      if (known[i] == ANY_TYPE || types.has(known[i])) {
        return true;
      }
    }
    return false;
  }
}
