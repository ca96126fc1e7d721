package dev.belay.linter.facts;

import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.MethodFacts;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.index.TypeFacts;
import java.util.List;

/**
 * What a call resolves to, as far as declarations tell.
 *
 * @param owner the type that declares the method, perhaps a supertype of the receiver
 * @param method the chosen form; where several forms fit, one whose return type they share
 * @param receiver type the method is called on; the class itself for static calls and constructors
 * @param parameters types of the form's parameters, type arguments filled in where known; the last
 *     is an array where the form takes a variable number
 * @param returns type of the call, type arguments filled in where known
 */
public record Callee(
    TypeFacts owner,
    MethodFacts method,
    JavaType receiver,
    List<JavaType> parameters,
    JavaType returns) {

  /** {@code java.util.concurrent.ExecutorService#submit}, as the catalogue names methods. */
  public String key() {
    return owner.name() + "#" + method.name();
  }

  /** Whether a class, by its canonical name, declares the method itself. */
  public boolean isOf(String className) {
    return owner.name().equals(className);
  }

  /** Whether the project's sources declare the method, and no library. */
  public boolean isOfProject() {
    return !owner.path().isEmpty();
  }

  /** Whether the method declares that it throws, be it checked or not. */
  public boolean declaresExceptions() {
    return !method.throwing().isEmpty();
  }

  /** Type of the parameter that takes the argument at an index from 0; unknown past the end. */
  public JavaType parameterAt(int index) {
    int last = parameters.size() - 1;
    boolean variable = Modifiers.has(method.modifiers(), Modifiers.VARARGS);
    if (index < last || index == last && !variable) {
      return parameters.get(index);
    }
    return variable && last >= 0 && parameters.get(last) instanceof JavaType.Array array
        ? array.element()
        : JavaType.UNKNOWN;
  }
}
