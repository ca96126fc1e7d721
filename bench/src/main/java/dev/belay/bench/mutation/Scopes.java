package dev.belay.bench.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.LocalClassDeclarationStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which code runs as part of which: bodies of lambdas and classes inside run at another time. */
final class Scopes {

  private Scopes() {}

  /** The nodes inside one, itself first, in the order of the text, without code of other bodies. */
  static <N extends Node> List<N> within(Node start, Class<N> kind) {
    List<N> found = new ArrayList<>();
    collect(start, kind, found);
    return found;
  }

  /** The nearest node of a kind that a node is in. */
  static <N extends Node> Optional<N> findEnclosing(Node inner, Class<N> kind) {
    Optional<Node> at = inner.getParentNode();
    while (at.isPresent() && !kind.isInstance(at.get())) {
      at = at.get().getParentNode();
    }
    return at.map(kind::cast);
  }

  private static <N extends Node> void collect(Node node, Class<N> kind, List<N> found) {
    if (kind.isInstance(node)) {
      found.add(kind.cast(node));
    }
    for (Node child : node.getChildNodes()) {
      if (!isOtherBody(child)) {
        collect(child, kind, found);
      }
    }
  }

  private static boolean isOtherBody(Node node) {
    return node instanceof LambdaExpr
        || node instanceof LocalClassDeclarationStmt
        || node instanceof BodyDeclaration<?>;
  }

  /** The method, constructor, initialiser or lambda whose body a node is in. */
  static Optional<Node> findBody(Node node) {
    Optional<Node> at = node.getParentNode();
    while (at.isPresent()) {
      if (at.get() instanceof LambdaExpr
          || at.get() instanceof BodyDeclaration<?> && !(at.get() instanceof TypeDeclaration<?>)) {
        return at;
      }
      at = at.get().getParentNode();
    }
    return at;
  }

  /** Whether a name is a local's or a parameter's at a place; shadowing by blocks is not told. */
  static boolean isLocal(String name, Node at) {
    Optional<Node> body = findBody(at);
    while (body.isPresent()) {
      if (declares(body.get(), name)) {
        return true;
      }
      if (body.get() instanceof CallableDeclaration<?> && !isInsideExpression(body.get())) {
        return false;
      }
      body = findBody(body.get());
    }
    return false;
  }

  private static boolean declares(Node body, String name) {
    return Scopes.within(body, VariableDeclarationExpr.class).stream()
            .flatMap(declaration -> declaration.getVariables().stream())
            .map(VariableDeclarator::getNameAsString)
            .anyMatch(name::equals)
        || within(body, Parameter.class).stream()
            .anyMatch(parameter -> parameter.getNameAsString().equals(name));
  }

  private static boolean isInsideExpression(Node method) {
    return method.getParentNode().filter(ObjectCreationExpr.class::isInstance).isPresent();
  }
}
