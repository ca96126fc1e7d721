package dev.belay.linter.index;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads {@link BodyTrait}s from a body, by its top-level statements alone. */
final class BodyTraits {

  /** A body without these words that returns no plain name has no trait: it need not be parsed. */
  static final Set<String> WORDS = Set.of("interrupt", "throw");

  private BodyTraits() {}

  static Set<BodyTrait> of(CallableDeclaration<?> callable) {
    Optional<BlockStmt> body =
        callable instanceof MethodDeclaration method
            ? method.getBody()
            : Optional.of(((ConstructorDeclaration) callable).getBody());
    if (body.isEmpty() || body.get().getStatements().isEmpty()) {
      return Set.of();
    }
    EnumSet<BodyTrait> traits = EnumSet.noneOf(BodyTrait.class);
    List<Statement> statements = body.get().getStatements();
    List<ReturnStmt> returns = new ArrayList<>();
    collectReturns(body.get(), returns);
    if (statements.stream().anyMatch(BodyTraits::restores)) {
      traits.add(BodyTrait.RESTORES_INTERRUPT);
    }
    if (returns.isEmpty() && statements.get(statements.size() - 1) instanceof ThrowStmt) {
      traits.add(BodyTrait.ALWAYS_THROWS);
    }
    if (allReturn(returns, Expression::isThisExpr)) {
      traits.add(BodyTrait.RETURNS_THIS);
    }
    List<String> parameters =
        callable.getParameters().stream().map(Parameter::getNameAsString).toList();
    if (allReturn(
        returns, e -> e.isNameExpr() && parameters.contains(e.asNameExpr().getNameAsString()))) {
      traits.add(BodyTrait.RETURNS_PARAMETER);
    }
    return Set.copyOf(traits);
  }

  private static boolean restores(Statement statement) {
    return statement.isExpressionStmt()
        && statement.asExpressionStmt().getExpression() instanceof MethodCallExpr call
        && call.getNameAsString().equals("interrupt")
        && call.getScope().map(s -> s.toString().endsWith("Thread.currentThread()")).orElse(false);
  }

  private static boolean allReturn(List<ReturnStmt> returns, Predicate<Expression> what) {
    return !returns.isEmpty()
        && returns.stream().allMatch(r -> r.getExpression().filter(what).isPresent());
  }

  private static void collectReturns(Node node, List<ReturnStmt> into) {
    for (Node child : node.getChildNodes()) {
      if (child instanceof ReturnStmt statement) {
        into.add(statement);
      } else if (!(child instanceof LambdaExpr
          || child instanceof TypeDeclaration<?>
          || child instanceof ObjectCreationExpr creation
              && creation.getAnonymousClassBody().isPresent())) {
        collectReturns(child, into);
      }
    }
  }
}
