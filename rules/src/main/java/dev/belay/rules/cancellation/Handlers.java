package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;

/** What findings about handlers and loops show: their heads, not all of their bodies. */
final class Handlers {

  private Handlers() {}

  /** {@code catch (InterruptedException e)}. */
  static SourceRange headOf(CatchClause handler, RuleContext context) {
    return upTo(handler, handler.getBody(), context.source());
  }

  /** {@code while (running)}, or {@code do} for a loop that tests behind its body. */
  static SourceRange headOf(com.github.javaparser.ast.stmt.Statement loop, RuleContext context) {
    SourceText source = context.source();
    if (loop instanceof DoStmt) {
      int start = source.rangeOf(loop).start();
      return new SourceRange(start, start + "do".length());
    }
    return upTo(loop, bodyOf(loop), source);
  }

  private static Node bodyOf(Node loop) {
    if (loop instanceof WhileStmt testing) {
      return testing.getBody();
    }
    return loop instanceof ForStmt counting ? counting.getBody() : ((ForEachStmt) loop).getBody();
  }

  private static SourceRange upTo(Node whole, Node body, SourceText source) {
    int start = source.rangeOf(whole).start();
    int end = source.rangeOf(body).start();
    while (end > start && Character.isWhitespace(source.text().charAt(end - 1))) {
      end--;
    }
    return new SourceRange(start, end);
  }

  /** The part of a node that names it, to point at. */
  static Node headOf(Node node) {
    if (node instanceof MethodDeclaration method) {
      return method.getName();
    }
    if (node instanceof WhileStmt testing) {
      return testing.getCondition();
    }
    if (node instanceof DoStmt testing) {
      return testing.getCondition();
    }
    return node instanceof LambdaExpr lambda
            && lambda.getParentNode().orElse(null) instanceof MethodCallExpr call
        ? call.getName()
        : node;
  }

  /** Names the call that lets the interrupt out, where one is known. */
  static void explainSource(FindingDraft finding, CatchClause handler, RuleContext context) {
    context
        .interrupts()
        .findSource(handler)
        .ifPresent(source -> finding.because(source, "the interrupt comes out of this"));
  }
}
