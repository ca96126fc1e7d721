package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithArguments;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import dev.belay.linter.facts.Types.FieldUse;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.source.Nodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which loops read a flag that they may never see set. Belongs to one thread. */
public final class StaleReads {

  /** How far getters are followed to the field they read. */
  private static final int DEPTH = 3;

  private static final Set<String> LOCKING = Set.of("lock", "lockInterruptibly", "tryLock");

  /** Calls that can only be made by who holds a lock, or that order what is behind them. */
  private static final Set<String> LOCKED =
      Set.of(
          "wait",
          "notify",
          "notifyAll",
          "signal",
          "signalAll",
          "await",
          "awaitNanos",
          "awaitUntil",
          "awaitUninterruptibly");

  private static final Set<BinaryExpr.Operator> COMPARES =
      EnumSet.of(
          BinaryExpr.Operator.LESS,
          BinaryExpr.Operator.LESS_EQUALS,
          BinaryExpr.Operator.GREATER,
          BinaryExpr.Operator.GREATER_EQUALS,
          BinaryExpr.Operator.EQUALS,
          BinaryExpr.Operator.NOT_EQUALS);

  private final Nodes nodes;
  private final Types types;
  private final Tasks tasks;
  private final Interrupts interrupts;
  private final Monitors monitors;

  StaleReads(Nodes nodes, Types types, Tasks tasks, Interrupts interrupts) {
    this.nodes = nodes;
    this.types = types;
    this.tasks = tasks;
    this.interrupts = interrupts;
    this.monitors = new Monitors(types);
  }

  /**
   * A read of a flag that may never see it set (JLS 17.4.5: nothing orders the write before it).
   *
   * @param flag name of the field
   * @param read where the loop's condition asks for it
   * @param write where code that other threads run sets it
   * @param declaration of the field, perhaps of others beside it; always in the same file
   * @param interrupted whether an interrupt comes with the write, and the loop waits: then its test
   *     comes after the write as long as nothing in between takes the interrupt (JLS 17.4.4)
   */
  public record StaleRead(
      String flag,
      Node read,
      Expression write,
      FieldDeclaration declaration,
      boolean interrupted) {}

  /**
   * The first plain field that a loop's condition, or the test of an endless one's only way out,
   * reads with no lock, that the loop itself never writes, and that code outside the loop's task
   * sets.
   */
  public Optional<StaleRead> find(Statement loop) {
    List<StaleRead> found = new ArrayList<>();
    conditionOf(loop)
        .ifPresent(
            condition ->
                Flow.eachRun(
                    condition,
                    node -> {
                      if (isTested(node, condition)) {
                        findHere(node, node, loop, DEPTH).ifPresent(found::add);
                      }
                    }));
    return found.stream().findFirst().filter(read -> !isLocked(loop));
  }

  /** The condition of a loop; of an endless one that of its only way out, asked on each pass. */
  private static Optional<Expression> conditionOf(Statement loop) {
    if (!Flow.isEndless(loop)) {
      return Flow.conditionOf(loop);
    }
    if (loop instanceof DoStmt || !(Flow.bodyOf(loop) instanceof BlockStmt body)) {
      return Optional.empty();
    }
    List<IfStmt> tests =
        body.getStatements().stream()
            .filter(IfStmt.class::isInstance)
            .map(IfStmt.class::cast)
            .filter(choice -> Flow.anyRun(choice.getThenStmt(), node -> leaves(node, loop)))
            .toList();
    // A loop with other ways out ends by itself when its work is done.
    return tests.size() == 1
            && !Flow.anyRun(body, node -> leaves(node, loop) && !isOnlyAside(node, tests.get(0)))
        ? Optional.of(tests.get(0).getCondition())
        : Optional.empty();
  }

  private static boolean leaves(Node node, Statement loop) {
    return node instanceof ReturnStmt
        || node instanceof BreakStmt leaving
            && Flow.targetOf(leaving)
                .filter(target -> target == loop || loop.isDescendantOf(target))
                .isPresent();
  }

  /** Whether a way out is that of a test, or stands in a handler. */
  private static boolean isOnlyAside(Node leaving, IfStmt test) {
    for (Node n = leaving; n != null; n = n.getParentNode().orElse(null)) {
      if (n == test.getThenStmt() || n instanceof CatchClause && !test.isDescendantOf(n)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a condition itself asks for a value, and does not hand it to a call or variable. */
  private static boolean isTested(Node node, Expression condition) {
    Node below = node;
    while (below != condition) {
      Node parent = below.getParentNode().orElseThrow();
      Node inside = below;
      boolean handedOn =
          parent instanceof AssignExpr
              || parent instanceof NodeWithArguments<?> call
                  && call.getArguments().stream().anyMatch(a -> a == inside);
      if (handedOn) {
        return false;
      }
      below = parent;
    }
    return true;
  }

  private Optional<StaleRead> findHere(Node node, Node shown, Statement loop, int depth) {
    if (node instanceof MethodCallExpr call && call.getArguments().isEmpty() && depth > 0) {
      return types
          .declarationOf(call)
          .filter(own -> !own.isSynchronized() && isGetter(own))
          .flatMap(
              own ->
                  findHere(
                      own.getBody().get().getStatement(0).asReturnStmt().getExpression().get(),
                      shown,
                      loop,
                      depth - 1));
    }
    boolean read =
        (node instanceof NameExpr || node instanceof FieldAccessExpr) && !Uses.isReceiver(node);
    if (!read) {
      return Optional.empty();
    }
    return types
        .fieldOf((Expression) node)
        .filter(use -> isPlain(use) && types.declarationOf(use.owner()).isPresent())
        .filter(use -> !Changes.isChangedIn(use.field().name(), loop))
        .filter(use -> isFlag(shown, use))
        .flatMap(
            use ->
                findForeignWrite(use, loop)
                    .flatMap(
                        write ->
                            declarationOf(use)
                                .map(
                                    it ->
                                        new StaleRead(
                                            use.field().name(),
                                            shown,
                                            write,
                                            it,
                                            isInterrupted(write, loop)))));
  }

  /**
   * Whether a read can be that of a flag: a number is one only where it is compared with a
   * constant. Compared with anything else it bounds what the loop counts, or measures.
   */
  private boolean isFlag(Node read, FieldUse use) {
    if (use.type().equals(new JavaType.Primitive("boolean"))) {
      return true;
    }
    Node side = read;
    while (side.getParentNode().orElse(null) instanceof EnclosedExpr around) {
      side = around;
    }
    if (!(side.getParentNode().orElse(null) instanceof BinaryExpr comparison)
        || !COMPARES.contains(comparison.getOperator())) {
      return false;
    }
    return isConstant(comparison.getLeft() == side ? comparison.getRight() : comparison.getLeft());
  }

  private boolean isConstant(Expression value) {
    if (value instanceof UnaryExpr signed) {
      return signed.getExpression().isLiteralExpr();
    }
    boolean named = value instanceof NameExpr || value instanceof FieldAccessExpr;
    return value.isLiteralExpr()
        || named
            && types
                .fieldOf(value)
                .filter(
                    f ->
                        Modifiers.has(f.field().modifiers(), Modifiers.STATIC)
                            && Modifiers.has(f.field().modifiers(), Modifiers.FINAL))
                .isPresent();
  }

  private Optional<FieldDeclaration> declarationOf(FieldUse use) {
    return types.declarationOf(use).flatMap(Node::getParentNode).map(FieldDeclaration.class::cast);
  }

  private static boolean isGetter(MethodDeclaration method) {
    List<Statement> statements = method.getBody().get().getStatements();
    return statements.size() == 1
        && statements.get(0) instanceof ReturnStmt giving
        && giving.getExpression().isPresent();
  }

  private static boolean isPlain(FieldUse use) {
    int modifiers = use.field().modifiers();
    return !Modifiers.has(modifiers, Modifiers.VOLATILE)
        && !Modifiers.has(modifiers, Modifiers.FINAL)
        && use.type() instanceof JavaType.Primitive;
  }

  /** Whether a loop takes or holds a lock, which may order its reads behind the writes. */
  private boolean isLocked(Statement loop) {
    return Flow.anyRun(
            loop,
            node ->
                node instanceof SynchronizedStmt
                    || node instanceof MethodCallExpr call
                        && (LOCKING.contains(call.getNameAsString())
                            || LOCKED.contains(call.getNameAsString())))
        || isUnderLock(loop, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  /** Whether the body that a loop, or a call of its method, stands in takes a lock before it. */
  private static boolean isBehindLocking(Node loop) {
    return Flow.anyRunBefore(
        loop,
        node -> node instanceof MethodCallExpr call && LOCKING.contains(call.getNameAsString()));
  }

  /** Whether a node runs with a lock held: its own method's, or that of every caller. */
  private boolean isUnderLock(Node node, Set<MethodDeclaration> followed) {
    if (isBehindLocking(node)) {
      return true;
    }
    for (Node n = node; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof SynchronizedStmt) {
        return true;
      }
      if (n instanceof MethodDeclaration method) {
        return method.isSynchronized() || isCalledUnderLock(method, followed);
      }
    }
    return false;
  }

  private boolean isCalledUnderLock(MethodDeclaration helper, Set<MethodDeclaration> followed) {
    if (helper.isPublic() || helper.isProtected()) {
      return false;
    }
    if (!followed.add(helper)) {
      // On the way to itself: its other callers decide.
      return true;
    }
    List<MethodCallExpr> calls = tasks.callsOf(helper);
    return !calls.isEmpty() && calls.stream().allMatch(call -> isUnderLock(call, followed));
  }

  /**
   * The first write of a field, in order of the text, by code that the loop's task does not run.
   */
  private Optional<Expression> findForeignWrite(FieldUse field, Statement loop) {
    Optional<Node> task = tasks.findTask(loop);
    return nodes.of(Expression.class).stream()
        .filter(e -> isWriteOf(field, e) && !isFollowedByElement(e, loop))
        .filter(write -> isForeign(write, loop, task))
        // Who takes on each pass the lock that the writer held comes after the write (JLS 17.4.5).
        .filter(write -> !monitors.areTakenBy(loop, monitors.heldAt(write)))
        .findFirst();
  }

  /**
   * Whether the writer then puts an element into the queue that the loop waits on: to take it comes
   * after the write ({@code java.util.concurrent}, memory consistency properties).
   */
  private boolean isFollowedByElement(Expression write, Statement loop) {
    Optional<MethodDeclaration> writer =
        Flow.bodyAround(write)
            .filter(MethodDeclaration.class::isInstance)
            .map(MethodDeclaration.class::cast);
    return writer.isPresent()
        && waitsIn(loop)
            .flatMap(wait -> queueOf(wait).stream())
            .anyMatch(
                queue ->
                    callsBehind(write, writer.get())
                        .filter(call -> !call.getArguments().isEmpty())
                        .anyMatch(call -> queueOf(call).filter(queue::equals).isPresent()));
  }

  private static Stream<MethodCallExpr> callsBehind(Expression write, MethodDeclaration writer) {
    return writer.findAll(Expression.class).stream()
        .dropWhile(e -> e != write)
        .filter(MethodCallExpr.class::isInstance)
        .map(MethodCallExpr.class::cast);
  }

  private boolean isInterrupted(Expression write, Statement loop) {
    return waitsIn(loop).findAny().isPresent()
        && Flow.bodyAround(write).stream()
            .flatMap(writer -> Stream.concat(Stream.of(writer), callersOf(writer)))
            .flatMap(body -> body.findAll(MethodCallExpr.class).stream())
            .anyMatch(StopFlags::isInterrupting);
  }

  /** The bodies in this file that call a method which sets the flag, and may interrupt behind. */
  private Stream<Node> callersOf(Node writer) {
    return writer instanceof MethodDeclaration setter
        ? tasks.callsOf(setter).stream().flatMap(call -> Flow.bodyAround(call).stream())
        : Stream.empty();
  }

  private Stream<MethodCallExpr> waitsIn(Statement loop) {
    return loop.findAll(MethodCallExpr.class).stream().filter(interrupts::throwsInterrupt);
  }

  /** The field that a call is made on, where it keeps a collection. */
  private Optional<String> queueOf(MethodCallExpr call) {
    return call.getScope()
        .filter(scope -> scope instanceof NameExpr || scope instanceof FieldAccessExpr)
        .flatMap(types::fieldOf)
        .filter(field -> types.isA(field.type(), "java.util.Collection"))
        .map(FieldUse::key);
  }

  private boolean isWriteOf(FieldUse field, Expression expression) {
    Optional<Expression> target =
        expression instanceof AssignExpr assignment
            ? Optional.of(assignment.getTarget())
            : expression instanceof UnaryExpr unary && Changes.isStep(unary)
                ? Optional.of(unary.getExpression())
                : Optional.empty();
    return target
        .filter(t -> t instanceof NameExpr || t instanceof FieldAccessExpr)
        .flatMap(types::fieldOf)
        .filter(written -> written.key().equals(field.key()))
        .isPresent();
  }

  /**
   * Whether a method that anybody may call writes, or another task that this file starts. A task
   * that is merely made may be handed to the loop, which then runs it itself.
   */
  private boolean isForeign(Node write, Statement loop, Optional<Node> task) {
    Optional<Node> body = Flow.bodyAround(write);
    while (body.isPresent()
        && body.get() instanceof LambdaExpr lambda
        && tasks.startOf(lambda) == Tasks.Start.NONE) {
      body = Flow.bodyAround(lambda);
    }
    if (body.isEmpty() || loop.isDescendantOf(body.get())) {
      return false;
    }
    Optional<Node> writing = tasks.findTask(write);
    return writing.isPresent()
        ? writing.get() != task.orElse(null) && tasks.isStarted(writing.get())
        : body.get() instanceof MethodDeclaration;
  }
}
