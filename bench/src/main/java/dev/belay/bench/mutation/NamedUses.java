package dev.belay.bench.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithVariables;
import java.util.List;
import java.util.Optional;

/**
 * A local or private field, and where it is used. Another variable of the same name counts as the
 * same one: then too much is taken, or the place is skipped.
 *
 * @param name of the variable
 * @param type as declared, with type arguments
 * @param scope the body or the file in which it can be used
 */
record NamedUses(String name, String type, Node scope) {

  /** The variable that an expression's value goes to, where it is a local or a private field. */
  static Optional<NamedUses> findBoundTo(Expression value) {
    Node parent = value.getParentNode().orElseThrow();
    if (parent instanceof VariableDeclarator variable) {
      return of(variable);
    }
    if (parent instanceof AssignExpr assignment && assignment.getValue() == value) {
      return findName(assignment.getTarget()).flatMap(name -> findVariable(name, value));
    }
    return Optional.empty();
  }

  /** A variable by its declaration; empty for fields that other files can read. */
  static Optional<NamedUses> of(VariableDeclarator variable) {
    String name = variable.getNameAsString();
    String type = variable.getTypeAsString();
    NodeWithVariables<?> declaration =
        (NodeWithVariables<?>) variable.getParentNode().orElseThrow();
    if (declaration instanceof FieldDeclaration field) {
      return field.isPrivate()
          ? field.findCompilationUnit().map(unit -> new NamedUses(name, type, unit))
          : Optional.empty();
    }
    return Scopes.findBody(variable).map(body -> new NamedUses(name, type, body));
  }

  private static Optional<NamedUses> findVariable(String name, Node at) {
    return at.findCompilationUnit().orElseThrow().findAll(VariableDeclarator.class).stream()
        .filter(variable -> variable.getNameAsString().equals(name))
        .filter(
            variable ->
                variable.getParentNode().orElseThrow() instanceof FieldDeclaration
                    || Scopes.findBody(variable).equals(Scopes.findBody(at)))
        .reduce((field, local) -> local)
        .flatMap(NamedUses::of);
  }

  private static Optional<String> findName(Expression target) {
    if (target instanceof NameExpr name) {
      return Optional.of(name.getNameAsString());
    }
    return target instanceof FieldAccessExpr field && field.getScope() instanceof ThisExpr
        ? Optional.of(field.getNameAsString())
        : Optional.empty();
  }

  /** Every expression that names the variable, in the order of the text, those written to too. */
  List<Expression> all() {
    return scope.findAll(Expression.class).stream()
        .filter(
            use ->
                use instanceof NameExpr read && read.getNameAsString().equals(name)
                    || use instanceof FieldAccessExpr field
                        && field.getNameAsString().equals(name)
                        && field.getScope() instanceof ThisExpr)
        .toList();
  }

  /** Whether a use only writes. */
  static boolean isWritten(Expression use) {
    return use.getParentNode().orElseThrow() instanceof AssignExpr assignment
        && assignment.getTarget() == use
        && assignment.getOperator() == AssignExpr.Operator.ASSIGN;
  }
}
