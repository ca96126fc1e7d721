package dev.belay.bench.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.belay.bench.corpus.Label;
import dev.belay.bench.corpus.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the restored status out of a handler. What is wrong then depends on how the handler goes
 * on: one that throws wraps the interrupt, one that does not swallows it.
 */
final class HandlerRestore implements Operator {

  private static final Set<String> TASK_BODIES = Set.of("run", "call", "get", "compute");

  private final boolean throwing;

  private HandlerRestore(boolean throwing) {
    this.throwing = throwing;
  }

  /** For handlers that throw something else. */
  static HandlerRestore beforeThrow() {
    return new HandlerRestore(true);
  }

  /**
   * For handlers that do not throw. Those in a task's own body are skipped: there the same handler
   * may be right without the restore, as the task's last act.
   */
  static HandlerRestore withoutThrow() {
    return new HandlerRestore(false);
  }

  @Override
  public String title() {
    return throwing ? "the restore before a handler's throw" : "the restore of a handler";
  }

  @Override
  public String rule() {
    return throwing ? "wrapped-interrupt" : "swallowed-interrupt";
  }

  @Override
  public List<Attempt> attempts(ParsedFile file, List<Label> labels) {
    List<Attempt> attempts = new ArrayList<>();
    for (Label label : labels) {
      if (label.rule().equals(rule()) && label.verdict() == Verdict.ABSENT) {
        Site site = new Site(label.library(), label.path(), label.line());
        attempts.add(attempt(file, site));
      }
    }
    return attempts;
  }

  private Attempt attempt(ParsedFile file, Site site) {
    Optional<CatchClause> handler =
        file.tree().findAll(CatchClause.class).stream()
            .filter(clause -> file.lineOf(clause) == site.line())
            .findFirst();
    if (handler.isEmpty()) {
      return new Attempt.Skipped(site, "no handler on the labelled line");
    }
    List<ThrowStmt> thrown = Scopes.within(handler.get(), ThrowStmt.class);
    if (thrown.isEmpty() == throwing) {
      return new Attempt.Skipped(
          site, throwing ? "the handler does not throw" : "the handler throws");
    }
    if (throwing && thrown.stream().anyMatch(HandlerRestore::passesItOn)) {
      return new Attempt.Skipped(site, "the interrupt itself is thrown on");
    }
    if (!throwing && isInTaskBody(handler.get())) {
      return new Attempt.Skipped(site, "in a task's own body");
    }
    Edits edits = new Edits(file.source());
    for (MethodCallExpr call : Scopes.within(handler.get(), MethodCallExpr.class)) {
      if (call.toString().equals("Thread.currentThread().interrupt()")
          && call.getParentNode().orElseThrow() instanceof ExpressionStmt statement) {
        edits.replace(statement, ";");
      }
    }
    return edits.isEmpty()
        ? new Attempt.Skipped(site, "the handler restores nothing itself")
        : new Attempt.Mutant(site, file.lastLineOf(handler.get()), edits.apply(), "restore");
  }

  private static boolean passesItOn(ThrowStmt thrown) {
    return thrown.getExpression().isNameExpr()
        || thrown.getExpression().toString().contains("Interrupted");
  }

  private static boolean isInTaskBody(Node handler) {
    Optional<Node> body = Scopes.findBody(handler);
    return body.isPresent()
        && (body.get() instanceof LambdaExpr
            || body.get() instanceof MethodDeclaration method
                && method.getParameters().isEmpty()
                && (TASK_BODIES.contains(method.getNameAsString()) || isReferredTo(method)));
  }

  /** Whether the file hands the method on as a value, perhaps to an executor. */
  private static boolean isReferredTo(MethodDeclaration method) {
    return method.findCompilationUnit().orElseThrow().findAll(MethodReferenceExpr.class).stream()
        .anyMatch(reference -> reference.getIdentifier().equals(method.getNameAsString()));
  }
}
