package dev.belay.linter.engine;

import dev.belay.linter.engine.TypeNames.Named;
import dev.belay.linter.source.CallSite;
import dev.belay.linter.source.FileSketch;
import java.util.ArrayDeque;
import java.util.Arrays;
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
  private final Map<FileSketch, int[]> surroundings = new ConcurrentHashMap<>();

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
        || inherits(file, home, type.name());
  }

  /** A class has the types that are declared in those above it, whoever imports those. */
  private boolean inherits(FileSketch file, FileSketch home, int type) {
    int[] around = surroundings.computeIfAbsent(home, this::declaredIn);
    return around.length > 1 && (extendsOne(file, around, type) || makesOne(file, around, type));
  }

  private static boolean extendsOne(FileSketch file, int[] around, int type) {
    boolean[] found = {false};
    file.eachSupertype((above, below) -> found[0] |= above != type && isAmong(around, above));
    return found[0];
  }

  private static boolean makesOne(FileSketch file, int[] around, int type) {
    return file.anyCall(
        CallSite.ANYWHERE,
        (kind, receiver, name, taker) ->
            kind == CallSite.CREATION && name != type && isAmong(around, name));
  }

  /** The types that a file declares and those that extend one of that name. */
  private int[] declaredIn(FileSketch home) {
    Set<Integer> all = new HashSet<>();
    Deque<Integer> open = new ArrayDeque<>();
    home.eachDeclared(open::add);
    while (!open.isEmpty()) {
      int name = open.pop();
      if (all.add(name)) {
        subtypes.getOrDefault(name, List.of()).forEach(below -> open.add(below.name()));
      }
    }
    return all.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  private static boolean isAmong(int[] sorted, int name) {
    return Arrays.binarySearch(sorted, name) >= 0;
  }
}
