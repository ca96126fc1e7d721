package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithArguments;
import dev.belay.linter.index.JavaType;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who owns an executor: where it is made, whether anything shuts it down, who hands it in. Belongs
 * to one thread.
 */
public final class Executors {

  private static final String FORK_JOIN_POOL = "java.util.concurrent.ForkJoinPool";

  private static final String POOL = "java.util.concurrent.ThreadPoolExecutor";

  /** Ways to make a pool with so many core threads as the first argument says. */
  private static final Set<String> BOUNDED_BELOW =
      Set.of(POOL, "java.util.concurrent.ScheduledThreadPoolExecutor");

  /** Calls that end an executor, or wait until it has ended. */
  private static final Set<String> WAITS = Set.of("awaitTermination", "close", "awaitQuiescence");

  private final Types types;
  private final Catalogue catalogue;
  private final Namesakes namesakes;
  private final Uses uses;
  private final Observations observations;
  private final Keepers keepers;
  private final Endings endings;

  Executors(
      Types types, Catalogue catalogue, Namesakes namesakes, Uses uses, Observations observations) {
    this.types = types;
    this.catalogue = catalogue;
    this.namesakes = namesakes;
    this.uses = uses;
    this.observations = observations;
    this.keepers = new Keepers(types, observations);
    this.endings =
        new Endings(
            uses,
            observations,
            keepers,
            new Endings.Kind() {
              @Override
              public boolean isEnding(MethodCallExpr call) {
                return Executors.this.isEnding(call);
              }

              @Override
              public boolean isEndedByTaker(Uses.Use argument) {
                return Executors.this.isEndedByTaker(argument);
              }
            });
  }

  /**
   * What is known of an executor's owner.
   *
   * @param at where the owner shows
   * @param text what is true there, as evidence says it
   */
  public record Owner(Node at, String text) {}

  /** Whether an expression makes an executor that somebody has to shut down. */
  public boolean isCreation(Expression expression) {
    if (expression instanceof ObjectCreationExpr creation) {
      return namesakes.mayBeOwned(creation.getType().getNameAsString())
          && catalogue.has(Role.OWNED_EXECUTOR, types.of(creation), types);
    }
    return expression instanceof MethodCallExpr call
        && catalogue.has(Role.MAKES_EXECUTOR, call, types);
  }

  /** The executor that a call starts its task on, where the call names one. */
  public Optional<Expression> findExecutor(MethodCallExpr start) {
    Optional<Expression> receiver = start.getScope().filter(this::isExecutor);
    return receiver.isPresent()
        ? receiver
        : start.getArguments().stream().filter(this::isExecutor).findFirst();
  }

  private boolean isExecutor(Expression expression) {
    boolean function = expression.isLambdaExpr() || expression.isMethodReferenceExpr();
    return !function && catalogue.has(Role.EXECUTOR, types.of(expression), types);
  }

  /** Who owns the executor that a call starts its task on; empty where that is not to be seen. */
  public Optional<Owner> findOwner(MethodCallExpr start) {
    Optional<Expression> executor = findExecutor(start);
    if (executor.isEmpty()) {
      return isCommonPool(start)
          ? Optional.of(new Owner(start, "it runs on the common pool, which nobody waits for"))
          : Optional.empty();
    }
    return executor.flatMap(this::ownerOf);
  }

  private boolean isCommonPool(MethodCallExpr start) {
    return types
        .calleeOf(start)
        .filter(c -> c.owner().name().equals("java.util.concurrent.CompletableFuture"))
        .filter(c -> catalogue.has(Role.STARTS, c, types))
        .isPresent();
  }

  private Optional<Owner> ownerOf(Expression executor) {
    if (isCreation(executor)) {
      return Optional.of(new Owner(executor, "its executor is made here and kept by nobody"));
    }
    if (executor instanceof NameExpr name && Bindings.findLocal(name).isPresent()) {
      Node declaration = Bindings.findLocal(name).get();
      return declaration instanceof Parameter
          ? Optional.of(new Owner(declaration, "its executor is handed in here"))
          : Keepers.valuesOf(declaration).stream()
              .filter(this::isCreation)
              .findFirst()
              .map(made -> new Owner(made, "its executor is made here" + fate(isEnded(made))));
    }
    return findField(executor).flatMap(this::ownerOf);
  }

  private static String fate(boolean ended) {
    return ended ? "" : " and never shut down";
  }

  private Optional<Owner> ownerOf(Types.FieldUse field) {
    Optional<VariableDeclarator> declared = types.declarationOf(field);
    if (declared.isEmpty()) {
      return Optional.empty();
    }
    for (Expression value : keepers.valuesOf(field)) {
      if (isCreation(value)) {
        return Optional.of(new Owner(value, "its executor is made here" + fate(isEnded(value))));
      }
      boolean handedIn =
          value instanceof NameExpr name
              && Bindings.findLocal(name).filter(Parameter.class::isInstance).isPresent();
      if (handedIn) {
        return Optional.of(new Owner(value, "its executor is handed in here"));
      }
    }
    return Optional.of(new Owner(declared.get(), "its executor is kept here"));
  }

  /**
   * Whether an executor is the resource of a {@code try} around the place, or closed by the method
   * that made it: what runs in it has ended when the method goes on.
   */
  public boolean isClosedAround(Expression executor) {
    Optional<Node> local =
        executor instanceof NameExpr name ? Bindings.findLocal(name) : Optional.empty();
    if (local.isEmpty() || !(local.get() instanceof VariableDeclarator variable)) {
      return false;
    }
    if (Keepers.isResource(variable)) {
      return true;
    }
    return Keepers.valuesOf(variable).stream().anyMatch(this::isCreation)
        && Bindings.usesOf(variable).stream()
            .anyMatch(
                use ->
                    Keepers.isResource(use)
                        || Uses.callOn(use)
                            .filter(call -> call.getNameAsString().equals("close"))
                            .isPresent());
  }

  /**
   * Whether the method that starts a task on an executor of its own variable shuts it down behind
   * that, and waits for its end: nobody else could do better.
   */
  public boolean isAwaitedBehind(Expression executor) {
    return executor instanceof NameExpr name
        && Bindings.findLocal(name)
            .filter(VariableDeclarator.class::isInstance)
            .filter(local -> Flow.areOfOneBody(local, name))
            .filter(local -> isCalledBehind("shutdown", local, name))
            .filter(local -> isCalledBehind("awaitTermination", local, name))
            .isPresent();
  }

  private static boolean isCalledBehind(String method, Node local, NameExpr executor) {
    return Bindings.usesOf(local).stream()
        .filter(use -> Node.NODE_BY_BEGIN_POSITION.compare(use, executor) > 0)
        .filter(use -> Flow.areOfOneBody(use, executor))
        .flatMap(use -> Uses.callOn(use).stream())
        .anyMatch(call -> call.getNameAsString().equals(method));
  }

  /**
   * Whether somebody can end an executor that is made here: it is shut down, closed, returned,
   * handed on or kept where other files may end it.
   */
  public boolean isEnded(Expression creation) {
    return endings.isEnded(creation)
        || endsWhenIdle(creation)
        || creation instanceof ObjectCreationExpr own && runsInPlace(own);
  }

  /**
   * {@code new ThreadPoolExecutor(0, n, 60, SECONDS, …)}, which is what a cached pool is: no core
   * threads, and a time to live that may be none at all, is how its documentation lets an idle pool
   * go without being shut down.
   */
  private boolean endsWhenIdle(Expression creation) {
    if (types.isA(types.of(creation), FORK_JOIN_POOL)
        || creation instanceof MethodCallExpr stealing
            && stealing.getNameAsString().equals("newWorkStealingPool")) {
      // All of its workers are daemons and time out.
      return true;
    }
    if (creation instanceof MethodCallExpr call) {
      return call.getNameAsString().equals("newCachedThreadPool")
          || call.getNameAsString().equals("newScheduledThreadPool") && isFirst("0", call);
    }
    return creation instanceof ObjectCreationExpr pool
        && BOUNDED_BELOW.contains(types.of(pool).className())
        && isFirst("0", pool);
  }

  private static boolean isFirst(String literal, NodeWithArguments<?> call) {
    return !call.getArguments().isEmpty() && call.getArgument(0).toString().equals(literal);
  }

  /** An executor of this file that has no threads: whoever hands it a task runs it. */
  private boolean runsInPlace(ObjectCreationExpr pool) {
    return types.find(types.of(pool).className()).flatMap(types::declarationOf).stream()
        .flatMap(type -> Calls.membersOf(type).stream())
        .filter(MethodDeclaration.class::isInstance)
        .map(MethodDeclaration.class::cast)
        .filter(m -> m.getNameAsString().equals("execute") && m.getParameters().size() == 1)
        .anyMatch(m -> m.getBody().filter(body -> runs(body, m.getParameter(0))).isPresent());
  }

  private static boolean runs(Node body, Parameter task) {
    return Flow.anyRun(
        body,
        node ->
            node instanceof MethodCallExpr call
                && call.getNameAsString().equals("run")
                && call.getScope()
                    .filter(s -> s.toString().equals(task.getNameAsString()))
                    .isPresent());
  }

  private boolean isEnding(MethodCallExpr call) {
    return call.getNameAsString().equals("close")
        || types.calleeOf(call).map(c -> isEnding(c) || letsIdleThreadsGo(c, call)).orElse(true);
  }

  /**
   * {@code pool.setCorePoolSize(0)}, {@code pool.allowCoreThreadTimeOut(true)}: from then on the
   * pool is one that ends when idle.
   */
  private static boolean letsIdleThreadsGo(Callee callee, MethodCallExpr call) {
    return callee.isOf(POOL)
        && switch (callee.method().name()) {
          case "setCorePoolSize" -> isFirst("0", call);
          case "allowCoreThreadTimeOut" -> isFirst("true", call);
          default -> false;
        };
  }

  /** An executor class of the project's own may name its shutdown as it likes. */
  private boolean isEnding(Callee callee) {
    boolean own = !callee.owner().path().isEmpty();
    return catalogue.has(Role.SHUTS_DOWN, callee, types)
        || own && !catalogue.has(Role.STARTS, callee, types);
  }

  /** Using an executor to start tasks on hands nobody the duty to end it; a wrapper goes on. */
  private boolean isEndedByTaker(Uses.Use use) {
    if (!(use.at() instanceof MethodCallExpr call)) {
      return true;
    }
    Optional<Callee> callee = types.calleeOf(call);
    if (callee.isEmpty()) {
      return true;
    }
    if (catalogue.has(Role.STARTS, callee.get(), types)
        || catalogue.has(Role.CHAINS, callee.get(), types)
        || catalogue.has(Role.READS_FAILURE, callee.get(), types)
        || catalogue.has(Role.LOOKS, callee.get(), types)
        || catalogue.has(Role.LOGGER, callee.get().receiver(), types)) {
      return false;
    }
    boolean wraps =
        catalogue.has(Role.WRAPS_EXECUTOR, callee.get(), types)
            && catalogue.has(Role.EXECUTOR, types.of(call), types);
    return !wraps || isEnded(call);
  }

  /**
   * Whether this file waits, somewhere, until an executor's tasks have ended, or hands the executor
   * to somebody who could.
   */
  public boolean isAwaited(Expression executor) {
    return occurrencesOf(executor).stream()
        .filter(occurrence -> !Observations.isWritten(occurrence))
        .anyMatch(this::awaits);
  }

  private List<? extends Expression> occurrencesOf(Expression executor) {
    Optional<Node> local =
        executor instanceof NameExpr name ? Bindings.findLocal(name) : Optional.empty();
    return local.isPresent()
        ? Bindings.usesOf(local.get())
        : findField(executor).map(observations::usesOf).orElse(List.of());
  }

  private Optional<Types.FieldUse> findField(Expression executor) {
    boolean named = executor instanceof NameExpr || executor instanceof FieldAccessExpr;
    return named ? types.fieldOf(executor) : Optional.empty();
  }

  private boolean awaits(Expression occurrence) {
    Uses.Use use = uses.of(occurrence);
    return switch (use.kind()) {
      case RECEIVER -> WAITS.contains(((MethodCallExpr) use.at()).getNameAsString());
      case ARGUMENT -> isEndedByTaker(use);
      case LOCAL, FIELD, ELEMENT, ITERATED, RETURNED, KEPT -> true;
      case DROPPED, LOOKED_AT -> false;
    };
  }

  /**
   * The expression that makes an executor, where nothing but this file can have made it: here, or
   * for a local variable or private field.
   */
  Optional<Expression> findMaking(Expression executor) {
    if (isMaking(executor)) {
      return Optional.of(executor);
    }
    Optional<Node> local =
        executor instanceof NameExpr name ? Bindings.findLocal(name) : Optional.empty();
    List<Expression> values =
        local.isPresent()
            ? Keepers.valuesOf(local.get())
            : findField(executor)
                .filter(observations::isOwn)
                .map(keepers::valuesOf)
                .orElse(List.of());
    boolean ours = values.stream().allMatch(v -> isMaking(v) || v.isNullLiteralExpr());
    return ours ? values.stream().filter(this::isMaking).findFirst() : Optional.empty();
  }

  /** The common pool is as good as made where it is named: no other code waits for it. */
  private boolean isMaking(Expression expression) {
    return isCreation(expression)
        || expression instanceof MethodCallExpr call
            && call.getNameAsString().equals("commonPool")
            && types
                .calleeOf(call)
                .filter(c -> c.owner().name().equals(FORK_JOIN_POOL))
                .isPresent();
  }

  /** Whether a type runs what it is handed. */
  public boolean isExecutor(JavaType type) {
    return catalogue.has(Role.EXECUTOR, type, types);
  }
}
