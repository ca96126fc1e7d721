package dev.belay.linter.facts;

import com.github.javaparser.ast.CompilationUnit;
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
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Types.FieldUse;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.Modifiers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The variables by which a file's threads tell each other to stop: who sets them, and whether an
 * interrupt comes with it. Belongs to one thread.
 */
public final class StopFlags {

  /** How far calls between methods of the file are followed. */
  private static final int DEPTH = 3;

  /** Calls that take a lock, or can only be made by who holds one. */
  private static final Set<String> LOCK_CALLS =
      Set.of("lock", "lockInterruptibly", "tryLock", "wait", "notify", "notifyAll", "signalAll");

  private final CompilationUnit unit;
  private final Types types;
  private final Tasks tasks;
  private final Interrupts interrupts;
  private Map<CallableDeclaration<?>, Deeds> deeds;

  StopFlags(CompilationUnit unit, Types types, Tasks tasks, Interrupts interrupts) {
    this.unit = unit;
    this.types = types;
    this.tasks = tasks;
    this.interrupts = interrupts;
  }

  /**
   * What a method does that matters to a loop elsewhere: by names, which is enough to be silent.
   */
  private record Deeds(Set<String> sets, boolean[] interrupts, Set<String> calls) {}

  /**
   * Whether a condition asks for the interrupt status, or reads something that is set together with
   * an interrupt; true also where it asks something that cannot be seen.
   */
  boolean isSetWithInterrupt(Expression condition) {
    return isTied(condition, DEPTH, new HashSet<>());
  }

  private boolean isTied(Node piece, int depth, Set<Node> followed) {
    boolean[] tied = {false};
    Flow.eachRun(
        piece,
        node -> {
          if (!tied[0]) {
            tied[0] = isTiedHere(node, depth, followed);
          }
        });
    return tied[0];
  }

  private boolean isTiedHere(Node node, int depth, Set<Node> followed) {
    if (node instanceof NameExpr || node instanceof FieldAccessExpr) {
      return types
          .fieldOf((Expression) node)
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
          && isTied(own.get().getBody().get(), depth - 1, followed);
    }
    // A method of another file of the project: what it reads is out of sight.
    return !callee.get().owner().path().isEmpty() && isOwnState(call) && !isFieldsOwn(call);
  }

  /** Whether a call asks the object itself, or one it holds; not one reached through others. */
  private static boolean isOwnState(MethodCallExpr call) {
    return call.getScope()
        .map(s -> !(s instanceof MethodCallExpr) && !(s instanceof ObjectCreationExpr))
        .orElse(true);
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
    String name = use.field().name();
    boolean set = false;
    for (CallableDeclaration<?> method : deeds().keySet()) {
      Deeds all = reachable(method);
      if (all.sets().contains(name) && all.interrupts()[0]) {
        return true;
      }
      set |= deeds().get(method).sets().contains(name) && method instanceof MethodDeclaration;
    }
    boolean ownThread = types.isA(JavaType.named(use.owner().name()), "java.lang.Thread");
    boolean setElsewhere =
        !set
            && !Modifiers.has(use.field().modifiers(), Modifiers.PRIVATE)
            && !Modifiers.has(use.field().modifiers(), Modifiers.FINAL);
    // Who stops a thread's own class, or a field that other files set, may interrupt as well.
    return ownThread && set || setElsewhere;
  }

  /**
   * A read of a flag that may never see it set (JLS 17.4.5: nothing orders the write before it).
   *
   * @param flag name of the field
   * @param read where the loop's condition asks for it
   * @param setter the method that sets it, called by other threads
   */
  public record StaleRead(String flag, Node read, MethodDeclaration setter) {}

  /**
   * The first plain field that a loop's condition reads with no lock, that the task itself never
   * writes, and that a method outside the task's code sets.
   */
  public Optional<StaleRead> findStaleRead(Statement loop) {
    if (Flow.isEndless(loop) || isLocked(loop)) {
      return Optional.empty();
    }
    List<StaleRead> found = new ArrayList<>();
    Flow.conditionOf(loop)
        .ifPresent(
            condition ->
                Flow.eachRun(
                    condition, node -> staleRead(node, node, loop, DEPTH).ifPresent(found::add)));
    return found.stream().findFirst();
  }

  private Optional<StaleRead> staleRead(Node node, Node shown, Statement loop, int depth) {
    if (node instanceof MethodCallExpr call && call.getArguments().isEmpty() && depth > 0) {
      return types
          .calleeOf(call)
          .flatMap(types::declarationOf)
          .filter(own -> !own.isSynchronized() && isGetter(own))
          .flatMap(
              own ->
                  staleRead(
                      own.getBody().get().getStatement(0).asReturnStmt().getExpression().get(),
                      shown,
                      loop,
                      depth - 1));
    }
    boolean read =
        (node instanceof NameExpr || node instanceof FieldAccessExpr)
            && !(node.getParentNode().orElse(null) instanceof MethodCallExpr call
                && call.getScope().filter(s -> s == node).isPresent());
    if (!read) {
      return Optional.empty();
    }
    return types
        .fieldOf((Expression) node)
        .filter(use -> isPlain(use) && types.declarationOf(use.owner()).isPresent())
        .filter(use -> !Loops.isChangedIn(use.field().name(), loop))
        .flatMap(
            use ->
                findForeignSetter(use.field().name(), loop)
                    .map(setter -> new StaleRead(use.field().name(), shown, setter)));
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
    boolean[] locks = {false};
    Flow.eachRun(
        loop,
        node ->
            locks[0] |=
                node instanceof SynchronizedStmt
                    || node instanceof MethodCallExpr call
                        && LOCK_CALLS.contains(call.getNameAsString()));
    return locks[0] || isUnderLock(loop) || isCalledUnderLock(loop);
  }

  private static boolean isUnderLock(Node node) {
    for (Node n = node; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof SynchronizedStmt) {
        return true;
      }
      if (n instanceof MethodDeclaration method) {
        return method.isSynchronized();
      }
    }
    return false;
  }

  /** Whether every call of the helper that a loop stands in holds a lock. */
  private boolean isCalledUnderLock(Statement loop) {
    List<MethodCallExpr> calls =
        Flow.bodyAround(loop)
            .filter(body -> body instanceof MethodDeclaration m && m.isPrivate())
            .map(body -> tasks.callsOf((MethodDeclaration) body))
            .orElse(List.of());
    return !calls.isEmpty() && calls.stream().allMatch(StopFlags::isUnderLock);
  }

  /** A method that sets a field and that the task's own code does not call. */
  private Optional<MethodDeclaration> findForeignSetter(String field, Statement loop) {
    return deeds().entrySet().stream()
        .filter(entry -> entry.getValue().sets().contains(field))
        .map(Map.Entry::getKey)
        .filter(MethodDeclaration.class::isInstance)
        .map(MethodDeclaration.class::cast)
        .filter(method -> !method.isAncestorOf(loop))
        .filter(method -> method.getBody().flatMap(tasks::findTask).isEmpty())
        .findFirst();
  }

  private Deeds reachable(CallableDeclaration<?> method) {
    Deeds all = new Deeds(new HashSet<>(), new boolean[1], new HashSet<>());
    add(method, all, DEPTH, new HashSet<>());
    return all;
  }

  private void add(
      CallableDeclaration<?> method, Deeds into, int depth, Set<CallableDeclaration<?>> followed) {
    Deeds own = deeds().get(method);
    if (own == null || !followed.add(method)) {
      return;
    }
    into.sets().addAll(own.sets());
    into.interrupts()[0] |= own.interrupts()[0];
    if (depth > 0) {
      for (CallableDeclaration<?> other : deeds().keySet()) {
        if (own.calls().contains(other.getNameAsString())) {
          add(other, into, depth - 1, followed);
        }
      }
    }
  }

  private Map<CallableDeclaration<?>, Deeds> deeds() {
    if (deeds == null) {
      deeds = new LinkedHashMap<>();
      collect(unit, new ArrayList<>());
    }
    return deeds;
  }

  private void collect(Node node, List<CallableDeclaration<?>> around) {
    if (node instanceof CallableDeclaration<?> callable) {
      around.add(callable);
      deeds.put(callable, new Deeds(new HashSet<>(), new boolean[1], new HashSet<>()));
    }
    if (!around.isEmpty()) {
      note(node, deeds.get(around.get(around.size() - 1)));
    }
    node.getChildNodes().forEach(child -> collect(child, around));
    if (node instanceof CallableDeclaration<?>) {
      around.remove(around.size() - 1);
    }
  }

  private void note(Node node, Deeds into) {
    if (node instanceof AssignExpr assignment) {
      into.sets().add(nameOf(assignment.getTarget()));
    } else if (node instanceof UnaryExpr unary) {
      into.sets().add(nameOf(unary.getExpression()));
    } else if (node instanceof MethodCallExpr call) {
      into.calls().add(call.getNameAsString());
      if (!call.getArguments().isEmpty()) {
        call.getScope().ifPresent(scope -> into.sets().add(nameOf(scope)));
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

  private static boolean isInterrupting(MethodCallExpr call) {
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

  private static String nameOf(Expression target) {
    if (target instanceof FieldAccessExpr field) {
      return field.getNameAsString();
    }
    return target instanceof NameExpr name ? name.getNameAsString() : "";
  }
}
