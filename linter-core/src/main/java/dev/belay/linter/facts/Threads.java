package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.stmt.EmptyStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.index.Returns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which threads are started, and who keeps them. Belongs to one thread. */
public final class Threads {

  private static final String THREAD = "java.lang.Thread";

  private final Types types;
  private final Catalogue catalogue;
  private final Namesakes namesakes;
  private final Loops loops;
  private final Uses uses;
  private final Observations observations;
  private final Keepers keepers;

  Threads(
      Types types,
      Catalogue catalogue,
      Namesakes namesakes,
      Loops loops,
      Uses uses,
      Observations observations) {
    this.types = types;
    this.catalogue = catalogue;
    this.namesakes = namesakes;
    this.loops = loops;
    this.uses = uses;
    this.observations = observations;
    this.keepers = new Keepers(types, observations);
  }

  /**
   * A thread that was started and that nobody can join or interrupt.
   *
   * @param made the expression that makes the thread
   * @param keeper the variable that keeps it to no end; empty where nothing does
   */
  public record Detached(Expression made, Optional<Node> keeper) {}

  /** Tells of a call whether it starts a thread that nobody keeps; empty where it does not. */
  public Optional<Detached> findDetached(MethodCallExpr call) {
    if (isStart(call)) {
      return call.getScope().flatMap(this::findDetachedReceiver);
    }
    if (catalogue.has(Role.STARTS_THREAD, call, types) && types.isA(types.of(call), THREAD)) {
      return isForgotten(call) && !isOwnKeeper(call)
          ? Optional.of(detached(call))
          : Optional.empty();
    }
    return Optional.empty();
  }

  /**
   * Tells of a creation whether it starts a thread that nobody keeps: a timer, or a thread that
   * starts itself in its constructor.
   */
  public Optional<Detached> findDetached(ObjectCreationExpr creation) {
    if (!namesakes.mayBeOwned(creation.getType().getNameAsString()) || isHandedOn(creation)) {
      return Optional.empty();
    }
    JavaType type = types.of(creation);
    boolean timer = types.isA(type, "java.util.Timer");
    boolean starts = timer || types.isA(type, THREAD) && startsItself(creation);
    return starts && isForgotten(creation) && !isOwnKeeper(creation)
        ? Optional.of(detached(creation))
        : Optional.empty();
  }

  /** Whether a method reference starts a thread whenever it is called. */
  public boolean isStart(MethodReferenceExpr reference) {
    return catalogue.names(Role.STARTS_THREAD, reference.getIdentifier())
        && types
            .calleeOf(reference)
            .filter(c -> catalogue.has(Role.STARTS_THREAD, c, types))
            .isPresent();
  }

  /** {@code start()} of a thread, whatever class it is of. */
  private boolean isStart(MethodCallExpr call) {
    return call.getNameAsString().equals("start")
        && call.getArguments().isEmpty()
        && call.getScope().filter(s -> types.isA(types.of(s), THREAD)).isPresent();
  }

  private Optional<Detached> findDetachedReceiver(Expression receiver) {
    if (receiver instanceof EnclosedExpr enclosed) {
      return findDetachedReceiver(enclosed.getInner());
    }
    if (receiver instanceof AssignExpr assignment) {
      return findDetachedReceiver(assignment.getTarget());
    }
    if (makesThread(receiver)) {
      return isOwnKeeper(receiver)
          ? Optional.empty()
          : Optional.of(new Detached(receiver, Optional.empty()));
    }
    if (receiver instanceof NameExpr name) {
      Optional<Node> local = Bindings.findLocal(name);
      if (local.isPresent()) {
        return findDetachedLocal(local.get());
      }
    }
    boolean named = receiver instanceof NameExpr || receiver instanceof FieldAccessExpr;
    return named ? types.fieldOf(receiver).flatMap(this::findDetachedField) : Optional.empty();
  }

  private Optional<Detached> findDetachedLocal(Node declaration) {
    if (!(declaration instanceof VariableDeclarator variable)) {
      return Optional.empty();
    }
    List<Expression> values = Keepers.valuesOf(variable);
    values.removeIf(Expression::isNullLiteralExpr);
    boolean ours =
        !values.isEmpty() && values.stream().allMatch(v -> makesThread(v) && !isOwnKeeper(v));
    return ours && !observations.ofLocal(variable) && !isEndedByField(variable, values.get(0))
        ? Optional.of(new Detached(values.get(0), Optional.of(variable)))
        : Optional.empty();
  }

  private Optional<Detached> findDetachedField(Types.FieldUse field) {
    if (!observations.isOwn(field)) {
      return Optional.empty();
    }
    List<Expression> values = keepers.valuesOf(field);
    values.removeIf(Expression::isNullLiteralExpr);
    boolean ours =
        !values.isEmpty() && values.stream().allMatch(v -> makesThread(v) && !isOwnKeeper(v));
    return ours && !observations.ofField(field) && !canBeEnded(values.get(0))
        ? Optional.of(new Detached(values.get(0), types.declarationOf(field).map(Node.class::cast)))
        : Optional.empty();
  }

  private Detached detached(Expression made) {
    Uses.Use use = uses.of(made);
    return new Detached(
        made, use.kind() == Uses.Kind.LOCAL ? Optional.of(use.at()) : Optional.empty());
  }

  /** Whether a value is somebody else's matter: most are, and their types need not be known. */
  private boolean isHandedOn(Expression made) {
    return switch (uses.of(made).kind()) {
      case DROPPED, RECEIVER, LOCAL, FIELD -> false;
      case ELEMENT, ARGUMENT, ITERATED, RETURNED, KEPT, LOOKED_AT -> true;
    };
  }

  /** Whether nothing that holds the value of a start or creation ever joins or ends it. */
  private boolean isForgotten(Expression made) {
    Uses.Use use = uses.of(made);
    return switch (use.kind()) {
      case DROPPED -> true;
      case RECEIVER -> !observations.observes(made);
      case LOCAL -> !observations.ofLocal(use.at()) && !isEndedByField(use.at(), made);
      case FIELD ->
          !types.isA(types.of(made), "java.util.Timer")
              && !observations.observes(made)
              && !canBeEnded(made);
      case ELEMENT, ARGUMENT, ITERATED, RETURNED, KEPT, LOOKED_AT -> false;
    };
  }

  /** A local that a field takes over: the class may end the thread by other means. */
  private boolean isEndedByField(Node local, Expression made) {
    return Bindings.usesOf(local).stream().anyMatch(use -> uses.of(use).kind() == Uses.Kind.FIELD)
        && canBeEnded(made);
  }

  /** Whether an expression makes a thread that is not started yet. */
  private boolean makesThread(Expression expression) {
    if (expression instanceof EnclosedExpr enclosed) {
      return makesThread(enclosed.getInner());
    }
    if (expression instanceof ObjectCreationExpr creation) {
      // A thread group keeps its threads: who has the group can interrupt them all.
      return types.isA(types.of(creation), THREAD)
          && !hasGroup(creation.getArguments())
          && classOf(creation).filter(this::isMadeInGroup).isEmpty();
    }
    return expression instanceof MethodCallExpr call
        && (catalogue.has(Role.MAKES_THREAD, call, types) || isOwnFactory(call));
  }

  private boolean hasGroup(List<Expression> arguments) {
    return arguments.stream().anyMatch(a -> types.isA(types.of(a), "java.lang.ThreadGroup"));
  }

  /** {@code super(group, name);} in every constructor of a thread's own class. */
  private boolean isMadeInGroup(Node type) {
    List<ConstructorDeclaration> constructors =
        Calls.membersOf(type).stream()
            .filter(ConstructorDeclaration.class::isInstance)
            .map(ConstructorDeclaration.class::cast)
            .toList();
    return !constructors.isEmpty()
        && constructors.stream()
            .allMatch(
                constructor ->
                    constructor
                        .getBody()
                        .findFirst(ExplicitConstructorInvocationStmt.class)
                        .filter(call -> hasGroup(call.getArguments()))
                        .isPresent());
  }

  /** A private method of this file that makes a thread and returns it at once. */
  private boolean isOwnFactory(MethodCallExpr call) {
    if (!types.isA(types.of(call), THREAD)) {
      return false;
    }
    Optional<MethodDeclaration> method =
        types
            .calleeOf(call)
            .filter(c -> Modifiers.has(c.method().modifiers(), Modifiers.PRIVATE))
            .flatMap(types::declarationOf);
    return method.isPresent()
        && Returns.of(method.get()).stream()
            .allMatch(
                r ->
                    r.getExpression()
                        .filter(ObjectCreationExpr.class::isInstance)
                        .filter(this::makesThread)
                        .isPresent());
  }

  private boolean startsItself(ObjectCreationExpr creation) {
    return classOf(creation)
        .map(
            type ->
                Calls.membersOf(type).stream()
                    .filter(ConstructorDeclaration.class::isInstance)
                    .flatMap(c -> c.findAll(MethodCallExpr.class).stream())
                    .anyMatch(
                        c ->
                            c.getNameAsString().equals("start")
                                && c.getArguments().isEmpty()
                                && c.getScope().map(Expression::isThisExpr).orElse(true)))
        .orElse(false);
  }

  private Optional<Node> classOf(ObjectCreationExpr creation) {
    return creation.getAnonymousClassBody().isPresent()
        ? Optional.of(creation)
        : types.find(types.of(creation).className()).flatMap(types::declarationOf);
  }

  /** Whether the code that the thread runs, or its class, hands the thread to somebody itself. */
  private boolean isOwnKeeper(Expression made) {
    for (Node body : bodiesOf(made)) {
      if (isMet(body)
          || has(body, this::isCurrentThreadKept)
          || Flow.anyRun(codeOf(body), this::isCurrentThreadListed)) {
        return true;
      }
    }
    return made instanceof ObjectCreationExpr creation
        && (creation.getArguments().stream().anyMatch(this::isKeptHandle)
            || isMetByWhatItRuns(creation)
            || classOf(creation).filter(type -> has(type, this::isSelfKept)).isPresent());
  }

  /** Calls by which a method waits until others have counted down, arrived or released. */
  private static final Set<String> MEETS =
      Set.of("await", "awaitAdvance", "arriveAndAwaitAdvance", "acquire");

  private static final Set<String> MEETINGS =
      Set.of(
          "java.util.concurrent.CountDownLatch",
          "java.util.concurrent.Phaser",
          "java.util.concurrent.Semaphore");

  /** Calls by which it is told that one of those whom it waits for is through. */
  private static final Set<String> SIGNALLING =
      Set.of("countDown", "arrive", "arriveAndDeregister", "release");

  /**
   * Whether a thread's body signals a latch, local to the method that starts it, on which this
   * method then waits: it does not return before its threads have ended.
   */
  private boolean isMet(Node body) {
    Node starter = Flow.bodyAround(body).orElse(null);
    boolean signals =
        body instanceof LambdaExpr
            || body instanceof ObjectCreationExpr && Flow.anyRun(codeOf(body), this::signalsAtLast);
    return signals
        && starter != null
        && body.findAll(NameExpr.class).stream()
            .filter(name -> Uses.isReceiver(name) && MEETINGS.contains(types.of(name).className()))
            .flatMap(name -> Bindings.findLocal(name).stream())
            .filter(inner -> inner.isDescendantOf(starter) && !inner.isDescendantOf(body))
            .anyMatch(
                latch ->
                    Bindings.usesOf(latch).stream().anyMatch(use -> meets(use, body, starter)));
  }

  /**
   * {@code new Thread(new Part(done)).start(); … done.await();} where the part signals the latch
   * that it was made with.
   */
  private boolean isMetByWhatItRuns(ObjectCreationExpr thread) {
    Node starter = Flow.bodyAround(thread).orElse(null);
    if (starter == null) {
      return false;
    }
    Set<String> run =
        Stream.concat(Stream.of(thread), thread.getArguments().stream())
            .map(part -> types.of(part).className())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    return starter.findAll(ObjectCreationExpr.class).stream()
        .filter(part -> part.getArguments().stream().anyMatch(a -> isAwaited(a, starter)))
        .filter(part -> run.contains(types.of(part).className()))
        .flatMap(part -> classOf(part).stream())
        .anyMatch(type -> Flow.anyRun(codeOf(type), this::signalsAtLast));
  }

  private boolean isAwaited(Expression latch, Node starter) {
    return latch instanceof NameExpr name
        && MEETINGS.contains(types.of(name).className())
        && Bindings.findLocal(name)
            .filter(local -> local.isDescendantOf(starter))
            .filter(
                local -> Bindings.usesOf(local).stream().anyMatch(u -> meets(u, latch, starter)))
            .isPresent();
  }

  /** A signal behind which something is done says that it has begun, not that it has ended. */
  private boolean signalsAtLast(Node node) {
    return node instanceof MethodCallExpr call
        && signals(call)
        && !Flow.anyRunBehind(
            call, later -> later instanceof MethodCallExpr other && !signals(other));
  }

  private boolean signals(MethodCallExpr call) {
    return call.getScope().filter(on -> MEETINGS.contains(types.of(on).className())).isPresent()
        && SIGNALLING.contains(call.getNameAsString());
  }

  /** Whether the starter itself waits, and none of those that it starts. */
  private static boolean meets(NameExpr latch, Node body, Node starter) {
    return !latch.isDescendantOf(body)
        && Flow.bodyAround(latch).filter(around -> around == starter).isPresent()
        && Uses.callOn(latch).filter(call -> MEETS.contains(call.getNameAsString())).isPresent();
  }

  /** {@code new Thread(future).start()} where the future goes on to somebody who can cancel it. */
  private boolean isKeptHandle(Expression argument) {
    boolean named = argument instanceof NameExpr || argument instanceof FieldAccessExpr;
    if (!named || !catalogue.isHandle(types.of(argument), types)) {
      return false;
    }
    if (!(argument instanceof NameExpr name)) {
      return true;
    }
    return Bindings.findLocal(name)
        .map(
            local ->
                Bindings.usesOf(local).stream()
                    .anyMatch(use -> use != argument && observations.observes(use)))
        .orElse(true);
  }

  private boolean isCurrentThreadKept(Node node) {
    if (!(node instanceof MethodCallExpr call)
        || !call.getNameAsString().equals("currentThread")
        || !types.isA(types.of(call), THREAD)) {
      return false;
    }
    Uses.Kind kind = uses.of(call).kind();
    return kind == Uses.Kind.FIELD
        || kind == Uses.Kind.ELEMENT
        || kind == Uses.Kind.ARGUMENT && observations.observes(call);
  }

  /** {@code Thread self = Thread.currentThread(); workers.add(self);} of a field, as it runs. */
  private boolean isCurrentThreadListed(Node node) {
    return node instanceof MethodCallExpr call
        && call.getNameAsString().equals("currentThread")
        && types.isA(types.of(call), THREAD)
        && uses.of(call).kind() == Uses.Kind.LOCAL
        && Bindings.usesOf(uses.of(call).at()).stream()
            .anyMatch(
                self ->
                    uses.of(self).at() instanceof MethodCallExpr listing
                        && listing.getArguments().contains(self)
                        && listing.getScope().filter(this::isField).isPresent()
                        && observations.observes(self));
  }

  private boolean isField(Expression expression) {
    boolean named = expression instanceof NameExpr || expression instanceof FieldAccessExpr;
    return named && types.fieldOf(expression).isPresent();
  }

  /** {@code registry.add(this)} in a thread's own class. */
  private boolean isSelfKept(Node node) {
    if (!(node instanceof ThisExpr self)
        || isInside(node, ExplicitConstructorInvocationStmt.class)
        || !types.isA(types.of(self), THREAD)) {
      return false;
    }
    Uses.Kind kind = uses.of(self).kind();
    return kind == Uses.Kind.FIELD || kind == Uses.Kind.ARGUMENT && observations.observes(self);
  }

  private static boolean isInside(Node node, Class<? extends Node> kind) {
    Node around = node.getParentNode().orElse(null);
    while (around != null && !kind.isInstance(around)) {
      around = around.getParentNode().orElse(null);
    }
    return around != null;
  }

  private static boolean has(Node node, Predicate<Node> what) {
    return what.test(node) || node.getChildNodes().stream().anyMatch(child -> has(child, what));
  }

  /** What a thread runs, where this file has it: functions, anonymous and named classes. */
  private List<Node> bodiesOf(Expression made) {
    List<Node> bodies = new ArrayList<>();
    List<Expression> arguments = List.of();
    if (made instanceof ObjectCreationExpr creation) {
      arguments = creation.getArguments();
      classOf(creation).ifPresent(bodies::add);
    } else if (made instanceof MethodCallExpr call) {
      arguments = call.getArguments();
    }
    arguments.forEach(argument -> bodyOf(argument).ifPresent(bodies::add));
    return bodies;
  }

  private Optional<Node> bodyOf(Expression run) {
    if (run.isLambdaExpr()) {
      return Optional.of(run);
    }
    if (run instanceof MethodReferenceExpr reference) {
      return types.declarationOf(reference).map(Node.class::cast);
    }
    if (run instanceof ObjectCreationExpr creation) {
      return classOf(creation);
    }
    return findFunction(run)
        .or(() -> types.find(types.of(run).className()).flatMap(types::declarationOf));
  }

  /** {@code Runnable part = () -> …; new Thread(part).start();}: a local that is given no other. */
  private static Optional<Node> findFunction(Expression run) {
    List<Expression> values =
        run instanceof NameExpr name
            ? Bindings.findLocal(name).map(Keepers::valuesOf).orElse(List.of())
            : List.of();
    return values.size() == 1 && isFunction(values.get(0))
        ? Optional.of(values.get(0))
        : Optional.empty();
  }

  private static boolean isFunction(Expression value) {
    return value.isLambdaExpr()
        || value instanceof ObjectCreationExpr made && made.getAnonymousClassBody().isPresent();
  }

  /** Calls by which a class may end what blocks on, or looks at, one of its fields. */
  private static final Set<String> SIGNALS =
      Set.of(
          "close",
          "stop",
          "shutdown",
          "shutdownNow",
          "cancel",
          "set",
          "lazySet",
          "compareAndSet",
          "getAndSet",
          "offer",
          "put",
          "add",
          "addLast",
          "push",
          "interrupt",
          "countDown",
          "signal",
          "signalAll",
          "notify",
          "notifyAll",
          "release",
          "wakeup",
          "clear",
          "complete",
          "destroy");

  /**
   * Whether the class that keeps a thread in a field might end it without the field: by a flag, a
   * poison pill, by closing what it blocks on. In doubt it might.
   */
  private boolean canBeEnded(Expression made) {
    Node type = made;
    for (Node n = made; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof TypeDeclaration<?>) {
        type = n;
      }
    }
    return !runsTillInterrupted(made) && has(type, node -> isSignal(node, made));
  }

  /** Whether what a thread runs is at hand, and no flag or pill ends it, but an interrupt alone. */
  private boolean runsTillInterrupted(Expression made) {
    return bodiesOf(made).stream()
        .map(Threads::codeOf)
        .anyMatch(
            code ->
                Flow.anyRun(
                    code,
                    node ->
                        node instanceof Statement loop
                            && Flow.isLoop(loop)
                            && loops.endsByInterruptAlone(loop)));
  }

  /** The statements that a thread starts with: of a class those of its {@code run()}. */
  private static Node codeOf(Node body) {
    if (body instanceof LambdaExpr lambda) {
      return lambda.getBody();
    }
    if (body instanceof MethodDeclaration method) {
      return method.getBody().get();
    }
    return Calls.membersOf(body).stream()
        .filter(MethodDeclaration.class::isInstance)
        .map(MethodDeclaration.class::cast)
        .filter(m -> m.getNameAsString().equals("run") && m.getParameters().isEmpty())
        .flatMap(m -> m.getBody().stream())
        .findFirst()
        .map(Node.class::cast)
        .orElseGet(EmptyStmt::new);
  }

  /** On a field, or on the object itself. */
  private boolean isOnOwnState(MethodCallExpr call) {
    Expression scope = call.getScope().orElse(null);
    return scope == null || scope.isThisExpr() || isField(scope);
  }

  private boolean isSignal(Node node, Expression made) {
    if (node instanceof MethodCallExpr call) {
      return SIGNALS.contains(call.getNameAsString()) && isOnOwnState(call);
    }
    if (!(node instanceof AssignExpr assignment) || isInside(node, ConstructorDeclaration.class)) {
      return false;
    }
    boolean elsewhere = assignment.getValue() != made;
    return elsewhere && isField(assignment.getTarget());
  }
}
