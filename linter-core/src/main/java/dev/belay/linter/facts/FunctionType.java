package dev.belay.linter.facts;

import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.MethodFacts;
import dev.belay.linter.index.TypeFacts;
import java.util.List;

/**
 * The shape of a functional interface: its single abstract method (JLS 9.8).
 *
 * @param type the interface as it stands at the place, type arguments filled in where known
 * @param owner the interface that declares the method
 * @param method the single abstract method
 * @param parameters its parameters' types
 * @param returns its return type; {@code void} means that a lambda's value is dropped
 */
public record FunctionType(
    JavaType type,
    TypeFacts owner,
    MethodFacts method,
    List<JavaType> parameters,
    JavaType returns) {

  /** Whether nothing comes out of it. */
  public boolean isVoid() {
    return returns.isVoid();
  }

  /** Whether an object comes out of it, so that {@code null} may. */
  public boolean givesObject() {
    return returns.isKnown() && !(returns instanceof JavaType.Primitive);
  }
}
