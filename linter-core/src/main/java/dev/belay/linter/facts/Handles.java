package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.belay.linter.index.BodyTrait;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.MethodFacts;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.index.Relocated;
import dev.belay.linter.index.Returns;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.index.TypeParameterFacts;
import dev.belay.linter.source.CallSite;
import dev.belay.linter.source.Mention;
import dev.belay.linter.source.Methods;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the value of a call is the handle of a task that was started for it. Handles that were
 * there before (getters, fluent methods, stages of a handle) and those of no task (completed ones)
 * are told apart. Belongs to one thread.
 */
public final class Handles {

  private static final Set<BodyTrait> KEPT_ELSEWHERE =
      EnumSet.of(BodyTrait.RETURNS_THIS, BodyTrait.RETURNS_PARAMETER, BodyTrait.RETURNS_FIELD);

  private static final List<Role> NO_START =
      List.of(
          Role.NO_TASK,
          Role.SAME_HANDLE,
          Role.CHAINS,
          Role.READS_FAILURE,
          Role.SHUTS_DOWN,
          Role.KNOWN_SAFE);

  /**
   * Methods of the JDK's function types that give a value of a type parameter, with their types.
   */
  private static final Map<String, Set<String>> FUNCTIONS =
      Map.of(
          "apply",
          Set.of("Function", "BiFunction", "IntFunction", "LongFunction", "DoubleFunction"),
          "call",
          Set.of("Callable"),
          "get",
          Set.of("Supplier"));

  private static final Set<String> FAILURES = Set.of("Throwable", "Exception");

  private static final List<Role> CHAINED =
      List.of(Role.SAME_HANDLE, Role.CHAINS, Role.READS_FAILURE);

  private final Types types;
  private final Catalogue catalogue;
  private final Namesakes namesakes;
  private final Tasks tasks;
  private final Uses uses;
  private final Observations observations;
  private final Map<String, Promise> promises = new HashMap<>();
  private final Set<MethodDeclaration> followed =
      Collections.newSetFromMap(new IdentityHashMap<>());

  Handles(
      Types types,
      Catalogue catalogue,
      Namesakes namesakes,
      Tasks tasks,
      Uses uses,
      Observations observations) {
    this.types = types;
    this.catalogue = catalogue;
    this.namesakes = namesakes;
    this.tasks = tasks;
    this.uses = uses;
    this.observations = observations;
  }

  /** What a file must mention to keep the handle of a task that is started for it. */
  public static Mention mentionOfKept(Catalogue catalogue) {
    return mentionOfKept(givers(catalogue), catalogue)
        .or(mentionOfKept(Methods.named(FUNCTIONS), catalogue));
  }

  /** What a file must mention to keep the handle that some methods give. */
  public static Mention mentionOfKept(Methods givers, Catalogue catalogue) {
    return Mention.kept(givers, catalogue.simpleTypeNames(Role.HANDLE), Observations.putting());
  }

  /** What a file must mention to drop the handle of a task. */
  public static Mention mentionOfDrop(Catalogue catalogue) {
    Methods givers = givers(catalogue);
    Methods functions = Methods.named(FUNCTIONS);
    Mention removal =
        Mention.calls(Methods.named(Observations.removals()), CallSite.DROPPED)
            .and(
                Mention.passed(givers, Observations.putting())
                    .or(Mention.passed(functions, Observations.putting())));
    Mention lookedAt = Mention.calls(catalogue.methods(Role.STARTS), CallSite.USED);
    return Mention.calls(givers, CallSite.DROPPED)
        .or(Mention.calls(functions, CallSite.DROPPED))
        .or(removal)
        .or(lookedAt);
  }

  /** Methods that give the handle of a task, perhaps one that is started for it. */
  private static Methods givers(Catalogue catalogue) {
    return Methods.returning(catalogue.simpleTypeNames(Role.HANDLE))
        .but(catalogue.methodOwners(Role.NO_TASK, Role.SHUTS_DOWN));
  }

  /** Whether a value of this type stands for a started task. */
  public boolean isHandle(JavaType type) {
    return catalogue.isHandle(type, types);
  }

  /**
   * Whether a call may give the handle of a task that was started for it, by the names in it alone:
   * where not, no type need be asked for.
   */
  public boolean mayGiveTask(MethodCallExpr call) {
    String name = call.getNameAsString();
    return switch (promises.computeIfAbsent(name, this::promiseOf)) {
      case HANDLE -> true;
      case ARGUMENT -> takesStart(call);
      case NOTHING -> false;
    };
  }

  /** What a call of some name may give, as far as the name tells. */
  private enum Promise {
    HANDLE,
    /** A handle only where it is given a function that starts a task. */
    ARGUMENT,
    NOTHING
  }

  private Promise promiseOf(String name) {
    if (namesakes.mayReturnHandle(name)
        || CHAINED.stream().anyMatch(role -> catalogue.names(role, name))) {
      return Promise.HANDLE;
    }
    if (!namesakes.mayReturnAnything(name)) {
      return Promise.NOTHING;
    }
    return FUNCTIONS.containsKey(name) ? Promise.HANDLE : Promise.ARGUMENT;
  }

  /** The same for a call whose value is dropped, and perhaps a collection of handles with it. */
  public boolean mayDropTask(MethodCallExpr call) {
    if (mayGiveTask(call) || Observations.isNamedAsRemoval(call)) {
      return true;
    }
    Expression stage = call;
    while (stage instanceof MethodCallExpr before) {
      if (takesStart(before)) {
        return true;
      }
      stage = before.getScope().orElse(null);
    }
    return false;
  }

  /** Whether a call is given a function that may start a task and give its handle. */
  private boolean takesStart(MethodCallExpr call) {
    for (Expression argument : call.getArguments()) {
      if (argument instanceof MethodReferenceExpr reference
              && namesakes.mayReturnHandle(reference.getIdentifier())
          || argument instanceof LambdaExpr lambda && mayGiveTask(lambda)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayGiveTask(LambdaExpr lambda) {
    return lambda.getExpressionBody().isPresent()
        ? mayGiveTask(lambda.getExpressionBody().get())
        : Returns.of(lambda.getBody()).stream()
            .anyMatch(r -> r.getExpression().filter(this::mayGiveTask).isPresent());
  }

  private boolean mayGiveTask(Expression value) {
    return value instanceof EnclosedExpr enclosed
        ? mayGiveTask(enclosed.getInner())
        : value instanceof MethodCallExpr call && mayGiveTask(call);
  }

  /**
   * The call that started the task whose handle an expression gives: itself, or the start of a
   * chain of methods that return their receiver ({@code runAsync(…).orTimeout(…)}).
   *
   * @return empty where the expression gives no handle of a task started for it
   */
  public Optional<MethodCallExpr> findStart(Expression value) {
    if (value instanceof EnclosedExpr enclosed) {
      return findStart(enclosed.getInner());
    }
    if (!(value instanceof MethodCallExpr call) || !mayGiveTask(call)) {
      return Optional.empty();
    }
    Optional<Callee> callee = types.calleeOf(call);
    if (callee.isEmpty() || !isHandle(callee.get().returns())) {
      return Optional.empty();
    }
    if (isSameHandle(callee.get())) {
      return call.getScope().flatMap(this::findStart);
    }
    return isStart(callee.get(), call) ? Optional.of(call) : Optional.empty();
  }

  /**
   * The call that started the task which nobody holds once the value of an expression is dropped:
   * the start of its handle, or of the handles in the collection it gives.
   *
   * @return empty where no task is orphaned by the drop
   */
  public Optional<MethodCallExpr> findDroppedStart(Expression value) {
    return findStart(value)
        .or(() -> findStartInPipeline(value))
        .or(() -> observations.findRemoval(value).filter(this::removesLiveTask));
  }

  /**
   * The call that started the task whose handle an expression gives, where the catalogue says that
   * it starts one. What is compared or printed may come from a getter, whose body may be out of
   * sight: there a method that gives a handle need not have started anything.
   */
  public Optional<MethodCallExpr> findKnownStart(Expression value) {
    return mayHaveKnownStart(value)
        ? findStart(value).filter(start -> catalogue.has(Role.STARTS, start, types))
        : Optional.empty();
  }

  /** Whether there may be one, by the names of the calls alone. */
  public boolean mayHaveKnownStart(Expression value) {
    if (value instanceof EnclosedExpr enclosed) {
      return mayHaveKnownStart(enclosed.getInner());
    }
    return value instanceof MethodCallExpr call
        && (catalogue.names(Role.STARTS, call.getNameAsString())
            || catalogue.names(Role.SAME_HANDLE, call.getNameAsString())
                && call.getScope().filter(this::mayHaveKnownStart).isPresent());
  }

  /**
   * {@code live.remove(key);} of a collection that keeps started tasks. Silent where the method
   * reads the collection besides, and in what a task runs: that is its own farewell.
   */
  private boolean removesLiveTask(MethodCallExpr removal) {
    if (!(bodyAround(removal) instanceof MethodDeclaration method)
        || !(method.getParentNode().orElse(null) instanceof TypeDeclaration<?>)
        || tasks.findTask(removal).isPresent()) {
      return false;
    }
    List<? extends Expression> occurrences =
        observations.occurrencesOf(removal.getScope().orElseThrow());
    boolean keepsTasks = occurrences.stream().anyMatch(this::takesTask);
    return keepsTasks
        && occurrences.stream()
            .filter(use -> use.isDescendantOf(method))
            .noneMatch(observations::observes);
  }

  private boolean takesTask(Expression container) {
    return uses.of(container).at() instanceof MethodCallExpr call
        && observations.findContainer(call).filter(c -> c == container).isPresent()
        && call.getArguments().stream().anyMatch(a -> findStart(a).isPresent());
  }

  /** {@code tasks.stream().map(pool::submit).toList();}: a collection of handles is dropped. */
  private Optional<MethodCallExpr> findStartInPipeline(Expression value) {
    if (!(value instanceof MethodCallExpr last)
        || !mayDropTask(last)
        || !types.of(last).typeArguments().stream().anyMatch(this::isHandle)) {
      return Optional.empty();
    }
    // A stream that nothing ends runs nothing.
    boolean runs = !types.isA(types.of(last), "java.util.stream.BaseStream");
    Expression stage = last.getScope().orElse(null);
    while (runs && stage instanceof MethodCallExpr call) {
      boolean pipeline =
          types.isA(types.of(call), "java.util.stream.BaseStream")
              || types.isA(types.of(call), "java.util.Optional");
      if (pipeline && call.getArguments().stream().anyMatch(this::givesTask)) {
        return Optional.of(call);
      }
      stage = call.getScope().orElse(null);
    }
    boolean maps = types.isA(types.of(last), "java.util.Optional");
    return maps && last.getArguments().stream().anyMatch(this::givesTask)
        ? Optional.of(last)
        : Optional.empty();
  }

  private boolean isSameHandle(Callee callee) {
    return catalogue.has(Role.SAME_HANDLE, callee, types)
        && !catalogue.has(Role.OBSERVES, callee, types)
        && isHandle(callee.receiver());
  }

  private boolean isStart(Callee callee, MethodCallExpr call) {
    if (!couldStart(callee) || isExpectation(call)) {
      return false;
    }
    if (isGeneric(callee)) {
      return isFunctionCall(callee)
          || isMethodVariable(callee) && call.getArguments().stream().anyMatch(this::givesTask);
    }
    if (isOnHandle(callee)) {
      return catalogue.has(Role.STARTS, callee, types) || isForgottenFork(callee, call);
    }
    return call.getArguments().stream().noneMatch(this::isObservedHandle)
        && !takesFailure(callee, call.getArguments().size())
        && !handsCallback(callee, call);
  }

  /** Whether a method reference starts a task whenever it is called, and gives its handle. */
  public boolean isStart(MethodReferenceExpr reference) {
    return namesakes.mayReturnHandle(reference.getIdentifier())
        && !isExpectation(reference)
        && types
            .calleeOf(reference)
            .filter(c -> isHandle(c.returns()))
            .filter(c -> couldStart(c) && !isGeneric(c))
            .filter(c -> !isOnHandle(c) || catalogue.has(Role.STARTS, c, types))
            .filter(c -> !takesFailure(c, c.parameters().size()))
            .isPresent();
  }

  private boolean couldStart(Callee callee) {
    return !callee.method().isConstructor()
        && callee.method().traits().stream().noneMatch(KEPT_ELSEWHERE::contains)
        && !isAlwaysComplete(callee.method())
        && !givesOldHandles(callee)
        && !mayBeIo(callee)
        && NO_START.stream().noneMatch(role -> catalogue.has(role, callee, types));
  }

  /**
   * A method of the project, or one of a library that is not known to start a task, which gives the
   * handle that a write or a close has too.
   */
  private boolean mayBeIo(Callee callee) {
    return catalogue
            .typeNames(Role.IO_HANDLE)
            .contains(Relocated.originalOf(callee.returns().className()))
        && (!callee.owner().path().isEmpty() || !catalogue.has(Role.STARTS, callee, types));
  }

  /**
   * Whether a method of this file gives only handles that were there before the call. One that is
   * there for other packages may be overridden by one that starts a task.
   */
  private boolean givesOldHandles(Callee callee) {
    int modifiers = callee.method().modifiers();
    boolean open =
        Modifiers.has(modifiers, Modifiers.PUBLIC)
            || Modifiers.has(modifiers, Modifiers.PROTECTED)
            || !Modifiers.has(modifiers, Modifiers.PRIVATE) && isMethodVariable(callee);
    Optional<MethodDeclaration> body = open ? Optional.empty() : types.declarationOf(callee);
    if (body.isEmpty() || !followed.add(body.get())) {
      return false;
    }
    List<Expression> returned =
        Returns.of(body.get()).stream().flatMap(r -> r.getExpression().stream()).toList();
    boolean old = !returned.isEmpty() && returned.stream().allMatch(this::isOldHandle);
    followed.remove(body.get());
    return old;
  }

  /**
   * The innermost method, constructor or lambda that a node stands in; null where there is none.
   */
  private static Node bodyAround(Node node) {
    Node around = node.getParentNode().orElse(null);
    while (around != null
        && !(around instanceof CallableDeclaration<?>)
        && !(around instanceof LambdaExpr)) {
      around = around.getParentNode().orElse(null);
    }
    return around;
  }

  private boolean isOldHandle(Expression returned) {
    if (returned.isNullLiteralExpr()) {
      return true;
    }
    if (returned instanceof NameExpr name) {
      return Bindings.findLocal(name)
          .map(local -> local instanceof Parameter || holdsOldHandles(local))
          .orElse(true);
    }
    return returned instanceof MethodCallExpr call
        && types.calleeOf(call).isPresent()
        && findStart(call).isEmpty()
        && !isStage(call);
  }

  private boolean holdsOldHandles(Node local) {
    return Keepers.valuesOf(local).stream()
        .allMatch(v -> !(v instanceof NameExpr) && isOldHandle(v));
  }

  /** Whether a call adds a stage to a handle. */
  public boolean isStage(MethodCallExpr call) {
    return catalogue.has(Role.CHAINS, call, types)
        || catalogue.has(Role.READS_FAILURE, call, types);
  }

  /** What may be overridden promises a task, whatever this body does. */
  private static boolean isAlwaysComplete(MethodFacts method) {
    boolean settled =
        Modifiers.has(method.modifiers(), Modifiers.PRIVATE)
            || Modifiers.has(method.modifiers(), Modifiers.STATIC)
            || Modifiers.has(method.modifiers(), Modifiers.FINAL);
    return settled && method.traits().contains(BodyTrait.RETURNS_COMPLETED);
  }

  /** Whether the return type is a type parameter: the handle is somebody's element or argument. */
  private boolean isGeneric(Callee callee) {
    Optional<TypeFacts> type = Optional.of(callee.owner());
    boolean generic = isMethodVariable(callee);
    while (!generic && type.isPresent()) {
      generic = isNamed(type.get().typeParameters(), callee.method().returns());
      type = types.enclosing().names().enclosing(type.get());
    }
    return generic;
  }

  private static boolean isMethodVariable(Callee callee) {
    return isNamed(callee.method().typeParameters(), callee.method().returns());
  }

  private static boolean isNamed(List<TypeParameterFacts> parameters, String written) {
    return parameters.stream().anyMatch(p -> p.name().equals(written));
  }

  /** {@code supplier.get()} where the supplier gives handles: calling it starts the task. */
  private static boolean isFunctionCall(Callee callee) {
    String owner = callee.owner().name();
    return owner.startsWith("java.util.function.") || owner.equals("java.util.concurrent.Callable");
  }

  /** {@code timed(() -> pool.submit(task))}: what the function gives comes back. */
  private boolean givesTask(Expression argument) {
    if (argument instanceof MethodReferenceExpr reference) {
      return isStart(reference);
    }
    if (!(argument instanceof LambdaExpr lambda)) {
      return false;
    }
    return lambda.getExpressionBody().isPresent()
        ? lambda.getExpressionBody().flatMap(this::findStart).isPresent()
        : Returns.of(lambda.getBody()).stream()
            .flatMap(r -> r.getExpression().stream())
            .anyMatch(value -> findStart(value).isPresent());
  }

  private boolean isOnHandle(Callee callee) {
    return !Modifiers.has(callee.method().modifiers(), Modifiers.STATIC)
        && isHandle(callee.receiver());
  }

  /** {@code fork()} of a task that nothing joins, in the fork/join framework. */
  private boolean isForgottenFork(Callee callee, MethodCallExpr call) {
    if (!callee.key().equals("java.util.concurrent.ForkJoinTask#fork")
        || types.isA(callee.receiver(), "java.util.concurrent.CountedCompleter")
        || call.getScope().isEmpty()) {
      return false;
    }
    Expression task = call.getScope().get();
    return task instanceof ObjectCreationExpr || isLocal(task) && !isObservedBeside(task, call);
  }

  private static boolean isLocal(Expression expression) {
    return expression instanceof NameExpr name && Bindings.findLocal(name).isPresent();
  }

  private boolean isObservedBeside(Expression local, MethodCallExpr call) {
    Node declaration = Bindings.findLocal((NameExpr) local).orElseThrow();
    return Bindings.usesOf(declaration).stream()
        .filter(use -> use != local)
        .filter(use -> use.getParentNode().orElse(null) != call)
        .anyMatch(observations::observes);
  }

  /** {@code pool.submit(futureTask)}: the task has a handle already, which somebody reads. */
  private boolean isObservedHandle(Expression argument) {
    if (argument instanceof ObjectCreationExpr || !isHandle(types.of(argument))) {
      return false;
    }
    return !isLocal(argument)
        || Bindings.findLocal((NameExpr) argument).map(this::isObservedElsewhere).orElse(true);
  }

  private boolean isObservedElsewhere(Node declaration) {
    boolean own = declaration instanceof VariableDeclarator;
    return !own
        || Bindings.usesOf(declaration).stream()
            .filter(use -> !isHandedOverToRun(uses.of(use)))
            .anyMatch(observations::observes);
  }

  /** Whether a task goes to what runs it, which need not keep it for anybody. */
  private boolean isHandedOverToRun(Uses.Use use) {
    if (use.kind() != Uses.Kind.ARGUMENT) {
      return false;
    }
    if (use.at() instanceof MethodCallExpr call) {
      return types
          .calleeOf(call)
          .filter(c -> !isHandle(c.returns()) && !catalogue.has(Role.STARTS, c, types))
          .isEmpty();
    }
    return !(use.at() instanceof ObjectCreationExpr made)
        || catalogue.has(Role.THREAD, types.of(made), types)
        || catalogue.has(Role.BODY, types.of(made), types);
  }

  /** A callback or promise that the method takes is told of the failure. */
  private boolean takesFailure(Callee callee, int arguments) {
    for (int i = 0; i < arguments; i++) {
      JavaType parameter = callee.parameterAt(i);
      boolean reads =
          types.hierarchy().abstractMethods(parameter).stream()
              .flatMap(
                  m -> m.method().parameters().stream().map(p -> types.hierarchy().resolve(p, m)))
              .anyMatch(p -> types.isA(p, "java.lang.Throwable"));
      if (reads) {
        return true;
      }
    }
    return false;
  }

  /**
   * The same where the type that the method takes is out of sight, but what it is handed is not.
   */
  private boolean handsCallback(Callee callee, MethodCallExpr call) {
    for (int i = 0; i < call.getArguments().size(); i++) {
      JavaType parameter = callee.parameterAt(i);
      boolean unseen = !parameter.isKnown() || types.find(parameter.className()).isEmpty();
      if (unseen && isToldOfFailure(types.of(call.getArgument(i)))) {
        return true;
      }
    }
    return false;
  }

  private boolean isToldOfFailure(JavaType callback) {
    return types.find(callback.className()).stream()
        .flatMap(type -> type.methods().stream())
        .filter(m -> m.parameters().size() == 1)
        .anyMatch(m -> FAILURES.contains(m.parameters().get(0)));
  }

  /** Whether a call stands in a test's expectation: stubbed, verified, or run to see it fail. */
  private boolean isExpectation(Expression start) {
    if (start instanceof MethodCallExpr call && isStubbed(call)) {
      return true;
    }
    for (Node node = start; node != null; node = node.getParentNode().orElse(null)) {
      boolean function = node instanceof LambdaExpr || node instanceof MethodReferenceExpr;
      if (function
          && node.getParentNode().orElse(null) instanceof MethodCallExpr around
          && catalogue.has(Role.EXPECTS_FAILURE, around, types)) {
        return true;
      }
    }
    return false;
  }

  private boolean isStubbed(MethodCallExpr call) {
    Expression scope = call.getScope().orElse(null);
    while (scope instanceof MethodCallExpr before) {
      if (catalogue.has(Role.STUBS, before, types)) {
        return true;
      }
      scope = before.getScope().orElse(null);
    }
    return false;
  }
}
