package dev.belay.linter.index;

import java.util.List;
import java.util.Set;

/**
 * A method or constructor.
 *
 * @param name as declared; {@code <init>} for constructors
 * @param modifiers bits of {@link Modifiers}
 * @param typeParameters in order
 * @param returns as written; {@code void} for constructors
 * @param parameters types as written, in order; the last is an array where {@link
 *     Modifiers#VARARGS} is set
 * @param throwing exception types as written
 * @param annotations simple names, without {@code @}
 * @param traits what its body was seen to do; empty where there is no body
 * @param line of the name, from 1; 0 where there is no file
 */
public record MethodFacts(
    String name,
    int modifiers,
    List<TypeParameterFacts> typeParameters,
    String returns,
    List<String> parameters,
    List<String> throwing,
    List<String> annotations,
    Set<BodyTrait> traits,
    int line) {

  /** Whether a call with that many arguments fits. */
  public boolean takes(int arguments) {
    return Modifiers.has(modifiers, Modifiers.VARARGS)
        ? arguments >= parameters.size() - 1
        : arguments == parameters.size();
  }

  /** Whether it is a constructor. */
  public boolean isConstructor() {
    return name.equals("<init>");
  }
}
