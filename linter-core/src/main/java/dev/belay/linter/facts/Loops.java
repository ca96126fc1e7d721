package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithArguments;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.source.Mention;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether a loop can end: by itself, by another thread's word, by an interrupt, by an exception.
 * Belongs to one thread.
 */
public final class Loops {

  private static final Set<String> CLOCKS =
      Set.of("nanoTime", "currentTimeMillis", "millis", "now", "monotonicNow");

  /** What an atomic number counts with. */
  private static final Set<String> STEPS =
      Set.of("incrementAndGet", "decrementAndGet", "getAndIncrement", "getAndDecrement");

  /** Methods without arguments that take something, rather than look. */
  private static final Set<String> ACTS =
      Set.of("poll", "remove", "pop", "next", "tryLock", "tryAcquire", "read", "readLine");

  private static final Set<String> NAPS =
      Set.of(
          "java.lang.Thread#sleep",
          "java.lang.Thread#yield",
          "java.lang.Thread#onSpinWait",
          "java.util.concurrent.TimeUnit#sleep",
          "java.util.concurrent.locks.LockSupport#parkNanos");

  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";

  private static final Set<String> SHUTDOWN_QUESTIONS =
      Set.of("isShutdown", "isTerminated", "isTerminating");

  /** How far a handler's calls of helpers are followed. */
  private static final int HELPERS = 2;

  private final Types types;
  private final Catalogue catalogue;
  private final Tasks tasks;
  private final Interrupts interrupts;
  private final StopFlags flags;
  private final Map<Statement, Optional<Node>> waysOut = new IdentityHashMap<>();

  /** What a file must mention to hold a loop that may go on for ever. */
  public static Mention mention() {
    return Mention.words("while", "do", "for");
  }

  Loops(Types types, Catalogue catalogue, Tasks tasks, Interrupts interrupts, StopFlags flags) {
    this.types = types;
    this.catalogue = catalogue;
    this.tasks = tasks;
    this.interrupts = interrupts;
    this.flags = flags;
  }

  /**
   * A way by which control may leave a loop, or what makes it end by itself, first found.
   *
   * @return empty for a loop that goes on for ever, whatever other threads do; where something that
   *     cannot be seen may leave it, that is the way
   */
  public Optional<Node> findWayOut(Statement loop) {
    Optional<Node> known = waysOut.get(loop);
    if (known == null) {
      known = find(loop);
      waysOut.put(loop, known);
    }
    return known;
  }

  private Optional<Node> find(Statement loop) {
    if (loop instanceof ForEachStmt) {
      return Optional.of(loop);
    }
    Optional<Expression> condition =
        Flow.conditionOf(loop).filter(c -> !Flow.isEndless(loop) && mayChange(c, loop));
    if (condition.isPresent()) {
      return Optional.of(condition.get());
    }
    List<Node> found = new ArrayList<>();
    Flow.eachRun(
        Flow.bodyOf(loop),
        node -> {
          if (found.isEmpty() && (leaves(node, loop) || mayThrowOut(node, loop))) {
            found.add(node);
          }
        });
    return found.stream().findFirst();
  }

  /** Whether a loop runs another one that never ends, so that it is itself never asked. */
  public boolean holdsEndlessLoop(Statement loop) {
    return Flow.anyRun(
        Flow.bodyOf(loop), node -> Flow.isLoop(node) && findWayOut((Statement) node).isEmpty());
  }

  /** Whether a condition can come out otherwise on a later pass. */
  private boolean mayChange(Expression condition, Statement loop) {
    return Flow.anyRun(
        condition,
        node ->
            node instanceof MethodCallExpr
                || node instanceof FieldAccessExpr
                || node instanceof AssignExpr
                || node instanceof UnaryExpr unary && isStep(unary)
                || node instanceof NameExpr name && !isFixed(name, loop));
  }

  /** Whether a name stands for the same value on every pass. */
  private boolean isFixed(NameExpr name, Statement loop) {
    if (Bindings.findLocal(name).isPresent()) {
      return !isChangedIn(name.getNameAsString(), loop);
    }
    return types
        .fieldOf(name)
        .filter(use -> Modifiers.has(use.field().modifiers(), Modifiers.FINAL))
        .isPresent();
  }

  static boolean isStep(UnaryExpr unary) {
    return switch (unary.getOperator()) {
      case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT -> true;
      default -> false;
    };
  }

  static boolean isChangedIn(String name, Node piece) {
    return Flow.anyRun(piece, node -> isChangeOf(name, node));
  }

  private static List<Node> changesOf(String name, Node piece) {
    List<Node> changes = new ArrayList<>();
    Flow.eachRun(
        piece,
        node -> {
          if (isChangeOf(name, node)) {
            changes.add(node);
          }
        });
    return changes;
  }

  private static boolean isChangeOf(String name, Node node) {
    return node instanceof AssignExpr assignment && isNamed(assignment.getTarget(), name)
        || node instanceof UnaryExpr unary && isStep(unary) && isNamed(unary.getExpression(), name);
  }

  private static boolean isNamed(Expression target, String name) {
    return target instanceof NameExpr simple && simple.getNameAsString().equals(name)
        || target instanceof FieldAccessExpr field && field.getNameAsString().equals(name);
  }

  /**
   * Whether a piece of code, or a method of this file that it calls, may end a loop by its
   * condition: it sets a variable that the condition reads to a constant, or tells something to the
   * object that the condition asks.
   */
  boolean isEndedBy(Node piece, Statement loop) {
    Optional<Expression> condition = Flow.conditionOf(loop).filter(c -> !Flow.isEndless(loop));
    if (condition.isEmpty()) {
      return false;
    }
    Set<String> read = new HashSet<>();
    Set<String> asked = new HashSet<>();
    addWhatIsAsked(condition.get(), read, asked, true);
    addWhatIsMadeOf(Set.copyOf(read), loop, read);
    return isEndedBy(piece, read, asked, HELPERS);
  }

  /** What a condition reads and asks, be it by a question of this file's that has no arguments. */
  private void addWhatIsAsked(
      Node condition, Set<String> read, Set<String> asked, boolean byQuestion) {
    Flow.eachRun(
        condition,
        node -> {
          if (node instanceof SimpleName name) {
            read.add(name.getIdentifier());
          } else if (node instanceof MethodCallExpr call) {
            call.getScope().map(Loops::nameOf).filter(n -> !n.isEmpty()).ifPresent(asked::add);
            if (byQuestion && isOwn(call) && call.getArguments().isEmpty()) {
              answerOf(call).ifPresent(answer -> addWhatIsAsked(answer, read, asked, false));
            }
          }
        });
  }

  /** What a method of this file gives back that does nothing else. */
  private Optional<Expression> answerOf(MethodCallExpr question) {
    return types
        .declarationOf(question)
        .map(method -> method.getBody().get().getStatements())
        .filter(statements -> statements.size() == 1)
        .map(statements -> statements.get(0))
        .filter(ReturnStmt.class::isInstance)
        .flatMap(answer -> ((ReturnStmt) answer).getExpression());
  }

  private static boolean isOwn(MethodCallExpr call) {
    return call.getScope().map(Expression::isThisExpr).orElse(true);
  }

  /** {@code running = !stopped;} in the loop: its condition on {@code running} stands for both. */
  private static void addWhatIsMadeOf(Set<String> names, Statement loop, Set<String> into) {
    Flow.eachRun(
        Flow.bodyOf(loop),
        node -> {
          if (node instanceof AssignExpr assignment
              && names.contains(nameOf(assignment.getTarget()))) {
            Expression value = assignment.getValue();
            into.add(nameOf(Flow.denied(value).orElse(value)));
          }
        });
    into.remove("");
  }

  private boolean isEndedBy(Node piece, Set<String> read, Set<String> asked, int depth) {
    return Flow.anyRun(
        piece,
        node ->
            node instanceof AssignExpr assignment
                    && assignment.getValue().isLiteralExpr()
                    && read.contains(nameOf(assignment.getTarget()))
                || node instanceof MethodCallExpr call
                    && (setsConstant(call, read)
                        || tells(call, asked)
                        || isEndedInHelper(call, read, asked, depth)));
  }

  private static boolean setsConstant(MethodCallExpr call, Set<String> read) {
    return call.getNameAsString().equals("set")
        && call.getArguments().size() == 1
        && call.getArgument(0).isLiteralExpr()
        && call.getScope().filter(scope -> read.contains(nameOf(scope))).isPresent();
  }

  /** {@code state.cancel();}, where the loop asks {@code state.isActive()}. */
  private static boolean tells(MethodCallExpr call, Set<String> asked) {
    return call.getParentNode().filter(ExpressionStmt.class::isInstance).isPresent()
        && call.getScope().filter(scope -> asked.contains(nameOf(scope))).isPresent();
  }

  private boolean isEndedInHelper(
      MethodCallExpr call, Set<String> read, Set<String> asked, int depth) {
    return isOwn(call)
        && depth > 0
        && types
            .declarationOf(call)
            .filter(helper -> isEndedBy(helper.getBody().get(), read, asked, depth - 1))
            .isPresent();
  }

  private static String nameOf(Expression target) {
    if (target instanceof FieldAccessExpr field) {
      return field.getNameAsString();
    }
    return target instanceof NameExpr name ? name.getNameAsString() : "";
  }

  /** Whether a statement, when it runs, takes control out of a loop. */
  private boolean leaves(Node node, Statement loop) {
    if (node instanceof ReturnStmt) {
      return true;
    }
    if (node instanceof BreakStmt leaving) {
      return Flow.targetOf(leaving).map(t -> t == loop || loop.isDescendantOf(t)).orElse(true);
    }
    if (node instanceof ContinueStmt leaving) {
      return Flow.targetOf(leaving).map(t -> loop.isDescendantOf(t)).orElse(true);
    }
    return node instanceof ThrowStmt thrown
        && !isTakenIn(loop, thrown, types.of(thrown.getExpression()));
  }

  /** Whether a call may end a loop by an exception, or end the whole process. */
  private boolean mayThrowOut(Node node, Statement loop) {
    Optional<Callee> callee = Optional.empty();
    if (node instanceof MethodCallExpr call) {
      callee = types.calleeOf(call);
    } else if (node instanceof ObjectCreationExpr creation) {
      callee = types.calleeOf(creation);
      if (callee.isEmpty() && types.find(types.of(creation).className()).isPresent()) {
        // A constructor that nobody wrote throws nothing.
        return false;
      }
    } else {
      return false;
    }
    if (callee.isEmpty()) {
      return !isTakenIn(loop, node, JavaType.UNKNOWN)
          && (isExpectedBehind(loop) || isHandedThrow(node));
    }
    return throwsOut(callee.get(), node, loop, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** Whether a call that cannot be seen is handed code that throws: it may run it in place. */
  private static boolean isHandedThrow(Node call) {
    return call instanceof NodeWithArguments<?> handed
        && handed.getArguments().stream()
            .anyMatch(
                a ->
                    a instanceof LambdaExpr lambda
                        && Flow.anyRun(lambda.getBody(), node -> node instanceof ThrowStmt));
  }

  private boolean throwsOut(
      Callee callee, Node call, Statement loop, Set<MethodDeclaration> followed) {
    if (catalogue.has(Role.NEVER_RETURNS, callee, types)) {
      return true;
    }
    for (String thrown : callee.method().throwing()) {
      JavaType type = types.enclosing().names().resolve(thrown, callee.owner(), callee.method());
      boolean interrupt = thrown.endsWith("InterruptedException");
      boolean taken =
          interrupt ? interrupts.isTakenWithin(call, loop) : isTakenIn(loop, call, type);
      if (!taken) {
        return true;
      }
    }
    boolean unchecked =
        catalogue.has(Role.CLOSABLE_WAIT, callee, types) && closesUnchecked(callee)
            || catalogue.has(Role.CANCELLATION_CHECK, callee, types)
                && !callee.returns().equals(new JavaType.Primitive("boolean"));
    if (unchecked && !isTakenIn(loop, call, JavaType.named("java.lang.IllegalStateException"))) {
      return true;
    }
    return types
        .declarationOf(callee)
        .filter(followed::add)
        .filter(helper -> throwsUnchecked(helper, call, loop, followed))
        .isPresent();
  }

  /** Watch services and selectors say by an unchecked exception that they were closed. */
  private static boolean closesUnchecked(Callee callee) {
    return callee.owner().name().equals("java.nio.channels.Selector")
        || callee.method().throwing().stream().noneMatch(t -> t.endsWith("IOException"));
  }

  /** Whether a helper of this file throws, by itself or further on, what the loop lets through. */
  private boolean throwsUnchecked(
      MethodDeclaration helper, Node call, Statement loop, Set<MethodDeclaration> followed) {
    return Flow.anyRun(
        helper.getBody().get(),
        node -> {
          if (node instanceof ThrowStmt thrown) {
            JavaType type = types.of(thrown.getExpression());
            return !isTaken(thrown, helper, type) && !isTakenIn(loop, call, type);
          }
          return node instanceof MethodCallExpr further
              && followed.size() < 16
              && types
                  .calleeOf(further)
                  .filter(
                      c ->
                          catalogue.has(Role.NEVER_RETURNS, c, types)
                              || types
                                  .declarationOf(c)
                                  .filter(followed::add)
                                  .filter(m -> throwsUnchecked(m, call, loop, followed))
                                  .isPresent())
                  .isPresent();
        });
  }

  private boolean isTakenIn(Statement loop, Node node, JavaType thrown) {
    return isTaken(node, loop, thrown);
  }

  /** Whether a handler between a node and what is around it takes an exception for sure. */
  private boolean isTaken(Node node, Node around, JavaType thrown) {
    Node below = node;
    for (Node n = node.getParentNode().orElse(null);
        n != null && n != around;
        below = n, n = n.getParentNode().orElse(null)) {
      Node from = below;
      if (n instanceof TryStmt attempt
          && (from == attempt.getTryBlock() || attempt.getResources().contains(from))
          && attempt.getCatchClauses().stream().anyMatch(handler -> takes(handler, thrown))) {
        return true;
      }
    }
    return false;
  }

  private boolean takes(CatchClause handler, JavaType thrown) {
    return Flow.takesAnything(handler)
        || thrown.isKnown()
            && Flow.typesOf(handler).stream()
                .map(types::of)
                .anyMatch(t -> t.isKnown() && types.isA(thrown, t.className()));
  }

  /** Whether code behind a loop waits for an exception to come out of it. */
  private boolean isExpectedBehind(Statement loop) {
    Node below = loop;
    for (Node n = loop.getParentNode().orElse(null);
        n != null;
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof TryStmt attempt
          && below == attempt.getTryBlock()
          && !attempt.getCatchClauses().isEmpty()) {
        return true;
      }
      if (n instanceof MethodDeclaration method) {
        return !method.getThrownExceptions().isEmpty();
      }
      if (n instanceof LambdaExpr lambda) {
        return types
            .functionTypeOf(lambda)
            .map(shape -> !shape.method().throwing().isEmpty())
            .orElse(true);
      }
    }
    return false;
  }

  /** Whether a loop does nothing but test its condition again, perhaps after a nap. */
  public boolean onlyAsksAgain(Statement loop) {
    return isNap(Flow.bodyOf(loop))
        && Flow.conditionOf(loop)
            .filter(c -> !Flow.isEndless(loop) && isPlainQuestion(c))
            .isPresent();
  }

  /** Whether a condition changes and waits for nothing: it reads what others change. */
  private boolean isPlainQuestion(Expression condition) {
    return Flow.anyRun(
            condition,
            node ->
                node instanceof MethodCallExpr
                    || node instanceof NameExpr name && Bindings.findLocal(name).isEmpty())
        && !Flow.anyRun(
            condition,
            node ->
                node instanceof AssignExpr
                    || node instanceof UnaryExpr unary && isStep(unary)
                    || node instanceof ObjectCreationExpr
                    || node instanceof MethodCallExpr call
                        && (!call.getArguments().isEmpty()
                            || interrupts.throwsInterrupt(call)
                            || isAct(call)));
  }

  private boolean isAct(MethodCallExpr call) {
    // What a method of the project does to answer cannot be told: it may well ask a database.
    return types
        .calleeOf(call)
        .filter(c -> c.owner().path().isEmpty() || isGetter(c))
        // What may fail in a library does something: it reads, it asks somebody.
        .filter(c -> !c.owner().path().isEmpty() || c.method().throwing().isEmpty())
        .filter(c -> !c.returns().isVoid() && !ACTS.contains(c.method().name()))
        .isEmpty();
  }

  private boolean isGetter(Callee callee) {
    return types
        .declarationOf(callee)
        .filter(m -> m.getBody().get().getStatements().size() == 1)
        .isPresent();
  }

  private boolean isNap(Statement body) {
    if (body instanceof BlockStmt block) {
      return block.getStatements().stream().allMatch(this::isNap);
    }
    if (body instanceof TryStmt attempt) {
      return attempt.getResources().isEmpty() && isNap(attempt.getTryBlock());
    }
    return body instanceof EmptyStmt
        || body instanceof ExpressionStmt statement
            && statement.getExpression() instanceof MethodCallExpr call
            && types.calleeOf(call).filter(c -> NAPS.contains(c.key())).isPresent();
  }

  /**
   * Whether a loop goes on until its thread is interrupted: no state leads out of it, it waits for
   * nothing that others could close or fill, and nothing in it is known to fail.
   */
  boolean endsByInterruptAlone(Statement loop) {
    boolean asksForNothingElse =
        !(loop instanceof ForEachStmt)
            && Flow.conditionOf(loop)
                .filter(c -> !Flow.isEndless(loop))
                .map(this::asksStatus)
                .orElse(true);
    return asksForNothingElse
        && !Flow.anyRun(
            Flow.bodyOf(loop),
            node ->
                leaves(node, loop) && !isForInterrupt(node, loop)
                    || !isWaitForInterrupt(node) && mayThrowOut(node, loop));
  }

  private boolean asksStatus(Expression condition) {
    return !Flow.anyRun(
        condition,
        node ->
            node instanceof MethodCallExpr call
                    && !interrupts.isStatusCheck(call)
                    && !call.getNameAsString().equals("currentThread")
                || node instanceof NameExpr name
                    && (Bindings.findLocal(name).isPresent() || types.fieldOf(name).isPresent()));
  }

  private boolean isForInterrupt(Node leaving, Statement loop) {
    for (Node n = leaving; n != loop; n = n.getParentNode().orElse(loop)) {
      if (n instanceof CatchClause handler && interrupts.isNamedBy(handler)
          || n instanceof IfStmt choice && asksStatus(choice.getCondition())) {
        return true;
      }
    }
    return false;
  }

  private boolean isWaitForInterrupt(Node node) {
    return node instanceof MethodCallExpr call
        && types.calleeOf(call).filter(c -> NAPS.contains(c.key())).isPresent();
  }

  /** Whether a loop ends by itself: a step count, a deadline, the elements of something. */
  public boolean isBounded(Statement loop) {
    return loop instanceof ForEachStmt
        || exitConditionsOf(loop).stream().anyMatch(c -> isProgress(c, loop, change -> true));
  }

  /**
   * Whether a loop goes round and round once the wait before a handler throws on every pass: what
   * stands behind the wait is never done, and nothing else ends the loop.
   */
  boolean spins(Statement loop, CatchClause handler) {
    if (loop instanceof ForEachStmt) {
      return false;
    }
    List<Expression> conditions = exitConditionsOf(loop);
    List<Expression> asked = new ArrayList<>(conditions);
    conditions.forEach(condition -> addAnswers(condition, loop, asked));
    return asked.stream().noneMatch(c -> flags.isSetWithInterrupt(c) || asksOwnExecutor(c, loop))
        && conditions.stream()
            .noneMatch(
                condition ->
                    isProgress(
                        condition,
                        loop,
                        change ->
                            !isBehindWait(change, handler) && !isAnswer(change, loop, handler)));
  }

  private boolean isProgress(Expression condition, Statement loop, Predicate<Node> counts) {
    return Flow.anyRun(
        condition,
        node ->
            node instanceof UnaryExpr unary && isStep(unary)
                || node instanceof NameExpr name
                    && Bindings.findLocal(name).isPresent()
                    && changesOf(name.getNameAsString(), loop).stream().anyMatch(counts)
                || node instanceof MethodCallExpr call && (isClock(call) || isStep(call))
                || node instanceof ObjectCreationExpr made && isNow(made));
  }

  private static boolean isClock(MethodCallExpr call) {
    return CLOCKS.contains(call.getNameAsString());
  }

  private boolean isStep(MethodCallExpr call) {
    return STEPS.contains(call.getNameAsString())
        && call.getScope()
            .map(types::classNameOf)
            .filter(counter -> counter.startsWith("java.util.concurrent.atomic."))
            .isPresent();
  }

  /** {@code new Date()}. */
  private static boolean isNow(ObjectCreationExpr made) {
    return made.getArguments().isEmpty() && Flow.isNamed(made.getType(), "Date");
  }

  /** Whether a change is made only where the wait before a handler has ended without a throw. */
  private boolean isBehindWait(Node change, CatchClause handler) {
    BlockStmt block = ((TryStmt) handler.getParentNode().orElseThrow()).getTryBlock();
    return change.isDescendantOf(block)
        && interrupts
            .findSource(handler)
            .filter(
                wait ->
                    wait.isDescendantOf(change)
                        || Node.NODE_BY_BEGIN_POSITION.compare(wait, change) < 0)
            .isPresent();
  }

  /** {@code pending = isPending();} on each pass: the condition asks the same by another name. */
  private boolean isAnswer(Node change, Statement loop, CatchClause handler) {
    return change instanceof AssignExpr answer
        && isTruth(answer)
        && !isProgress(
            answer.getValue(),
            loop,
            other ->
                !(other instanceof AssignExpr same && same.getTarget().equals(answer.getTarget()))
                    && !isBehindWait(other, handler));
  }

  private void addAnswers(Expression condition, Statement loop, List<Expression> into) {
    Flow.eachRun(
        condition,
        node -> {
          if (node instanceof NameExpr name && Bindings.findLocal(name).isPresent()) {
            changesOf(name.getNameAsString(), loop).stream()
                .filter(change -> change instanceof AssignExpr answer && isTruth(answer))
                .forEach(change -> into.add(((AssignExpr) change).getValue()));
          }
        });
  }

  /** Whether a variable is assigned a truth that is found out there and then. */
  private boolean isTruth(AssignExpr answer) {
    return !answer.getValue().isLiteralExpr()
        && types.of(answer.getTarget()).equals(new JavaType.Primitive("boolean"));
  }

  /** What decides whether a loop goes on: its condition, and those of the ways out of its body. */
  List<Expression> exitConditionsOf(Statement loop) {
    List<Expression> conditions = new ArrayList<>();
    if (!Flow.isEndless(loop)) {
      Flow.conditionOf(loop).ifPresent(conditions::add);
    }
    Flow.eachRun(
        Flow.bodyOf(loop),
        node -> {
          if (!leaves(node, loop)) {
            return;
          }
          Node below = node;
          for (Node n = node.getParentNode().orElse(loop);
              n != loop;
              below = n, n = n.getParentNode().orElse(loop)) {
            if (n instanceof IfStmt choice && below != choice.getCondition()) {
              conditions.add(choice.getCondition());
            } else if (n instanceof SwitchStmt choice && below != choice.getSelector()) {
              conditions.add(choice.getSelector());
            }
          }
        });
    return conditions;
  }

  /**
   * Whether a task's loop tests a stop flag that the class sets where it also interrupts, so that a
   * handler which falls through to the test ends the loop; also where the test cannot be seen. The
   * same for a loop that a superclass may run as a part of a task, where the test is seen.
   */
  public boolean isStoppedWithInterrupt(Statement loop) {
    boolean task =
        tasks.findTask(loop).isPresent()
            || Flow.bodyAround(loop)
                .map(tasks::startOf)
                .filter(s -> s != Tasks.Start.NONE)
                .isPresent();
    return task
        ? mayBeStoppedWithInterrupt(loop)
        : isInOverridden(loop)
            && exitConditionsOf(loop).stream().anyMatch(flags::isSeenSetWithInterrupt);
  }

  /** Whether somebody out of sight may run a loop as a part of a task: the method's superclass. */
  private static boolean isInOverridden(Statement loop) {
    return Flow.bodyAround(loop)
        .filter(
            body ->
                body instanceof MethodDeclaration method
                    && method.getParameters().isEmpty()
                    && method.getAnnotationByName("Override").isPresent())
        .isPresent();
  }

  /** The same for any loop, in a task's code or not. */
  private boolean mayBeStoppedWithInterrupt(Statement loop) {
    return exitConditionsOf(loop).stream()
        .anyMatch(c -> flags.isSetBesideInterrupt(c) || asksOwnExecutor(c, loop));
  }

  /**
   * Whether a condition asks the executor that runs the loop whether it was shut down, where
   * nothing else in the file interrupts a thread: the executor is told to stop before it tells its
   * threads.
   */
  private boolean asksOwnExecutor(Expression condition, Statement loop) {
    return Flow.anyRun(
        condition,
        node ->
            node instanceof MethodCallExpr call
                && SHUTDOWN_QUESTIONS.contains(call.getNameAsString())
                && call.getScope()
                    .filter(executor -> isField(executor, EXECUTOR))
                    .filter(executor -> tasks.isRunBy(executor, loop))
                    .isPresent()
                && !flags.isOtherInterruptSent());
  }

  private boolean isField(Expression value, String type) {
    return (value instanceof NameExpr || value instanceof FieldAccessExpr)
        && types.fieldOf(value).filter(field -> types.isA(field.type(), type)).isPresent();
  }
}
