package dev.belay.linter.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What the libraries whose signatures are stored call the types and methods that stand for tasks,
 * threads and interrupts, by simple names: which types are below which, which methods return or
 * throw them. Written from the stored signatures by {@code LibraryLinksTest}. Immutable.
 */
public final class LibraryLinks {

  /** Stands for the type of what a method gives where its declaration leaves that open. */
  public static final String ANY_TYPE = "*";

  private static final String RESOURCE = "links.txt";

  private final List<String> lines;

  private LibraryLinks(List<String> lines) {
    this.lines = lines;
  }

  /** Those that come with the program. */
  public static LibraryLinks stored() {
    try (InputStream stream = LibraryLinks.class.getResourceAsStream(RESOURCE)) {
      return of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("own resource unreadable: " + RESOURCE, e);
    }
  }

  /** Those of a text: a kind, a type and a name on each line that is no comment. */
  static LibraryLinks of(String text) {
    return new LibraryLinks(text.lines().filter(line -> !line.startsWith("//")).toList());
  }

  /** Each supertype and a type below it. */
  public void eachSupertype(BiConsumer<String, String> link) {
    each("below", link);
  }

  /** Each type and a method that returns it; {@link #ANY_TYPE} for a type parameter. */
  public void eachReturn(BiConsumer<String, String> link) {
    each("returns", link);
  }

  /** Each exception and a method that declares it. */
  public void eachThrows(BiConsumer<String, String> link) {
    each("throws", link);
  }

  private void each(String kind, BiConsumer<String, String> link) {
    for (String line : lines) {
      if (line.startsWith(kind)) {
        int middle = line.indexOf(' ', kind.length() + 1);
        link.accept(line.substring(kind.length() + 1, middle), line.substring(middle + 1));
      }
    }
  }
}
