package dev.belay.linter.engine;

import dev.belay.linter.facts.Namesakes;
import dev.belay.linter.index.LibraryLinks;
import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.KnownNames;
import dev.belay.linter.source.Mention;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides which rules see which files: those that find all they need in it, by the sketches of the
 * whole project. A file that no rule sees is not parsed. Where a sketch leaves a doubt all rules
 * see the file. Not changed once made, safe for several threads.
 */
final class Screen {

  private final List<Predicate<FileSketch>> needs;
  private final Namesakes namesakes;

  /**
   * A screen for some rules.
   *
   * @param needs of each rule, in the order of the rules
   * @param namesakes gives those that the facts ask for
   * @param sketches of all files of the project
   */
  Screen(
      List<Mention> needs,
      Function<KnownNames, Namesakes> namesakes,
      Collection<FileSketch> sketches) {
    KnownNames names = new SketchedNames(sketches);
    this.needs = needs.stream().map(need -> need.in(names)).toList();
    this.namesakes = namesakes.apply(names);
  }

  private Screen(int rules) {
    this.needs = Collections.nCopies(rules, sketch -> true);
    this.namesakes = Namesakes.ANYTHING;
  }

  /** A screen that lets every rule see every file, and passes over nothing in it. */
  static Screen open(int rules) {
    return new Screen(rules);
  }

  /** What a file's check needs to know of names. */
  Namesakes namesakesIn(FileSketch sketch) {
    return namesakes.in(sketch);
  }

  /** Numbers of the rules, from 0, that may speak in a file; empty where none can. */
  BitSet rulesFor(FileSketch sketch) {
    BitSet rules = new BitSet(needs.size());
    for (int i = 0; i < needs.size(); i++) {
      rules.set(i, sketch.isDoubtful() || needs.get(i).test(sketch));
    }
    return rules;
  }

  /** The names of the project, from its sketches, and of the libraries. */
  private static final class SketchedNames implements KnownNames {

    private final Collection<FileSketch> sketches;
    private final LibraryLinks libraries = LibraryLinks.stored();
    private final Map<Integer, List<Integer>> subtypes = new HashMap<>();

    SketchedNames(Collection<FileSketch> sketches) {
      this.sketches = sketches;
      FileSketch.Link link =
          (supertype, type) ->
              subtypes.computeIfAbsent(supertype, t -> new ArrayList<>(2)).add(type);
      sketches.forEach(sketch -> sketch.eachSupertype(link));
      libraries.eachSupertype(hashed(link));
    }

    @Override
    public int[] typesBelow(Set<String> simpleNames) {
      return sorted(below(simpleNames));
    }

    @Override
    public int[] methodsReturning(Set<String> simpleNames) {
      return methodsReturning(new Linked(below(simpleNames)));
    }

    @Override
    public int[] methodsReturningAnything() {
      return methodsReturning(new Linked(Set.of(FileSketch.hashOf(LibraryLinks.ANY_TYPE))));
    }

    /** Where only a parser could tell, any word may be the name of such a method. */
    private static void addDoubtful(FileSketch sketch, Linked methods) {
      if (sketch.isDoubtful()) {
        sketch.eachWord(methods.names::add);
      }
    }

    private int[] methodsReturning(Linked methods) {
      for (FileSketch sketch : sketches) {
        sketch.eachReturn(methods);
        addDoubtful(sketch, methods);
      }
      libraries.eachReturn(hashed(methods));
      return sorted(methods.names);
    }

    @Override
    public int[] methodsTaking(Set<String> simpleNames) {
      Linked methods = new Linked(below(simpleNames));
      sketches.forEach(sketch -> sketch.eachParameter(methods));
      return sorted(methods.names);
    }

    @Override
    public int[] methodsThrowing(Set<String> simpleNames) {
      Linked methods = new Linked(below(simpleNames));
      for (FileSketch sketch : sketches) {
        sketch.eachThrows(methods);
        addDoubtful(sketch, methods);
      }
      libraries.eachThrows(hashed(methods));
      return sorted(methods.names);
    }

    private Set<Integer> below(Set<String> simpleNames) {
      Set<Integer> types = new HashSet<>();
      Deque<Integer> open = new ArrayDeque<>();
      simpleNames.forEach(name -> open.add(FileSketch.hashOf(name)));
      while (!open.isEmpty()) {
        int type = open.pop();
        if (types.add(type)) {
          open.addAll(subtypes.getOrDefault(type, List.of()));
        }
      }
      return types;
    }

    private static BiConsumer<String, String> hashed(FileSketch.Link link) {
      return (type, name) -> link.accept(FileSketch.hashOf(type), FileSketch.hashOf(name));
    }

    private static int[] sorted(Set<Integer> hashes) {
      return hashes.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
  }

  /** Gathers the names that are linked to some types. */
  private static final class Linked implements FileSketch.Link {

    private final Set<Integer> types;
    private final Set<Integer> names = new HashSet<>();

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
