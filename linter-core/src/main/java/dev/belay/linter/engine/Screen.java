package dev.belay.linter.engine;

import dev.belay.linter.rule.Mention;
import dev.belay.linter.rule.ProjectWords;
import dev.belay.linter.source.FileSketch;
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
import java.util.function.Predicate;

/**
 * Decides which files are parsed to be checked: those in which some rule finds all it needs, by the
 * sketches of the whole project. Where a sketch leaves a doubt the file is in. Not changed once
 * made, safe for several threads.
 */
final class Screen {

  private final Predicate<FileSketch> admission;

  /**
   * A screen for some rules.
   *
   * @param needs of each rule
   * @param sketches of all files of the project
   */
  Screen(Collection<Mention> needs, Collection<FileSketch> sketches) {
    ProjectWords words = new SketchedWords(sketches);
    this.admission =
        needs.stream().map(need -> need.in(words)).reduce(sketch -> false, Predicate::or);
  }

  boolean admits(FileSketch sketch) {
    return sketch.isDoubtful() || admission.test(sketch);
  }

  /** The project's own names, from its sketches. */
  private static final class SketchedWords implements ProjectWords {

    private final Collection<FileSketch> sketches;
    private final Map<Integer, List<Integer>> subtypes = new HashMap<>();

    SketchedWords(Collection<FileSketch> sketches) {
      this.sketches = sketches;
      for (FileSketch sketch : sketches) {
        sketch.eachSupertype(
            (supertype, type) ->
                subtypes.computeIfAbsent(supertype, t -> new ArrayList<>(2)).add(type));
      }
    }

    @Override
    public int[] typesBelow(Set<String> simpleNames) {
      return sorted(below(simpleNames));
    }

    @Override
    public int[] methodsReturning(Set<String> simpleNames) {
      return linkedTo(below(simpleNames), FileSketch::eachReturn);
    }

    @Override
    public int[] methodsThrowing(Set<String> simpleNames) {
      return linkedTo(below(simpleNames), FileSketch::eachThrows);
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

    private int[] linkedTo(Set<Integer> types, BiConsumer<FileSketch, FileSketch.Link> links) {
      Set<Integer> names = new HashSet<>();
      for (FileSketch sketch : sketches) {
        links.accept(
            sketch,
            (type, name) -> {
              if (types.contains(type)) {
                names.add(name);
              }
            });
      }
      return sorted(names);
    }

    private static int[] sorted(Set<Integer> hashes) {
      return hashes.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
  }
}
