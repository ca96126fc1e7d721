package dev.belay.linter.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/**
 * Writes what widely used libraries tell of tasks, threads and interrupts ({@link TellingTypes}),
 * for {@link StoredSignatures}: one resource for each root of their packages, and the list of the
 * roots. Run by hand; {@code docs/ARCHITECTURE.md} has the command.
 *
 * <p>Arguments: the resource folder; the list of the libraries, a root and the Maven coordinates of
 * an artifact a line; the folder that has their jars.
 */
public final class LibraryStore {

  /** Packages in lower case, as {@link StoredSignatures} takes them, and no names of Scala's. */
  private static final Pattern NAME = Pattern.compile("([a-z_]\\w*\\.)+[A-Z]\\w*(\\.[A-Z]\\w*)*");

  private final Set<String> roots = new TreeSet<>();
  private final Map<String, TypeFacts> types = new HashMap<>();

  private LibraryStore() {}

  /** See the class comment. */
  public static void main(String[] arguments) throws IOException {
    LibraryStore store = new LibraryStore();
    for (String line : Files.readAllLines(Path.of(arguments[1]))) {
      if (!line.isEmpty() && !line.startsWith("//")) {
        String[] parts = line.split(" ");
        store.roots.add(parts[0]);
        store.read(Path.of(arguments[2], jarOf(parts[1])), parts[0]);
      }
    }
    store.write(Path.of(arguments[0]));
  }

  private static String jarOf(String coordinates) {
    return coordinates.substring(coordinates.indexOf(':') + 1).replace(':', '-') + ".jar";
  }

  private void read(Path jar, String root) throws IOException {
    String prefix = root.replace('.', '/') + "/";
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        if (entry.getName().startsWith(prefix) && entry.getName().endsWith(".class")) {
          try (InputStream stream = file.getInputStream(entry)) {
            ClassFacts.of(stream.readAllBytes())
                .filter(type -> NAME.matcher(type.name()).matches())
                .ifPresent(type -> types.putIfAbsent(type.name(), type));
          }
        }
      }
    }
  }

  private void write(Path folder) throws IOException {
    List<TypeFacts> base = StoredTypes.in(folder.resolve("signatures"));
    base.forEach(type -> types.remove(type.name()));
    StoredTypes known = new StoredTypes();
    known.add(base);
    known.add(types.values());
    Map<String, TypeFacts> stored = new TellingTypes(types.values(), known).stored();
    Map<String, List<TypeFacts>> byRoot = new TreeMap<>();
    stored
        .values()
        .forEach(
            type ->
                byRoot
                    .computeIfAbsent(rootOf(type.name()).orElseThrow(), r -> new ArrayList<>())
                    .add(type));
    Path libraries = folder.resolve("libraries");
    Files.createDirectories(libraries);
    StringBuilder list = new StringBuilder();
    for (Map.Entry<String, List<TypeFacts>> library : byRoot.entrySet()) {
      StringBuilder text = new StringBuilder();
      Set<String> named = new TreeSet<>();
      for (TypeFacts type : library.getValue()) {
        text.append(StoredSignatures.write(type));
        type.supertypes().forEach(t -> add(t, stored, named));
        type.methods().forEach(m -> add(m.returns(), stored, named));
        type.fields().forEach(f -> add(f.type(), stored, named));
      }
      named.remove(library.getKey());
      Files.writeString(libraries.resolve(library.getKey() + ".txt"), text);
      list.append(library.getKey());
      named.forEach(root -> list.append(' ').append(root));
      list.append('\n');
    }
    Files.writeString(folder.resolve("libraries.txt"), list);
  }

  private void add(String written, Map<String, TypeFacts> stored, Set<String> named) {
    String type = TypeReader.erase(written);
    if (stored.containsKey(type)) {
      named.add(rootOf(type).orElseThrow());
    }
  }

  private Optional<String> rootOf(String type) {
    String prefix = type;
    while (!roots.contains(prefix)) {
      int dot = prefix.lastIndexOf('.');
      if (dot < 0) {
        return Optional.empty();
      }
      prefix = prefix.substring(0, dot);
    }
    return Optional.of(prefix);
  }
}
