package dev.belay.linter.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Links of types to those right above them. Belongs to one thread. */
final class Above {

  private final Map<Integer, Set<Integer>> links = new HashMap<>();

  void add(int type, int above) {
    links.computeIfAbsent(type, t -> new HashSet<>()).add(above);
  }

  /** Puts a type and all above it to some. */
  void gather(int type, Set<Integer> found) {
    Deque<Integer> open = new ArrayDeque<>();
    open.add(type);
    while (!open.isEmpty()) {
      int next = open.pop();
      if (found.add(next)) {
        open.addAll(links.getOrDefault(next, Set.of()));
      }
    }
  }
}
