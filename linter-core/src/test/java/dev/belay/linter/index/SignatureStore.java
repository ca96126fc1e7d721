package dev.belay.linter.index;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Writes the stored signatures from class files. Run by hand, on the newest JDK, when a library or
 * the JDK has grown what rules must know; {@code docs/ARCHITECTURE.md} has the command.
 *
 * <p>Two types stand there by hand, behind those of their package: the nested scopes of the first
 * {@code StructuredTaskScope} (JEP 453), which the newest JDK has no more.
 *
 * <p>{@code packages.txt} beside the folder names the packages; a test tells what it lacks.
 *
 * <p>Arguments: the resource folder to write; then {@code jrt:MODULE/package} or {@code
 * JAR!package} for each package to store, with {@code :Type,Type} behind it where only some of a
 * large one tell of tasks, threads or interrupts: those and what they inherit from are stored.
 */
public final class SignatureStore {

  private SignatureStore() {}

  /** See the class comment. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    for (int i = 1; i < arguments.length; i++) {
      String[] chosen = arguments[i].split(":(?=[A-Z])", 2);
      String source = chosen[0];
      Map<String, TypeFacts> types = new TreeMap<>();
      String packageName;
      if (source.startsWith("jrt:")) {
        String[] part = source.substring(4).split("/", 2);
        packageName = part[1];
        readModule(part[0], packageName, types);
      } else {
        String[] part = source.split("!", 2);
        packageName = part[1];
        readJar(Path.of(part[0]), packageName, types);
      }
      if (types.isEmpty()) {
        throw new IllegalArgumentException("nothing public in " + source);
      }
      Set<String> only = chosen.length < 2 ? Set.of() : Set.of(chosen[1].split(","));
      Files.writeString(folder.resolve(packageName + ".txt"), stored(types, only));
    }
  }

  private static void readModule(String module, String packageName, Map<String, TypeFacts> into)
      throws IOException {
    FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
    Path folder = runtime.getPath("modules", module, packageName.replace('.', '/'));
    List<Path> files = new ArrayList<>();
    try (Stream<Path> listed = Files.list(folder)) {
      listed.filter(f -> f.toString().endsWith(".class")).forEach(files::add);
    }
    for (Path file : files) {
      add(Files.readAllBytes(file), into);
    }
  }

  private static void readJar(Path jar, String packageName, Map<String, TypeFacts> into)
      throws IOException {
    String prefix = packageName.replace('.', '/') + "/";
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith(prefix)
            && name.endsWith(".class")
            && name.indexOf('/', prefix.length()) < 0) {
          try (InputStream stream = file.getInputStream(entry)) {
            add(stream.readAllBytes(), into);
          }
        }
      }
    }
  }

  private static void add(byte[] classFile, Map<String, TypeFacts> into) {
    ClassFacts.of(classFile).ifPresent(type -> into.put(type.name(), type));
  }

  /**
   * Public types, and those they inherit from: StringBuilder has its methods from a hidden class.
   *
   * @param only simple names of those to store; empty for all
   */
  private static String stored(Map<String, TypeFacts> types, Set<String> only) {
    Set<String> wanted = new TreeSet<>();
    Deque<TypeFacts> open = new ArrayDeque<>();
    types.values().stream()
        .filter(t -> Modifiers.has(t.modifiers(), Modifiers.PUBLIC))
        .filter(t -> only.isEmpty() || only.contains(t.simpleName()))
        .forEach(open::add);
    while (!open.isEmpty()) {
      TypeFacts type = open.removeFirst();
      if (wanted.add(type.name())) {
        type.supertypes().stream()
            .map(TypeReader::erase)
            .filter(types::containsKey)
            .forEach(name -> open.add(types.get(name)));
      }
    }
    StringBuilder text = new StringBuilder();
    wanted.forEach(name -> text.append(StoredSignatures.write(types.get(name))));
    return text.toString();
  }
}
