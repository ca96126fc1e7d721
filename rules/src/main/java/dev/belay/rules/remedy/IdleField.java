package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A private field whose value its file has no use for, or will have none.
 *
 * @param field which declares it and nothing else
 * @param statements those that go with it: what gives it the value in an initialiser or a
 *     constructor, and what shuts the value down
 */
record IdleField(FieldDeclaration field, List<ExpressionStmt> statements) {

  private static final Set<String> ENDS = Set.of("shutdown", "shutdownNow", "close");

  /** The field that keeps a value and is named for nothing else. */
  static Optional<IdleField> of(Expression value, RuleContext context) {
    Node parent = value.getParentNode().orElse(null);
    String name =
        parent instanceof VariableDeclarator variable
            ? variable.getNameAsString()
            : parent instanceof AssignExpr assignment ? nameOf(assignment.getTarget()) : "";
    return find(name, value)
        .filter(f -> f.value().filter(v -> v == value).isPresent())
        .filter(f -> f.isOnlyNamedBy(0, context));
  }

  /** The field whose executor a start alone uses, which is to go elsewhere. */
  static Optional<IdleField> leftBy(TaskStart start, RuleContext context) {
    return start
        .executor()
        .flatMap(executor -> find(nameOf(executor), executor))
        .filter(f -> f.value().filter(context.facts().executors()::isCreation).isPresent())
        .filter(f -> f.isOnlyNamedBy(1, context));
  }

  private static Optional<IdleField> find(String name, Node at) {
    for (Node n = at; n != null; n = n.getParentNode().orElse(null)) {
      Optional<FieldDeclaration> field =
          n instanceof TypeDeclaration<?> type ? type.getFieldByName(name) : Optional.empty();
      if (field.isPresent()) {
        List<ExpressionStmt> statements =
            n.findAll(ExpressionStmt.class, s -> sets(s, name) || ends(s, name));
        return field
            .filter(f -> f.isPrivate() && f.getVariables().size() == 1)
            .map(f -> new IdleField(f, statements));
      }
    }
    return Optional.empty();
  }

  private static boolean sets(ExpressionStmt statement, String name) {
    return statement.getExpression() instanceof AssignExpr assignment
        && nameOf(assignment.getTarget()).equals(name)
        && (Around.find(ConstructorDeclaration.class, statement).isPresent()
            || Around.find(InitializerDeclaration.class, statement).isPresent());
  }

  private static boolean ends(ExpressionStmt statement, String name) {
    return statement.getExpression() instanceof MethodCallExpr call
        && ENDS.contains(call.getNameAsString())
        && call.getScope().filter(scope -> nameOf(scope).equals(name)).isPresent()
        && statement.getParentNode().orElse(null) instanceof BlockStmt;
  }

  private static String nameOf(Expression variable) {
    if (variable instanceof FieldAccessExpr access && access.getScope().isThisExpr()) {
      return access.getNameAsString();
    }
    return variable instanceof NameExpr name && Bindings.findLocal(name).isEmpty()
        ? name.getNameAsString()
        : "";
  }

  /** What it is given, once and for all. */
  private Optional<Expression> value() {
    Optional<Expression> first = field.getVariable(0).getInitializer();
    List<Expression> later =
        statements.stream()
            .map(ExpressionStmt::getExpression)
            .filter(AssignExpr.class::isInstance)
            .map(e -> ((AssignExpr) e).getValue())
            .toList();
    if (first.isPresent()) {
      return first.filter(v -> later.isEmpty());
    }
    return later.stream().findFirst().filter(v -> later.size() == 1);
  }

  /**
   * Whether the file names it just so often besides its own, comments included: they would speak of
   * nothing.
   */
  private boolean isOnlyNamedBy(int uses, RuleContext context) {
    Pattern name = Pattern.compile("\\b" + field.getVariable(0).getNameAsString() + "\\b");
    long named = name.matcher(context.source().text()).results().count();
    return named == 1 + statements.size() + uses;
  }

  /** Takes it out with its statements, and an initialiser that does nothing else. */
  FixDraft remove(FixDraft fix) {
    fix.removeMember(field);
    for (ExpressionStmt statement : statements) {
      Optional<InitializerDeclaration> block =
          Around.find(InitializerDeclaration.class, statement)
              .filter(b -> b.getBody().getStatements().size() == 1);
      if (block.isPresent()) {
        fix.removeMember(block.get());
      } else {
        fix.remove(statement);
      }
    }
    return fix;
  }
}
