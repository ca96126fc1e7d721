package dev.belay.linter.index;

import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.FileText;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The types of a project, from its own sources. Knows from the sketches which file declares which
 * top-level type, and reads a file's declarations on the first demand for one of its types; the
 * facts stay, trees do not.
 *
 * <p>Safe for several threads, and without a lock: two that ask for the same file at once may both
 * read it, to equal facts.
 */
public final class SourceIndex {

  /** Gives the facts of a file of the project. */
  @FunctionalInterface
  public interface Declarations {
    /**
     * The facts of every type of a file, as {@link #read} gives them.
     *
     * @param path relative to the project's root, with forward slashes
     * @return empty where the file cannot be read or parsed
     */
    List<TypeFacts> of(String path);
  }

  private final Map<String, List<String>> pathsByType = new HashMap<>();
  private final Map<String, Map<String, TypeFacts>> factsByPath = new ConcurrentHashMap<>();
  private final AtomicInteger filesRead = new AtomicInteger();
  private final Declarations declarations;

  /**
   * An index over some files.
   *
   * @param sketches by path, in the order in which equally near files are preferred
   * @param declarations asked when a type is; must be safe for several threads
   */
  public SourceIndex(Map<String, FileSketch> sketches, Declarations declarations) {
    this.declarations = declarations;
    sketches.forEach(
        (path, sketch) -> {
          String prefix = sketch.packageName().isEmpty() ? "" : sketch.packageName() + ".";
          for (String type : sketch.topLevelTypes()) {
            pathsByType.computeIfAbsent(prefix + type, t -> new ArrayList<>(1)).add(path);
          }
        });
  }

  /**
   * Reads the declarations of a file.
   *
   * @param bytes of the whole file
   * @return as {@link SourceFacts#of} gives them; empty where the parser makes nothing of it
   */
  public static List<TypeFacts> read(String path, byte[] bytes) {
    return TokenFacts.of(bytes, path).orElseGet(() -> parse(path, bytes));
  }

  private static List<TypeFacts> parse(String path, byte[] bytes) {
    SourceText source = SourceText.of(path, FileText.of(bytes).text());
    return Parsing.parse(source)
        .getResult()
        .map(unit -> SourceFacts.of(unit, source))
        .orElse(List.of());
  }

  /**
   * The index as one file sees it: of several types of one name the one whose file is nearest, by
   * the folders that the paths share from the root on.
   */
  public TypeIndex viewFrom(String path) {
    return name -> find(name, path);
  }

  /**
   * Takes the facts of a file that was parsed for another reason, to spare a second reading.
   *
   * @param facts as {@link SourceFacts#of} gives them for the whole file, parsed without a problem
   */
  public void know(String path, List<TypeFacts> facts) {
    factsByPath.putIfAbsent(path, byName(facts));
  }

  /** How many files were read for their facts so far. */
  public int filesRead() {
    return filesRead.get();
  }

  private Optional<TypeFacts> find(String name, String from) {
    List<String> paths = pathsOf(name);
    return paths.isEmpty() ? Optional.empty() : factsIn(nearest(paths, from), name);
  }

  /**
   * The files that may declare a type: those that declare it, or the type outermost around it.
   *
   * @param name canonical, nested types with dots
   * @return in the order in which equally near ones are preferred; empty where the project has none
   */
  public List<String> pathsOf(String name) {
    for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
      List<String> paths = pathsByType.get(name.substring(0, end));
      if (paths != null) {
        return Collections.unmodifiableList(paths);
      }
    }
    return List.of();
  }

  /** Of some files the one whose type a file means, by the folders that both share. */
  public static String nearest(List<String> paths, String from) {
    String best = paths.get(0);
    for (String path : paths.subList(1, paths.size())) {
      if (sharedFolders(path, from) > sharedFolders(best, from)) {
        best = path;
      }
    }
    return best;
  }

  /** The facts of a type as one file declares it; empty where that has no type of the name. */
  public Optional<TypeFacts> factsIn(String path, String name) {
    return Optional.ofNullable(factsOf(path).get(name));
  }

  private static int sharedFolders(String one, String other) {
    int shared = 0;
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length && one.charAt(i) == other.charAt(i); i++) {
      if (one.charAt(i) == '/') {
        shared++;
      }
    }
    return shared;
  }

  private Map<String, TypeFacts> factsOf(String path) {
    Map<String, TypeFacts> known = factsByPath.get(path);
    if (known != null) {
      return known;
    }
    filesRead.incrementAndGet();
    Map<String, TypeFacts> facts = byName(declarations.of(path));
    Map<String, TypeFacts> first = factsByPath.putIfAbsent(path, facts);
    return first == null ? facts : first;
  }

  private static Map<String, TypeFacts> byName(List<TypeFacts> types) {
    Map<String, TypeFacts> facts = new HashMap<>();
    types.forEach(type -> facts.putIfAbsent(type.name(), type));
    return facts;
  }
}
