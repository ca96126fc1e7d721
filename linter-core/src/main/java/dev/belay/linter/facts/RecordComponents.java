package dev.belay.linter.facts;

import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.CompactConstructorDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.RecordDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.RecordPatternExpr;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.source.Nodes;
import java.util.List;
import java.util.Optional;

/** What private records keep, and where this file reads it. Belongs to one thread. */
final class RecordComponents {

  private final Nodes nodes;
  private final Types types;

  RecordComponents(Nodes nodes, Types types) {
    this.nodes = nodes;
    this.types = types;
  }

  /**
   * The component that keeps an argument of a creation.
   *
   * @return empty where another file, or code of the record itself, may do something else with it
   */
  Optional<Parameter> find(ObjectCreationExpr creation, Expression argument) {
    Optional<RecordDeclaration> made =
        types
            .find(types.of(creation).className())
            .flatMap(types::declarationOf)
            .filter(RecordDeclaration.class::isInstance)
            .map(RecordDeclaration.class::cast)
            .filter(r -> r.isPrivate() && r.getImplementedTypes().isEmpty() && !hasConstructor(r))
            .filter(r -> r.getParameters().size() == creation.getArguments().size());
    for (int i = 0; made.isPresent() && i < creation.getArguments().size(); i++) {
      if (creation.getArgument(i) == argument) {
        return Optional.of(made.get().getParameter(i));
      }
    }
    return Optional.empty();
  }

  private static boolean hasConstructor(RecordDeclaration made) {
    return made.getMembers().stream()
        .anyMatch(
            m ->
                m instanceof CompactConstructorDeclaration
                    || m instanceof CallableDeclaration<?> c && c.isConstructorDeclaration());
  }

  /** Whether a component may be read in a form that gives no expression for it. */
  boolean isTakenApart(Parameter component) {
    RecordDeclaration made = recordOf(component);
    return nodes.of(RecordPatternExpr.class).stream()
            .anyMatch(p -> p.getType().asString().endsWith(made.getNameAsString()))
        || nodes.of(MethodReferenceExpr.class).stream()
            .anyMatch(r -> r.getIdentifier().equals(component.getNameAsString()));
  }

  /** Expressions of this file that give a component's value. */
  List<Expression> readsOf(Parameter component) {
    return nodes.of(Expression.class).stream()
        .filter(expression -> isRead(expression, component))
        .toList();
  }

  private boolean isRead(Expression expression, Parameter component) {
    String name = component.getNameAsString();
    if (expression instanceof MethodCallExpr call) {
      return call.getNameAsString().equals(name)
          && call.getArguments().isEmpty()
          && isOn(call.getScope(), expression, component);
    }
    if (expression instanceof FieldAccessExpr access) {
      return access.getNameAsString().equals(name)
          && isOn(Optional.of(access.getScope()), expression, component);
    }
    return expression instanceof NameExpr simple
        && simple.getNameAsString().equals(name)
        && simple.isDescendantOf(recordOf(component))
        && Bindings.findLocal(simple).isEmpty();
  }

  /** Whether a receiver is, or may be, of the record's type. */
  private boolean isOn(Optional<Expression> receiver, Expression at, Parameter component) {
    RecordDeclaration made = recordOf(component);
    if (receiver.isEmpty()) {
      return at.isDescendantOf(made);
    }
    JavaType type = types.of(receiver.get());
    return !type.isKnown()
        || types
            .find(type.className())
            .flatMap(types::declarationOf)
            .filter(declared -> declared == made)
            .isPresent();
  }

  private static RecordDeclaration recordOf(Parameter component) {
    return (RecordDeclaration) component.getParentNode().orElseThrow();
  }
}
