package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.belay.linter.index.MethodFacts;
import java.util.List;

/**
 * Variables of a wide type that hold nothing but what their file makes: the {@code put} of a {@code
 * BlockingQueue} waits, that of a {@code PriorityBlockingQueue} does not, and says so by what it
 * declares. Belongs to one thread.
 */
final class MadeReceivers {

  private final Types types;
  private final Keepers keepers;

  MadeReceivers(Types types, Keepers keepers) {
    this.types = types;
    this.keepers = keepers;
  }

  /** Whether a call runs a method of what is made there, which declares that it throws nothing. */
  boolean areQuietIn(MethodCallExpr call) {
    List<Expression> values = call.getScope().map(this::valuesOf).orElse(List.of());
    return !values.isEmpty() && values.stream().allMatch(v -> declaresNone(v, call));
  }

  /** All that a variable is ever given; empty where others may give it something. */
  private List<Expression> valuesOf(Expression variable) {
    Node local = variable instanceof NameExpr name ? Bindings.findLocal(name).orElse(null) : null;
    if (local != null) {
      return local instanceof VariableDeclarator && !isOfLoop(local)
          ? Keepers.valuesOf(local)
          : List.of();
    }
    return types
        .fieldOf(variable)
        .filter(keepers::isGivenHereAlone)
        .map(keepers::valuesOf)
        .orElse(List.of());
  }

  private static boolean isOfLoop(Node local) {
    return local
        .getParentNode()
        .flatMap(Node::getParentNode)
        .filter(ForEachStmt.class::isInstance)
        .isPresent();
  }

  private boolean declaresNone(Expression value, MethodCallExpr call) {
    if (!(value instanceof ObjectCreationExpr creation)
        || creation.getAnonymousClassBody().isPresent()) {
      return false;
    }
    List<MethodFacts> forms =
        types
            .find(types.of(creation).className())
            .map(type -> type.methodsNamed(call.getNameAsString()))
            .orElse(List.of())
            .stream()
            .filter(m -> m.parameters().size() == call.getArguments().size())
            .toList();
    return !forms.isEmpty() && forms.stream().allMatch(m -> m.throwing().isEmpty());
  }
}
