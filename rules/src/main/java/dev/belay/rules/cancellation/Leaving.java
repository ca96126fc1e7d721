package dev.belay.rules.cancellation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.SwitchExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Completion;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.FunctionType;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.RuleContext;
import java.util.Optional;

/**
 * How a handler leaves the loop around it for good.
 *
 * @param jump the statement to write; empty where there is none
 * @param refusal why not; empty where there is one
 */
record Leaving(Optional<String> jump, Optional<Refusal> refusal) {

  private static Leaving by(String jump) {
    return new Leaving(Optional.of(jump), Optional.empty());
  }

  private static Leaving refused(String reason) {
    return new Leaving(Optional.empty(), Optional.of(new Refusal(reason)));
  }

  /** The way out of a loop and of all loops around it. */
  static Leaving of(CatchClause handler, Statement loop, RuleContext context) {
    Node body = Flow.bodyAround(handler).orElse(null);
    if (body == null || isInSwitchExpression(handler, body)) {
      return refused("the loop cannot be left from here");
    }
    if (Completion.isOwedTo(handler)) {
      return refused("what stands behind the try is reached by this handler alone");
    }
    boolean direct = Flow.breakTargetAt(handler).filter(target -> target == loop).isPresent();
    boolean nested = Flow.loopAround(loop).isPresent();
    // A loop that only waits for something to become true: what follows counts on that.
    boolean waits = context.loops().onlyAsksAgain(loop) && Flow.isFollowed(loop, around -> false);
    return direct && !nested && !waits
        ? byBreak(loop, body, context)
        : byReturn(loop, body, context);
  }

  private static Leaving byBreak(Statement loop, Node body, RuleContext context) {
    if (!Completion.isPossible(loop)) {
      // Behind it control comes out where it did not before.
      return returnsNothing(body, context) ? by("break;") : byReturn(loop, body, context);
    }
    return usesUnassigned(loop, body)
        ? refused("a variable that the loop assigns is used behind it")
        : by("break;");
  }

  private static Leaving byReturn(Statement loop, Node body, RuleContext context) {
    if (Flow.isFollowed(outermost(loop), around -> false) && !context.loops().onlyAsksAgain(loop)) {
      return refused("what stands behind the loop would no longer run");
    }
    if (returnsNothing(body, context) && !(body instanceof InitializerDeclaration)) {
      return by("return;");
    }
    return body instanceof LambdaExpr lambda && neverReturns(lambda) && givesObject(lambda, context)
        ? by("return null;")
        : refused("the method has to return something");
  }

  private static boolean returnsNothing(Node body, RuleContext context) {
    if (body instanceof MethodDeclaration method) {
      return method.getType().isVoidType();
    }
    if (body instanceof LambdaExpr lambda) {
      return context.types().functionTypeOf(lambda).filter(FunctionType::isVoid).isPresent();
    }
    return body instanceof ConstructorDeclaration || body instanceof InitializerDeclaration;
  }

  /** Whether a lambda is for a function that gives an object, such as a {@code Callable}. */
  private static boolean givesObject(LambdaExpr lambda, RuleContext context) {
    return context.types().functionTypeOf(lambda).filter(FunctionType::givesObject).isPresent();
  }

  private static boolean neverReturns(LambdaExpr lambda) {
    return !Flow.anyRun(lambda.getBody(), ReturnStmt.class::isInstance);
  }

  private static Statement outermost(Statement loop) {
    return Flow.loopAround(loop).map(Leaving::outermost).orElse(loop);
  }

  /** Whether a variable without a value before a loop is used behind it (JLS 16). */
  private static boolean usesUnassigned(Statement loop, Node body) {
    return body.findAll(VariableDeclarator.class).stream()
        .filter(v -> v.getInitializer().isEmpty() && !v.isDescendantOf(loop))
        .flatMap(v -> Bindings.usesOf(v).stream())
        .anyMatch(use -> !use.isDescendantOf(loop) && isBehind(use, loop));
  }

  private static boolean isBehind(Node node, Statement statement) {
    return Node.NODE_BY_BEGIN_POSITION.compare(node, statement) > 0;
  }

  private static boolean isInSwitchExpression(Node node, Node body) {
    for (Node n = node; n != body; n = n.getParentNode().orElseThrow()) {
      if (n instanceof SwitchExpr) {
        return true;
      }
    }
    return false;
  }
}
