package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.belay.linter.facts.Completion;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For a method that has something to wait for or to end behind a handler, which would not wait, or
 * fail, with the status set: the interrupt is noted, and the status restored when all that is done.
 *
 * @param block at whose end the status is restored
 * @param handlers all that drop an interrupt in it, in order of the text: one variable is for all
 *     of them
 */
record Deferring(BlockStmt block, List<CatchClause> handlers) {

  /** Names of methods that see to the end of something, perhaps by waiting or by a last output. */
  private static final Set<String> ENDINGS =
      Set.of("close", "stop", "shutdown", "shutDown", "destroy", "dispose", "terminate");

  /** Names of calls by which a stop tells others to end. */
  private static final Set<String> TELLING = Set.of("interrupt", "shutdownNow");

  /** The same for every handler that it notes, so that their fixes go together. */
  static Optional<Fix> of(CatchClause handler, RuleContext context) {
    Node body = Flow.bodyAround(handler).orElse(null);
    if (!(body instanceof MethodDeclaration method)
        || !method.getType().isVoidType()
        || context.tasks().findTask(handler).isPresent()) {
      return Optional.empty();
    }
    List<CatchClause> lossy =
        method.findAll(CatchClause.class).stream()
            .filter(other -> Flow.bodyAround(other).orElse(null) == method)
            .filter(other -> InterruptRemedies.mayBeNoted(other, context))
            .toList();
    return lossy.stream()
        .flatMap(other -> blockFor(other, context).stream())
        .reduce((one, other) -> one.isDescendantOf(other) ? other : one)
        .map(
            block ->
                new Deferring(block, lossy.stream().filter(h -> h.isDescendantOf(block)).toList()))
        .filter(deferring -> deferring.handlers().stream().anyMatch(h -> h == handler))
        .filter(Deferring::isWhole)
        .map(deferring -> deferring.write(context));
  }

  /** The outermost block around a handler, and around its loops, that has more to see to. */
  private static Optional<BlockStmt> blockFor(CatchClause handler, RuleContext context) {
    BlockStmt found = null;
    Node below = handler.getParentNode().orElseThrow();
    for (Node n = below.getParentNode().orElse(null);
        n instanceof Statement || n instanceof CatchClause;
        below = n, n = n.getParentNode().orElse(null)) {
      if (Flow.isLoop(n)) {
        found = null;
      } else if (n instanceof BlockStmt block
          && Flow.behind(below, block.getStatements()).stream()
              .anyMatch(next -> Flow.anyRun(next, node -> needsPeace(node, context)))) {
        found = block;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Whether a call waits, or runs or ends something that may. */
  private static boolean needsPeace(Node node, RuleContext context) {
    if (!(node instanceof MethodCallExpr call)) {
      return false;
    }
    String name = call.getNameAsString();
    boolean runs =
        (name.equals("run") || name.equals("call"))
            && call.getScope().filter(scope -> isFunction(scope, context)).isPresent();
    return runs
        || ENDINGS.contains(name) && isOfNoLibrary(call, context)
        || context.interrupts().throwsInterrupt(call) && isInStop(call);
  }

  /** Elsewhere who was interrupted is not to wait on; a stop is to come to its end. */
  private static boolean isInStop(MethodCallExpr wait) {
    MethodDeclaration method = (MethodDeclaration) Flow.bodyAround(wait).orElseThrow();
    return ENDINGS.stream().anyMatch(method.getNameAsString()::startsWith)
        || Flow.anyRun(
            method,
            node ->
                node instanceof MethodCallExpr call
                    && (ENDINGS.contains(call.getNameAsString())
                        || TELLING.contains(call.getNameAsString())));
  }

  static boolean isFunction(Expression value, RuleContext context) {
    return context.types().isA(context.types().of(value), "java.lang.Runnable")
        || context.types().isA(context.types().of(value), "java.util.concurrent.Callable");
  }

  private static boolean isOfNoLibrary(MethodCallExpr call, RuleContext context) {
    return context.types().calleeOf(call).filter(callee -> !callee.isOfProject()).isEmpty();
  }

  /** Whether all ways from the handlers lead to the block's end, as far as it shows. */
  private boolean isWhole() {
    Statement last = block.getStatements().getLast().orElseThrow();
    return Completion.isPossible(last)
        && block.findAll(Statement.class).stream()
            .filter(
                s ->
                    (s instanceof ReturnStmt || s instanceof ThrowStmt)
                        && Flow.areOfOneBody(s, handlers.get(0)))
            .noneMatch(s -> Node.NODE_BY_BEGIN_POSITION.compare(handlers.get(0), s) < 0);
  }

  private Fix write(RuleContext context) {
    FixDraft draft = context.fix();
    Node first = handlers.get(0);
    while (first.getParentNode().orElseThrow() != block) {
      first = first.getParentNode().orElseThrow();
    }
    String noted = draft.freshName("interrupted", block);
    draft.before((Statement) first, "boolean " + noted + " = false;");
    handlers.forEach(handler -> Remembering.note(handler, noted, draft, context));
    draft.atEndOf(block, "if (" + noted + ") {", draft.step() + Restoring.call(draft), "}");
    return draft.unsafe("note the interrupt and restore the status when all is done");
  }
}
