package dev.belay.linter.engine;

import dev.belay.linter.index.ClassLinks;
import dev.belay.linter.index.LibraryLinks;
import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.KnownNames;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The names of the project, from its sketches, of the stored libraries, and of class files. The
 * first two know types by simple names, class files by full ones.
 */
final class LinkedNames implements KnownNames {

  private static final int ANY_TYPE = FileSketch.hashOf(LibraryLinks.ANY_TYPE);

  private final Collection<FileSketch> sketches;
  private final LibraryLinks libraries;
  private final ClassLinks classes;
  private final Map<Integer, List<Integer>> subtypes = new HashMap<>();
  private final Map<Integer, List<Integer>> subclasses = new HashMap<>();

  LinkedNames(Collection<FileSketch> sketches, LibraryLinks libraries, ClassLinks classes) {
    this.sketches = sketches;
    this.libraries = libraries;
    this.classes = classes;
    FileSketch.Link link = (supertype, type) -> add(supertype, type, subtypes);
    sketches.forEach(sketch -> sketch.eachSupertype(link));
    libraries.eachSupertype(hashed(link));
    classes.eachSupertype((supertype, type) -> add(supertype, type, subclasses));
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
    Below types = new Below(simpleNames);
    return methodsReturning(new Linked(types.names), new Linked(types.classes));
  }

  @Override
  public int[] methodsReturningAnything() {
    return methodsReturning(new Linked(Set.of(ANY_TYPE)), new Linked(Set.of(ClassLinks.ANY_TYPE)));
  }

  private int[] methodsReturning(Linked methods, Linked ofClasses) {
    for (FileSketch sketch : sketches) {
      sketch.eachReturn(methods);
      addGarbled(sketch, methods);
    }
    libraries.eachReturn(hashed(methods));
    classes.eachReturn(ofClasses);
    return sorted(methods, ofClasses);
  }

  @Override
  public int[] methodsTaking(Set<String> simpleNames) {
    Below types = new Below(simpleNames);
    Linked methods = new Linked(types.names);
    Linked ofClasses = new Linked(types.classes);
    sketches.forEach(sketch -> sketch.eachParameter(methods));
    classes.eachParameter(ofClasses);
    return sorted(methods, ofClasses);
  }

  @Override
  public int[] methodsThrowing(Set<String> simpleNames) {
    Below types = new Below(simpleNames);
    Linked methods = new Linked(types.names);
    Linked ofClasses = new Linked(types.classes);
    for (FileSketch sketch : sketches) {
      sketch.eachThrows(methods);
      addGarbled(sketch, methods);
    }
    libraries.eachThrows(hashed(methods));
    classes.eachThrows(ofClasses);
    return sorted(methods, ofClasses);
  }

  /** Where only a parser could tell, any word may be the name of such a method. */
  private static void addGarbled(FileSketch sketch, Linked methods) {
    if (sketch.isGarbled()) {
      sketch.eachWord(methods.names::add);
    }
  }

  private static BiConsumer<String, String> hashed(FileSketch.Link link) {
    return (type, name) -> link.accept(FileSketch.hashOf(type), FileSketch.hashOf(name));
  }

  private static int[] sorted(Linked methods, Linked ofClasses) {
    methods.names.addAll(ofClasses.names);
    return sorted(methods.names);
  }

  private static int[] sorted(Set<Integer> hashes) {
    return hashes.stream().mapToInt(Integer::intValue).sorted().toArray();
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

    Below(Set<String> simpleNames) {
      simpleNames.forEach(name -> addNamed(FileSketch.hashOf(name)));
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
      }
    }
  }

  /** Gathers the names that are linked to some types. */
  private static final class Linked implements FileSketch.Link {

    final Set<Integer> names = new HashSet<>();
    private final Set<Integer> types;

    Linked(Set<Integer> types) {
      this.types = types;
    }

    @Override
    public void accept(int type, int name) {
      if (types.contains(type)) {
        names.add(name);
      }
    }
  }
}
