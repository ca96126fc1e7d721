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
   * Adds the links of all that it knows, but for what {@link LibraryLinks} name.
   *
   * @param most how many classes may be read for it
   * @return false where it cannot tell them: no file can be passed over then for words it lacks
   */
  default boolean addLinks(ClassLinks into, int most) {
    return false;
  }

  /** This index, then {@code next} for what it does not know. */
  default TypeIndex orElse(TypeIndex next) {
    TypeIndex first = this;
    return new TypeIndex() {
      @Override
      public Optional<TypeFacts> find(String name) {
        return first.find(name).or(() -> next.find(name));
      }

      @Override
      public boolean addLinks(ClassLinks into, int most) {
        return first.addLinks(into, most) && next.addLinks(into, most);
      }
    };
  }
}
