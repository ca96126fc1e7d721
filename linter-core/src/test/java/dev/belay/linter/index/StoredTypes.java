package dev.belay.linter.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Types by their full names, and which are below which. */
final class StoredTypes {

  static final Path RESOURCES =
      Path.of("src", "main", "resources", "dev", "belay", "linter", "index");

  private final Map<String, TypeFacts> types = new HashMap<>();
  private final Map<String, Set<String>> below = new HashMap<>();

  /** Those of the resources in a folder, in the order of their files. */
  static List<TypeFacts> in(Path folder) throws IOException {
    StoredSignatures stored = new StoredSignatures();
    List<TypeFacts> types = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        types.addAll(of(file, stored));
      }
    }
    return types;
  }

  /** Those of one resource. */
  static List<TypeFacts> of(Path file, StoredSignatures stored) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith("T\t"))
        .map(line -> stored.find(line.split("\t")[1]).orElseThrow())
        .toList();
  }

  void add(Collection<TypeFacts> more) {
    for (TypeFacts type : more) {
      types.put(type.name(), type);
      for (String supertype : type.supertypes()) {
        below.computeIfAbsent(TypeReader.erase(supertype), t -> new HashSet<>()).add(type.name());
      }
    }
  }

  Collection<TypeFacts> all() {
    return types.values();
  }

  Optional<TypeFacts> find(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** Some types and all below them, but for those that are left out with what is below them. */
  Set<String> below(Collection<String> names, Set<String> but) {
    Set<String> all = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (!but.contains(name) && all.add(name)) {
        open.addAll(below.getOrDefault(name, Set.of()));
      }
    }
    return all;
  }

  /** Some types and all they inherit from, as far as these are known. */
  Set<String> above(Collection<String> names) {
    Set<String> all = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      String name = open.pop();
      if (types.containsKey(name) && all.add(name)) {
        types.get(name).supertypes().stream().map(TypeReader::erase).forEach(open::add);
      }
    }
    return all;
  }
}
