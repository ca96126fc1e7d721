package dev.belay.linter.engine;

import dev.belay.linter.engine.TypeNames.Named;
import dev.belay.linter.source.FileSketch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which files may mean a type by its simple name (JLS 6.3): its own, those of its package, those
 * that import it, and those with a class that inherits from its surroundings. Safe for several
 * threads.
 */
final class Sights implements TypeNames.Sight {

  private final Map<Integer, List<Named>> subtypes;

  /** Names of a type and of all that may inherit from it. */
  private final Map<Integer, Set<Integer>> heirs = new ConcurrentHashMap<>();

  /**
   * Sights of a project.
   *
   * @param subtypes by the name above, not changed once this is asked
   */
  Sights(Map<Integer, List<Named>> subtypes) {
    this.subtypes = subtypes;
  }

  @Override
  public boolean mayMean(FileSketch file, Named type) {
    FileSketch home = type.home();
    return home == null
        || file == home
        || file.isGarbled()
        || home.isGarbled()
        || file.mayImportFrom(home)
        || inherits(file, type);
  }

  /** A class has the types that are declared in those above it, whoever imports those. */
  private boolean inherits(FileSketch file, Named type) {
    boolean[] found = {false};
    type.home()
        .eachDeclared(
            (around, name) ->
                found[0] |= name == type.name() && around != 0 && isHeir(file, around));
    return found[0];
  }

  private boolean isHeir(FileSketch file, int type) {
    Set<Integer> names = heirs.computeIfAbsent(type, this::below);
    return file.anyParent(names::contains);
  }

  private Set<Integer> below(int type) {
    Set<Integer> all = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    open.add(type);
    while (!open.isEmpty()) {
      int name = open.pop();
      if (all.add(name)) {
        subtypes.getOrDefault(name, List.of()).forEach(below -> open.add(below.name()));
      }
    }
    return all;
  }
}
