package dev.belay.linter.index;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Writes the stored signatures from class files. Run by hand, on the newest JDK, when a library or
 * the JDK has grown what rules must know; {@code docs/ARCHITECTURE.md} has the command.
 *
 * <p>Arguments: the resource folder to write; then {@code jrt:MODULE/package} or {@code
 * JAR!package} for each package to store.
 */
public final class SignatureStore {

  private SignatureStore() {}

  /** See the class comment. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Files.createDirectories(folder);
    for (int i = 1; i < arguments.length; i++) {
      String source = arguments[i];
      Map<String, String> types = new TreeMap<>();
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
      Files.writeString(folder.resolve(packageName + ".txt"), String.join("", types.values()));
    }
  }

  private static void readModule(String module, String packageName, Map<String, String> into)
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

  private static void readJar(Path jar, String packageName, Map<String, String> into)
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

  private static void add(byte[] classFile, Map<String, String> into) {
    Optional<TypeFacts> facts = ClassFacts.of(classFile);
    facts
        .filter(type -> Modifiers.has(type.modifiers(), Modifiers.PUBLIC))
        .ifPresent(type -> into.put(type.name(), StoredSignatures.write(type)));
  }
}
