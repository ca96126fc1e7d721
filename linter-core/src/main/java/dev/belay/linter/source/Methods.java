package dev.belay.linter.source;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Some methods, by what is declared of them or by name. Types by their simple names, known ones
 * below them meant too.
 *
 * @param returned types one of which they return
 * @param thrown exceptions one of which they declare; constructors count, by their type's name
 * @param named types that have them, by their own names
 * @param but those that are left out if a stored library has them, in the same way
 */
public record Methods(
    Set<String> returned,
    Set<String> thrown,
    Map<String, Set<String>> named,
    Map<String, Set<String>> but) {

  // As a record has them, which Java would make at run time, at every start: a tenth of the time
  // that a small file takes.

  @Override
  public boolean equals(Object other) {
    return other instanceof Methods methods
        && returned.equals(methods.returned)
        && thrown.equals(methods.thrown)
        && named.equals(methods.named)
        && but.equals(methods.but);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * returned.hashCode() + thrown.hashCode()) + named.hashCode())
        + but.hashCode();
  }

  /** Those that return one of these types. */
  public static Methods returning(Collection<String> types) {
    return new Methods(Set.copyOf(types), Set.of(), Map.of(), Map.of());
  }

  /** Those that declare one of these exceptions. */
  public static Methods throwing(Collection<String> exceptions) {
    return new Methods(Set.of(), Set.copyOf(exceptions), Map.of(), Map.of());
  }

  /** Those of these names, each in one of its types. */
  public static Methods named(Map<String, Set<String>> typesByName) {
    return new Methods(Set.of(), Set.of(), Map.copyOf(typesByName), Map.of());
  }

  /** These without some of stored libraries, which are told by name and type. */
  public Methods but(Map<String, Set<String>> typesByName) {
    return new Methods(returned, thrown, named, Map.copyOf(typesByName));
  }
}
