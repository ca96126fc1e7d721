package dev.belay.linter.index;

import java.util.List;
import java.util.Optional;

/**
 * What a declaration says of a class, interface, enum, record or annotation. Types are kept as
 * written and resolved when asked, so that the facts of one file need no other file. Immutable.
 *
 * @param name canonical, nested types with dots
 * @param kind what was declared
 * @param modifiers bits of {@link Modifiers}
 * @param typeParameters in order
 * @param supertypes as written, the superclass first; without {@code Object}
 * @param fields in order, record components and enum constants among them
 * @param methods in order; constructors are named {@code <init>}; a record's accessors are listed
 * @param memberTypes simple names of the types declared directly inside
 * @param annotations simple names, without {@code @}
 * @param names what simple names mean in the file
 * @param path of the declaring file relative to the root; empty for class files and stored
 *     signatures
 * @param line of the name, from 1; 0 where there is no file
 */
public record TypeFacts(
    String name,
    Kind kind,
    int modifiers,
    List<TypeParameterFacts> typeParameters,
    List<String> supertypes,
    List<FieldFacts> fields,
    List<MethodFacts> methods,
    List<String> memberTypes,
    List<String> annotations,
    FileNames names,
    String path,
    int line) {

  /** What was declared. */
  public enum Kind {
    CLASS,
    INTERFACE,
    ENUM,
    RECORD,
    ANNOTATION
  }

  /** The last part of the name. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Whether it is an interface, an annotation's included. */
  public boolean isInterface() {
    return kind == Kind.INTERFACE || kind == Kind.ANNOTATION;
  }

  /** The field of that name declared here, not inherited. */
  public Optional<FieldFacts> findField(String fieldName) {
    return fields.stream().filter(f -> f.name().equals(fieldName)).findFirst();
  }

  /** Methods of that name declared here, not inherited; may be empty. */
  public List<MethodFacts> methodsNamed(String methodName) {
    return methods.stream().filter(m -> m.name().equals(methodName)).toList();
  }
}
