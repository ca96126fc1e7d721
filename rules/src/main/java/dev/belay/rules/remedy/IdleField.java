package dev.belay.rules.remedy;

import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A private field that alone keeps a value, and that its file names nowhere else.
 *
 * @param field which declares it and nothing else
 * @param setting the statement of an initialiser or a constructor that gives it the value; empty
 *     where the declaration does
 */
record IdleField(FieldDeclaration field, Optional<ExpressionStmt> setting) {

  /** The field of a value; empty where somebody may read it. */
  static Optional<IdleField> of(Expression value, RuleContext context) {
    if (value.getParentNode().orElse(null) instanceof VariableDeclarator variable) {
      return fieldOf(variable)
          .filter(f -> mentions(variable.getNameAsString(), context) == 1)
          .map(f -> new IdleField(f, Optional.empty()));
    }
    if (!(value.getParentNode().orElse(null) instanceof AssignExpr assignment)
        || !(assignment.getParentNode().orElse(null) instanceof ExpressionStmt setting)
        || Around.find(ConstructorDeclaration.class, setting).isEmpty()
            && Around.find(InitializerDeclaration.class, setting).isEmpty()) {
      return Optional.empty();
    }
    String name = nameOf(assignment.getTarget());
    return Around.find(TypeDeclaration.class, setting)
        .flatMap(type -> ((TypeDeclaration<?>) type).getFieldByName(name))
        .filter(f -> f.getVariables().get(0).getInitializer().isEmpty())
        .flatMap(f -> fieldOf(f.getVariable(0)))
        .filter(f -> mentions(name, context) == 2)
        .map(f -> new IdleField(f, Optional.of(setting)));
  }

  private static Optional<FieldDeclaration> fieldOf(VariableDeclarator variable) {
    return variable
        .getParentNode()
        .filter(FieldDeclaration.class::isInstance)
        .map(FieldDeclaration.class::cast)
        .filter(f -> f.isPrivate() && f.getVariables().size() == 1);
  }

  private static String nameOf(Expression target) {
    if (target instanceof FieldAccessExpr access && access.getScope().isThisExpr()) {
      return access.getNameAsString();
    }
    return target instanceof NameExpr name ? name.getNameAsString() : "";
  }

  /** In the text, comments included: what speaks of it would speak of nothing. */
  private static long mentions(String name, RuleContext context) {
    return Pattern.compile("\\b" + name + "\\b").matcher(context.source().text()).results().count();
  }

  /** Takes it out with what sets it, and with the initialiser that does nothing else. */
  FixDraft remove(FixDraft fix) {
    fix.removeMember(field);
    setting.ifPresent(
        statement -> {
          Optional<InitializerDeclaration> block =
              Around.find(InitializerDeclaration.class, statement)
                  .filter(b -> b.getBody().getStatements().size() == 1);
          if (block.isPresent()) {
            fix.removeMember(block.get());
          } else {
            fix.remove(statement);
          }
        });
    return fix;
  }
}
