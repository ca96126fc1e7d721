package dev.belay.linter.index;

import java.util.Optional;

/** Where the facts of a type are found. Implementations are safe for use by several threads. */
@FunctionalInterface
public interface TypeIndex {

  /**
   * The facts of a type.
   *
   * @param name canonical, nested types with dots
   * @return empty where nothing is known of it
   */
  Optional<TypeFacts> find(String name);

  /**
   * Whether {@link LibraryLinks} names all that it knows of tasks and interrupts. Where it does
   * not, no file can be passed over for the words it lacks.
   */
  default boolean isNamedByLinks() {
    return false;
  }

  /** This index, then {@code next} for what it does not know. */
  default TypeIndex orElse(TypeIndex next) {
    return name -> find(name).or(() -> next.find(name));
  }
}
