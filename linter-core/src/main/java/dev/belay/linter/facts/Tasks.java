package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
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
import com.github.javaparser.ast.expr.SimpleName;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.source.Mention;
import dev.belay.linter.source.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which code of a file runs as a task or on a thread of its own: {@code run} and {@code call}
 * bodies, lambdas and methods handed to something that starts them, and what is reached from there
 * in the same file. Belongs to one thread.
 */
public final class Tasks {

  /** How far it can be told that a body runs as a task. */
  public enum Start {
    /** It is started as one, or is the body of a type that exists to be started. */
    KNOWN,
    /** It is handed, as a task's body, to code that cannot be seen or that may run it in place. */
    POSSIBLE,
    /** Nothing speaks for it. */
    NONE
  }

  /** Spring's annotation: its scheduler calls the method. */
  private static final String SCHEDULED = "Scheduled";

  private static final Set<String> BODIES = Set.of("run", "call", "compute", "exec");

  private final Nodes nodes;
  private final Types types;
  private final Catalogue catalogue;
  private final Map<Node, Start> starts = new IdentityHashMap<>();
  private final Map<Node, Optional<Node>> reached = new IdentityHashMap<>();
  private Map<String, List<Expression>> usesByName;

  /** What a file must mention for some of its code to be known to run as a task. */
  public static Mention mention(Catalogue catalogue) {
    Set<String> words = new HashSet<>(BODIES);
    words.add(SCHEDULED);
    words.addAll(catalogue.methodNames(Role.STARTS));
    words.addAll(catalogue.methodNames(Role.STARTS_THREAD));
    words.addAll(catalogue.methodNames(Role.MAKES_THREAD));
    return Mention.words(words).or(Mention.types(catalogue.simpleTypeNames(Role.THREAD)));
  }

  Tasks(Nodes nodes, Types types, Catalogue catalogue) {
    this.nodes = nodes;
    this.types = types;
    this.catalogue = catalogue;
  }

  /**
   * How a body is started.
   *
   * @param body a method or lambda, as {@link Flow#bodyAround} gives it
   */
  public Start startOf(Node body) {
    Start known = starts.get(body);
    if (known == null) {
      starts.put(body, Start.NONE);
      known = find(body);
      starts.put(body, known);
    }
    return known;
  }

  /**
   * The body of the task that a node is reached from: its own, or one that calls its method in this
   * file; empty where no task is known to run it.
   */
  public Optional<Node> findTask(Node node) {
    return Flow.bodyAround(node).flatMap(this::reachedFrom);
  }

  /** Whether the task that a node is reached from is started on an executor, as this file shows. */
  boolean isRunBy(Expression executor, Node node) {
    Optional<String> field = types.fieldOf(executor).map(Types.FieldUse::key);
    Node task = findTask(node).orElse(null);
    return task != null
        && field.isPresent()
        && nodes.of(MethodCallExpr.class).stream()
            .filter(call -> call.getArguments().stream().anyMatch(a -> isTask(a, task)))
            .filter(call -> catalogue.has(Role.STARTS, call, types))
            .flatMap(call -> call.getScope().stream())
            .anyMatch(
                scope ->
                    (scope instanceof NameExpr || scope instanceof FieldAccessExpr)
                        && types.fieldOf(scope).map(Types.FieldUse::key).equals(field));
  }

  /** Whether a value is a task with a body: a function of it, an object around it, or this. */
  private boolean isTask(Expression value, Node body) {
    return value == body
        || value instanceof ObjectCreationExpr made && body.getParentNode().orElse(null) == made
        || value instanceof MethodReferenceExpr named
            && types
                .calleeOf(named)
                .flatMap(types::declarationOf)
                .filter(method -> method == body)
                .isPresent()
        || value.isThisExpr() && types.thisType(value).equals(types.thisType(body));
  }

  private Optional<Node> reachedFrom(Node body) {
    Optional<Node> known = reached.get(body);
    if (known == null) {
      reached.put(body, Optional.empty());
      known = findReach(body);
      reached.put(body, known);
    }
    return known;
  }

  private Optional<Node> findReach(Node body) {
    if (startOf(body) == Start.KNOWN) {
      return Optional.of(body);
    }
    if (body instanceof LambdaExpr) {
      // Run in place, as far as can be told: forEach, computeIfAbsent.
      return startOf(body) == Start.NONE
          ? Flow.bodyAround(body).flatMap(this::reachedFrom)
          : Optional.empty();
    }
    return body instanceof MethodDeclaration method
        ? callsOf(method).stream()
            .map(call -> Flow.bodyAround(call).flatMap(this::reachedFrom))
            .flatMap(Optional::stream)
            .findFirst()
        : Optional.empty();
  }

  /** Calls of a method in this file; may be empty. */
  public List<MethodCallExpr> callsOf(MethodDeclaration method) {
    List<MethodCallExpr> calls = new ArrayList<>();
    for (Expression use : usesOf(method.getNameAsString())) {
      if (use instanceof MethodCallExpr call
          && types
              .calleeOf(call)
              .flatMap(types::declarationOf)
              .filter(m -> m == method)
              .isPresent()) {
        calls.add(call);
      }
    }
    return calls;
  }

  private Start find(Node body) {
    if (body instanceof LambdaExpr lambda) {
      return ofFunction(lambda, new Asked());
    }
    return body instanceof MethodDeclaration method ? ofMethod(method) : Start.NONE;
  }

  private Start ofMethod(MethodDeclaration method) {
    Start asBody = asBodyOfType(method);
    if (asBody == Start.KNOWN) {
      return asBody;
    }
    Start best = asBody;
    for (Expression use : usesOf(method.getNameAsString())) {
      if (use instanceof MethodReferenceExpr reference
          && types
              .calleeOf(reference)
              .flatMap(types::declarationOf)
              .filter(m -> m == method)
              .isPresent()) {
        best = stronger(best, ofFunction(reference, new Asked()));
      }
    }
    return method.getAnnotationByName(SCHEDULED).isPresent() ? Start.KNOWN : best;
  }

  /** Whether a method is the one that a type exists for: {@code Runnable.run}, {@code call}. */
  private Start asBodyOfType(MethodDeclaration method) {
    Node parent = method.getParentNode().orElse(null);
    if (parent == null || method.isStatic()) {
      return Start.NONE;
    }
    JavaType self = types.thisType(method);
    boolean named = BODIES.contains(method.getNameAsString()) && method.getParameters().isEmpty();
    if (named && catalogue.has(Role.BODY, self, types)) {
      return Start.KNOWN;
    }
    boolean overrides = method.getAnnotationByName("Override").isPresent();
    if (named && (overrides || isPublicRun(method)) && !types.hierarchy().isWhollyKnown(self)) {
      // What it overrides is out of sight. A class that waits to be run is by far the likeliest.
      return Start.KNOWN;
    }
    if (overrides
        && parent instanceof ObjectCreationExpr creation
        && !method.getParameters().isNonEmpty()) {
      return ofValue(creation, new Asked());
    }
    return Start.NONE;
  }

  /** {@code public void run()} as it was written before there was an annotation to go with it. */
  private static boolean isPublicRun(MethodDeclaration method) {
    return method.isPublic()
        && method.getType().isVoidType()
        && method.getNameAsString().equals("run");
  }

  /**
   * Whether this file hands a task's body to something that starts it. A body that merely has the
   * form of one may be kept, queued, or run in place.
   *
   * @param body a method or lambda of which {@link #startOf} says that it is known to run as a task
   */
  boolean isStarted(Node body) {
    if (!(body instanceof MethodDeclaration method) || asBodyOfType(method) != Start.KNOWN) {
      return startOf(body) == Start.KNOWN;
    }
    if (types.isA(types.thisType(method), "java.lang.Thread")) {
      return true;
    }
    if (method.getParentNode().orElse(null) instanceof ObjectCreationExpr made) {
      return ofValue(made, new Asked()) == Start.KNOWN;
    }
    String self = types.thisType(method).className();
    return nodes.of(ObjectCreationExpr.class).stream()
        .filter(
            made ->
                made.getAnonymousClassBody().isEmpty() && types.of(made).className().equals(self))
        .anyMatch(made -> ofValue(made, new Asked()) == Start.KNOWN);
  }

  /** A lambda or a method reference by its place. */
  private Start ofFunction(Expression function, Asked seen) {
    boolean body =
        types
            .functionTypeOf(function)
            .map(shape -> catalogue.has(Role.BODY, shape.type(), types))
            .orElse(false);
    Start placed = ofValue(function, seen);
    // A Supplier is a task's body only where something starts it; a Runnable may be one anywhere.
    return placed == Start.POSSIBLE && !body && types.functionTypeOf(function).isPresent()
        ? Start.NONE
        : placed;
  }

  /** Where the value of an expression goes: into something that starts it, or who knows where. */
  private Start ofValue(Expression value, Asked seen) {
    Node parent = value.getParentNode().orElse(null);
    if (parent == null || !seen.add(value)) {
      return Start.NONE;
    }
    if (parent instanceof EnclosedExpr enclosed) {
      return ofValue(enclosed, seen);
    }
    if (parent instanceof com.github.javaparser.ast.expr.CastExpr cast) {
      return ofValue(cast, seen);
    }
    if (parent instanceof MethodCallExpr call && Flow.indexOf(value, call.getArguments()) >= 0) {
      return callsInPlace(value, call).isEmpty() ? asArgument(call) : Start.NONE;
    }
    if (parent instanceof ObjectCreationExpr creation
        && Flow.indexOf(value, creation.getArguments()) >= 0) {
      return asArgument(creation, seen);
    }
    if (parent instanceof VariableDeclarator variable) {
      return stronger(Start.POSSIBLE, usesOfVariable(variable, variable.getNameAsString(), seen));
    }
    if (parent instanceof AssignExpr assignment && assignment.getTarget() != value) {
      return stronger(Start.POSSIBLE, ofName(Bindings.nameUsed(assignment.getTarget()), seen));
    }
    return Start.POSSIBLE;
  }

  private Start usesOfVariable(Node declaration, String name, Asked seen) {
    boolean field =
        declaration
            .getParentNode()
            .filter(com.github.javaparser.ast.body.FieldDeclaration.class::isInstance)
            .isPresent();
    if (field) {
      return ofName(name, seen);
    }
    Start best = Start.NONE;
    for (NameExpr use : Bindings.usesOf(declaration)) {
      best = stronger(best, ofValue(use, seen));
    }
    return best;
  }

  /** Uses of a field in this file by its name, as an argument. */
  private Start ofName(String name, Asked seen) {
    Start best = Start.NONE;
    for (Expression use : usesOf(name)) {
      boolean isArgument =
          use.getParentNode()
              .filter(p -> p instanceof MethodCallExpr || p instanceof ObjectCreationExpr)
              .isPresent();
      if (isArgument && !(use instanceof MethodCallExpr)) {
        best = stronger(best, ofValue(use, seen));
      }
    }
    return best;
  }

  /** Whether a body is that of the program's first thread. */
  static boolean isMain(Node body) {
    return body instanceof MethodDeclaration method
        && method.isStatic()
        && method.isPublic()
        && method.getNameAsString().equals("main")
        && method.getParameters().size() == 1;
  }

  /** The calls of a value by the method of this file that it is handed to, where all are in it. */
  private List<NameExpr> callsInPlace(Expression value, MethodCallExpr call) {
    int index = Flow.indexOf(value, call.getArguments());
    return types
        .declarationOf(call)
        .filter(method -> method.isPrivate() || method.isStatic() || method.isFinal())
        .filter(method -> index < method.getParameters().size())
        .map(method -> Bindings.usesOf(method.getParameter(index)))
        .filter(uses -> uses.stream().allMatch(Tasks::isCalledInPlace))
        .orElse(List.of());
  }

  private static boolean isCalledInPlace(NameExpr parameter) {
    return Uses.callOn(parameter).isPresent()
        && Bindings.findLocal(parameter)
            .filter(declared -> Flow.areOfOneBody(declared, parameter))
            .isPresent();
  }

  /** The call of a method of this file that runs a function once, there and then. */
  Optional<MethodCallExpr> findCallInPlace(LambdaExpr function) {
    return function
        .getParentNode()
        .filter(MethodCallExpr.class::isInstance)
        .map(MethodCallExpr.class::cast)
        .filter(call -> Flow.indexOf(function, call.getArguments()) >= 0)
        .filter(call -> isOnce(callsInPlace(function, call)));
  }

  private static boolean isOnce(List<NameExpr> calls) {
    return calls.size() == 1 && Flow.loopAround(calls.get(0)).isEmpty();
  }

  private Start asArgument(MethodCallExpr call) {
    Optional<Callee> callee = types.calleeOf(call);
    if (callee.isEmpty()) {
      return Start.POSSIBLE;
    }
    return catalogue.has(Role.STARTS, callee.get(), types)
            || catalogue.has(Role.MAKES_THREAD, callee.get(), types)
            || catalogue.has(Role.STARTS_THREAD, callee.get(), types)
        ? Start.KNOWN
        : Start.POSSIBLE;
  }

  private Start asArgument(ObjectCreationExpr creation, Asked seen) {
    JavaType made = types.of(creation);
    if (catalogue.has(Role.THREAD, made, types)) {
      return Start.KNOWN;
    }
    // new FutureTask<>(…), a wrapper around the body: where does that go?
    return catalogue.has(Role.BODY, made, types)
        ? stronger(Start.POSSIBLE, ofValue(creation, seen))
        : Start.POSSIBLE;
  }

  private static Start stronger(Start one, Start other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** Calls, references and uses of a name in this file, in order of the text. */
  private List<Expression> usesOf(String name) {
    if (usesByName == null) {
      usesByName = new HashMap<>();
      nodes.all().forEach(this::note);
    }
    return usesByName.getOrDefault(name, List.of());
  }

  private void note(Node node) {
    if (node instanceof MethodReferenceExpr reference) {
      add(reference.getIdentifier(), reference);
    } else if (node instanceof SimpleName name
        && name.getParentNode().orElse(null) instanceof Expression use
        && (use instanceof NameExpr
            || use instanceof MethodCallExpr
            || use instanceof FieldAccessExpr)) {
      add(name.getIdentifier(), use);
    }
  }

  private void add(String name, Expression use) {
    usesByName.computeIfAbsent(name, n -> new ArrayList<>()).add(use);
  }

  /** The type that a task's body belongs to, to name it; empty for lambdas outside all types. */
  public Optional<TypeFacts> ownerOf(Node body) {
    return types.enclosingType(body);
  }
}
