package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.index.Modifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The variables that keep what is made: where they are declared and what they are given. Belongs to
 * one thread.
 */
final class Keepers {

  private final Types types;
  private final Observations observations;

  Keepers(Types types, Observations observations) {
    this.types = types;
    this.observations = observations;
  }

  /** The field that keeps a value. */
  Optional<Types.FieldUse> findField(Uses.Use use) {
    return use.at() instanceof VariableDeclarator variable
        ? observations.findDeclared(variable)
        : types.fieldOf((Expression) use.at());
  }

  /** Whether no other file gives a field anything. */
  boolean isGivenHereAlone(Types.FieldUse field) {
    return Modifiers.has(field.field().modifiers(), Modifiers.FINAL) || observations.isOwn(field);
  }

  /** What this file gives to a field; may be empty. */
  List<Expression> valuesOf(Types.FieldUse field) {
    List<Expression> values = new ArrayList<>();
    types.declarationOf(field).flatMap(VariableDeclarator::getInitializer).ifPresent(values::add);
    addAssigned(observations.usesOf(field), values);
    return values;
  }

  /**
   * What a local variable is given, in order of the text; may be empty.
   *
   * @param declaration as {@link Bindings#findLocal} gives it
   */
  static List<Expression> valuesOf(Node declaration) {
    List<Expression> values = new ArrayList<>();
    if (declaration instanceof VariableDeclarator variable) {
      variable.getInitializer().ifPresent(values::add);
    }
    addAssigned(Bindings.usesOf(declaration), values);
    return values;
  }

  private static void addAssigned(List<? extends Expression> occurrences, List<Expression> into) {
    for (Expression occurrence : occurrences) {
      if (Observations.isWritten(occurrence)) {
        into.add(((AssignExpr) occurrence.getParentNode().orElseThrow()).getValue());
      }
    }
  }

  /** Whether a local variable, or an occurrence of one, is the resource of a {@code try}. */
  static boolean isResource(Node variableOrName) {
    Node node = variableOrName;
    Node parent = node.getParentNode().orElse(null);
    if (node instanceof VariableDeclarator) {
      node = parent;
      parent = parent == null ? null : parent.getParentNode().orElse(null);
    }
    Node resource = node;
    return parent instanceof TryStmt attempt
        && attempt.getResources().stream().anyMatch(r -> r == resource);
  }
}
