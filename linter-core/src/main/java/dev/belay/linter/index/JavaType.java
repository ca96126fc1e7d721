package dev.belay.linter.index;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A type as far as it could be told without a build. Wildcards have become their bound. Immutable.
 */
public sealed interface JavaType {

  /** Nothing is known; every question about it is answered with silence. */
  JavaType UNKNOWN = new Unknown();

  /** {@code void}, which only methods return. */
  JavaType VOID = new Primitive("void");

  /** {@code java.lang.Object}. */
  JavaType OBJECT = new Named("java.lang.Object", List.of());

  /** {@code java.lang.String}. */
  JavaType STRING = new Named("java.lang.String", List.of());

  /**
   * A class or interface.
   *
   * @param name canonical, nested types with dots: {@code java.util.Map.Entry}; nothing may be
   *     known of it but this
   * @param arguments empty for a raw type, a diamond or a type without parameters
   */
  record Named(String name, List<JavaType> arguments) implements JavaType {

    // As a record has them. Java makes those at run time, at every start: for this record and the
    // next a tenth of the time that a small file takes. And the first-tier compiler calls them
    // through a chain of handles, where types are asked about all the time.

    @Override
    public boolean equals(Object other) {
      return other instanceof Named named
          && name.equals(named.name)
          && arguments.equals(named.arguments);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + arguments.hashCode();
    }

    @Override
    public String toString() {
      return arguments.isEmpty()
          ? name
          : name
              + arguments.stream()
                  .map(JavaType::toString)
                  .collect(Collectors.joining(", ", "<", ">"));
    }
  }

  /**
   * A type parameter that nothing has replaced yet.
   *
   * @param bound its first bound, {@link #OBJECT} where it has none
   */
  record Variable(String name, JavaType bound) implements JavaType {

    @Override
    public boolean equals(Object other) {
      return other instanceof Variable variable
          && name.equals(variable.name)
          && bound.equals(variable.bound);
    }

    @Override
    public int hashCode() {
      return 31 * name.hashCode() + bound.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** An array of something. */
  record Array(JavaType element) implements JavaType {

    @Override
    public boolean equals(Object other) {
      return other instanceof Array array && element.equals(array.element);
    }

    @Override
    public int hashCode() {
      return element.hashCode();
    }

    @Override
    public String toString() {
      return element + "[]";
    }
  }

  /** One of the eight, {@code void}, or {@code null} for the type of the null literal. */
  record Primitive(String name) implements JavaType {

    @Override
    public boolean equals(Object other) {
      return other instanceof Primitive primitive && name.equals(primitive.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** See {@link #UNKNOWN}. */
  record Unknown() implements JavaType {

    @Override
    public boolean equals(Object other) {
      return other instanceof Unknown;
    }

    @Override
    public int hashCode() {
      return 0;
    }

    @Override
    public String toString() {
      return "?";
    }
  }

  /** A class without type arguments. */
  static JavaType named(String name) {
    return new Named(name, List.of());
  }

  /** Whether something can be said of it. */
  default boolean isKnown() {
    return !(this instanceof Unknown);
  }

  /** Whether this is {@code void}. */
  default boolean isVoid() {
    return this instanceof Primitive primitive && primitive.name().equals("void");
  }

  /**
   * Canonical name of the class, or of a variable's bound; empty for arrays, primitives, unknown.
   */
  default String className() {
    if (this instanceof Named named) {
      return named.name();
    }
    return this instanceof Variable variable ? variable.bound().className() : "";
  }

  /** Type arguments; empty where there are none. */
  default List<JavaType> typeArguments() {
    if (this instanceof Named named) {
      return named.arguments();
    }
    return this instanceof Variable variable ? variable.bound().typeArguments() : List.of();
  }

  /** The same with type parameters replaced by name; those absent from the map stay. */
  default JavaType with(Map<String, JavaType> replacements) {
    if (replacements.isEmpty()) {
      return this;
    }
    if (this instanceof Variable variable) {
      return replacements.getOrDefault(variable.name(), this);
    }
    if (this instanceof Array array) {
      return new Array(array.element().with(replacements));
    }
    if (this instanceof Named named && !named.arguments().isEmpty()) {
      return new Named(
          named.name(), named.arguments().stream().map(a -> a.with(replacements)).toList());
    }
    return this;
  }
}
