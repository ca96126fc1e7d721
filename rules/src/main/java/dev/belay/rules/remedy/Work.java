package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a task runs, in the forms in which a scope takes it.
 *
 * @param runnable text of an argument for a {@code Runnable}; empty where that might not compile
 * @param body text of a lambda for a {@code Body} with its token as parameter; empty where none can
 *     be written
 */
record Work(Optional<String> runnable, Optional<String> body) {

  /** What a body calls its token: the plain name, unless the code around or inside has it. */
  private static String tokenFor(Expression work, FixDraft fix) {
    return Around.freeName("token", work, fix);
  }

  /**
   * Reads what is handed to a start.
   *
   * @param alsoCallable whether the start has a form that takes values and checked exceptions
   * @param place where the text will stand
   * @return empty where what it runs cannot be told
   */
  static Optional<Work> of(Expression work, boolean alsoCallable, Node place, RuleContext context) {
    Optional<Work> found = read(work, alsoCallable, place, context);
    return found.filter(w -> w.runnable().isPresent() || w.body().isPresent());
  }

  private static Optional<Work> read(
      Expression work, boolean alsoCallable, Node place, RuleContext context) {
    String text = Passage.of(work, context.source());
    if (work instanceof LambdaExpr lambda) {
      boolean runs = !alsoCallable || isSurelyRunnable(lambda, context);
      return lambda.getParameters().isEmpty()
          ? Optional.of(new Work(Optional.of(text).filter(t -> runs), ofLambda(lambda, context)))
          : Optional.empty();
    }
    if (work instanceof MethodReferenceExpr reference) {
      boolean runs =
          !alsoCallable
              || context
                  .types()
                  .calleeOf(reference)
                  .filter(callee -> !callee.declaresExceptions())
                  .isPresent();
      return Optional.of(
          new Work(Optional.of(text).filter(t -> runs), ofReference(reference, context)));
    }
    // Where nothing else may stand it is one, whatever the sources know of its class.
    if (!alsoCallable || context.types().isA(context.types().of(work), "java.lang.Runnable")) {
      return Optional.of(new Work(Optional.of(text), ofValue(work, "run", context)));
    }
    if (!context.types().isA(context.types().of(work), "java.util.concurrent.Callable")) {
      return Optional.empty();
    }
    return work instanceof ObjectCreationExpr creation
            && creation.getAnonymousClassBody().isPresent()
        ? Optional.of(new Work(Optional.empty(), ofAnonymous(creation, place, context)))
        : Optional.of(new Work(Optional.empty(), ofValue(work, "call", context)));
  }

  /** Whether a lambda cannot be a {@code Callable}, and so throws nothing that is checked. */
  private static boolean isSurelyRunnable(LambdaExpr lambda, RuleContext context) {
    if (lambda.getExpressionBody().isPresent()) {
      Expression value = lambda.getExpressionBody().get();
      return value.isMethodCallExpr() && context.types().isVoid(value);
    }
    return returnsIn(lambda.getBody()).stream().allMatch(r -> r.getExpression().isEmpty())
        && ends(lambda.getBody());
  }

  /** Whether control surely gets past a statement (JLS 14.22); in doubt it does not. */
  private static boolean ends(Statement statement) {
    if (statement instanceof BlockStmt block) {
      return block.getStatements().stream().allMatch(s -> s.isReturnStmt() || ends(s));
    }
    if (statement instanceof TryStmt attempt) {
      return ends(attempt.getTryBlock())
          || attempt.getCatchClauses().stream().anyMatch(handler -> ends(handler.getBody()));
    }
    if (statement instanceof IfStmt choice) {
      return choice.getElseStmt().isEmpty()
          || ends(choice.getThenStmt())
          || ends(choice.getElseStmt().get());
    }
    if (statement instanceof SynchronizedStmt locked) {
      return ends(locked.getBody());
    }
    return statement.isExpressionStmt()
        || statement.isForEachStmt()
        || Flow.isLoop(statement) && !Flow.isEndless(statement) && !statement.isDoStmt();
  }

  private static Optional<String> ofLambda(LambdaExpr lambda, RuleContext context) {
    SourceText source = context.source();
    String token = tokenFor(lambda, context.fix());
    if (lambda.getExpressionBody().isPresent()) {
      Expression value = lambda.getExpressionBody().get();
      boolean statement =
          value.isMethodCallExpr()
              || value.isObjectCreationExpr()
              || value.isAssignExpr()
              || value.isUnaryExpr();
      return statement ? Optional.of(token + " -> " + Passage.of(value, source)) : Optional.empty();
    }
    return withoutValues((BlockStmt) lambda.getBody(), source).map(b -> token + " -> " + b);
  }

  /** A block whose values nobody gets; empty where giving them up would leave code out. */
  private static Optional<String> withoutValues(BlockStmt block, SourceText source) {
    List<Edit> edits = new ArrayList<>();
    for (ReturnStmt statement : returnsIn(block)) {
      if (statement.getExpression().isEmpty()) {
        continue;
      }
      Expression value = statement.getExpression().get();
      SourceRange range = source.rangeOf(statement);
      boolean last = block.getStatements().getLast().filter(s -> s == statement).isPresent();
      if (value.isMethodCallExpr() && last) {
        edits.add(new Edit(range, Passage.of(value, source) + ";"));
      } else if (!value.isLiteralExpr() && !value.isNameExpr()) {
        return Optional.empty();
      } else {
        edits.add(last ? new Edit(withLine(range, source), "") : new Edit(range, "return;"));
      }
    }
    return Optional.of(Passage.edited(source.rangeOf(block), edits, source));
  }

  /** A statement with the blanks and the line end before it, where it starts a line. */
  private static SourceRange withLine(SourceRange range, SourceText source) {
    int start = source.startOfLine(source.lineOf(range.start()));
    boolean first = source.text(new SourceRange(start, range.start())).isBlank();
    int end = start;
    while (first && end > 0 && "\r\n".indexOf(source.text().charAt(end - 1)) >= 0) {
      end--;
      if (source.text().charAt(end) == '\n' && source.text().charAt(end - 1) != '\r') {
        break;
      }
    }
    return first ? new SourceRange(end, range.end()) : range;
  }

  private static Optional<String> ofReference(MethodReferenceExpr reference, RuleContext context) {
    Expression scope = reference.getScope();
    boolean fixed =
        scope.isThisExpr() || scope.isSuperExpr() || scope.isTypeExpr() || isFixed(scope);
    String text = Passage.of(scope, context.source());
    String token = tokenFor(reference, context.fix());
    if (!fixed) {
      return Optional.empty();
    }
    return Optional.of(
        reference.getIdentifier().equals("new")
            ? token + " -> new " + text + "()"
            : token + " -> " + text + "." + reference.getIdentifier() + "()");
  }

  /** Whether an expression means the same later, and may stand in a lambda. */
  private static boolean isFixed(Expression expression) {
    if (expression.isThisExpr()) {
      return true;
    }
    return expression instanceof NameExpr name
        && Bindings.findLocal(name).filter(Work::isAssignedOnce).isPresent();
  }

  /** Whether a variable has one value, so that functions may use it. */
  static boolean isAssignedOnce(Node local) {
    boolean given =
        local instanceof Parameter
            || local instanceof com.github.javaparser.ast.body.VariableDeclarator v
                && v.getInitializer().isPresent();
    return given
        && Bindings.usesOf(local).stream()
            .noneMatch(
                use ->
                    use.getParentNode().orElse(null) instanceof AssignExpr assignment
                            && assignment.getTarget() == use
                        || use.getParentNode().orElse(null) instanceof UnaryExpr);
  }

  private static Optional<String> ofValue(Expression value, String method, RuleContext context) {
    String token = tokenFor(value, context.fix());
    return isFixed(value)
        ? Optional.of(token + " -> " + Passage.of(value, context.source()) + "." + method + "()")
        : Optional.empty();
  }

  /** The code of an anonymous {@code Callable}, as long as it does not need its class. */
  private static Optional<String> ofAnonymous(
      ObjectCreationExpr creation, Node place, RuleContext context) {
    List<BodyDeclaration<?>> members = creation.getAnonymousClassBody().orElseThrow();
    if (members.size() != 1
        || !(members.get(0) instanceof MethodDeclaration method)
        || method.getBody().isEmpty()
        || method.findFirst(ThisExpr.class, t -> t.getTypeName().isEmpty()).isPresent()) {
      return Optional.empty();
    }
    return withoutValues(method.getBody().get(), context.source())
        .map(block -> Passage.moved(block, method, place, context.source()))
        .map(block -> tokenFor(creation, context.fix()) + " -> " + block);
  }

  private static List<ReturnStmt> returnsIn(Node code) {
    List<ReturnStmt> found = new ArrayList<>();
    for (Node child : code.getChildNodes()) {
      boolean other = child instanceof LambdaExpr || child instanceof BodyDeclaration<?>;
      if (child instanceof ReturnStmt statement) {
        found.add(statement);
      } else if (!other && !(child instanceof TypeDeclaration<?>)) {
        found.addAll(returnsIn(child));
      }
    }
    return found;
  }
}
