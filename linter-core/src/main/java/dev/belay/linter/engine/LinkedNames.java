package dev.belay.linter.engine;

import dev.belay.linter.engine.TypeNames.Named;
import dev.belay.linter.index.ClassLinks;
import dev.belay.linter.index.LibraryLinks;
import dev.belay.linter.source.CallSite;
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
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The names of the project, from its sketches, of the stored libraries, and of class files. The
 * first two know types by simple names, class files by full ones; a library that a file must
 * mention is told apart as another file of the project is. Belongs to one thread; what {@link
 * #calls} gives is safe for several.
 */
final class LinkedNames implements KnownNames {

  private static final Named ANY = new Named(FileSketch.ANY_TYPE, null);

  private final Collection<FileSketch> sketches;
  private final List<LibraryLinks> libraries;
  private final ClassLinks classes;
  private final Map<Integer, List<Named>> subtypes = new HashMap<>();
  private final Map<Integer, List<Named>> heirs = new HashMap<>();
  private final Map<Integer, List<Integer>> subclasses = new HashMap<>();
  private final TypeNames.Sight sight = new Sights(subtypes);
  private final Map<Methods, Map<Integer, Owners>> found = new HashMap<>();
  private final Set<Integer> garbled = new HashSet<>();
  private final int[] garbledWords;
  private final Map<Set<String>, Holders> holders = new HashMap<>();
  private Receivers receivers;
  private TypeNames own;

  LinkedNames(Collection<FileSketch> sketches, List<LibraryLinks> libraries, ClassLinks classes) {
    this.sketches = sketches;
    this.libraries = libraries;
    this.classes = classes;
    for (FileSketch sketch : sketches) {
      sketch.eachSupertype((above, type) -> add(above, new Named(type, sketch), subtypes));
      if (sketch.isGarbled()) {
        sketch.eachWord(garbled::add);
      }
    }
    for (LibraryLinks library : libraries) {
      FileSketch home = library.home().orElse(null);
      library.eachSupertype((above, type) -> add(above, new Named(type, home), subtypes));
      library.eachInheritance((above, type) -> add(above, new Named(type, home), heirs));
    }
    classes.eachSupertype((above, type) -> add(above, type, subclasses));
    garbledWords = sorted(garbled);
  }

  private static <T> void add(int supertype, T type, Map<Integer, List<T>> below) {
    below.computeIfAbsent(supertype, t -> new ArrayList<>(2)).add(type);
  }

  @Override
  public int[] typesBelow(Set<String> simpleNames) {
    return new Below(simpleNames).typeNames().sorted();
  }

  @Override
  public int[] methodsReturningAnything() {
    return sorted(find(Methods.returning(Set.of(LibraryLinks.ANY_TYPE))).keySet());
  }

  @Override
  public int[] methodsTaking(Set<String> simpleNames) {
    Below types = new Below(simpleNames);
    TypeNames named = types.typeNames();
    Set<Integer> methods = new HashSet<>();
    for (FileSketch sketch : sketches) {
      sketch.eachParameter((type, name) -> addIf(named.has(type, sketch), name, methods));
    }
    classes.eachParameter((type, name) -> addIf(types.classes.contains(type), name, methods));
    return sorted(methods);
  }

  private static void addIf(boolean wanted, int name, Set<Integer> names) {
    if (wanted) {
      names.add(name);
    }
  }

  @Override
  public Predicate<FileSketch> calls(Methods methods, int places, Takers takers) {
    Map<Integer, Owners> owners = find(methods);
    Receivers known = receivers();
    return sketch ->
        sketch.anyCall(
            places,
            (site, receiver, name, taker) -> {
              Owners possible = owners.get(name);
              return possible != null
                  && takers.has(site, taker, sketch)
                  && known.mayBe(site & CallSite.KINDS, receiver, possible.types(), sketch);
            });
  }

  @Override
  public Function<FileSketch, int[]> called(Methods methods) {
    Map<Integer, Owners> owners = find(methods);
    Receivers known = receivers();
    return sketch -> {
      Set<Integer> names = new HashSet<>();
      sketch.eachCall(
          (kind, receiver, name) -> {
            Owners possible = owners.get(name);
            if (possible != null
                && !names.contains(name)
                && known.mayBe(kind, receiver, possible.types(), sketch)) {
              names.add(name);
            }
          });
      return sorted(names);
    };
  }

  private Receivers receivers() {
    if (receivers == null) {
      receivers = new Receivers(this::namesBelow);
      sketches.forEach(receivers::add);
      libraries.forEach(receivers::add);
      receivers.add(classes);
    }
    return receivers;
  }

  @Override
  public BiPredicate<Integer, FileSketch> holding(Set<String> simpleNames) {
    return holders.computeIfAbsent(simpleNames, this::gatherHolders);
  }

  private Holders gatherHolders(Set<String> simpleNames) {
    if (own == null) {
      own = TypeNames.declaredIn(sketches);
    }
    Below types = new Below(simpleNames);
    Set<Integer> names = new HashSet<>(garbled);
    Above above = new Above();
    subtypes.forEach((up, all) -> all.forEach(type -> above.add(type.name(), up)));
    types.named.forEach(type -> above.gather(type.name(), names));
    Above classesAbove = new Above();
    subclasses.forEach((up, all) -> all.forEach(type -> classesAbove.add(type, up)));
    Set<Integer> numbers = new HashSet<>();
    types.classes.forEach(type -> classesAbove.gather(type, numbers));
    numbers.forEach(type -> names.add(classes.simpleNameOf(type)));
    return new Holders(names, own);
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
                types.forEach(
                    type -> owners(name, all).names.add(new Named(FileSketch.hashOf(type), null))));
    if (!methods.returned().isEmpty()) {
      Gathered returning = new Gathered(methods.returned(), all);
      sketches.forEach(sketch -> sketch.eachReturn(returning.in(sketch)));
      for (LibraryLinks library : libraries) {
        FileSketch.Member member = returning.but(methods.but(), library);
        library.eachReturn(member);
        library.eachGiven((type, name) -> member.accept(FileSketch.ANY_TYPE, type, name));
      }
      classes.eachReturn(returning::acceptClass);
    }
    if (!methods.thrown().isEmpty()) {
      Gathered throwing = new Gathered(methods.thrown(), all);
      sketches.forEach(sketch -> sketch.eachThrows(throwing.in(sketch)));
      for (LibraryLinks library : libraries) {
        library.eachThrows(throwing.but(methods.but(), library));
      }
      classes.eachThrows(throwing::acceptClass);
    }
    if (methods.named().isEmpty()) {
      // Where only a parser could tell, any word may be the name of such a method.
      garbled.forEach(name -> owners(name, all).names.add(ANY));
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
    below.inherit(Set.of(new Named(type, null)), Set.of());
    return below.typeNames().sorted();
  }

  private static int[] sorted(Set<Integer> hashes) {
    return hashes.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** Puts methods that are linked to some types to their owners. */
  private final class Gathered {

    private final Below types;
    private final TypeNames named;
    private final Map<Integer, Owners> all;

    Gathered(Set<String> simpleNames, Map<Integer, Owners> all) {
      this.types = new Below(simpleNames);
      this.named = types.typeNames();
      this.all = all;
    }

    /** For what a file declares. */
    FileSketch.Member in(FileSketch sketch) {
      return (owner, type, name) -> {
        if (named.has(type, sketch)) {
          owners(name, all).names.add(owner == 0 ? ANY : new Named(owner, sketch));
        }
      };
    }

    void acceptClass(int owner, int type, int name) {
      boolean open = named.isAny() && type == ClassLinks.ANY_TYPE;
      if (open || types.classes.contains(type)) {
        owners(name, all).classes.add(owner);
      }
    }

    /** For what a library declares, which means no type of the project. */
    FileSketch.Member but(Map<String, Set<String>> typesByName, LibraryLinks library) {
      FileSketch home = library.home().orElse(null);
      Set<Long> leftOut = new HashSet<>();
      typesByName.forEach(
          (name, owners) -> owners.forEach(o -> leftOut.add(key(FileSketch.hashOf(o), name))));
      return (owner, type, name) -> {
        boolean meant = home == null ? named.isAnywhere(type) : named.has(type, home);
        if (meant && !leftOut.contains(key(owner, name))) {
          owners(name, all).names.add(owner == 0 ? ANY : new Named(owner, home));
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

    final Set<Named> names = new HashSet<>();
    final Set<Integer> classes = new HashSet<>();

    /** Told on first demand, and then by whoever asks at once: each answer is the same. */
    private volatile TypeNames types;

    /** These and all that inherit from them; {@code *} among them for any type. */
    TypeNames types() {
      TypeNames known = types;
      if (known == null) {
        Below below = new Below();
        below.inherit(names, classes);
        known = new TypeNames(below.named, sight, garbledWords);
        types = known;
      }
      return known;
    }
  }

  /**
   * Some types and all known ones below them. Where a simple name says what is above, every class
   * of that name is meant which the file that says it sees; where a class file says it, one is.
   */
  private final class Below {

    final Set<Named> named = new HashSet<>();

    /** Numbers of those that class files know of. */
    final Set<Integer> classes = new HashSet<>();

    /** Where each name is declared, as far as it was met. */
    private final Map<Integer, Set<FileSketch>> homes = new HashMap<>();

    /** Names of which every class was asked for. */
    private final Set<Integer> byName = new HashSet<>();

    private final Deque<Runnable> open = new ArrayDeque<>();
    private boolean withHeirs;

    Below() {}

    Below(Set<String> simpleNames) {
      simpleNames.forEach(name -> add(new Named(FileSketch.hashOf(name), null), true));
      finish();
    }

    TypeNames typeNames() {
      return new TypeNames(named, sight);
    }

    /** Adds what has the members of some types, and need not play their part. */
    void inherit(Set<Named> fromNames, Set<Integer> fromClasses) {
      withHeirs = true;
      fromNames.forEach(type -> add(type, true));
      fromClasses.forEach(this::addClass);
      finish();
    }

    private void finish() {
      while (!open.isEmpty()) {
        open.pop().run();
      }
    }

    /** Whether a type is one of too many of its name. */
    private boolean isCommon(Named type) {
      Set<FileSketch> met = homes.computeIfAbsent(type.name(), name -> new HashSet<>());
      if (type.home() != null) {
        met.add(type.home());
      }
      return met.size() > TypeNames.TOLD_APART;
    }

    private void add(Named one, boolean asClassToo) {
      Named type = isCommon(one) ? new Named(one.name(), null) : one;
      if (named.add(type)) {
        open.add(() -> addBelow(type, subtypes));
        if (withHeirs) {
          open.add(() -> addBelow(type, heirs));
        }
      }
      if (asClassToo && byName.add(type.name())) {
        open.add(() -> LinkedNames.this.classes.eachNamed(type.name(), this::addClass));
      }
    }

    private void addBelow(Named type, Map<Integer, List<Named>> links) {
      for (Named below : links.getOrDefault(type.name(), List.of())) {
        if (type.home() == null || below.home() != null && sight.mayMean(below.home(), type)) {
          add(below, true);
        }
      }
    }

    private void addClass(int type) {
      if (classes.add(type)) {
        open.add(() -> subclasses.getOrDefault(type, List.of()).forEach(this::addClass));
        add(new Named(LinkedNames.this.classes.simpleNameOf(type), null), false);
      }
    }
  }
}
