package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Completion;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The {@code close} of an object, which is to end what the object keeps in a field for all of its
 * life.
 *
 * @param field its name
 * @param close the method; it comes to its end
 */
record OwnersClose(String field, MethodDeclaration close) {

  /** Whether a field is given a value: at its declaration, or by a statement. */
  static boolean isFor(Expression value) {
    return value.getParentNode().orElse(null) instanceof AssignExpr
        || Around.find(Statement.class, value).isEmpty();
  }

  /** Where what a value makes is to be ended. */
  static Answer<OwnersClose> of(Expression value, RuleContext context) {
    Optional<VariableDeclarator> field = fieldOf(value);
    if (field.isEmpty()) {
      return Answer.none("it is kept by what this file does not show whole");
    }
    FieldDeclaration declaration = (FieldDeclaration) field.get().getParentNode().orElseThrow();
    if (declaration.isStatic()) {
      return Answer.none("a static field keeps it, which no object's end could end");
    }
    if (!declaration.isFinal()) {
      return Answer.none("its field may be set again");
    }
    Optional<MethodDeclaration> close = closeOf(declaration.getParentNode().orElseThrow(), context);
    if (close.isEmpty()) {
      return Answer.none("its class has no close() that could end it");
    }
    String name = field.get().getNameAsString();
    Optional<Statement> last = close.get().getBody().orElseThrow().getStatements().getLast();
    if (last.filter(s -> !s.isReturnStmt() && !Completion.isPossible(s)).isPresent()
        || last.filter(s -> Bindings.findLocal(name, s).isPresent()).isPresent()) {
      return Answer.none("its class's close() does not come to an end where the field is known");
    }
    return Answer.of(new OwnersClose(name, close.get()));
  }

  /** The field that has a value from the start, or from the constructor's end on. */
  private static Optional<VariableDeclarator> fieldOf(Expression value) {
    Node parent = value.getParentNode().orElse(null);
    if (parent instanceof VariableDeclarator declared) {
      return Optional.of(declared)
          .filter(d -> d.getParentNode().filter(FieldDeclaration.class::isInstance).isPresent());
    }
    boolean constructed =
        parent instanceof AssignExpr
            && Around.find(ConstructorDeclaration.class, value).isPresent();
    if (!constructed) {
      return Optional.empty();
    }
    Expression target = ((AssignExpr) parent).getTarget();
    boolean own =
        target instanceof NameExpr name && Bindings.findLocal(name).isEmpty()
            || target instanceof FieldAccessExpr access && access.getScope().isThisExpr();
    String name =
        target instanceof FieldAccessExpr access ? access.getNameAsString() : target.toString();
    return own
        ? Around.find(ClassOrInterfaceDeclaration.class, value)
            .flatMap(type -> type.getFieldByName(name))
            .flatMap(f -> f.getVariables().stream().filter(is(name)).findFirst())
        : Optional.empty();
  }

  private static Predicate<VariableDeclarator> is(String name) {
    return variable -> variable.getNameAsString().equals(name);
  }

  private static Optional<MethodDeclaration> closeOf(Node type, RuleContext context) {
    return type instanceof ClassOrInterfaceDeclaration owner && !owner.isInterface()
        ? owner.getMethodsByName("close").stream()
            .filter(m -> m.getParameters().isEmpty() && m.getBody().isPresent() && !m.isStatic())
            .filter(
                m -> context.types().isA(context.types().thisType(m), "java.lang.AutoCloseable"))
            .findFirst()
        : Optional.empty();
  }

  /** Adds last lines to the method. */
  void write(FixDraft fix, String... lines) {
    List<Statement> body = close.getBody().orElseThrow().getStatements();
    if (!body.isEmpty() && body.get(body.size() - 1).isReturnStmt()) {
      fix.before(body.get(body.size() - 1), lines);
    } else {
      fix.atEndOf(close.getBody().orElseThrow(), lines);
    }
  }
}
