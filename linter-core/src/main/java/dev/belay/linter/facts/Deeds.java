package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.belay.linter.index.Modifiers;

/** What statements do, as far as it keeps a task going. */
final class Deeds {

  private final Types types;
  private final Catalogue catalogue;
  private final Interrupts interrupts;
  private final CleanUps cleanUps;

  Deeds(Types types, Catalogue catalogue, Interrupts interrupts) {
    this.types = types;
    this.catalogue = catalogue;
    this.interrupts = interrupts;
    this.cleanUps = new CleanUps(types);
  }

  /** Whether a statement may wait or repeat: then the task lives on, deaf to the interrupt. */
  boolean waits(Statement statement) {
    return Flow.anyRun(statement, node -> Flow.isLoop(node) || interrupts.throwsInterrupt(node));
  }

  /** Whether a statement does more than say, note or give back something. */
  boolean works(Statement statement) {
    return !(statement instanceof ReturnStmt)
        && !(statement instanceof ThrowStmt)
        && Flow.anyRun(
            statement,
            node ->
                node instanceof MethodCallExpr call
                        && !catalogue.isLogging(call, types)
                        && !isForLogging(call)
                        && !logsByHelper(call)
                        && !cleanUps.isOne(call)
                        && !isNote(call)
                        && !isOfProcessEnd(call)
                    || node instanceof ObjectCreationExpr);
  }

  /** {@code ended.set(true);}, or the same asked. */
  private boolean isNote(MethodCallExpr call) {
    return call.getScope()
        .map(types::classNameOf)
        .filter(type -> type.startsWith("java.util.concurrent.atomic."))
        .isPresent();
  }

  /** {@code Runtime.getRuntime().halt(1);}: nothing is done any more. */
  private boolean isOfProcessEnd(MethodCallExpr call) {
    return endsProcess(call)
        || call.getParentNode().orElse(null) instanceof MethodCallExpr around
            && around.getScope().filter(scope -> scope == call).isPresent()
            && endsProcess(around);
  }

  private boolean endsProcess(MethodCallExpr call) {
    return types
        .calleeOf(call)
        .filter(callee -> catalogue.has(Role.NEVER_RETURNS, callee, types))
        .isPresent();
  }

  /** {@code Messages.warn(log, "…");}: a static method that is handed what to log with. */
  private boolean logsByHelper(MethodCallExpr call) {
    return call.getArguments().size() > 1
        && catalogue.isLogger(call.getArgument(0), types)
        && types
            .calleeOf(call)
            .filter(c -> c.returns().isVoid())
            .filter(c -> Modifiers.has(c.method().modifiers(), Modifiers.STATIC))
            .isPresent();
  }

  /** Whether a call stands in what is logged: it is asked for something to say. */
  private boolean isForLogging(MethodCallExpr call) {
    for (Node n = call.getParentNode().orElse(null);
        n instanceof Expression;
        n = n.getParentNode().orElse(null)) {
      if (n instanceof MethodCallExpr around
          && (catalogue.isLogging(around, types) || logsByHelper(around))) {
        return true;
      }
    }
    return false;
  }
}
