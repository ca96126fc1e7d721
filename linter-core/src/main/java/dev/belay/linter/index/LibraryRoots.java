package dev.belay.linter.index;

import dev.belay.linter.source.FileSketch;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The roots of the packages of widely used libraries of which only what tells of tasks, threads and
 * interrupts is stored, and which of them a project may mean. Written by {@code LibraryStore} in
 * the tests: a root a line, behind it those whose types its own name. Without state.
 */
final class LibraryRoots {

  private static final String RESOURCE = "libraries.txt";

  private static final Map<String, List<String>> NAMED = read();

  private LibraryRoots() {}

  private static Map<String, List<String>> read() {
    Map<String, List<String>> named = new LinkedHashMap<>();
    for (String line : OwnResource.text(RESOURCE).split("\n")) {
      List<String> roots = Arrays.asList(line.split(" "));
      named.put(roots.get(0), roots.subList(1, roots.size()));
    }
    return named;
  }

  /** The longest root that a package is or lies below. */
  static Optional<String> rootOf(String packageName) {
    String prefix = packageName;
    while (!NAMED.containsKey(prefix)) {
      int dot = prefix.lastIndexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      prefix = prefix.substring(0, dot);
    }
    return Optional.of(prefix);
  }

  /**
   * The libraries that some files may mean: what names a type of one has its package's words in an
   * import, or has the type from what names it.
   */
  static Set<String> meantBy(Collection<FileSketch> files) {
    // Loops, for this runs at every start, where streams take as long as what they do.
    Deque<String> open = new ArrayDeque<>();
    for (String root : NAMED.keySet()) {
      if (isMeant(root, files)) {
        open.add(root);
      }
    }
    Set<String> meant = new TreeSet<>();
    while (!open.isEmpty()) {
      String root = open.pop();
      if (meant.add(root)) {
        open.addAll(NAMED.get(root));
      }
    }
    return meant;
  }

  /** The libraries whose types another names. */
  static List<String> namedBy(String root) {
    return NAMED.get(root);
  }

  private static boolean isMeant(String root, Collection<FileSketch> files) {
    String[] words = root.split("\\.");
    // The last says most.
    int last = FileSketch.hashOf(words[words.length - 1]);
    for (FileSketch file : files) {
      if (file.mentions(last) && mentionsAll(words, file)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mentionsAll(String[] words, FileSketch file) {
    for (String word : words) {
      if (!file.mentions(FileSketch.hashOf(word))) {
        return false;
      }
    }
    return true;
  }

  /** All there are. */
  static Set<String> all() {
    return NAMED.keySet();
  }
}
