package dev.belay.rules.cancellation;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import java.util.Optional;

/** Flags {@code Thread.interrupted()} where its answer, and with it the status, is lost. */
public final class ClearedInterrupt implements Rule {

  private static final RuleInfo INFO =
      new RuleInfo(
          "cleared-interrupt",
          "Thread.interrupted() clears the status and nobody learns of it",
          Severity.WARNING,
          Family.CANCELLATION,
          FixAvailability.SOMETIMES,
          "0.1");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Mention needs(Catalogue catalogue) {
    return Mention.words("interrupted");
  }

  @Override
  public void subscribe(Subscriptions on) {
    on.each(MethodCallExpr.class, ClearedInterrupt::check);
  }

  private static void check(MethodCallExpr call, RuleContext context) {
    if (!context.interrupts().isClearing(call)) {
      return;
    }
    Optional<CatchClause> handler = context.clearings().findHandler(call);
    if (handler.isPresent()) {
      context
          .report(
              call, "the caught interrupt has cleared the status already; this restores nothing")
          .because(handler.get().getParameter(), "the interrupt is caught here")
          .mend(restoringInstead(call, handler.get(), context))
          .help("restore the status: Thread.currentThread().interrupt()");
    } else if (context.clearings().isDropped(call)) {
      context
          .report(call, "the interrupt status is cleared here and the answer dropped")
          .mend(leavingAlone(call, context))
          .help("leave the status alone, or act on the answer; isInterrupted() only asks");
    }
  }

  private static Remedy leavingAlone(MethodCallExpr call, RuleContext context) {
    if (Flow.loopAround(call).isPresent()) {
      return new Refusal("with the status left set, waits in the loop would throw at once");
    }
    Statement statement = (Statement) call.getParentNode().orElseThrow();
    boolean among =
        statement.getParentNode().orElse(null) instanceof BlockStmt block
            && (block.getStatements().size() > 1
                || !(block.getParentNode().orElse(null) instanceof IfStmt));
    return among
        ? context.fix().remove(statement).unsafe("leave the interrupt status alone")
        : new Refusal("the call is all that its branch holds");
  }

  private static Remedy restoringInstead(
      MethodCallExpr call, CatchClause handler, RuleContext context) {
    if (!call.getParentNode().filter(ExpressionStmt.class::isInstance).isPresent()) {
      return new Refusal("the answer of the call is used");
    }
    if (context.handlers().mayGoOn(handler)) {
      return new Refusal("on one of its ways the handler goes on with a loop");
    }
    FixDraft draft = context.fix();
    draft.replace(call.getParentNode().get(), Restoring.call(draft));
    return draft.unsafe("restore the status instead");
  }
}
