package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.type.Type;
import dev.belay.linter.facts.Completion;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Throws the interrupt on, where the method says that it may. */
final class Rethrowing {

  private static final Set<String> WIDE_ENOUGH =
      Set.of("InterruptedException", "Exception", "Throwable");

  private Rethrowing() {}

  /** The fix; empty where the signature does not allow it or the exception would go elsewhere. */
  static Optional<Fix> of(CatchClause handler, RuleContext context) {
    boolean declared =
        Flow.bodyAround(handler)
            .filter(
                body ->
                    body instanceof CallableDeclaration<?> callable
                        && declares(callable)
                        && (isLast(handler) || promises(callable) && leavesNothing(handler)))
            .isPresent();
    if (!declared || !context.interrupts().isNamedBy(handler) || isTakenOnTheWay(handler)) {
      return Optional.empty();
    }
    String caught = handler.getParameter().getNameAsString();
    FixDraft draft = context.fix();
    if (!Restoring.takesNothingElse(handler, context)) {
      String thrown =
          "throw (" + draft.name("java.lang.InterruptedException") + ") " + caught + ";";
      draft.atStartOf(
          handler.getBody(), Restoring.forInterruptAlone(List.of(thrown), handler, draft, context));
      return Optional.of(draft.unsafe("throw the interrupt on"));
    }
    if (isIdle(handler, context)) {
      TryStmt attempt = (TryStmt) handler.getParentNode().orElseThrow();
      return Optional.of(draft.unwrap(attempt).unsafe("let the interrupt out"));
    }
    HandlerEnd end = HandlerEnd.of(handler);
    if (end.branches() || Completion.isOwedTo(handler)) {
      return Optional.empty();
    }
    Optional<Statement> jump = end.onlyJump();
    if (jump.isPresent()) {
      draft.replace(jump.get(), "throw " + caught + ";");
    } else {
      end.addTo(draft, context.source(), "throw " + caught + ";");
    }
    return Optional.of(draft.unsafe("throw the interrupt on"));
  }

  /**
   * Whether a {@code try} is there for an empty handler alone, and its statements can do without.
   */
  private static boolean isIdle(CatchClause handler, RuleContext context) {
    TryStmt attempt = (TryStmt) handler.getParentNode().orElseThrow();
    String body = context.source().text(context.source().rangeOf(handler.getBody()));
    return attempt.getCatchClauses().size() == 1
        && attempt.getFinallyBlock().isEmpty()
        && attempt.getResources().isEmpty()
        && body.substring(1, body.length() - 1).isBlank()
        && attempt.getTryBlock().getStatements().stream().noneMatch(Rethrowing::declaresName)
        && context.fix().canUnwrap(attempt);
  }

  /** What it declares would become known to the statements behind, which may declare it too. */
  private static boolean declaresName(Statement statement) {
    boolean local =
        statement.isExpressionStmt()
            && statement.asExpressionStmt().getExpression().isVariableDeclarationExpr();
    if (!local) {
      return statement.isLocalClassDeclarationStmt() || statement.isLocalRecordDeclarationStmt();
    }
    Node around = Flow.bodyAround(statement).orElseThrow();
    return statement
        .asExpressionStmt()
        .getExpression()
        .asVariableDeclarationExpr()
        .getVariables()
        .stream()
        .anyMatch(
            v ->
                around.findAll(VariableDeclarator.class).stream()
                    .anyMatch(o -> o != v && o.getNameAsString().equals(v.getNameAsString())));
  }

  /** Who declares any exception may still have to see to what else stands in its loop. */
  private static boolean promises(CallableDeclaration<?> callable) {
    return callable.getThrownExceptions().stream()
        .anyMatch(type -> type.asString().endsWith("InterruptedException"));
  }

  /** Whether nothing of its method stands behind the handler. */
  private static boolean isLast(CatchClause handler) {
    Statement attempt = (Statement) handler.getParentNode().orElseThrow();
    return Flow.loopAround(attempt).isEmpty() && !Flow.isFollowed(attempt, around -> false);
  }

  /** Whether the interrupt, thrown on, would skip nothing but its loops and the method's answer. */
  private static boolean leavesNothing(CatchClause handler) {
    Statement left = (Statement) handler.getParentNode().orElseThrow();
    for (Optional<Statement> loop = Flow.loopAround(left);
        loop.isPresent();
        loop = Flow.loopAround(left)) {
      left = loop.get();
    }
    for (Node n = left;
        n instanceof Statement || n instanceof CatchClause || n instanceof SwitchEntry;
        n = n.getParentNode().orElseThrow()) {
      boolean followed =
          n.getParentNode().orElseThrow() instanceof BlockStmt block
              && !Flow.behind(n, block.getStatements()).stream().allMatch(Rethrowing::onlyLeaves);
      if (followed) {
        return false;
      }
    }
    return true;
  }

  /** {@code return}, {@code throw}, or either where a condition holds: it answers the caller. */
  private static boolean onlyLeaves(Statement next) {
    if (next instanceof IfStmt choice) {
      return onlyLeaves(choice.getThenStmt())
          && choice.getElseStmt().filter(other -> !onlyLeaves(other)).isEmpty();
    }
    return next.isReturnStmt()
        || next.isThrowStmt()
        || next instanceof BlockStmt block
            && block.getStatements().stream().allMatch(Rethrowing::onlyLeaves);
  }

  private static boolean declares(CallableDeclaration<?> callable) {
    return callable.getThrownExceptions().stream().anyMatch(Rethrowing::isWideEnough);
  }

  private static boolean isWideEnough(Type type) {
    return WIDE_ENOUGH.contains(type.asString().replaceFirst("^java\\.lang\\.", ""));
  }

  /** Whether another handler of the same body would take it. */
  private static boolean isTakenOnTheWay(CatchClause handler) {
    Node below = handler.getParentNode().orElseThrow();
    for (Node n = below.getParentNode().orElse(null);
        n instanceof Statement || n instanceof CatchClause;
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof TryStmt attempt
          && attempt.getTryBlock() == below
          && attempt.getCatchClauses().stream()
              .flatMap(clause -> Flow.typesOf(clause).stream())
              .anyMatch(Rethrowing::isWideEnough)) {
        return true;
      }
    }
    return false;
  }
}
