package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.CastExpr;
import com.github.javaparser.ast.expr.ConditionalExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.linter.facts.Continuation.End;
import dev.belay.linter.facts.Continuation.Outcome;
import dev.belay.linter.facts.Exit.Status;
import dev.belay.linter.index.BodyTrait;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.Modifiers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of an interrupt behind a handler that it reaches: passed on, the task's end, lost,
 * or restored before a loop that then spins. Belongs to one thread.
 */
public final class InterruptHandlers {

  private static final String TIME_OUT = "java.util.concurrent.TimeoutException";

  private final Types types;
  private final Catalogue catalogue;
  private final Tasks tasks;
  private final Interrupts interrupts;
  private final Loops loops;
  private final CleanUps cleanUps;
  private final Map<CatchClause, List<Outcome>> outcomes = new IdentityHashMap<>();

  InterruptHandlers(
      Types types, Catalogue catalogue, Tasks tasks, Interrupts interrupts, Loops loops) {
    this.types = types;
    this.catalogue = catalogue;
    this.tasks = tasks;
    this.interrupts = interrupts;
    this.loops = loops;
    this.cleanUps = new CleanUps(types);
  }

  /**
   * How an interrupt is lost.
   *
   * @param at where control goes on without it
   * @param loop the loop that goes on, if one does
   */
  public record Loss(Node at, Optional<Statement> loop) {}

  /**
   * The first way behind a handler on which nothing can tell any more that the thread was
   * interrupted, although its task goes on.
   *
   * @return empty where the interrupt is passed on, or ends the task, or cannot reach the handler
   */
  public Optional<Loss> findLoss(CatchClause handler) {
    boolean reached =
        interrupts.reach(handler)
            || interrupts.isInterruptOfReadTakenBy(handler) && Flow.loopAround(handler).isPresent();
    if (!reached || isKept(handler) || throwsForWhatItWaited(handler)) {
      return Optional.empty();
    }
    return outcomesOf(handler).stream()
        .filter(outcome -> outcome.status() == Status.LOST && isLost(outcome, handler))
        .map(outcome -> new Loss(outcome.at(), outcome.loop()))
        .findFirst();
  }

  /**
   * The loop that goes on with the status restored: every later wait in it throws at once.
   *
   * @return empty where some way behind the handler leaves, or the loop ends by itself
   */
  public Optional<Statement> findSpin(CatchClause handler) {
    if (!interrupts.reach(handler)) {
      return Optional.empty();
    }
    List<Outcome> ways = outcomesOf(handler);
    if (ways.isEmpty()
        || !ways.stream()
            .allMatch(way -> way.end() == End.NEXT_PASS && way.status() == Status.RESTORED)) {
      return Optional.empty();
    }
    return ways.get(0)
        .loop()
        .filter(loop -> loops.spins(loop, handler))
        .filter(loop -> !new SecondWaits(interrupts).stand(handler, loop));
  }

  /** Whether some way behind a handler leads to another pass of a loop around it. */
  public boolean mayGoOn(CatchClause handler) {
    return outcomesOf(handler).stream().anyMatch(way -> way.end() == End.NEXT_PASS);
  }

  /** Whether every way behind a handler returns from a task's body, with nothing left to do. */
  boolean isTasksEnd(CatchClause handler) {
    List<Outcome> ways = outcomesOf(handler);
    return !ways.isEmpty()
        && ways.stream().allMatch(way -> way.end() == End.RETURNED && endsTask(way, handler));
  }

  /**
   * Whether some handler inside a loop makes it endless, by dropping the interrupt that would have
   * ended it or by restoring it and waiting again.
   */
  public boolean keepsAlive(Statement loop) {
    return loop.findAll(CatchClause.class).stream()
        .anyMatch(
            handler ->
                findSpin(handler).filter(l -> l == loop).isPresent()
                    || findLoss(handler).flatMap(Loss::loop).filter(l -> l == loop).isPresent());
  }

  /**
   * Where a handler turns the interrupt into another exception, the status not restored.
   *
   * @return in order of the text; may be empty
   */
  public List<ThrowStmt> findWrappings(CatchClause handler) {
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
    boolean toldApart = thrown.stream().anyMatch(t -> isNameIn(t.getExpression(), caught));
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
    if (body == null || !isMain(body)) {
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
              .noneMatch(a -> isNameIn(a, Set.of(handler.getParameter().getNameAsString())))
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

  private List<Outcome> outcomesOf(CatchClause handler) {
    return outcomes.computeIfAbsent(
        handler,
        h ->
            Continuation.of(
                interrupts.exitsOf(h),
                h,
                interrupts.effectsIn(h),
                loop -> loops.isEndedBy(h.getBody(), loop)));
  }

  /**
   * {@code try { while (missing) { sleep(1); missing = asks(); } } catch (…) {} if (missing) throw
   * …;}: a wait that is interrupted has not seen what it waits for, and says so by an exception.
   */
  private boolean throwsForWhatItWaited(CatchClause handler) {
    TryStmt attempt = (TryStmt) handler.getParentNode().orElseThrow();
    Optional<Node> source = interrupts.findSource(handler);
    WhileStmt loop =
        source
            .flatMap(Flow::loopAround)
            .filter(WhileStmt.class::isInstance)
            .map(WhileStmt.class::cast)
            .filter(around -> around.isDescendantOf(attempt.getTryBlock()))
            .orElse(null);
    if (loop == null
        || !(loop.getBody() instanceof BlockStmt body)
        || body.isEmpty()
        || !source.get().isDescendantOf(body.getStatement(0))
        || !(attempt.getParentNode().orElse(null) instanceof BlockStmt block)) {
      return false;
    }
    return Flow.behind(attempt, block.getStatements()).stream()
        .findFirst()
        .filter(IfStmt.class::isInstance)
        .map(IfStmt.class::cast)
        .filter(choice -> choice.getThenStmt().findFirst(ThrowStmt.class).isPresent())
        .filter(choice -> !Completion.isPossible(choice.getThenStmt()))
        .map(choice -> nameOf(choice.getCondition()))
        .filter(missing -> isHeldBy(loop.getCondition(), missing))
        .filter(missing -> !Changes.isChangedIn(missing, handler.getBody()))
        .isPresent();
  }

  /** Whether a condition holds only where a variable is true. */
  private static boolean isHeldBy(Expression condition, String name) {
    return condition instanceof BinaryExpr both && both.getOperator() == BinaryExpr.Operator.AND
        ? isHeldBy(both.getLeft(), name) || isHeldBy(both.getRight(), name)
        : !name.isEmpty() && nameOf(condition).equals(name);
  }

  private boolean isLost(Outcome outcome, CatchClause handler) {
    return switch (outcome.end()) {
      case THROWN -> false;
      case NEXT_PASS ->
          !loops.isStoppedWithInterrupt(outcome.loop().get())
              && !endsWhatIsAround(outcome.loop().get(), handler);
      case RETURNED -> !endsTask(outcome, handler);
    };
  }

  /** Whether a handler in a loop over so many steps ends the loop around that one. */
  private boolean endsWhatIsAround(Statement loop, CatchClause handler) {
    return loops.isBounded(loop)
        && Flow.loopAround(loop)
            .filter(around -> loops.isEndedBy(handler.getBody(), around))
            .isPresent();
  }

  /** Whether nothing of note comes after the handler in a body that a thread or task ends with. */
  private boolean endsTask(Outcome outcome, CatchClause handler) {
    Node body = Flow.bodyAround(handler).orElse(null);
    boolean task = body != null && (tasks.startOf(body) != Tasks.Start.NONE || isMain(body));
    boolean leftLoop =
        outcome.leftLoop()
            || standsAroundLoop(handler)
            || task && standsInLastFinally(handler, body);
    boolean last = outcome.followers().stream().noneMatch(s -> leftLoop ? waits(s) : works(s));
    if (task) {
      return last || tellsItselfToEnd(outcome, handler);
    }
    if (body instanceof LambdaExpr function) {
      return last
          && tasks
              .findCallInPlace(function)
              .filter(call -> isTasksLastAct(call, outcome.at(), leftLoop))
              .isPresent();
    }
    return body instanceof MethodDeclaration helper
        && (isCalledByStoppedLoops(helper, handler)
            || last && isTasksLastAct(helper, outcome.at(), leftLoop));
  }

  /**
   * {@code cancelled = true;} in the handler, and {@code if (cancelled) return;} behind it before
   * anything waits.
   */
  private boolean tellsItselfToEnd(Outcome outcome, CatchClause handler) {
    Map<String, Boolean> noted = new HashMap<>();
    Flow.eachRun(
        handler.getBody(),
        node -> {
          if (node instanceof AssignExpr assignment
              && assignment.getValue().isBooleanLiteralExpr()) {
            noted.put(
                nameOf(assignment.getTarget()),
                assignment.getValue().asBooleanLiteralExpr().getValue());
          }
        });
    for (Statement next : outcome.followers()) {
      if (next instanceof IfStmt choice) {
        Optional<Statement> arm = armFor(choice, noted);
        if (arm.isPresent()) {
          return !Completion.isPossible(arm.get()) && !waits(arm.get());
        }
      }
      if (waits(next)) {
        return false;
      }
    }
    return false;
  }

  /**
   * The arm that a choice takes where its condition is a variable of known value, or its denial.
   */
  private static Optional<Statement> armFor(IfStmt choice, Map<String, Boolean> values) {
    Expression condition = choice.getCondition();
    Optional<Expression> denied = Flow.denied(condition);
    Boolean value = values.get(nameOf(denied.orElse(condition)));
    return value == null ? Optional.empty() : armOf(choice, value != denied.isPresent());
  }

  /**
   * Whether the interrupt that reaches a handler has left a loop on its way: the task's life. Where
   * it comes from cannot always be seen.
   */
  private boolean standsAroundLoop(CatchClause handler) {
    TryStmt attempt = (TryStmt) handler.getParentNode().orElseThrow();
    Optional<Node> source = interrupts.findSource(handler);
    return source.isEmpty()
        ? Flow.anyRun(attempt.getTryBlock(), Flow::isLoop)
        : source
            .flatMap(Flow::loopAround)
            .filter(inner -> inner.isDescendantOf(attempt))
            .isPresent();
  }

  /** Whether a handler is part of how a body ends, whatever came before: it cleans up. */
  private static boolean standsInLastFinally(CatchClause handler, Node body) {
    Node below = handler;
    for (Node n = handler.getParentNode().orElse(null);
        n != null && n != body;
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof TryStmt attempt
          && attempt.getFinallyBlock().orElse(null) == below
          && n.getParentNode().orElse(null) instanceof BlockStmt block
          && block.getParentNode().orElse(null) == body
          && Flow.behind(n, block.getStatements()).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether every call of a helper in this file, by others than itself, is the last thing that a
   * task's own body does, be it for what the helper returns.
   */
  private boolean isTasksLastAct(MethodDeclaration helper, Node returning, boolean leftLoop) {
    List<MethodCallExpr> calls =
        helper.isPublic()
            ? List.of()
            : tasks.callsOf(helper).stream().filter(call -> !call.isDescendantOf(helper)).toList();
    return !calls.isEmpty()
        && calls.stream().allMatch(call -> isTasksLastAct(call, returning, leftLoop));
  }

  private boolean isTasksLastAct(MethodCallExpr call, Node returning, boolean leftLoop) {
    Node body = Flow.bodyAround(call).orElse(null);
    boolean task = body != null && tasks.startOf(body) == Tasks.Start.KNOWN;
    if (!task || Flow.loopAround(call).isPresent()) {
      return false;
    }
    Node statement = call;
    while (!(statement instanceof Statement)) {
      statement = statement.getParentNode().orElseThrow();
    }
    if (statement instanceof ReturnStmt) {
      return true;
    }
    if (statement instanceof IfStmt choice) {
      return armAfter(call, returning, choice)
          .filter(arm -> !Completion.isPossible(arm))
          .filter(arm -> leftLoop ? !waits(arm) : !works(arm))
          .isPresent();
    }
    return statement instanceof ExpressionStmt alone
        && alone.getExpression() == call
        && statementsBehind(statement, body).stream()
            .noneMatch(s -> leftLoop ? waits(s) : works(s));
  }

  /** {@code if (pauses()) return;}: where a call leads that gave back a literal. */
  private static Optional<Statement> armAfter(MethodCallExpr call, Node returning, IfStmt choice) {
    Expression condition = choice.getCondition();
    boolean denied = Flow.denied(condition).filter(asked -> asked == call).isPresent();
    boolean known =
        returning instanceof ReturnStmt answer
            && answer.getExpression().filter(Expression::isBooleanLiteralExpr).isPresent();
    if (!known || !denied && condition != call) {
      return Optional.empty();
    }
    boolean given =
        ((ReturnStmt) returning).getExpression().get().asBooleanLiteralExpr().getValue();
    return armOf(choice, given != denied);
  }

  private static Optional<Statement> armOf(IfStmt choice, boolean holds) {
    return holds ? Optional.of(choice.getThenStmt()) : choice.getElseStmt();
  }

  /** What runs after a statement in a body without loops, {@code finally} aside. */
  private static List<Statement> statementsBehind(Node statement, Node body) {
    List<Statement> behind = new ArrayList<>();
    Node below = statement;
    for (Node n = statement.getParentNode().orElse(null);
        n != null && below != body;
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof BlockStmt block) {
        behind.addAll(Flow.behind(below, block.getStatements()));
      }
    }
    return behind;
  }

  /**
   * Whether a helper returns only to loops of tasks which then test a flag set with interrupts, or
   * what its handler has set.
   */
  private boolean isCalledByStoppedLoops(MethodDeclaration helper, CatchClause handler) {
    List<MethodCallExpr> calls = helper.isPrivate() ? tasks.callsOf(helper) : List.of();
    return !calls.isEmpty()
        && calls.stream()
            .allMatch(
                call ->
                    Flow.loopAround(call)
                        .filter(
                            loop ->
                                loops.isStoppedWithInterrupt(loop) || isTasksLoop(loop, handler))
                        .isPresent());
  }

  /** Whether a loop in a task's own body is one that a handler ends. */
  private boolean isTasksLoop(Statement loop, CatchClause handler) {
    return loops.isEndedBy(handler.getBody(), loop)
        && Flow.bodyAround(loop).filter(b -> tasks.startOf(b) != Tasks.Start.NONE).isPresent();
  }

  private static boolean isMain(Node body) {
    return body instanceof MethodDeclaration method
        && method.isStatic()
        && method.isPublic()
        && method.getNameAsString().equals("main")
        && method.getParameters().size() == 1;
  }

  /** Whether a statement may wait or repeat: then the task lives on, deaf to the interrupt. */
  private boolean waits(Statement statement) {
    return Flow.anyRun(statement, node -> Flow.isLoop(node) || interrupts.throwsInterrupt(node));
  }

  /** Whether a statement does more than say, note or give back something. */
  private boolean works(Statement statement) {
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
                    || node instanceof ObjectCreationExpr);
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

  /**
   * Whether a handler notes the interrupt in a variable by which the body later restores the
   * status, throws, or tells its caller.
   */
  boolean isKept(CatchClause handler) {
    Set<String> noted = new HashSet<>();
    Set<String> made = new HashSet<>();
    Set<String> told = new HashSet<>();
    // What is made of the caught one in the handler, its root by a helper, stands for it.
    Set<String> caught = new HashSet<>(Set.of(handler.getParameter().getNameAsString()));
    Flow.eachRun(
        handler.getBody(),
        node -> {
          if (node instanceof VariableDeclarator local
              && local.getInitializer().filter(value -> mentions(value, caught)).isPresent()) {
            caught.add(local.getNameAsString());
          }
          if (node instanceof AssignExpr assignment
              && (assignment.getValue().isBooleanLiteralExpr()
                  || mentions(assignment.getValue(), caught))) {
            noted.add(nameOf(assignment.getTarget()));
          }
          if (node instanceof AssignExpr assignment
              && assignment.getValue().isObjectCreationExpr()) {
            made.add(nameOf(assignment.getTarget()));
          }
          if (node instanceof MethodCallExpr call
              && call.getScope().isPresent()
              && call.getArguments().stream().anyMatch(a -> isMadeOf(a, caught))
              && !catalogue.isLogging(call, types)) {
            told.add(nameOf(call.getScope().get()));
          }
        });
    if (noted.isEmpty() && made.isEmpty() && told.isEmpty()) {
      return false;
    }
    Node body = Flow.bodyAround(handler).orElse(handler);
    return Flow.anyRun(
        body,
        node ->
            node != body
                && (passesOn(node, noted) || isThrow(node, made) || throwsFor(node, told))
                && !Flow.isInside(node, handler));
  }

  /** {@code failures.add(e)}, and later {@code throw new Failed(failures)}. */
  private boolean throwsFor(Node node, Set<String> told) {
    return !(node instanceof ReturnStmt) && passesOn(node, told);
  }

  private static boolean isThrow(Node node, Set<String> names) {
    return node instanceof ThrowStmt thrown && isNameIn(thrown.getExpression(), names);
  }

  private boolean passesOn(Node node, Set<String> noted) {
    if (node instanceof ThrowStmt thrown) {
      return mentions(thrown.getExpression(), noted);
    }
    if (node instanceof ReturnStmt giving) {
      return giving.getExpression().filter(e -> isNameIn(e, noted)).isPresent();
    }
    return node instanceof IfStmt choice
        && mentions(choice.getCondition(), noted)
        && (leavesWord(choice.getThenStmt())
            || choice.getElseStmt().map(this::leavesWord).orElse(false));
  }

  private static boolean isNameIn(Expression expression, Set<String> names) {
    return expression instanceof NameExpr name && names.contains(name.getNameAsString());
  }

  /** What was caught, or another exception around it. */
  private static boolean isMadeOf(Expression told, Set<String> caught) {
    return isNameIn(told, caught)
        || told instanceof ObjectCreationExpr made
            && made.getArguments().stream().anyMatch(a -> isNameIn(a, caught));
  }

  private boolean leavesWord(Statement branch) {
    return Flow.anyRun(
        branch,
        node ->
            node instanceof ThrowStmt
                || node instanceof MethodCallExpr call && interrupts.restores(call));
  }

  private static boolean mentions(Node node, Set<String> names) {
    return !(node instanceof LambdaExpr)
        && (node instanceof SimpleName name && names.contains(name.getIdentifier())
            || node.getChildNodes().stream().anyMatch(child -> mentions(child, names)));
  }

  private static String nameOf(Expression target) {
    if (target instanceof FieldAccessExpr field) {
      return field.getNameAsString();
    }
    return target instanceof NameExpr name ? name.getNameAsString() : "";
  }
}
