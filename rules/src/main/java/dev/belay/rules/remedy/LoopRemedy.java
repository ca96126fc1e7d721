package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithBody;
import com.github.javaparser.ast.nodeTypes.NodeWithParameters;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.FunctionType;
import dev.belay.linter.facts.Role;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives a task's loop a way out: the token where there is one, else the interrupt. */
public final class LoopRemedy {

  private static final String TOKEN = "dev.belay.runtime.CancellationToken";

  private static final String QUEUE = "java.util.concurrent.BlockingQueue";

  private static final Set<String> ANSWERING = Set.of("take", "accept");

  private LoopRemedy() {}

  /** For a loop that nothing can end. */
  public static Remedy of(Statement loop, RuleContext context) {
    if (!givesNothing(Flow.bodyAround(loop).orElse(null), context)) {
      return new Refusal("the code has to give a value once its loop can end");
    }
    if (Flow.loopAround(loop).isPresent()) {
      return new Refusal("the loop around it would start it anew");
    }
    if (onlyNaps(((NodeWithBody<?>) loop).getBody(), context)) {
      return new Refusal("the loop does nothing, and a condition would make it a busy wait");
    }
    FixDraft fix = context.fix();
    Optional<String> token = tokenAt(loop, context);
    boolean mended = token.isPresent() && waitsByToken(loop, token.get(), fix, context);
    if (!mended && waitsDeaf(loop, context)) {
      return new Refusal("the loop waits where neither token nor interrupt reaches it");
    }
    String goesOn =
        token
            .map(t -> "!" + t + ".isCancelled()")
            .orElse("!Thread.currentThread().isInterrupted()");
    if (!test(loop, goesOn, fix, context.source())) {
      return new Refusal("the head of the loop has no place for a condition");
    }
    return fix.unsafe(
        token.isPresent() ? "go on until the token is cancelled" : "go on until interrupted");
  }

  /** Whether control may fall out of a body's end, where it never could before. */
  private static boolean givesNothing(Node body, RuleContext context) {
    if (body instanceof MethodDeclaration method) {
      return method.getType().isVoidType();
    }
    return body instanceof LambdaExpr lambda
        && context.types().functionTypeOf(lambda).filter(FunctionType::isVoid).isPresent();
  }

  private static boolean onlyNaps(Statement body, RuleContext context) {
    return body.findAll(ExpressionStmt.class).stream()
        .allMatch(
            statement ->
                statement.getExpression() instanceof MethodCallExpr call
                    && context
                        .types()
                        .calleeOf(call)
                        .filter(
                            c ->
                                c.isOf("java.util.concurrent.locks.LockSupport")
                                    || c.isOf("java.lang.Thread"))
                        .isPresent());
  }

  /** A token that the code of a loop was given. */
  private static Optional<String> tokenAt(Node loop, RuleContext context) {
    for (Node n = loop; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof NodeWithParameters<?> callable) {
        for (Parameter parameter : callable.getParameters()) {
          if (context.types().classNameOfLocal(parameter).equals(TOKEN)) {
            return Optional.of(parameter.getNameAsString());
          }
        }
      }
      if (n instanceof MethodDeclaration) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static boolean test(Statement loop, String goesOn, FixDraft fix, SourceText source) {
    Optional<Expression> condition = Flow.conditionOf(loop);
    if (condition.isPresent()) {
      boolean simple = condition.get().isMethodCallExpr() || condition.get().isNameExpr();
      String asked = Passage.of(condition.get(), source);
      fix.replace(
          condition.get(),
          Flow.isEndless(loop) ? goesOn : (simple ? asked : "(" + asked + ")") + " && " + goesOn);
      return true;
    }
    if (!(loop instanceof ForStmt counting)
        || !counting.getInitialization().isEmpty()
        || !counting.getUpdate().isEmpty()) {
      return false;
    }
    int start = source.rangeOf(counting).start();
    int close = source.text().lastIndexOf(')', source.rangeOf(counting.getBody()).start());
    fix.replace(new SourceRange(start, close + 1), "while (" + goesOn + ")");
    return true;
  }

  private static boolean waitsDeaf(Statement loop, RuleContext context) {
    return loop.findAll(MethodCallExpr.class).stream()
        .flatMap(call -> context.types().calleeOf(call).stream())
        .anyMatch(c -> context.facts().catalogue().has(Role.CLOSABLE_WAIT, c, context.types()));
  }

  /**
   * Lets the waits of the loop's own code wait by the token: sleeps, and those whose value a
   * variable takes.
   *
   * @return whether none is left that only a closed resource would end
   */
  private static boolean waitsByToken(
      Statement loop, String token, FixDraft fix, RuleContext context) {
    Statement body = ((NodeWithBody<?>) loop).getBody();
    long deaf =
        loop.findAll(MethodCallExpr.class).stream()
            .flatMap(call -> context.types().calleeOf(call).stream())
            .filter(c -> context.facts().catalogue().has(Role.CLOSABLE_WAIT, c, context.types()))
            .count();
    for (ExpressionStmt line : body.findAll(ExpressionStmt.class)) {
      // A break has to end this very loop.
      boolean ours =
          line.getParentNode().orElse(null) instanceof BlockStmt
              && Flow.loopAround(line).filter(l -> l == loop).isPresent()
              && Around.find(SwitchStmt.class, line)
                  .filter(inner -> inner.isDescendantOf(loop))
                  .isEmpty();
      if (ours
          && line.getExpression() instanceof VariableDeclarationExpr declaration
          && declaration.getVariables().size() == 1
          && waitOf(declaration.getVariable(0), context).isPresent()) {
        VariableDeclarator variable = declaration.getVariable(0);
        MethodCallExpr wait = waitOf(variable, context).get();
        Expression source = wait.getScope().orElseThrow();
        fix.replace(
            wait,
            token
                + "."
                + wait.getNameAsString()
                + "("
                + Passage.of(source, context.source())
                + ").orElse(null)");
        fix.after(
            line, "if (" + variable.getNameAsString() + " == null) {", fix.step() + "break;", "}");
        deaf -= wait.getNameAsString().equals("accept") ? 1 : 0;
      }
    }
    sleepsIn(loop, context)
        .forEach(
            sleep -> {
              String time = Passage.of(sleep.getArgument(0), context.source());
              String duration = fix.name("java.time.Duration");
              fix.replace(sleep, token + ".sleep(" + duration + ".ofMillis(" + time + "))");
            });
    return deaf == 0;
  }

  private static List<MethodCallExpr> sleepsIn(Statement loop, RuleContext context) {
    return loop.findAll(MethodCallExpr.class).stream()
        .filter(call -> call.getArguments().size() == 1)
        .filter(call -> call.getParentNode().orElse(null) instanceof ExpressionStmt)
        .filter(
            call ->
                context
                    .types()
                    .calleeOf(call)
                    .filter(c -> c.key().equals("java.lang.Thread#sleep"))
                    .isPresent())
        .filter(call -> Flow.areOfOneBody(call, loop))
        .toList();
  }

  /** {@code server.accept()} or {@code queue.take()} that gives a variable its value. */
  private static Optional<MethodCallExpr> waitOf(VariableDeclarator variable, RuleContext context) {
    return variable
        .getInitializer()
        .filter(MethodCallExpr.class::isInstance)
        .map(MethodCallExpr.class::cast)
        .filter(call -> call.getArguments().isEmpty() && call.getScope().isPresent())
        .filter(call -> ANSWERING.contains(call.getNameAsString()))
        .filter(
            call -> {
              String wanted =
                  call.getNameAsString().equals("take") ? QUEUE : "java.net.ServerSocket";
              return context.types().isA(context.types().of(call.getScope().get()), wanted);
            });
  }
}
