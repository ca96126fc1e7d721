package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Exit.Status;
import dev.belay.linter.index.BodyTrait;
import dev.belay.linter.index.JavaType;
import java.util.List;
import java.util.Set;

/** Which handlers turn an interrupt into another exception. */
final class Wrappings {

  private static final String TIME_OUT = "java.util.concurrent.TimeoutException";

  private final Types types;
  private final Interrupts interrupts;

  Wrappings(Types types, Interrupts interrupts) {
    this.types = types;
    this.interrupts = interrupts;
  }

  /**
   * Where a handler turns the interrupt into another exception, the status not restored.
   *
   * @return in order of the text; may be empty
   */
  List<ThrowStmt> find(CatchClause handler) {
    if (!interrupts.reach(handler)) {
      return List.of();
    }
    List<ThrowStmt> thrown =
        interrupts.exitsOf(handler).stream()
            .filter(exit -> exit.kind() == Exit.Kind.THROWS && exit.status() == Status.LOST)
            .map(Exit::at)
            .filter(ThrowStmt.class::isInstance)
            .map(ThrowStmt.class::cast)
            .toList();
    // Who throws the interrupt on where time is left has told apart what a time limit has sent.
    Set<String> caught = Set.of(handler.getParameter().getNameAsString());
    boolean toldApart =
        thrown.stream().anyMatch(t -> NotedInterrupts.isNameIn(t.getExpression(), caught));
    return thrown.stream()
        .filter(t -> isAnother(t.getExpression(), handler))
        .filter(t -> !endsMain(t, handler))
        .filter(t -> !toldApart || !types.isA(types.of(t.getExpression()), TIME_OUT))
        .toList();
  }

  /**
   * Whether a throw ends the program's first thread, with nothing on its way: nobody asks later.
   */
  private static boolean endsMain(ThrowStmt thrown, CatchClause handler) {
    Node body = Flow.bodyAround(handler).orElse(null);
    if (body == null || !Tasks.isMain(body)) {
      return false;
    }
    Node own = handler.getParentNode().orElseThrow();
    for (Node n = thrown; n != body; n = n.getParentNode().orElseThrow()) {
      if (n instanceof TryStmt attempt && (n != own || attempt.getFinallyBlock().isPresent())) {
        return false;
      }
    }
    return true;
  }

  private boolean isAnother(Expression thrown, CatchClause handler) {
    if (thrown instanceof CastExpr cast) {
      return isAnother(cast.getExpression(), handler);
    }
    if (thrown instanceof ConditionalExpr choice) {
      return isAnother(choice.getThenExpr(), handler) && isAnother(choice.getElseExpr(), handler);
    }
    if (thrown instanceof MethodCallExpr call) {
      // A helper that is handed the interrupt itself may know what to do with it.
      return call.getArguments().stream()
              .noneMatch(
                  a ->
                      NotedInterrupts.isNameIn(a, Set.of(handler.getParameter().getNameAsString())))
          && types.calleeOf(call).filter(this::makesAnother).isPresent();
    }
    return thrown instanceof ObjectCreationExpr made
        && isOther(types.of(made), made.getType().getNameAsString());
  }

  /** Whether a method of the project makes an exception that cannot be the caught one. */
  private boolean makesAnother(Callee callee) {
    String returned = callee.returns().className();
    boolean mayReturnIt =
        callee.returns() instanceof JavaType.Variable
            || returned.isEmpty()
            || types.isA(JavaType.named(Interrupts.INTERRUPT), returned)
            || callee.method().traits().contains(BodyTrait.RETURNS_PARAMETER);
    return !callee.owner().path().isEmpty() && !mayReturnIt && isOther(callee.returns(), returned);
  }

  /** A type that carries the word in its own name is the project's own way to pass it on. */
  private boolean isOther(JavaType type, String name) {
    return !interrupts.isEquivalent(type) && !name.contains("Interrupt");
  }
}
