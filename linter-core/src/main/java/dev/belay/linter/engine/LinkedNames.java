package dev.belay.linter.engine;

import dev.belay.linter.index.ClassLinks;
import dev.belay.linter.index.LibraryLinks;
import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.KnownNames;
import dev.belay.linter.source.Methods;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The names of the project, from its sketches, of the stored libraries, and of class files. The
 * first two know types by simple names, class files by full ones. Belongs to one thread; what
 * {@link #calls} gives is safe for several.
 */
final class LinkedNames implements KnownNames {

  private static final Set<String> ANYTHING = Set.of(LibraryLinks.ANY_TYPE);

  private final Collection<FileSketch> sketches;
  private final LibraryLinks libraries;
  private final ClassLinks classes;
  private final Map<Integer, List<Integer>> subtypes = new HashMap<>();
  private final Map<Integer, List<Integer>> heirs = new HashMap<>();
  private final Map<Integer, List<Integer>> subclasses = new HashMap<>();
  private final Map<Methods, Map<Integer, Owners>> found = new HashMap<>();
  private final Set<Integer> garbled = new HashSet<>();
  private Receivers receivers;

  LinkedNames(Collection<FileSketch> sketches, LibraryLinks libraries, ClassLinks classes) {
    this.sketches = sketches;
    this.libraries = libraries;
    this.classes = classes;
    FileSketch.Link link = (supertype, type) -> add(supertype, type, subtypes);
    sketches.forEach(sketch -> sketch.eachSupertype(link));
    libraries.eachSupertype(link);
    libraries.eachInheritance((supertype, type) -> add(supertype, type, heirs));
    classes.eachSupertype((supertype, type) -> add(supertype, type, subclasses));
    for (FileSketch sketch : sketches) {
      if (sketch.isGarbled()) {
        sketch.eachWord(garbled::add);
      }
    }
  }

  private static void add(int supertype, int type, Map<Integer, List<Integer>> below) {
    below.computeIfAbsent(supertype, t -> new ArrayList<>(2)).add(type);
  }

  @Override
  public int[] typesBelow(Set<String> simpleNames) {
    return sorted(new Below(simpleNames).names);
  }

  @Override
  public int[] methodsReturning(Set<String> simpleNames) {
    return sorted(find(Methods.returning(simpleNames)).keySet());
  }

  @Override
  public int[] methodsReturningAnything() {
    return methodsReturning(ANYTHING);
  }

  @Override
  public int[] methodsThrowing(Set<String> simpleNames) {
    return sorted(find(Methods.throwing(simpleNames)).keySet());
  }

  @Override
  public int[] methodsTaking(Set<String> simpleNames) {
    Below types = new Below(simpleNames);
    Set<Integer> methods = new HashSet<>();
    FileSketch.Link named = (type, name) -> addIf(types.names.contains(type), name, methods);
    sketches.forEach(sketch -> sketch.eachParameter(named));
    classes.eachParameter((type, name) -> addIf(types.classes.contains(type), name, methods));
    return sorted(methods);
  }

  private static void addIf(boolean wanted, int name, Set<Integer> names) {
    if (wanted) {
      names.add(name);
    }
  }

  @Override
  public Predicate<FileSketch> calls(Methods methods, int places) {
    Map<Integer, Owners> owners = find(methods);
    if (receivers == null) {
      receivers = new Receivers(this::namesBelow);
      sketches.forEach(receivers::add);
      receivers.add(libraries);
      receivers.add(classes);
    }
    return sketch ->
        sketch.anyCall(
            places,
            (kind, receiver, name) -> {
              Owners possible = owners.get(name);
              return possible != null && receivers.mayBe(kind, receiver, possible.types(), sketch);
            });
  }

  /** The types that have such methods, by the methods' names. */
  private Map<Integer, Owners> find(Methods methods) {
    return found.computeIfAbsent(methods, this::gather);
  }

  private Map<Integer, Owners> gather(Methods methods) {
    Map<Integer, Owners> all = new HashMap<>();
    methods
        .named()
        .forEach(
            (name, types) ->
                types.forEach(type -> owners(name, all).names.add(FileSketch.hashOf(type))));
    if (!methods.returned().isEmpty()) {
      Gathered returning = new Gathered(methods.returned(), all);
      sketches.forEach(sketch -> sketch.eachReturn(returning));
      FileSketch.Member library = returning.but(methods.but());
      libraries.eachReturn(library);
      libraries.eachGiven((type, name) -> library.accept(FileSketch.ANY_TYPE, type, name));
      classes.eachReturn(returning::acceptClass);
    }
    if (!methods.thrown().isEmpty()) {
      Gathered throwing = new Gathered(methods.thrown(), all);
      sketches.forEach(sketch -> sketch.eachThrows(throwing));
      libraries.eachThrows(throwing.but(methods.but()));
      classes.eachThrows(throwing::acceptClass);
    }
    if (methods.named().isEmpty()) {
      // Where only a parser could tell, any word may be the name of such a method.
      garbled.forEach(name -> owners(name, all).names.add(FileSketch.ANY_TYPE));
    }
    return all;
  }

  private Owners owners(String name, Map<Integer, Owners> all) {
    return owners(FileSketch.hashOf(name), all);
  }

  private Owners owners(int name, Map<Integer, Owners> all) {
    return all.computeIfAbsent(name, n -> new Owners());
  }

  private int[] namesBelow(int type) {
    Below below = new Below();
    below.inherit(Set.of(type), Set.of());
    return sorted(below.names);
  }

  private static int[] sorted(Set<Integer> hashes) {
    return hashes.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** Puts methods that are linked to some types to their owners. */
  private final class Gathered implements FileSketch.Member {

    private final Below types;
    private final Map<Integer, Owners> all;

    Gathered(Set<String> simpleNames, Map<Integer, Owners> all) {
      this.types = new Below(simpleNames);
      this.all = all;
    }

    @Override
    public void accept(int owner, int type, int name) {
      if (types.names.contains(type)) {
        owners(name, all).names.add(owner == 0 ? FileSketch.ANY_TYPE : owner);
      }
    }

    void acceptClass(int owner, int type, int name) {
      boolean open = types.names.contains(FileSketch.ANY_TYPE) && type == ClassLinks.ANY_TYPE;
      if (open || types.classes.contains(type)) {
        owners(name, all).classes.add(owner);
      }
    }

    FileSketch.Member but(Map<String, Set<String>> typesByName) {
      Set<Long> leftOut = new HashSet<>();
      typesByName.forEach(
          (name, owners) -> owners.forEach(o -> leftOut.add(key(FileSketch.hashOf(o), name))));
      return (owner, type, name) -> {
        if (!leftOut.contains(key(owner, name))) {
          accept(owner, type, name);
        }
      };
    }

    private static long key(int owner, String name) {
      return key(owner, FileSketch.hashOf(name));
    }

    private static long key(int owner, int name) {
      return (long) owner << 32 | name & 0xffff_ffffL;
    }
  }

  /** The types that have a method. */
  private final class Owners {

    final Set<Integer> names = new HashSet<>();
    final Set<Integer> classes = new HashSet<>();

    /** Told on first demand, and then by whoever asks at once: each answer is the same. */
    private volatile int[] types;

    /** These and all that inherit from them, sorted; {@code *} among them for any type. */
    int[] types() {
      int[] known = types;
      if (known == null) {
        Below below = new Below();
        below.inherit(names, classes);
        below.names.addAll(garbled);
        known = sorted(below.names);
        types = known;
      }
      return known;
    }
  }

  /**
   * Some types and all known ones below them. Where only a simple name says what is above, every
   * class of that name is meant; where a class file says it, one is.
   */
  private final class Below {

    /** Hashes of the simple names of all. */
    final Set<Integer> names = new HashSet<>();

    /** Numbers of those that class files know of. */
    final Set<Integer> classes = new HashSet<>();

    private final Set<Integer> named = new HashSet<>();
    private final Deque<Runnable> open = new ArrayDeque<>();
    private boolean withHeirs;

    Below() {}

    Below(Set<String> simpleNames) {
      simpleNames.forEach(name -> addNamed(FileSketch.hashOf(name)));
      finish();
    }

    /** Adds what has the members of some types, and need not play their part. */
    void inherit(Set<Integer> fromNames, Set<Integer> fromClasses) {
      withHeirs = true;
      fromNames.forEach(this::addNamed);
      fromClasses.forEach(this::addClass);
      finish();
    }

    private void finish() {
      while (!open.isEmpty()) {
        open.pop().run();
      }
    }

    private void addNamed(int name) {
      if (named.add(name)) {
        open.add(() -> LinkedNames.this.classes.eachNamed(name, this::addClass));
        addName(name);
      }
    }

    private void addClass(int type) {
      if (classes.add(type)) {
        open.add(() -> subclasses.getOrDefault(type, List.of()).forEach(this::addClass));
        addName(LinkedNames.this.classes.simpleNameOf(type));
      }
    }

    private void addName(int name) {
      if (names.add(name)) {
        open.add(() -> subtypes.getOrDefault(name, List.of()).forEach(this::addNamed));
        if (withHeirs) {
          open.add(() -> heirs.getOrDefault(name, List.of()).forEach(this::addNamed));
        }
      }
    }
  }
}
