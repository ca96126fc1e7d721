package dev.belay.linter.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.belay.linter.source.FileSketch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the libraries whose signatures are stored call the types and methods that stand for tasks,
 * threads and interrupts, by simple names: which types are below which, which methods return or
 * throw them and what else gives a type that has such methods. Written from the stored signatures
 * by {@code LibraryLinksTest}. Immutable.
 */
public final class LibraryLinks {

  /** Stands for the type of what a method gives where its declaration leaves that open. */
  public static final String ANY_TYPE = "*";

  private static final String RESOURCE = "links.txt";

  /** The same of one library, read where a project may mean it. */
  private static final String OF_LIBRARY = "libraries/%s.links";

  /** A type and one declared in it, which code below it has by its simple name. */
  private static final String NESTED = "nested ";

  private final Map<String, List<int[]>> links = new HashMap<>();
  private final FileSketch home;

  private LibraryLinks(FileSketch home) {
    this.home = home;
  }

  private void add(String text) {
    text.lines()
        .filter(line -> !line.startsWith("//"))
        .map(line -> line.split(" "))
        .forEach(
            parts -> links.computeIfAbsent(parts[0], k -> new ArrayList<>()).add(hashes(parts)));
  }

  private static int[] hashes(String[] parts) {
    int[] hashes = new int[parts.length - 1];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = FileSketch.hashOf(parts[i + 1]);
    }
    return hashes;
  }

  /** Those that come with the program, but for libraries that a project must mention. */
  public static LibraryLinks stored() {
    return Stored.LINKS;
  }

  /**
   * Those that come with the program, then those of each library that a project mentions.
   *
   * @param files of the project
   * @param classes of its class path, which may mention any
   */
  public static List<LibraryLinks> meantBy(Collection<FileSketch> files, ClassLinks classes) {
    boolean any = !classes.isEmpty();
    for (FileSketch file : files) {
      any |= file.isGarbled();
    }
    List<LibraryLinks> all = new ArrayList<>();
    all.add(stored());
    for (String root : any ? LibraryRoots.all() : LibraryRoots.meantBy(files)) {
      all.add(ofLibrary(root));
    }
    return all;
  }

  private static LibraryLinks ofLibrary(String root) {
    String text = OwnResource.text(String.format(OF_LIBRARY, root));
    StringBuilder home = new StringBuilder("package " + root + ";\n");
    LibraryRoots.namedBy(root).forEach(other -> home.append("import ").append(other).append(";\n"));
    text.lines()
        .filter(line -> line.startsWith(NESTED))
        .map(line -> line.split(" "))
        .forEach(part -> home.append("class " + part[1] + " { class " + part[2] + " {} }\n"));
    LibraryLinks links = new LibraryLinks(FileSketch.of(home.toString().getBytes(UTF_8)));
    links.add(text);
    return links;
  }

  /** Read once, on first demand. */
  private static final class Stored {

    static final LibraryLinks LINKS = of(OwnResource.text(RESOURCE));
  }

  /** Those of a text: a kind, one or two types and names on each line that is no comment. */
  static LibraryLinks of(String text) {
    LibraryLinks links = new LibraryLinks(null);
    links.add(text);
    return links;
  }

  /**
   * What stands for the file that declares all their types: those that may mean them mention its
   * package. Empty where any type of such a name is meant.
   */
  public Optional<FileSketch> home() {
    return Optional.ofNullable(home);
  }

  /** Each supertype and a type below it. */
  public void eachSupertype(FileSketch.Link link) {
    each("below", link);
  }

  /** The same of further types, which are no tasks or threads but have methods of such. */
  public void eachInheritance(FileSketch.Link link) {
    each("inherits", link);
  }

  /** Each type and a method of it that returns the handle of a task, and of which type that is. */
  public void eachReturn(FileSketch.Member member) {
    each("returns", member);
  }

  /**
   * Each other type that something else is linked to and a method that returns it; {@link
   * FileSketch#ANY_TYPE} for a type parameter.
   */
  public void eachGiven(FileSketch.Link link) {
    each("gives", link);
  }

  /** Each type, an exception, and a method that declares it. */
  public void eachThrows(FileSketch.Member member) {
    each("throws", member);
  }

  /** Each type and a field of it, of a type that something else is linked to. */
  public void eachField(FileSketch.Member member) {
    each("field", member);
  }

  private void each(String kind, FileSketch.Link link) {
    for (int[] line : links.getOrDefault(kind, List.of())) {
      for (int i = 1; i < line.length; i++) {
        link.accept(line[0], line[i]);
      }
    }
  }

  private void each(String kind, FileSketch.Member member) {
    for (int[] line : links.getOrDefault(kind, List.of())) {
      for (int i = 2; i < line.length; i++) {
        member.accept(line[0], line[1], line[i]);
      }
    }
  }
}
