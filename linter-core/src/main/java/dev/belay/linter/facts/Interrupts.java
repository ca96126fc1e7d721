package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.ClassExpr;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.InstanceOfExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.PatternExpr;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.expr.TypePatternExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithArguments;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Exit.Status;
import dev.belay.linter.index.BodyTrait;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.source.CallSite;
import dev.belay.linter.source.Mention;
import dev.belay.linter.source.Methods;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which handlers an interrupt reaches, which calls let it out, and what expressions do to the
 * thread's interrupt status. Belongs to one thread.
 */
public final class Interrupts {

  static final String INTERRUPT = "java.lang.InterruptedException";
  private static final String INTERRUPTED_IO = "java.io.InterruptedIOException";

  /** How far helpers of the same file are followed. */
  private static final int DEPTH = 4;

  private final Types types;
  private final Catalogue catalogue;
  private final Namesakes namesakes;
  private final DoneFutures done;
  private final IdleDeclarations idle;
  private final MadeReceivers made;
  private final Set<MethodDeclaration> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** What a file must mention for an interrupt to reach a handler in it. */
  public static Mention mention() {
    Mention named =
        Mention.words("InterruptedException").or(Mention.types(Set.of("InterruptedIOException")));
    Mention broad =
        Mention.calls(Methods.throwing(Set.of("InterruptedException")), CallSite.GUARDED);
    return Mention.words("catch").and(named.or(broad));
  }

  Interrupts(Types types, Catalogue catalogue, Namesakes namesakes, Keepers keepers) {
    this.types = types;
    this.catalogue = catalogue;
    this.namesakes = namesakes;
    this.done = new DoneFutures(types, catalogue);
    this.idle = new IdleDeclarations(types);
    this.made = new MadeReceivers(types, keepers);
  }

  /**
   * Whether an interrupt can reach a handler: it names {@code InterruptedException}, or it names a
   * supertype and its block calls something that throws one, which no narrower handler takes.
   */
  public boolean reach(CatchClause handler) {
    return isNamedBy(handler)
        ? findSource(handler).isPresent() || !onlyAsksWhatIsDone(handler)
        : Flow.takesAnything(handler) && findSource(handler).isPresent();
  }

  /** Whether a handler names {@code InterruptedException} itself. */
  public boolean isNamedBy(CatchClause handler) {
    return names(handler);
  }

  private static boolean names(CatchClause handler) {
    return Flow.typesOf(handler).stream().anyMatch(t -> Flow.isNamed(t, "InterruptedException"));
  }

  /**
   * Whether a handler takes the interrupt of a blocking read ({@code InterruptedIOException}), time
   * outs left to a handler before it.
   */
  public boolean isInterruptOfReadTakenBy(CatchClause handler) {
    if (!(handler.getParentNode().orElse(null) instanceof TryStmt attempt)) {
      return false;
    }
    boolean named =
        Flow.typesOf(handler).stream().anyMatch(t -> types.isA(types.of(t), INTERRUPTED_IO))
            && Flow.typesOf(handler).stream()
                .noneMatch(t -> t.asString().endsWith("SocketTimeoutException"));
    return named
        && attempt.getCatchClauses().stream()
            .takeWhile(c -> c != handler)
            .flatMap(c -> Flow.typesOf(c).stream())
            .anyMatch(t -> t.asString().endsWith("SocketTimeoutException"));
  }

  /**
   * The call or {@code throw} whose interrupt reaches a handler, first in the text.
   *
   * @return empty where none is known; one that names the exception may still be reached
   */
  public Optional<Node> findSource(CatchClause handler) {
    if (!(handler.getParentNode().orElse(null) instanceof TryStmt attempt)) {
      return Optional.empty();
    }
    boolean shielded =
        attempt.getCatchClauses().stream().takeWhile(c -> c != handler).anyMatch(Interrupts::takes);
    if (shielded) {
      return Optional.empty();
    }
    List<Node> sources = new ArrayList<>();
    attempt.getResources().forEach(resource -> collectSources(resource, attempt, sources));
    collectSources(attempt.getTryBlock(), attempt, sources);
    return sources.stream().findFirst();
  }

  /** Whether no call that declares the interrupt before a handler lets one out. */
  private boolean onlyAsksWhatIsDone(CatchClause handler) {
    BlockStmt block = ((TryStmt) handler.getParentNode().orElseThrow()).getTryBlock();
    return Flow.anyRun(block, node -> node instanceof MethodCallExpr call && letsNoneOut(call))
        && !Flow.anyRun(
            block, node -> node instanceof MethodCallExpr call && types.calleeOf(call).isEmpty());
  }

  private boolean letsNoneOut(MethodCallExpr call) {
    return done.isKnownDone(call)
        || idle.isCalledBy(call)
        || types.calleeOf(call).filter(this::declaresInterrupt).isPresent()
            && made.areQuietIn(call);
  }

  /** Whether a handler takes the interrupt, by name or with all the rest. */
  static boolean takes(CatchClause handler) {
    return names(handler) || Flow.takesAnything(handler);
  }

  private void collectSources(Node piece, TryStmt around, List<Node> into) {
    Flow.eachRun(
        piece,
        node -> {
          if (into.isEmpty() && throwsInterrupt(node) && !isTakenWithin(node, around)) {
            into.add(node);
          }
        });
  }

  /** Whether a call or {@code throw} lets an interrupt out, as far as declarations tell. */
  public boolean throwsInterrupt(Node node) {
    if (node instanceof MethodCallExpr call) {
      return namesakes.mayThrowInterrupt(call.getNameAsString())
          && types.calleeOf(call).filter(this::declaresInterrupt).isPresent()
          && !letsNoneOut(call);
    }
    if (node instanceof ObjectCreationExpr creation) {
      return namesakes.mayThrowInterrupt(creation.getType().getNameAsString())
          && types.calleeOf(creation).filter(this::declaresInterrupt).isPresent();
    }
    return node instanceof ThrowStmt throwing
        && throwing.getExpression() instanceof ObjectCreationExpr made
        && Flow.isNamed(made.getType(), "InterruptedException");
  }

  private boolean declaresInterrupt(Callee callee) {
    return callee.method().throwing().stream().anyMatch(Interrupts::isInterrupt)
        && !catalogue.has(Role.NEVER_WAITS, callee, types)
        && !catalogue.has(Role.KNOWN_SAFE, callee, types);
  }

  private static boolean isInterrupt(String written) {
    return written.equals("InterruptedException") || written.equals(INTERRUPT);
  }

  /** Whether a handler between a node and what is around it takes the interrupt. */
  boolean isTakenWithin(Node node, Node around) {
    Node below = node;
    for (Node n = node.getParentNode().orElse(null);
        n != null && n != around;
        below = n, n = n.getParentNode().orElse(null)) {
      Node from = below;
      if (n instanceof TryStmt attempt
          && (from == attempt.getTryBlock() || attempt.getResources().contains(from))
          && attempt.getCatchClauses().stream().filter(Interrupts::takes).findFirst().isPresent()) {
        return attempt.getCatchClauses().stream()
            .filter(Interrupts::takes)
            .findFirst()
            .filter(handler -> !rethrows(handler))
            .isPresent();
      }
    }
    return false;
  }

  /** Whether a handler throws what it caught, so that the one around it is reached too. */
  private static boolean rethrows(CatchClause handler) {
    String name = handler.getParameter().getNameAsString();
    List<Statement> statements = handler.getBody().getStatements();
    return !statements.isEmpty()
        && statements.get(statements.size() - 1) instanceof ThrowStmt last
        && last.getExpression() instanceof NameExpr thrown
        && thrown.getNameAsString().equals(name);
  }

  /** The exits of a handler's body, entered with the status lost. */
  List<Exit> exitsOf(CatchClause handler) {
    return Exits.of(handler.getBody().getStatements(), handler, Status.LOST, effectsIn(handler));
  }

  /** What code behind a handler does, {@code instanceof} questions answered for an interrupt. */
  Exits.Effects effectsIn(CatchClause handler) {
    return new StatusEffects(handler.getParameter().getNameAsString(), DEPTH);
  }

  /** Whether a call sets the current thread's interrupt status, itself or by a helper. */
  public boolean restores(Node expression) {
    return new StatusEffects("", DEPTH)
        .after(expression, Status.LOST)
        .filter(status -> status == Status.RESTORED)
        .isPresent();
  }

  /**
   * Whether an expression asks for the interrupt status: {@code isInterrupted}, {@code
   * interrupted}.
   */
  public boolean isStatusCheck(Node node) {
    return node instanceof MethodCallExpr call
        && (call.getNameAsString().equals("isInterrupted")
            || call.getNameAsString().equals("interrupted"))
        && catalogue.has(Role.CANCELLATION_CHECK, call, types);
  }

  /** Whether a call clears the current thread's interrupt status: {@code Thread.interrupted()}. */
  public boolean isClearing(MethodCallExpr call) {
    return call.getNameAsString().equals("interrupted")
        && call.getArguments().isEmpty()
        && types
            .calleeOf(call)
            .filter(c -> c.owner().name().equals("java.lang.Thread"))
            .isPresent();
  }

  /** What expressions do to the interrupt status, while {@code caught} names the interrupt. */
  private final class StatusEffects implements Exits.Effects {

    private final String caught;
    private final int depth;

    StatusEffects(String caught, int depth) {
      this.caught = caught;
      this.depth = depth;
    }

    @Override
    public Optional<Status> after(Node expression, Status before) {
      Status[] status = {before};
      boolean ends =
          Flow.anyRun(
              expression,
              node -> {
                if (status[0] == Status.LOST
                    && node instanceof ObjectCreationExpr made
                    && isRestoring(made)) {
                  status[0] = Status.RESTORED;
                }
                if (!(node instanceof MethodCallExpr call)) {
                  return false;
                }
                Optional<Status> next = afterCall(call, status[0]);
                status[0] = next.orElse(status[0]);
                return next.isEmpty();
              });
      return ends ? Optional.empty() : Optional.of(status[0]);
    }

    /** {@code new InterruptException(e)} of Kafka's, whose constructor restores the status. */
    private boolean isRestoring(ObjectCreationExpr made) {
      return types
          .calleeOf(made)
          .filter(c -> c.method().traits().contains(BodyTrait.RESTORES_INTERRUPT))
          .isPresent();
    }

    private Optional<Status> afterCall(MethodCallExpr call, Status before) {
      if (isInterruptOfCurrent(call)) {
        return Optional.of(Status.RESTORED);
      }
      if (isClearing(call)) {
        return Optional.of(Status.LOST);
      }
      if (catalogue.has(Role.NEVER_RETURNS, call, types)) {
        return Optional.empty();
      }
      Optional<Callee> callee = types.calleeOf(call);
      if (callee.isEmpty()) {
        return Optional.of(before == Status.LOST && mayRestore(call) ? Status.UNKNOWN : before);
      }
      boolean restoring =
          catalogue.has(Role.RESTORES_INTERRUPT, callee.get(), types)
              || callee.get().method().traits().contains(BodyTrait.RESTORES_INTERRUPT);
      if (restoring) {
        return Optional.of(Status.RESTORED);
      }
      Optional<MethodDeclaration> helper = types.declarationOf(callee.get());
      if (helper.isPresent()) {
        return afterHelper(helper.get(), call, before);
      }
      boolean mayPassOn =
          isInterruptOfOwnKind(call, callee.get())
              || callee.get().method().traits().contains(BodyTrait.MAY_RESTORE_INTERRUPT)
              || isForThrowing(callee.get());
      if (mayPassOn) {
        return Optional.of(before == Status.LOST ? Status.UNKNOWN : before);
      }
      return callee.get().method().traits().contains(BodyTrait.ALWAYS_THROWS)
          ? Optional.empty()
          : Optional.of(before);
    }

    private Optional<Status> afterHelper(
        MethodDeclaration helper, MethodCallExpr call, Status before) {
      if (depth == 0 || !open.add(helper)) {
        return Optional.of(before);
      }
      try {
        Exits.Effects inside = new StatusEffects(parameterFor(helper, call), depth - 1);
        List<Exit> exits = Exits.of(helper.getBody().get().getStatements(), helper, before, inside);
        List<Status> returned =
            exits.stream()
                .filter(exit -> exit.kind() != Exit.Kind.THROWS)
                .map(Exit::status)
                .distinct()
                .toList();
        if (returned.isEmpty()) {
          return Optional.empty();
        }
        return Optional.of(returned.contains(before) ? before : returned.get(0));
      } finally {
        open.remove(helper);
      }
    }

    /**
     * {@code Strand.current().interrupt()} of a project whose tasks run on a kind of thread of its
     * own: the current one, as a method of that kind gives it, is told to note the interrupt.
     */
    private boolean isInterruptOfOwnKind(MethodCallExpr call, Callee callee) {
      return call.getNameAsString().equals("interrupt")
          && call.getArguments().isEmpty()
          && !callee.owner().path().isEmpty()
          && call.getScope()
              .filter(MethodCallExpr.class::isInstance)
              .map(MethodCallExpr.class::cast)
              .filter(current -> current.getArguments().isEmpty())
              .flatMap(types::calleeOf)
              .filter(current -> Modifiers.has(current.method().modifiers(), Modifiers.STATIC))
              .filter(current -> current.returns().className().equals(current.owner().name()))
              .isPresent();
    }

    /** The helper's name for the caught exception, where it is handed on. */
    private String parameterFor(MethodDeclaration helper, MethodCallExpr call) {
      for (int i = 0; i < call.getArguments().size() && i < helper.getParameters().size(); i++) {
        if (isCaught(call.getArgument(i))) {
          return helper.getParameter(i).getNameAsString();
        }
      }
      return "";
    }

    /**
     * Whether a call that cannot be seen may pass the interrupt on: it is handed the exception
     * before anything else, unlike a logger, and gives back nothing or another cause, unlike a
     * formatter.
     */
    private boolean mayRestore(MethodCallExpr call) {
      return !catalogue.isLogging(call, types)
          && !call.getArguments().isEmpty()
          && isCaught(call.getArgument(0))
          && (call.getParentNode().filter(ExpressionStmt.class::isInstance).isPresent()
              || isCause(call));
    }

    /**
     * Whether an expression stands where a cause does: last of what an exception is made with, or
     * of what a logger is handed that its text has no place for.
     */
    private boolean isCause(Expression expression) {
      Node parent = expression.getParentNode().orElse(null);
      if (parent instanceof VariableDeclarator variable) {
        return types.isA(types.ofLocal(variable), "java.lang.Throwable");
      }
      if (!(parent instanceof NodeWithArguments<?> call)
          || call.getArguments().size() < 2
          || call.getArgument(call.getArguments().size() - 1) != expression) {
        return false;
      }
      return parent instanceof ObjectCreationExpr
          || parent instanceof MethodCallExpr logging
              && catalogue.isLogging(logging, types)
              && hasNoPlaceForTheLast(logging);
    }

    private boolean hasNoPlaceForTheLast(MethodCallExpr logging) {
      return logging.getArgument(0) instanceof StringLiteralExpr text
          && text.getValue().split("\\{}", -1).length < logging.getArguments().size();
    }

    /**
     * Whether a method without a body is there to throw an exception that stands for the interrupt:
     * it does nothing else that its declaration tells of.
     */
    private boolean isForThrowing(Callee callee) {
      List<String> thrown = callee.method().throwing();
      return Modifiers.has(callee.method().modifiers(), Modifiers.ABSTRACT)
          && callee.returns().isVoid()
          && callee.parameters().isEmpty()
          && thrown.size() == 1
          && isEquivalent(
              types.enclosing().names().resolve(thrown.get(0), callee.owner(), callee.method()));
    }

    private boolean isCaught(Expression expression) {
      return expression instanceof NameExpr name
          && !caught.isEmpty()
          && name.getNameAsString().equals(caught);
    }

    @Override
    public boolean isThrowing(Node expression) {
      return !Flow.anyRun(
          expression,
          node ->
              node instanceof MethodCallExpr call
                  && catalogue.has(Role.NEVER_RETURNS, call, types));
    }

    @Override
    public Optional<Boolean> valueOf(Expression condition) {
      if (condition instanceof EnclosedExpr enclosed) {
        return valueOf(enclosed.getInner());
      }
      if (condition.isBooleanLiteralExpr()) {
        return Optional.of(condition.asBooleanLiteralExpr().getValue());
      }
      Optional<Expression> denied = Flow.denied(condition);
      if (denied.isPresent()) {
        return valueOf(denied.get()).map(value -> !value);
      }
      if (condition instanceof BinaryExpr binary) {
        return valueOf(binary);
      }
      if (condition instanceof MethodCallExpr call && asksForInterrupt(call)) {
        return Optional.of(true);
      }
      return condition instanceof InstanceOfExpr test && isCaught(test.getExpression())
          ? Optional.of(isSupertypeOfInterrupt(test))
          : Optional.empty();
    }

    private Optional<Boolean> valueOf(BinaryExpr binary) {
      Optional<Boolean> left = valueOf(binary.getLeft());
      Optional<Boolean> right = valueOf(binary.getRight());
      if (binary.getOperator() == BinaryExpr.Operator.AND) {
        return left.filter(v -> !v).or(() -> right.filter(v -> !v)).or(() -> both(left, right));
      }
      if (binary.getOperator() == BinaryExpr.Operator.OR) {
        return left.filter(v -> v).or(() -> right.filter(v -> v)).or(() -> both(left, right));
      }
      return Optional.empty();
    }

    /** {@code causedBy(InterruptedException.class, e)}: true when it is asked of an interrupt. */
    private boolean asksForInterrupt(MethodCallExpr call) {
      boolean named =
          Stream.concat(call.getScope().stream(), call.getArguments().stream())
              .anyMatch(
                  part ->
                      part instanceof ClassExpr type
                          && Flow.isNamed(type.getType(), "InterruptedException"));
      return named && call.getArguments().stream().anyMatch(this::isCaught);
    }

    private Optional<Boolean> both(Optional<Boolean> left, Optional<Boolean> right) {
      return left.isPresent() && right.isPresent() ? left : Optional.empty();
    }

    private boolean isSupertypeOfInterrupt(InstanceOfExpr test) {
      com.github.javaparser.ast.type.Type type = test.getType();
      PatternExpr pattern = test.getPattern().orElse(null);
      if (pattern instanceof TypePatternExpr typed) {
        type = typed.getType();
      }
      return Flow.isNamed(type, "InterruptedException", "Exception", "Throwable");
    }
  }

  /** {@code Thread.currentThread().interrupt()}, in one of its spellings. */
  private boolean isInterruptOfCurrent(MethodCallExpr call) {
    if (!call.getNameAsString().equals("interrupt") || !call.getArguments().isEmpty()) {
      return false;
    }
    Expression scope = call.getScope().orElse(null);
    if (scope == null || scope.isThisExpr()) {
      // Inside a thread's own class, run by that thread.
      return types.isA(types.thisType(call), "java.lang.Thread");
    }
    return isCurrentThread(scope);
  }

  private static boolean isCurrentThread(Expression expression) {
    if (expression instanceof MethodCallExpr call) {
      return call.getNameAsString().equals("currentThread") && call.getArguments().isEmpty();
    }
    return expression instanceof NameExpr name
        && Bindings.findLocal(name)
            .filter(VariableDeclarator.class::isInstance)
            .flatMap(variable -> ((VariableDeclarator) variable).getInitializer())
            .filter(Interrupts::isCurrentThread)
            .isPresent();
  }

  /** Whether a type says, by itself or by a supertype, that the thread was interrupted. */
  public boolean isEquivalent(JavaType thrown) {
    return catalogue.has(Role.INTERRUPT_EQUIVALENT, thrown, types);
  }
}
