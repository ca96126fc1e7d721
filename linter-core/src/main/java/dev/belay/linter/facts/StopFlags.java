package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Types.FieldUse;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.source.Nodes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The variables by which a file's threads tell each other to stop: who sets them, and whether an
 * interrupt comes with it. Belongs to one thread.
 */
final class StopFlags {

  /**
   * Types of times and amounts: who sets one asks for no stop, unless an interrupt comes with it.
   */
  private static final Set<String> MEASURES = Set.of("long", "float", "double");

  /** How far calls between methods of the file are followed. */
  private static final int DEPTH = 3;

  private final Nodes nodes;
  private final Types types;
  private final Interrupts interrupts;
  private List<Deeds> deeds;
  private Map<String, List<Deeds>> byName;
  private final Map<Deeds, List<Deeds>> called = new IdentityHashMap<>();
  private Deeds interrupting;

  StopFlags(Nodes nodes, Types types, Interrupts interrupts) {
    this.nodes = nodes;
    this.types = types;
    this.interrupts = interrupts;
  }

  /**
   * What a method does that matters to a loop elsewhere: by names, which is enough to be silent.
   * Its place is that among the methods of the file. Kept in a list, for trees are equal that only
   * look alike.
   */
  private record Deeds(
      CallableDeclaration<?> method,
      int place,
      Set<String> sets,
      Set<String> told,
      Set<String> ended,
      boolean[] interrupts,
      Set<String> calls) {

    static Deeds noneOf(CallableDeclaration<?> method, int place) {
      return new Deeds(
          method,
          place,
          new HashSet<>(),
          new HashSet<>(),
          new HashSet<>(),
          new boolean[1],
          new HashSet<>());
    }

    void add(Deeds other) {
      sets.addAll(other.sets);
      told.addAll(other.told);
      interrupts[0] |= other.interrupts[0];
    }

    /** Whether a variable is set, or an atomic one told something. */
    boolean changes(String name, boolean atomic) {
      return sets.contains(name) || atomic && told.contains(name);
    }
  }

  /**
   * Whether a condition asks for the interrupt status, or reads something that is set together with
   * an interrupt; true also where it asks something that cannot be seen.
   */
  boolean isSetWithInterrupt(Expression condition) {
    return isTied(condition, DEPTH, true, new Asked());
  }

  /**
   * The same where the status itself tells nothing: whoever caught the interrupt has cleared it.
   */
  boolean isSetBesideInterrupt(Expression condition) {
    return isTied(condition, DEPTH, false, new Asked());
  }

  private boolean isTied(Node piece, int depth, boolean byStatus, Asked followed) {
    return Flow.anyRun(piece, node -> isTiedHere(node, depth, byStatus, followed));
  }

  private boolean isTiedHere(Node node, int depth, boolean byStatus, Asked followed) {
    if (node instanceof NameExpr || node instanceof FieldAccessExpr) {
      return types
          .fieldOf((Expression) node)
          .filter(use -> !isHandedOver(node, use))
          .filter(
              use ->
                  !Modifiers.has(use.field().modifiers(), Modifiers.STATIC | Modifiers.FINAL)
                      || use.field().type().startsWith("Atomic"))
          .filter(this::isSetWithInterrupt)
          .isPresent();
    }
    if (!(node instanceof MethodCallExpr call)) {
      return false;
    }
    if (interrupts.isStatusCheck(call)) {
      return byStatus;
    }
    if (asksScope(call)) {
      return true;
    }
    Optional<Callee> callee = types.calleeOf(call);
    if (callee.isEmpty()) {
      return isOwnState(call);
    }
    Optional<MethodDeclaration> own = types.declarationOf(callee.get());
    if (own.isPresent()) {
      return depth > 0
          && isQuestion(own.get())
          && followed.add(own.get())
          && isTied(own.get().getBody().get(), depth - 1, byStatus, followed);
    }
    // A method of another file, or inherited from a library: what it reads is out of sight.
    boolean unseen = !callee.get().owner().path().isEmpty() || isOnThis(call);
    return unseen && isOwnState(call) && !isFieldsOwn(call) || isToldWithInterrupt(call);
  }

  /** {@code while (!awaits(pool))}: who is handed an executor asks it for something else. */
  private boolean isHandedOver(Node node, FieldUse use) {
    return node.getParentNode().orElse(null) instanceof MethodCallExpr call
        && Flow.indexOf((Expression) node, call.getArguments()) >= 0
        && types.isA(use.type(), "java.util.concurrent.ExecutorService");
  }

  /**
   * {@code connection.close(); worker.interrupt();} where the worker asks {@code
   * connection.isOpen()}: the object is told something by the method that interrupts.
   */
  private boolean isToldWithInterrupt(MethodCallExpr call) {
    String asked = call.getScope().map(Bindings::nameUsed).orElse("");
    return !asked.isEmpty()
        && call.getArguments().isEmpty()
        && types.of(call).equals(new JavaType.Primitive("boolean"))
        && isFieldsOwn(call)
        && deeds().stream().anyMatch(d -> d.interrupts()[0] && d.ended().contains(asked));
  }

  /** {@code scope.token().isCancelled()}: a scope cancels its token before it interrupts. */
  private boolean asksScope(MethodCallExpr call) {
    return call.getNameAsString().equals("isCancelled")
        && call.getScope().orElse(null) instanceof MethodCallExpr token
        && types.calleeOf(token).filter(c -> c.isOf("dev.belay.runtime.TaskScope")).isPresent();
  }

  /** Whether a call asks the object itself, or one it holds; not one reached through others. */
  private static boolean isOwnState(MethodCallExpr call) {
    return call.getScope()
        .map(s -> !(s instanceof MethodCallExpr) && !(s instanceof ObjectCreationExpr))
        .orElse(true);
  }

  private static boolean isOnThis(MethodCallExpr call) {
    return call.getScope().map(Expression::isThisExpr).orElse(true);
  }

  /** Whether a method only tells something. One that does the work is no test of a flag. */
  private static boolean isQuestion(MethodDeclaration method) {
    List<Statement> statements = method.getBody().get().getStatements();
    return statements.size() <= 2
        && statements.stream().noneMatch(s -> s instanceof TryStmt || Flow.isLoop(s));
  }

  /** Whether a call asks a field of this file: the field then stands for the state. */
  private boolean isFieldsOwn(MethodCallExpr call) {
    return call.getScope()
        .filter(s -> s instanceof NameExpr || s instanceof FieldAccessExpr)
        .flatMap(types::fieldOf)
        .isPresent();
  }

  private boolean isSetWithInterrupt(FieldUse use) {
    if (isSeenSetWithInterrupt(use)) {
      return true;
    }
    if (MEASURES.contains(use.field().type())) {
      return false;
    }
    boolean atomic = isAtomic(use);
    boolean set =
        deeds().stream()
            .anyMatch(
                own ->
                    own.changes(use.field().name(), atomic)
                        && own.method() instanceof MethodDeclaration);
    boolean ownThread = types.isA(JavaType.named(use.owner().name()), "java.lang.Thread");
    boolean setElsewhere =
        !set
            && !Modifiers.has(use.field().modifiers(), Modifiers.PRIVATE)
            && !Modifiers.has(use.field().modifiers(), Modifiers.FINAL);
    // Who stops a thread's own class, or a field that other files set, may interrupt as well.
    return ownThread && set || setElsewhere;
  }

  /** Whether a condition reads a field that a method of this file sets, and interrupts as well. */
  boolean isSeenSetWithInterrupt(Expression condition) {
    return Flow.anyRun(
        condition,
        node ->
            (node instanceof NameExpr || node instanceof FieldAccessExpr)
                && types
                    .fieldOf((Expression) node)
                    .filter(this::isSeenSetWithInterrupt)
                    .isPresent());
  }

  private boolean isSeenSetWithInterrupt(FieldUse use) {
    return interrupting().changes(use.field().name(), isAtomic(use));
  }

  private boolean isAtomic(FieldUse use) {
    return types.hierarchy().withSupertypes(use.type()).stream()
        .anyMatch(type -> type.className().startsWith("java.util.concurrent.atomic."));
  }

  /** Whether a type around a node interrupts a thread that it holds. */
  boolean isInterruptedAround(Node node) {
    return deeds().stream()
        .filter(deed -> deed.interrupts()[0])
        .anyMatch(d -> d.method().getParentNode().filter(t -> node.isDescendantOf(t)).isPresent());
  }

  /** Whether the file interrupts a thread by other means than shutting its executor down. */
  boolean isOtherInterruptSent() {
    return nodes.of(MethodCallExpr.class).stream()
        .anyMatch(call -> isInterrupting(call) && !call.getNameAsString().equals("shutdownNow"));
  }

  /** What the methods do together that interrupt a thread, themselves or by what they call. */
  private Deeds interrupting() {
    if (interrupting == null) {
      interrupting = Deeds.noneOf(null, 0);
      for (Deeds start : deeds()) {
        Deeds all = Deeds.noneOf(start.method(), start.place());
        add(start, all, DEPTH, Collections.newSetFromMap(new IdentityHashMap<>()));
        if (all.interrupts()[0]) {
          interrupting.add(all);
        }
      }
    }
    return interrupting;
  }

  private void add(Deeds own, Deeds into, int depth, Set<Deeds> followed) {
    if (!followed.add(own)) {
      return;
    }
    into.add(own);
    if (depth > 0) {
      for (Deeds other : calledBy(own)) {
        add(other, into, depth - 1, followed);
      }
    }
  }

  /** The methods of the file that one calls, in order of the text. */
  private List<Deeds> calledBy(Deeds caller) {
    return called.computeIfAbsent(
        caller,
        own ->
            own.calls().stream()
                .flatMap(name -> byName.getOrDefault(name, List.of()).stream())
                .sorted(Comparator.comparingInt(Deeds::place))
                .toList());
  }

  private List<Deeds> deeds() {
    if (deeds == null) {
      deeds = new ArrayList<>();
      collect(nodes.unit(), new ArrayList<>());
      byName = deeds.stream().collect(Collectors.groupingBy(d -> d.method().getNameAsString()));
    }
    return deeds;
  }

  private void collect(Node node, List<Deeds> around) {
    if (node instanceof CallableDeclaration<?> callable) {
      Deeds own = Deeds.noneOf(callable, deeds.size());
      around.add(own);
      deeds.add(own);
    }
    if (!around.isEmpty()) {
      note(node, around.get(around.size() - 1));
    }
    node.getChildNodes().forEach(child -> collect(child, around));
    if (node instanceof CallableDeclaration<?>) {
      around.remove(around.size() - 1);
    }
  }

  private void note(Node node, Deeds into) {
    if (node instanceof AssignExpr assignment) {
      into.sets().add(Bindings.nameUsed(assignment.getTarget()));
    } else if (node instanceof UnaryExpr unary) {
      into.sets().add(Bindings.nameUsed(unary.getExpression()));
    } else if (node instanceof MethodCallExpr call) {
      into.calls().add(call.getNameAsString());
      boolean alone = call.getParentNode().filter(ExpressionStmt.class::isInstance).isPresent();
      if (alone && call.getArguments().isEmpty() && !isInterrupting(call)) {
        call.getScope().ifPresent(scope -> into.ended().add(Bindings.nameUsed(scope)));
      }
      if (!call.getArguments().isEmpty()) {
        boolean sets = call.getArguments().stream().anyMatch(Expression::isBooleanLiteralExpr);
        call.getScope()
            .ifPresent(scope -> (sets ? into.sets() : into.told()).add(Bindings.nameUsed(scope)));
      }
      if (isInterrupting(call) && !call.getNameAsString().equals("interrupt")) {
        // An executor, a future can itself be asked whether it was told to stop.
        call.getScope().ifPresent(scope -> into.sets().add(Bindings.nameUsed(scope)));
      }
      into.interrupts()[0] |=
          isInterrupting(call) || call.getArguments().stream().anyMatch(this::isWorker);
    }
  }

  /** What is handed an executor or a thread may interrupt it, wherever that is written. */
  private boolean isWorker(Expression argument) {
    JavaType type = types.of(argument);
    return types.isA(type, "java.util.concurrent.ExecutorService")
        || types.isA(type, "java.lang.Thread");
  }

  /** Whether a call interrupts another thread, or whatever runs what it is called on. */
  static boolean isInterrupting(MethodCallExpr call) {
    return switch (call.getNameAsString()) {
      case "interrupt" ->
          call.getArguments().isEmpty()
              && call.getScope().map(s -> !s.toString().endsWith("currentThread()")).orElse(true);
      case "shutdownNow" -> call.getArguments().isEmpty();
      case "cancel" ->
          call.getArguments().size() == 1 && call.getArgument(0).toString().equals("true");
      default -> false;
    };
  }
}
