package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceRange;
import java.util.List;
import java.util.Optional;

/**
 * A local variable that becomes the resource of a {@code try} around the statements behind it.
 *
 * @param variable its declaration
 * @param declaration the statement that declares it, and nothing else
 * @param block in which both stand
 */
record TryResource(VariableDeclarator variable, Statement declaration, BlockStmt block) {

  /** The variable that keeps a value from the start, where its place lets it be a resource. */
  static Answer<TryResource> of(Expression value, RuleContext context) {
    if (!(value.getParentNode().orElse(null) instanceof VariableDeclarator variable)
        || !(variable.getParentNode().orElse(null) instanceof VariableDeclarationExpr all)) {
      return Answer.none("no local variable keeps it alone");
    }
    if (all.getVariables().size() != 1
        || !(all.getParentNode().orElse(null) instanceof ExpressionStmt declaration)
        || !(declaration.getParentNode().orElse(null) instanceof BlockStmt block)) {
      return Answer.none("its variable is declared together with others");
    }
    if (Bindings.usesOf(variable).stream().anyMatch(TryResource::isWritten)) {
      return Answer.none("its variable is set again");
    }
    TryResource resource = new TryResource(variable, declaration, block);
    List<Statement> behind = resource.behind();
    if (behind.isEmpty()) {
      return Answer.none("nothing stands behind it that a try could hold");
    }
    return context.fix().canWrap(declaration, declaration)
            && context.fix().canWrap(behind.get(0), behind.get(behind.size() - 1))
        ? Answer.of(resource)
        : Answer.none("the block's statements share lines or mix tabs and blanks");
  }

  private static boolean isWritten(NameExpr use) {
    return use.getParentNode().orElse(null) instanceof AssignExpr assignment
        && assignment.getTarget() == use;
  }

  /** The statements behind the declaration, to the end of the block. */
  List<Statement> behind() {
    return Flow.behind(declaration, block.getStatements());
  }

  List<NameExpr> uses() {
    return Bindings.usesOf(variable);
  }

  /** Whether code that runs later or elsewhere uses it: then it may be closed too early. */
  boolean isUsedByFunctions() {
    return uses().stream().anyMatch(this::isInFunction);
  }

  private boolean isInFunction(Node use) {
    for (Node n = use; n != block; n = n.getParentNode().orElseThrow()) {
      if (n instanceof LambdaExpr || n instanceof BodyDeclaration<?>) {
        return true;
      }
    }
    return false;
  }

  /**
   * Writes the {@code try}, to the end of the block.
   *
   * @param tail last lines of it
   */
  void write(FixDraft fix, RuleContext context, String... tail) {
    List<Statement> behind = behind();
    write(fix, context, behind.get(behind.size() - 1), tail);
  }

  /**
   * Writes the {@code try} up to a call that closes the variable, which goes.
   *
   * @return false, with nothing written, where the call is no statement of the block, or what
   *     stands behind it uses a variable that the {@code try} would hide
   */
  boolean writeInsteadOf(MethodCallExpr close, FixDraft fix, RuleContext context) {
    Optional<Statement> statement =
        behind().stream()
            .filter(s -> s instanceof ExpressionStmt alone && alone.getExpression() == close)
            .findFirst();
    if (statement.isEmpty()) {
      return false;
    }
    List<Statement> behind = behind();
    int at = Flow.indexOf(statement.get(), behind);
    SourceRange rest =
        new SourceRange(
            context.source().rangeOf(statement.get()).end(), context.source().rangeOf(block).end());
    boolean hides =
        at == 0
            || uses().stream().anyMatch(u -> isIn(rest, u, context))
            || behind.subList(0, at).stream().anyMatch(s -> isUsedIn(rest, s, context));
    if (hides || !context.fix().canWrap(statement.get(), statement.get())) {
      return false;
    }
    write(fix, context, behind.get(at - 1));
    fix.remove(statement.get());
    return true;
  }

  private static boolean isUsedIn(SourceRange rest, Statement statement, RuleContext context) {
    return statement instanceof ExpressionStmt alone
            && alone.getExpression() instanceof VariableDeclarationExpr declared
            && declared.getVariables().stream()
                .flatMap(v -> Bindings.usesOf(v).stream())
                .anyMatch(use -> isIn(rest, use, context))
        || statement.isLocalClassDeclarationStmt()
        || statement.isLocalRecordDeclarationStmt();
  }

  private static boolean isIn(SourceRange range, Node node, RuleContext context) {
    return context.source().rangeOf(node).start() >= range.start();
  }

  private void write(FixDraft fix, RuleContext context, Statement last, String... tail) {
    SourceRange whole = context.source().rangeOf(declaration);
    int end = context.source().rangeOf(((ExpressionStmt) declaration).getExpression()).end();
    fix.insert(whole.start(), "try (");
    String indent = Layout.indentAt(context.source(), whole.start());
    fix.replace(new SourceRange(end, whole.end()), ")" + fix.opening(indent));
    fix.deepen(declaration, last, tail);
  }
}
