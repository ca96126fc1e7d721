package dev.belay.linter.engine;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import java.util.stream.Collectors;

/** The method that a node stands in, as readers and fingerprints name it. Without state. */
final class Enclosing {

  private Enclosing() {}

  /**
   * The innermost method of a named type, as {@code Outer.Inner.method(int, String)}; the type's
   * name where there is none, the empty string outside every type. A constructor is {@code
   * Type.Type(int)}.
   */
  static String of(Node node) {
    for (Node at = node; at != null; at = at.getParentNode().orElse(null)) {
      if (at instanceof CallableDeclaration<?> callable && !isAnonymous(callable)) {
        return typesAround(callable) + signature(callable);
      }
      if (at instanceof TypeDeclaration<?> type && isNamed(type)) {
        return typesAround(type) + type.getNameAsString();
      }
    }
    return "";
  }

  /** The same behind the name of the package. */
  static String qualified(Node node) {
    return node.findCompilationUnit()
            .flatMap(CompilationUnit::getPackageDeclaration)
            .map(declared -> declared.getNameAsString() + ".")
            .orElse("")
        + of(node);
  }

  private static boolean isAnonymous(CallableDeclaration<?> callable) {
    return callable.getParentNode().filter(ObjectCreationExpr.class::isInstance).isPresent();
  }

  /** The class of a compact source file has no name in the language (JLS 8.1.8). */
  private static boolean isNamed(TypeDeclaration<?> type) {
    return !(type instanceof ClassOrInterfaceDeclaration declared && declared.isCompact());
  }

  /** Names of the types around a node, outermost first, each with a dot behind. */
  private static String typesAround(Node node) {
    StringBuilder names = new StringBuilder();
    for (Node at = node.getParentNode().orElse(null);
        at != null;
        at = at.getParentNode().orElse(null)) {
      if (at instanceof TypeDeclaration<?> type && isNamed(type)) {
        names.insert(0, type.getNameAsString() + ".");
      }
    }
    return names.toString();
  }

  private static String signature(CallableDeclaration<?> callable) {
    return callable.getParameters().stream()
        .map(p -> p.getType().asString() + (p.isVarArgs() ? "..." : ""))
        .collect(Collectors.joining(", ", callable.getNameAsString() + "(", ")"));
  }
}
