package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;

/** How a fix restores the interrupt status in a handler. */
final class Restoring {

  private Restoring() {}

  /**
   * Lines that restore the status and then do something else, for the interrupt alone where the
   * handler takes other exceptions too.
   */
  static String[] lines(
      CatchClause handler, FixDraft draft, RuleContext context, String... behind) {
    List<String> lines = new ArrayList<>();
    lines.add(call(draft));
    lines.addAll(List.of(behind));
    return forInterruptAlone(lines, handler, draft, context);
  }

  static String call(FixDraft draft) {
    return draft.name("java.lang.Thread") + ".currentThread().interrupt();";
  }

  /** Lines that run for the interrupt alone. */
  static String[] forInterruptAlone(
      List<String> lines, CatchClause handler, FixDraft draft, RuleContext context) {
    if (takesNothingElse(handler, context)) {
      return lines.toArray(String[]::new);
    }
    List<String> choice = new ArrayList<>();
    choice.add("if (" + isInterrupt(handler, draft) + ") {");
    lines.forEach(line -> choice.add(draft.step() + line));
    choice.add("}");
    return choice.toArray(String[]::new);
  }

  static String isInterrupt(CatchClause handler, FixDraft draft) {
    return handler.getParameter().getNameAsString()
        + " instanceof "
        + draft.name("java.lang.InterruptedException");
  }

  /** Whether all that reaches a handler is an interrupt. */
  static boolean takesNothingElse(CatchClause handler, RuleContext context) {
    return Flow.typesOf(handler).size() == 1
        && (context.interrupts().isNamedBy(handler)
            || context.interrupts().isInterruptOfReadTakenBy(handler));
  }

  /** The statements of a handler that restore the status, in order of the text. */
  static List<Statement> statementsIn(CatchClause handler, RuleContext context) {
    List<Statement> found = new ArrayList<>();
    Flow.eachRun(
        handler.getBody(),
        node -> {
          if (node instanceof ExpressionStmt statement
              && statement.getExpression() instanceof MethodCallExpr call
              && context.interrupts().restores(call)) {
            found.add(statement);
          }
        });
    return found;
  }

  /** Those that run for what the handler itself caught, not for what a wait in it was thrown. */
  static List<Statement> ownStatementsIn(CatchClause handler, RuleContext context) {
    return statementsIn(handler, context).stream()
        .filter(statement -> handlerAround(statement) == handler)
        .toList();
  }

  private static Node handlerAround(Node node) {
    Node around = node;
    while (!(around instanceof CatchClause)) {
      around = around.getParentNode().orElseThrow();
    }
    return around;
  }
}
