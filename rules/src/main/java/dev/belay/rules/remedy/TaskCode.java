package dev.belay.rules.remedy;

import com.github.javaparser.ast.Modifier;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithSimpleName;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Callee;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.InterruptHandlers;
import dev.belay.linter.facts.Role;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.Nodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the code of a task does, as far as its file shows, helpers of the same file included. */
final class TaskCode {

  /** Names of methods by which one ends an object. */
  static final Set<String> ENDINGS =
      Set.of("close", "stop", "shutdown", "shutDown", "destroy", "dispose", "terminate");

  private static final int MOST_METHODS = 64;

  /** How far calls that are all a body does are followed. */
  private static final int MOST_STEPS = 3;

  private final RuleContext context;
  private final List<Node> nodes = new ArrayList<>();
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Reads a task.
   *
   * @param runs the lambda, reference or object it runs
   */
  TaskCode(Expression runs, RuleContext context) {
    this.context = context;
    if (runs instanceof LambdaExpr || runs instanceof MethodReferenceExpr) {
      followFunction(runs);
    } else if (runs instanceof MethodCallExpr wrapper) {
      // What wraps a function in another calls it.
      wrapper.getArguments().forEach(this::followFunction);
    } else {
      classOf(runs)
          .ifPresent(
              type ->
                  type.getChildNodes().stream()
                      .filter(m -> m instanceof MethodDeclaration method && isEntry(method))
                      .forEach(this::follow));
    }
  }

  private void followFunction(Expression function) {
    if (function instanceof LambdaExpr) {
      follow(function);
    } else if (function instanceof MethodReferenceExpr reference) {
      context.types().declarationOf(reference).ifPresent(this::follow);
    }
  }

  /** Reads a method as if it were a task. */
  TaskCode(MethodDeclaration method, RuleContext context) {
    this.context = context;
    follow(method);
  }

  private Optional<Node> classOf(Expression runs) {
    if (runs instanceof ObjectCreationExpr creation
        && creation.getAnonymousClassBody().isPresent()) {
      return Optional.of(creation);
    }
    return context.types().classDeclarationOf(runs);
  }

  private static boolean isEntry(MethodDeclaration method) {
    return method.getParameters().isEmpty()
        && (method.getNameAsString().equals("run") || method.getNameAsString().equals("call"));
  }

  private void follow(Node code) {
    if (!seen.add(code) || seen.size() > MOST_METHODS) {
      return;
    }
    List<Node> own = Nodes.under(code);
    nodes.addAll(own);
    callsAmong(own).flatMap(c -> context.types().declarationOf(c).stream()).forEach(this::follow);
    own.stream()
        .filter(MethodReferenceExpr.class::isInstance)
        .map(MethodReferenceExpr.class::cast)
        .flatMap(reference -> context.types().declarationOf(reference).stream())
        .forEach(this::follow);
  }

  private static Stream<MethodCallExpr> callsAmong(List<Node> nodes) {
    return nodes.stream().filter(MethodCallExpr.class::isInstance).map(MethodCallExpr.class::cast);
  }

  private boolean has(Predicate<Node> what) {
    return nodes.stream().anyMatch(what);
  }

  /** Whether its code was found. */
  boolean isKnown() {
    return !nodes.isEmpty();
  }

  /** The code it begins with; empty where that was not found. */
  private Optional<Node> entry() {
    return nodes.stream().findFirst();
  }

  /** Whether all that fails in it is taken in its own body, so that nobody else could report it. */
  boolean takesItsFailures() {
    return entry().filter(code -> takesAll(code, MOST_STEPS)).isPresent();
  }

  private boolean takesAll(Node code, int steps) {
    Node body = code;
    if (code instanceof LambdaExpr function) {
      body = function.getExpressionBody().map(Node.class::cast).orElse(function.getBody());
    } else if (code instanceof MethodDeclaration method) {
      body = method.getBody().map(Node.class::cast).orElse(code);
    }
    if (body instanceof BlockStmt block && block.getStatements().size() == 1) {
      body = block.getStatement(0);
    }
    if (body instanceof ExpressionStmt line) {
      body = line.getExpression();
    }
    if (body instanceof MethodCallExpr call && call.getArguments().isEmpty() && steps > 0) {
      return context.types().declarationOf(call).filter(m -> takesAll(m, steps - 1)).isPresent();
    }
    return body instanceof TryStmt attempt
        && attempt.getCatchClauses().stream().anyMatch(TaskCode::takesEverything);
  }

  private static boolean takesEverything(CatchClause handler) {
    return Flow.typesOf(handler).stream().anyMatch(t -> t.asString().endsWith("Throwable"))
        && !Flow.anyRun(handler.getBody(), ThrowStmt.class::isInstance);
  }

  /** Whether it goes on until it is told to stop: it has a loop that nothing in itself bounds. */
  boolean isWorker() {
    return has(
        node ->
            Flow.isLoop(node)
                && (Flow.isEndless((Statement) node)
                    || context.loops().findWayOut((Statement) node).isEmpty()
                    || !context.loops().isBounded((Statement) node) && waits(node)));
  }

  /** Whether nothing in itself says that it comes to an end. */
  boolean mayGoOn() {
    return has(node -> Flow.isLoop(node) && !context.loops().isBounded((Statement) node));
  }

  private boolean waits(Node loop) {
    return loop.findFirst(MethodCallExpr.class, c -> context.interrupts().throwsInterrupt(c))
        .isPresent();
  }

  /** Whether some loop of it never ends, whatever it is told. */
  boolean isDeaf() {
    return has(node -> Flow.isLoop(node) && context.loops().findWayOut((Statement) node).isEmpty());
  }

  /** Whether it may end its own owner, and so would wait for itself. */
  boolean endsOwner(MethodDeclaration ending) {
    return seen.contains(ending) || ends(ending.getNameAsString());
  }

  /** Whether it may end an object of the project, by whatever method. */
  boolean endsSomething() {
    return ends("close");
  }

  private boolean ends(String ending) {
    return has(node -> node instanceof MethodCallExpr call && ends(call, ending));
  }

  private boolean ends(MethodCallExpr call, String ending) {
    String name = call.getNameAsString();
    if (!ENDINGS.contains(name) && !name.equals(ending)) {
      return false;
    }
    Optional<Callee> callee = context.types().calleeOf(call);
    return callee.filter(c -> !c.isOfProject()).isEmpty();
  }

  /** Whether it calls something on a field whose object a method ends. */
  boolean usesWhatEndsIn(MethodDeclaration ending) {
    Set<String> used = fieldsCalled(call -> true);
    return new TaskCode(ending, context)
        .fieldsCalled(call -> ENDINGS.contains(call.getNameAsString())).stream()
            .anyMatch(used::contains);
  }

  private Set<String> fieldsCalled(Predicate<MethodCallExpr> which) {
    return callsAmong(nodes)
        .filter(which)
        .flatMap(call -> call.getScope().stream())
        .flatMap(scope -> context.types().fieldOf(scope).stream())
        .map(field -> field.name())
        .collect(Collectors.toSet());
  }

  /** Whether it runs a piece of the file. */
  boolean contains(Node piece) {
    return has(node -> node == piece);
  }

  /** Whether it starts something on an executor, by the name that the executor has elsewhere. */
  boolean startsOn(Expression executor) {
    return callsOn(executor).stream().anyMatch(call -> !EndQuestions.isOne(call));
  }

  /** Its calls on an executor, or with one, by the name that the executor has elsewhere. */
  List<MethodCallExpr> callsOn(Expression executor) {
    return callsAmong(nodes)
        .filter(call -> call.getChildNodes().stream().anyMatch(part -> isCalledAs(executor, part)))
        .filter(
            call ->
                context
                    .facts()
                    .executors()
                    .findExecutor(call)
                    .filter(e -> isCalledAs(executor, e))
                    .isPresent())
        .toList();
  }

  /**
   * Whether it may start something on an executor that the object it runs was made with, by
   * whatever name that object has for it.
   *
   * @param runs the object
   */
  boolean isHanded(Expression executor, Expression runs) {
    boolean handed =
        creationsOf(runs).stream()
            .flatMap(creation -> creation.getArguments().stream())
            .flatMap(argument -> argument.findAll(Expression.class).stream())
            .anyMatch(part -> isCalledAs(executor, part));
    return handed
        && (!isKnown()
            || has(
                node ->
                    node instanceof MethodCallExpr call
                        && context.facts().executors().findExecutor(call).isPresent()));
  }

  /** Where an object is made: here, or wherever the file gives one to a variable of its name. */
  private List<ObjectCreationExpr> creationsOf(Expression runs) {
    if (runs instanceof ObjectCreationExpr creation) {
      return List.of(creation);
    }
    List<ObjectCreationExpr> made = new ArrayList<>();
    for (AssignExpr assignment : context.facts().nodes().of(AssignExpr.class)) {
      if (assignment.getValue() instanceof ObjectCreationExpr creation
          && isCalledAs(runs, assignment.getTarget())) {
        made.add(creation);
      }
    }
    for (VariableDeclarator variable : context.facts().nodes().of(VariableDeclarator.class)) {
      if (isVariable(runs)
          && variable.getNameAsString().equals(nameOf(runs))
          && variable.getInitializer().orElse(null) instanceof ObjectCreationExpr creation) {
        made.add(creation);
      }
    }
    return made;
  }

  /** Whether two expressions call a value the same, whosever it is. */
  private static boolean isCalledAs(Expression value, Node other) {
    if (isVariable(value)) {
      return isVariable(other) && nameOf(value).equals(nameOf(other));
    }
    if (value instanceof MethodCallExpr asked) {
      return other instanceof MethodCallExpr call
          && nameOf(asked).equals(nameOf(call))
          && asked.getArguments().equals(call.getArguments());
    }
    if (value instanceof ArrayAccessExpr element) {
      return other instanceof ArrayAccessExpr access
          && isCalledAs(element.getName(), access.getName())
          && element.getIndex().equals(access.getIndex());
    }
    return value.isThisExpr() && other instanceof ThisExpr || value.equals(other);
  }

  private static boolean isVariable(Node value) {
    return value instanceof NameExpr || value instanceof FieldAccessExpr;
  }

  private static String nameOf(Node named) {
    return ((NodeWithSimpleName<?>) named).getNameAsString();
  }

  /** Whether it may wait for a monitor that other code holds. */
  boolean locks(Monitor held) {
    return has(
        node ->
            node instanceof SynchronizedStmt block
                    && !Monitor.of(block, context).isOther(held, context)
                || node instanceof MethodDeclaration method
                    && method.hasModifier(Modifier.Keyword.SYNCHRONIZED)
                    && !Monitor.of(method).isOther(held, context));
  }

  /**
   * The method that some code calls first of all, for its effect; to name a task.
   *
   * @param code a lambda, a method or an anonymous class; what stands in others inside it is not
   *     its own
   */
  static Optional<String> firstDeed(Node code, RuleContext context) {
    return code.findAll(ExpressionStmt.class).stream()
        .filter(statement -> isOwn(statement, code))
        .map(ExpressionStmt::getExpression)
        .filter(MethodCallExpr.class::isInstance)
        .map(MethodCallExpr.class::cast)
        .filter(call -> !isLog(call, context) && !isOfLibrary(call, context))
        .map(MethodCallExpr::getNameAsString)
        .findFirst();
  }

  /** The same of what an object of a class in this file runs as a task. */
  static Optional<String> firstDeedOf(Expression object, RuleContext context) {
    return new TaskCode(object, context).entry().flatMap(code -> firstDeed(code, context));
  }

  private static boolean isOwn(Node statement, Node code) {
    Node around = codeAround(statement);
    return around == code
        || around instanceof MethodDeclaration && around.getParentNode().orElse(null) == code;
  }

  private static Node codeAround(Node statement) {
    Node around = statement;
    while (!(around instanceof LambdaExpr)
        && !(around instanceof MethodDeclaration)
        && !(around instanceof ObjectCreationExpr made
            && made.getAnonymousClassBody().isPresent())) {
      around = around.getParentNode().orElseThrow();
    }
    return around;
  }

  private static boolean isOfLibrary(MethodCallExpr call, RuleContext context) {
    return context.types().calleeOf(call).filter(c -> !c.isOfProject()).isPresent();
  }

  /** Whether a call tells a log something. */
  static boolean isLog(MethodCallExpr call, RuleContext context) {
    return call.getScope()
        .filter(
            s ->
                context.facts().catalogue().isLogger(s, context.types())
                    || isLogName(context.types().classNameOf(s))
                    || s.isNameExpr()
                        && Logger.findFor(s, context).filter(l -> l.isNamedBy(s)).isPresent())
        .isPresent();
  }

  private static boolean isLogName(String className) {
    return className.endsWith("Logger") || className.endsWith(".Log");
  }

  /** Whether a loop of it drops the interrupt that would end it. */
  boolean dropsInterrupt() {
    return dropsInterrupt(loop -> true);
  }

  /** The same of some loops. */
  boolean dropsInterrupt(Predicate<Statement> loops) {
    return has(
        node ->
            node instanceof CatchClause handler
                && context
                    .handlers()
                    .findLoss(handler)
                    .flatMap(InterruptHandlers.Loss::loop)
                    .filter(loops)
                    .isPresent());
  }

  /** Whether it ends the process. */
  boolean exits() {
    return has(
        node ->
            node instanceof MethodCallExpr call
                && context
                    .types()
                    .calleeOf(call)
                    .filter(
                        c ->
                            context.facts().catalogue().has(Role.NEVER_RETURNS, c, context.types()))
                    .isPresent());
  }
}
