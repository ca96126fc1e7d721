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
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Facts from the class files of jars and folders: what {@code --classpath} gives. Names are listed
 * when it is made, class files are read on first demand. Safe for several threads; holds jars open
 * until closed.
 */
public final class ClassPath implements TypeIndex, AutoCloseable {

  /** One place a class file can be read from. */
  private interface Entry {
    byte[] read() throws IOException;
  }

  /** Local and anonymous classes, which no other class can name: {@code p.A.1B}. */
  private static final Pattern LOCAL = Pattern.compile("\\.[0-9]");

  private final List<ZipFile> jars = new ArrayList<>();
  private final Map<String, Entry> entries = new HashMap<>();
  private final Map<String, Optional<TypeFacts>> known = new ConcurrentHashMap<>();

  private ClassPath() {}

  /**
   * Lists the classes of jars and folders; where two give one class, the first counts, as in the
   * JVM.
   *
   * @throws IOException if an element cannot be read or is neither jar nor folder
   */
  public static ClassPath of(List<Path> elements) throws IOException {
    ClassPath path = new ClassPath();
    try {
      for (Path element : elements) {
        if (Files.isDirectory(element)) {
          path.addFolder(element);
        } else {
          path.addJar(element);
        }
      }
    } catch (IOException e) {
      path.close();
      throw e;
    }
    return path;
  }

  private void addJar(Path file) throws IOException {
    ZipFile jar = new ZipFile(file.toFile());
    jars.add(jar);
    jar.stream()
        .filter(e -> e.getName().endsWith(".class") && !e.getName().startsWith("META-INF/"))
        .forEach(e -> add(e.getName(), () -> read(jar, e)));
  }

  private static byte[] read(ZipFile jar, ZipEntry entry) throws IOException {
    try (InputStream stream = jar.getInputStream(entry)) {
      return stream.readAllBytes();
    }
  }

  private void addFolder(Path folder) throws IOException {
    List<Path> files;
    try (var walked = Files.walk(folder)) {
      files = walked.filter(f -> f.toString().endsWith(".class")).sorted().toList();
    }
    for (Path file : files) {
      String name =
          folder.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      add(name, () -> Files.readAllBytes(file));
    }
  }

  private void add(String fileName, Entry entry) {
    String internal = fileName.substring(0, fileName.length() - ".class".length());
    entries.putIfAbsent(TypeSignature.canonical(internal), entry);
  }

  /** How many classes are listed. */
  public int size() {
    return entries.size();
  }

  @Override
  public Optional<TypeFacts> find(String name) {
    return entries.containsKey(name)
        ? known.computeIfAbsent(name, n -> read(entries.get(n)))
        : Optional.empty();
  }

  /** Reads every class that source code can name. */
  @Override
  public boolean addLinks(ClassLinks into, int most) {
    if (size() > most) {
      return false;
    }
    entries.forEach(
        (name, entry) -> {
          if (!LOCAL.matcher(name).find()) {
            addLinks(entry, into);
          }
        });
    return true;
  }

  private static void addLinks(Entry entry, ClassLinks into) {
    try {
      into.add(entry.read());
    } catch (IOException | IllegalArgumentException e) {
      // Tells nothing to find either. What was linked before the break may stay: it hides nothing.
    }
  }

  private static Optional<TypeFacts> read(Entry entry) {
    try {
      return ClassFacts.of(entry.read());
    } catch (IOException | IllegalArgumentException e) {
      // A class file that cannot be read tells nothing: unknown stays unknown.
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    for (ZipFile jar : jars) {
      jar.close();
    }
  }
}
