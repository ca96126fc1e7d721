package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.ArrayAccessExpr;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import com.github.javaparser.ast.stmt.ForEachStmt;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.index.LibraryLinks;
import dev.belay.linter.index.LombokGetters;
import dev.belay.linter.index.Modifiers;
import dev.belay.linter.source.Nodes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether what a variable keeps is ever observed: waited for, cancelled, tested, composed, returned
 * or handed on. Logging it, comparing it with {@code null}, asking for its name is no observation.
 * What cannot be told counts as observed. Belongs to one thread.
 */
public final class Observations {

  /** Methods that merely look, of handles, threads and timers. */
  private static final Set<String> LOOKS =
      Set.of("toString", "hashCode", "equals", "getClass", "compareTo", "getDelay");

  private static final Set<String> THREAD_LOOKS =
      Set.of(
          "start",
          "setDaemon",
          "setName",
          "setPriority",
          "setUncaughtExceptionHandler",
          "setContextClassLoader",
          "getName",
          "getId",
          "threadId",
          "getPriority",
          "getThreadGroup",
          "isDaemon",
          "isVirtual",
          "getState");

  private static final Set<String> TIMER_LOOKS = Set.of("schedule", "scheduleAtFixedRate", "purge");

  /** Methods that put something into a collection or ask about it as a whole. */
  private static final Set<String> COLLECTION_LOOKS =
      Set.of(
          "add",
          "addAll",
          "addFirst",
          "addLast",
          "offer",
          "offerFirst",
          "offerLast",
          "push",
          "put",
          "putIfAbsent",
          "putAll",
          "set",
          "lazySet",
          "size",
          "isEmpty",
          "contains",
          "containsKey",
          "containsValue",
          "clear",
          "keySet",
          "remainingCapacity",
          "ensureCapacity");

  /** Puts what its function gives, and gives it back too. */
  private static final String COMPUTES = "computeIfAbsent";

  /** Methods that take an element out of a collection. */
  private static final Set<String> REMOVALS =
      Set.of("remove", "removeFirst", "removeLast", "poll", "pollFirst", "pollLast", "pop");

  private static final List<String> CONTAINERS =
      List.of(
          "java.util.Collection", "java.util.Map", "java.util.concurrent.atomic.AtomicReference");

  private final Nodes nodes;
  private final Types types;
  private final Catalogue catalogue;
  private final Uses uses;
  private final RecordComponents components;
  private final Map<String, List<Expression>> usesByField = new HashMap<>();

  Observations(Nodes nodes, Types types, Catalogue catalogue, Uses uses) {
    this.nodes = nodes;
    this.types = types;
    this.catalogue = catalogue;
    this.uses = uses;
    this.components = new RecordComponents(nodes, types);
  }

  /**
   * Whether what a local variable or parameter keeps is observed.
   *
   * @param declaration as {@link Bindings#findLocal} gives it
   */
  public boolean ofLocal(Node declaration) {
    return ofLocal(declaration, new Asked());
  }

  /**
   * Whether what a field keeps is observed.
   *
   * @return true for fields that are not private: other files may read them
   */
  public boolean ofField(Types.FieldUse field) {
    return ofField(field, new Asked());
  }

  /** Expressions of this file that stand for a field, in order of the text; may be empty. */
  public List<Expression> usesOf(Types.FieldUse field) {
    // A field on which a file starts all its tasks is asked for by each of them.
    return usesByField.computeIfAbsent(field.key(), key -> findUses(field.field().name(), key));
  }

  private List<Expression> findUses(String name, String key) {
    return nodes.variables(name).stream()
        .filter(e -> types.fieldOf(e).filter(f -> f.key().equals(key)).isPresent())
        .toList();
  }

  /**
   * Whether the value of an expression ends up observed.
   *
   * @param value a call that gives a handle, or an occurrence of a variable that keeps one
   */
  public boolean observes(Expression value) {
    return observes(value, new Asked());
  }

  /** Whether a value is compared, printed or logged where it is made, and goes nowhere else. */
  public boolean isMerelyLookedAt(Uses.Use use) {
    if (use.kind() == Uses.Kind.LOOKED_AT) {
      return true;
    }
    return use.kind() == Uses.Kind.ARGUMENT
        && use.at() instanceof MethodCallExpr call
        && findContainer(call).isEmpty()
        && findTaker(use).isEmpty()
        && !byArgument(use, new Asked());
  }

  private boolean ofLocal(Node declaration, Asked asked) {
    return asked.add(declaration)
        && Bindings.usesOf(declaration).stream().anyMatch(use -> observes(use, asked));
  }

  private boolean ofField(Types.FieldUse field, Asked asked) {
    if (!isOwn(field)) {
      return true;
    }
    return asked.add(field.key()) && usesOf(field).stream().anyMatch(use -> observes(use, asked));
  }

  /**
   * Whether other files have no way to a field: it is private, and no annotation asks for an
   * accessor that is written as the file is compiled.
   */
  boolean isOwn(Types.FieldUse field) {
    return Modifiers.has(field.field().modifiers(), Modifiers.PRIVATE) && !hasAccessor(field);
  }

  private boolean hasAccessor(Types.FieldUse field) {
    Optional<Node> type = types.declarationOf(field.owner());
    return type.filter(TypeDeclaration.class::isInstance)
            .filter(t -> makesAccessors((TypeDeclaration<?>) t))
            .isPresent()
        || types
            .declarationOf(field)
            .flatMap(Node::getParentNode)
            .filter(f -> makesAccessors((FieldDeclaration) f))
            .isPresent();
  }

  private boolean makesAccessors(NodeWithAnnotations<?> declaration) {
    return declaration.getAnnotations().stream()
        .map(a -> types.enclosing().resolve(a.getNameAsString(), a).className())
        .anyMatch(LombokGetters::areAskedBy);
  }

  private boolean observes(Expression occurrence, Asked asked) {
    if (isWritten(occurrence)) {
      return false;
    }
    Uses.Use use = uses.of(occurrence);
    return switch (use.kind()) {
      case DROPPED, LOOKED_AT -> false;
      case LOCAL -> ofLocal(use.at(), asked);
      case FIELD -> keptByField(use.at(), asked);
      case ELEMENT -> keptByArray((ArrayAccessExpr) use.at(), asked);
      case RECEIVER -> byMethod((MethodCallExpr) use.at(), occurrence, asked);
      case ARGUMENT -> byArgument(use, asked);
      case ITERATED -> ofLocal(((ForEachStmt) use.at()).getVariable().getVariable(0), asked);
      case RETURNED -> findComputed(use).map(call -> byComputed(call, asked)).orElse(true);
      case KEPT -> !isElementWrite(occurrence);
    };
  }

  /** {@code live.computeIfAbsent(key, k -> pool.submit(task))}: the map keeps what is returned. */
  public Optional<MethodCallExpr> findComputed(Uses.Use returned) {
    Node function =
        returned.at() instanceof LambdaExpr
            ? returned.at()
            : Flow.bodyAround(returned.at()).orElse(null);
    return function instanceof LambdaExpr lambda
            && lambda.getParentNode().orElse(null) instanceof MethodCallExpr call
            && call.getNameAsString().equals(COMPUTES)
            && call.getScope().filter(scope -> isContainer(types.of(scope))).isPresent()
        ? Optional.of(call)
        : Optional.empty();
  }

  private boolean byComputed(MethodCallExpr call, Asked asked) {
    return observes(call, asked) || keptBy(call.getScope().orElseThrow(), asked);
  }

  /** Whether a path leaves a local variable's block before anything observes its first value. */
  public Optional<Node> findEarlyExit(VariableDeclarator local) {
    return new EarlyExits(this).find(local);
  }

  /**
   * The parameter of a private helper, or component of a private record, that takes an argument.
   */
  public Optional<Parameter> findTaker(Uses.Use argument) {
    return argument.at() instanceof ObjectCreationExpr creation
        ? components.find(creation, argument.value())
        : argument.at() instanceof MethodCallExpr call
                && types.calls().declares(call.getNameAsString())
            ? types.calleeOf(call).flatMap(c -> findHelped(call, c, argument.value()))
            : Optional.empty();
  }

  /** Whether an occurrence of a variable is the left side of an assignment. */
  static boolean isWritten(Expression occurrence) {
    return occurrence.getParentNode().orElse(null) instanceof AssignExpr assignment
        && assignment.getTarget() == occurrence;
  }

  /** {@code handles[i] = …}: the array is written, not read. */
  private static boolean isElementWrite(Expression occurrence) {
    return occurrence.getParentNode().orElse(null) instanceof ArrayAccessExpr access
        && access.getName() == occurrence
        && isWritten(access);
  }

  private boolean keptByField(Node at, Asked asked) {
    Optional<Types.FieldUse> field =
        at instanceof VariableDeclarator variable
            ? findDeclared(variable)
            : types.fieldOf((Expression) at);
    return field.map(f -> ofField(f, asked)).orElse(true);
  }

  /** The field that a declarator declares. */
  Optional<Types.FieldUse> findDeclared(VariableDeclarator variable) {
    return types.hierarchy().findField(types.thisType(variable), variable.getNameAsString());
  }

  private boolean keptByArray(ArrayAccessExpr access, Asked asked) {
    return keptBy(access.getName(), asked);
  }

  /** Whether a variable that a container sits in is observed; true for anything but a variable. */
  private boolean keptBy(Expression container, Asked asked) {
    if (container instanceof NameExpr name) {
      Optional<Node> local = Bindings.findLocal(name);
      if (local.isPresent()) {
        // A parameter's collection is the caller's to read.
        return local.get() instanceof Parameter || ofLocal(local.get(), asked);
      }
    }
    boolean named = container instanceof NameExpr || container instanceof FieldAccessExpr;
    return !named || types.fieldOf(container).map(f -> ofField(f, asked)).orElse(true);
  }

  private boolean byMethod(MethodCallExpr call, Expression receiver, Asked asked) {
    JavaType type = types.of(receiver);
    String name = call.getNameAsString();
    if (!type.isKnown()) {
      return true;
    }
    if (isContainer(type)) {
      if (COLLECTION_LOOKS.contains(name)) {
        // put(k, v) gives back what it puts out, which its caller may cancel.
        return catalogue.isHandle(types.of(call), types) && observes(call, asked);
      }
      if (name.equals(COMPUTES) && !observes(call, asked)) {
        return false;
      }
      boolean dropped = uses.of(call).kind() == Uses.Kind.DROPPED;
      // remove(x) gives back what it takes out, or only whether it did.
      return !(REMOVALS.contains(name) && (dropped || isTruth(call)));
    }
    if (LOOKS.contains(name)) {
      return false;
    }
    if (types.isA(type, "java.lang.Thread")) {
      return !THREAD_LOOKS.contains(name);
    }
    if (types.isA(type, "java.util.Timer")) {
      return !TIMER_LOOKS.contains(name);
    }
    return !isSameHandle(call) || observes(call, asked);
  }

  private boolean isTruth(MethodCallExpr call) {
    return types.of(call).equals(new JavaType.Primitive("boolean"));
  }

  private boolean isSameHandle(MethodCallExpr call) {
    return catalogue.has(Role.SAME_HANDLE, call, types)
        && !catalogue.has(Role.OBSERVES, call, types);
  }

  private boolean isContainer(JavaType type) {
    return CONTAINERS.stream().anyMatch(container -> types.isA(type, container));
  }

  private boolean byArgument(Uses.Use use, Asked asked) {
    if (use.at() instanceof ObjectCreationExpr creation) {
      return components
          .find(creation, use.value())
          .map(component -> byRecord(component, asked))
          .orElse(true);
    }
    if (!(use.at() instanceof MethodCallExpr call)) {
      return true;
    }
    if (catalogue.isLogging(call, types)) {
      return false;
    }
    Optional<Callee> callee = types.calleeOf(call);
    if (callee.isEmpty()) {
      return true;
    }
    if (catalogue.has(Role.LOOKS, callee.get(), types)) {
      // requireNonNull gives back what it looked at.
      return types.of(call).equals(types.of(use.value())) && observes(call, asked);
    }
    if (catalogue.has(Role.LOGGER, JavaType.named(callee.get().owner().name()), types)) {
      return false;
    }
    if (call.getScope().isPresent() && isContainer(callee.get().receiver())) {
      boolean puts = COLLECTION_LOOKS.contains(call.getNameAsString());
      return puts ? keptBy(call.getScope().get(), asked) : !call.getNameAsString().equals("remove");
    }
    return byHelper(call, callee.get(), use.value(), asked);
  }

  private boolean byRecord(Parameter component, Asked asked) {
    return asked.add(component)
        && (components.isTakenApart(component)
            || components.readsOf(component).stream().anyMatch(read -> observes(read, asked)));
  }

  private boolean byHelper(MethodCallExpr call, Callee callee, Expression argument, Asked asked) {
    return findHelped(call, callee, argument).map(p -> ofLocal(p, asked)).orElse(true);
  }

  /** A private helper of this file is followed: it may drop what it is handed. */
  private Optional<Parameter> findHelped(MethodCallExpr call, Callee callee, Expression argument) {
    boolean follow =
        Modifiers.has(callee.method().modifiers(), Modifiers.PRIVATE)
            && !Modifiers.has(callee.method().modifiers(), Modifiers.VARARGS);
    Optional<MethodDeclaration> helper = follow ? types.declarationOf(callee) : Optional.empty();
    for (int i = 0; helper.isPresent() && i < call.getArguments().size(); i++) {
      if (call.getArgument(i) == argument) {
        return Optional.of(helper.get().getParameter(i));
      }
    }
    return Optional.empty();
  }

  /** The collection that a call puts its argument into; empty where it does not. */
  public Optional<Expression> findContainer(MethodCallExpr call) {
    return call.getScope()
        .filter(scope -> !call.getArguments().isEmpty())
        .filter(scope -> COLLECTION_LOOKS.contains(call.getNameAsString()))
        .filter(scope -> isContainer(types.of(scope)));
  }

  /** Whether a call has the name of one that takes something out of a collection. */
  static boolean isNamedAsRemoval(MethodCallExpr call) {
    return REMOVALS.contains(call.getNameAsString());
  }

  /** Names of all methods that put something into a collection, and of some that do not. */
  static Set<String> putting() {
    Set<String> names = new HashSet<>(COLLECTION_LOOKS);
    names.add(COMPUTES);
    return names;
  }

  /** Those names, each with any type. */
  static Map<String, Set<String>> removals() {
    Map<String, Set<String>> owners = new HashMap<>();
    REMOVALS.forEach(name -> owners.put(name, Set.of(LibraryLinks.ANY_TYPE)));
    return owners;
  }

  /** A call that takes something out of a collection and gives it back; empty for others. */
  Optional<MethodCallExpr> findRemoval(Expression value) {
    return value instanceof MethodCallExpr call
            && isNamedAsRemoval(call)
            && call.getScope().filter(scope -> isContainer(types.of(scope))).isPresent()
            && catalogue.isHandle(types.of(call), types)
        ? Optional.of(call)
        : Optional.empty();
  }

  /** Expressions that stand for the same variable; empty where it is none of this file's own. */
  List<? extends Expression> occurrencesOf(Expression variable) {
    Optional<Node> local =
        variable instanceof NameExpr name ? Bindings.findLocal(name) : Optional.empty();
    if (local.isPresent()) {
      return local.get() instanceof Parameter ? List.of() : Bindings.usesOf(local.get());
    }
    boolean named = variable instanceof NameExpr || variable instanceof FieldAccessExpr;
    return named
        ? types.fieldOf(variable).filter(this::isOwn).map(this::usesOf).orElse(List.of())
        : List.of();
  }
}
