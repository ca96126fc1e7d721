package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.Uses;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A last stage that reports the failure of a future that nobody keeps. */
public final class FailureStage {

  private static final String FUTURE = "java.util.concurrent.CompletableFuture";

  /** A method that gives a future which is there already: what fails is not the giving. */
  private static final Pattern GETTER = Pattern.compile("get[A-Z]\\w*|\\w+Future");

  private static final Set<String> STARTING = Set.of("runAsync", "supplyAsync");

  private static final String TAKEN =
      "the task takes all its failures itself, and leaves none to report";

  private FailureStage() {}

  /** Adds the stage to a dropped future. */
  public static Remedy after(MethodCallExpr dropped, RuleContext context) {
    if (!isFuture(dropped, context)) {
      return new Refusal("what it returns has no stage that could report a failure");
    }
    if (context.types().classNameOf(dropped).equals(FUTURE)
        && context.types().hasNoArguments(dropped)) {
      return new Refusal("its future is of a raw type, whose stages take no failure");
    }
    MethodCallExpr start = dropped;
    while (start.getScope().orElse(null) instanceof MethodCallExpr before
        && isFuture(before, context)) {
      start = before;
    }
    if (mayGiveNull(start, context)) {
      return new Refusal("'" + start.getNameAsString() + "' may give null instead of a future");
    }
    if (looksAtFailure(start, context)) {
      return new Refusal("'" + start.getNameAsString() + "' looks at the failure itself");
    }
    if (starts(start) && new TaskCode(start.getArgument(0), context).takesItsFailures()) {
      return new Refusal(TAKEN);
    }
    if (!starts(start) && isDroppedAround(start)) {
      return new Refusal(
          "the handler around it drops what '" + start.getNameAsString() + "' throws");
    }
    FixDraft fix = context.fix();
    int end = context.source().rangeOf(dropped).end();
    return fix.insert(end, stage(dropped, deedOf(start, context), fix, context))
        .unsafe("report its failure");
  }

  /**
   * Whether a call starts a task itself, in place of giving a future that it has from elsewhere.
   */
  private static boolean starts(MethodCallExpr call) {
    return STARTING.contains(call.getNameAsString()) && call.getArguments().isNonEmpty();
  }

  /** Whether the author drops whatever a call throws at once: what comes later is worth no more. */
  private static boolean isDroppedAround(MethodCallExpr call) {
    Node below = call;
    for (Node n = call.getParentNode().orElse(null);
        n instanceof Expression || n instanceof Statement || n instanceof CatchClause;
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof LambdaExpr) {
        return false;
      }
      if (n instanceof TryStmt attempt && attempt.getTryBlock() == below) {
        for (CatchClause handler : attempt.getCatchClauses()) {
          if (takesWhatIsUnchecked(handler)) {
            return handler.getBody().isEmpty();
          }
        }
      }
    }
    return false;
  }

  private static boolean takesWhatIsUnchecked(CatchClause handler) {
    return Flow.takesAnything(handler)
        || Flow.typesOf(handler).stream().anyMatch(t -> t.asString().equals("RuntimeException"));
  }

  /** Whether the file shows that the future a call gives has a stage for its failure already. */
  private static boolean looksAtFailure(MethodCallExpr call, RuleContext context) {
    return context.types().declarationOf(call).stream()
        .flatMap(method -> valuesOf(method).stream())
        .filter(NameExpr.class::isInstance)
        .flatMap(given -> Bindings.findLocal((NameExpr) given).stream())
        .flatMap(variable -> Bindings.usesOf(variable).stream())
        .flatMap(use -> Uses.callOn(use).stream())
        .anyMatch(FailureStage::takesFailure);
  }

  private static boolean takesFailure(MethodCallExpr stage) {
    if (stage.getArguments().isEmpty() || !(stage.getArgument(0) instanceof LambdaExpr function)) {
      return false;
    }
    String name = stage.getNameAsString();
    boolean ofBoth = name.equals("whenComplete") || name.equals("handle");
    int failure = name.equals("exceptionally") ? 0 : ofBoth ? 1 : Integer.MAX_VALUE;
    return failure < function.getParameters().size()
        && !Bindings.usesOf(function.getParameter(failure)).isEmpty();
  }

  /** Whether the file shows that a call may give no future at all. */
  private static boolean mayGiveNull(MethodCallExpr call, RuleContext context) {
    return mayGiveNull(call, context, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static boolean mayGiveNull(Expression value, RuleContext context, Set<Node> seen) {
    if (value instanceof EnclosedExpr enclosed) {
      return mayGiveNull(enclosed.getInner(), context, seen);
    }
    if (value instanceof ConditionalExpr choice) {
      return mayGiveNull(choice.getThenExpr(), context, seen)
          || mayGiveNull(choice.getElseExpr(), context, seen);
    }
    Optional<MethodDeclaration> method =
        value instanceof MethodCallExpr call
            ? context.types().declarationOf(call).filter(seen::add)
            : Optional.empty();
    return value.isNullLiteralExpr()
        || method.isPresent()
            && valuesOf(method.get()).stream().anyMatch(given -> mayGiveNull(given, context, seen));
  }

  private static List<Expression> valuesOf(MethodDeclaration method) {
    List<Expression> values = new ArrayList<>();
    Flow.eachRun(
        method,
        node -> {
          if (node instanceof ReturnStmt given) {
            given.getExpression().ifPresent(values::add);
          }
        });
    return values;
  }

  /**
   * What failed: what the task does that the call starts, the method that gave the future, or the
   * one that hangs stages on one it has.
   */
  private static String deedOf(MethodCallExpr start, RuleContext context) {
    if (starts(start)) {
      return TaskStart.deedOf(start.getArgument(0), context)
          .or(() -> Around.find(MethodDeclaration.class, start).map(m -> m.getNameAsString()))
          .orElse(start.getNameAsString());
    }
    boolean stage =
        start.getScope().filter(s -> isFuture(s, context)).isPresent()
            || start.getArguments().isEmpty() && GETTER.matcher(start.getNameAsString()).matches();
    Optional<MethodDeclaration> method =
        stage ? Around.find(MethodDeclaration.class, start) : Optional.empty();
    return method.map(m -> m.getNameAsString()).orElse(start.getNameAsString());
  }

  static boolean isFuture(Expression expression, RuleContext context) {
    return context.types().isA(context.types().of(expression), FUTURE);
  }

  /**
   * Starts the task as a {@code CompletableFuture} on the same executor, with the stage.
   *
   * @param start of an executor, at once, of something that is surely a {@code Runnable}
   */
  static Remedy instead(TaskStart start, RuleContext context) {
    Expression on = start.executor().orElseThrow();
    if (on.isThisExpr() || on.isSuperExpr()) {
      // Its execute, which the stage would call, may be the very code that starts the task.
      return new Refusal("the executor starts the task itself");
    }
    if (new TaskCode(start.runs(), context).takesItsFailures()) {
      return new Refusal(TAKEN);
    }
    SourceText source = context.source();
    FixDraft fix = context.fix();
    SourceRange whole = source.rangeOf(start.whole());
    MethodCallExpr call = (MethodCallExpr) start.whole();
    Expression last = call.getArgument(call.getArguments().size() - 1);
    String executor = Passage.of(on, source);
    int open = source.text().indexOf('(', source.rangeOf(call.getName()).end()) + 1;
    String head = fix.name(FUTURE) + ".runAsync(";
    int length = source.rangeOf(start.runs()).end() - open + executor.length() + 3;
    boolean fits =
        source.columnOf(whole.start()) + head.length() + length <= Passage.widthIn(source)
            || source.lineOf(whole.start()) < source.lineOf(whole.end());
    fix.replace(
        new SourceRange(whole.start(), open),
        head + (fits ? "" : Passage.lineBreak(call, 2, source)));
    fix.replace(
        new SourceRange(source.rangeOf(start.runs()).end(), source.rangeOf(last).end()),
        ", " + executor);
    fix.insert(whole.end(), stage(call, start.deed(context), fix, context));
    return fix.unsafe("report its failure");
  }

  /** The line of a stage that stands below the one before; empty where that starts none. */
  private static Optional<String> lineBelow(Expression chain, SourceText source) {
    if (chain instanceof MethodCallExpr last) {
      int name = source.rangeOf(last.getName()).start();
      int line = source.lineOf(name);
      String before = source.text(new SourceRange(source.startOfLine(line), name));
      if (before.strip().equals(".")) {
        return Optional.of(Layout.of(source).lineEnd() + before.substring(0, before.indexOf('.')));
      }
    }
    return Optional.empty();
  }

  /** The line that a chain ends on, where that starts with the brace of a function. */
  private static Optional<String> lineOfBrace(Expression chain, SourceText source) {
    int end = source.rangeOf(chain).end();
    int line = source.lineOf(end);
    return line > source.lineOf(source.rangeOf(chain).start())
            && source.line(line).strip().startsWith("}")
        ? Optional.of(Layout.of(source).lineEnd() + Layout.indentOfLine(source, line))
        : Optional.empty();
  }

  private static String stage(Expression chain, String deed, FixDraft fix, RuleContext context) {
    Optional<String> below = lineBelow(chain, context.source());
    Optional<String> brace = below.isPresent() ? below : lineOfBrace(chain, context.source());
    String line = brace.orElseGet(() -> Passage.lineBreak(chain, 1, context.source()));
    String failure = Around.freeName("failure", chain, fix);
    StringBuilder stage = new StringBuilder();
    boolean behind = below.isEmpty() && brace.isPresent();
    stage.append(behind ? "" : line).append(".exceptionally(").append(failure).append(" -> {");
    for (String statement : report(chain, deed, failure, fix, context)) {
      stage.append(line).append(fix.step()).append(statement);
    }
    stage.append(line).append(fix.step()).append("return null;");
    return stage.append(line).append("})").toString();
  }

  private static List<String> report(
      Expression chain, String deed, String failure, FixDraft fix, RuleContext context) {
    Optional<String> promise = promiseOf(chain, context);
    if (promise.isPresent()) {
      return List.of(promise.get() + ".completeExceptionally(" + failure + ");");
    }
    String message = '"' + deed + " failed\"";
    Optional<Logger> logger = Logger.findFor(chain, context);
    if (logger.isEmpty()) {
      String thread = Around.freeName("thread", chain, fix);
      return List.of(
          "Thread " + thread + " = Thread.currentThread();",
          thread
              + ".getUncaughtExceptionHandler().uncaughtException("
              + thread
              + ", "
              + failure
              + ");");
    }
    String name = logger.get().name();
    String type = logger.get().type();
    if (type.equals("java.util.logging.Logger")) {
      String level = fix.name("java.util.logging.Level");
      return List.of(name + ".log(" + level + ".SEVERE, " + message + ", " + failure + ");");
    }
    return type.equals("java.lang.System.Logger")
        ? List.of(name + ".log(System.Logger.Level.ERROR, " + message + ", " + failure + ");")
        : List.of(name + ".error(" + message + ", " + failure + ");");
  }

  /**
   * The future that a last stage completes, for whoever waits for that: it would wait for ever
   * where the stage does not run.
   */
  private static Optional<String> promiseOf(Expression chain, RuleContext context) {
    boolean valueAlone =
        chain instanceof MethodCallExpr last
            && (last.getNameAsString().startsWith("thenAccept")
                || last.getNameAsString().startsWith("thenRun"));
    return valueAlone
        ? ((MethodCallExpr) chain)
            .getArguments().stream()
                .filter(LambdaExpr.class::isInstance)
                .flatMap(stage -> stage.findAll(MethodCallExpr.class).stream())
                .filter(call -> call.getNameAsString().equals("complete"))
                .flatMap(call -> call.getScope().stream())
                .filter(NameExpr.class::isInstance)
                .map(NameExpr.class::cast)
                .filter(name -> isFuture(name, context))
                .filter(name -> isVisibleAt(chain, name))
                .map(NameExpr::getNameAsString)
                .findFirst()
        : Optional.empty();
  }

  private static boolean isVisibleAt(Expression chain, NameExpr name) {
    return Bindings.findLocal(name.getNameAsString(), chain).orElse(null)
        == Bindings.findLocal(name).orElse(null);
  }
}
