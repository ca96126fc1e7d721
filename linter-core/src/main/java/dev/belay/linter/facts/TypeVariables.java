package dev.belay.linter.facts;

import com.github.javaparser.ast.body.CallableDeclaration;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.MethodFacts;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.index.TypeParameterFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Type parameters and what replaces them. Without state. */
final class TypeVariables {

  private TypeVariables() {}

  /** A method's type parameters alone, to resolve names inside it. */
  static MethodFacts of(CallableDeclaration<?> callable) {
    List<TypeParameterFacts> parameters =
        callable.getTypeParameters().stream()
            .map(
                p ->
                    new TypeParameterFacts(
                        p.getNameAsString(),
                        p.getTypeBound().isEmpty()
                            ? ""
                            : SourceFacts.written(p.getTypeBound().get(0))))
            .toList();
    return new MethodFacts(
        callable.getNameAsString(),
        0,
        parameters,
        "void",
        List.of(),
        List.of(),
        List.of(),
        Set.of(),
        0);
  }

  /** A type's parameters by name with the arguments it stands with; empty for a raw type. */
  static Map<String, JavaType> argumentsOf(TypeFacts type, List<JavaType> arguments) {
    if (arguments.size() != type.typeParameters().size() || arguments.isEmpty()) {
      return Map.of();
    }
    Map<String, JavaType> replacements = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      replacements.put(type.typeParameters().get(i).name(), arguments.get(i));
    }
    return replacements;
  }

  /**
   * Finds what type parameters stand for where {@code declared} was given {@code actual}.
   *
   * @param into what is known so far; the first answer for a parameter stays
   */
  static void infer(
      JavaType declared, JavaType actual, Hierarchy hierarchy, Map<String, JavaType> into) {
    if (!actual.isKnown() || actual.equals(new JavaType.Primitive("null"))) {
      return;
    }
    if (declared instanceof JavaType.Variable variable) {
      into.putIfAbsent(variable.name(), boxed(actual));
    } else if (declared instanceof JavaType.Array array && actual instanceof JavaType.Array given) {
      infer(array.element(), given.element(), hierarchy, into);
    } else if (declared instanceof JavaType.Named named && !named.arguments().isEmpty()) {
      List<JavaType> given = hierarchy.argumentsAs(actual, named.name());
      Map<String, JavaType> open = openArguments(named.arguments(), given);
      for (int i = 0; i < given.size() && i < named.arguments().size(); i++) {
        infer(named.arguments().get(i), given.get(i).with(open), hierarchy, into);
      }
    }
  }

  /**
   * What the arguments of an inner call, such as {@code toList()} in {@code collect(toList())},
   * stand for by the place they are given to.
   */
  private static Map<String, JavaType> openArguments(
      List<JavaType> declared, List<JavaType> given) {
    Map<String, JavaType> open = new HashMap<>();
    for (int i = 0; i < given.size() && i < declared.size(); i++) {
      boolean told = declared.get(i).isKnown() && !(declared.get(i) instanceof JavaType.Variable);
      if (told && given.get(i) instanceof JavaType.Variable variable) {
        open.putIfAbsent(variable.name(), declared.get(i));
      }
    }
    return open;
  }

  private static final Map<String, String> BOXES =
      Map.of(
          "int", "java.lang.Integer",
          "long", "java.lang.Long",
          "boolean", "java.lang.Boolean",
          "double", "java.lang.Double",
          "float", "java.lang.Float",
          "char", "java.lang.Character",
          "short", "java.lang.Short",
          "byte", "java.lang.Byte");

  private static JavaType boxed(JavaType type) {
    return type instanceof JavaType.Primitive primitive && BOXES.containsKey(primitive.name())
        ? JavaType.named(BOXES.get(primitive.name()))
        : type;
  }
}
