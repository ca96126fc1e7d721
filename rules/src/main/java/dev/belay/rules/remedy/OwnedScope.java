package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import com.github.javaparser.ast.body.ConstructorDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExplicitConstructorInvocationStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Completion;
import dev.belay.linter.facts.Executors;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.Role;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A shared scope that a class is to keep in a field, with its end in the method that ends the
 * object.
 *
 * @param name of the field: a class has one for each executor, and two for threads, so that plans
 *     for one class never speak of the same field and mean different ends
 * @param type the class
 * @param ending the method
 * @param before the statement before which the scope is ended; empty for the method's end
 * @param opening where the class makes its executor anew for each start, so that the scope is too;
 *     empty where the scope lives as long as the object
 * @param threads those that its tasks have had
 */
record OwnedScope(
    String name,
    TypeDeclaration<?> type,
    MethodDeclaration ending,
    Optional<Statement> before,
    Optional<Statement> opening,
    TaskThreads threads) {

  private static final String TASKS = "tasks";

  private static final String WORKERS = "workers";

  static final String ENDED_ELSEWHERE = "its executor is made and ended elsewhere";

  /** Behind a name that is taken. */
  private static final String SCOPE = "Scope";

  /** What executors' names end with, which says nothing of their tasks. */
  private static final Pattern EXECUTOR =
      Pattern.compile("(?i)(executor|thread|pool|service|exec)+s?$");

  /** A name that no field of the class has for something else. */
  private static String free(String name, TypeDeclaration<?> type, RuleContext context) {
    boolean taken =
        type.getFieldByName(name)
            .filter(f -> !context.types().classNameOf(f.getElementType()).equals(ScopeAtHand.SCOPE))
            .isPresent();
    return taken ? name + SCOPE : name;
  }

  /** Whether a field's name may be one that was written here, for one kind of tasks only. */
  static boolean isOwn(String field) {
    return field.matches("(" + TASKS + "|(w|daemonW)orkers)(" + SCOPE + ")?")
        || ProcessScope.isOwn(field)
        || field.matches("\\w+Tasks(" + SCOPE + ")?");
  }

  /** The name of a scope for the tasks of an executor. */
  static String nameFor(String executor) {
    String what = EXECUTOR.matcher(executor).replaceFirst("");
    return what.isEmpty() ? "submittedTasks" : what + "Tasks";
  }

  /** A scope's threads are all alike: daemons have one of their own. */
  private static String nameFor(boolean works, TaskThreads threads) {
    return threads.areDaemons() ? works ? "daemonWorkers" : "daemonTasks" : works ? WORKERS : TASKS;
  }

  /** Parameters that tell an ending how long to wait or how hard to try. */
  private static final Set<String> HOW = Set.of("boolean", "long", "int", "TimeUnit", "Duration");

  /** The scope for a start. */
  static Answer<OwnedScope> of(TaskStart start, TaskCode code, RuleContext context) {
    Node at = start.whole();
    if (isBeforeFields(at)) {
      return Answer.none("the task is started while the object is still being made");
    }
    Optional<String> executor = start.executor().flatMap(e -> fieldName(e, context));
    if (executor.filter(name -> !isDeclared(name, context)).isPresent()) {
      return Answer.none(ENDED_ELSEWHERE);
    }
    if (executor.isPresent() && isStatic(start.executor().get(), context)) {
      return Answer.none("its executor is static, and lives longer than any object");
    }
    boolean ours = start.executor().isEmpty() || isMadeHere(start, context);
    boolean works = start.timing().isEmpty() && (code.isWorker() || !code.isKnown());
    TaskThreads threads = TaskThreads.of(start, context);
    boolean fixed = false;
    for (Node node = at; node != null && !fixed; node = node.getParentNode().orElse(null)) {
      if (node instanceof ClassOrInterfaceDeclaration type && !type.isInterface()) {
        boolean ends =
            !isHandedIn(start, context)
                && executor.flatMap(name -> shutdownOf(type, name, context)).isPresent();
        Optional<OwnedScope> found =
            ours || ends ? in(type, executor, works, threads, code, context) : Optional.empty();
        if (found.isPresent()) {
          return Answer.of(found.get());
        }
      }
      fixed = ScopeAtHand.isStatic(node);
    }
    return Answer.none(
        !ours
            ? ENDED_ELSEWHERE
            : fixed
                ? "it is started in static code, which no object's end could end"
                : "the class has no close, stop or shutdown that could end it");
  }

  /** Field initialisers and calls of other constructors run before a field of ours is set. */
  private static boolean isBeforeFields(Node at) {
    for (Node n = at; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof CallableDeclaration<?>) {
        return false;
      }
      if (n instanceof FieldDeclaration
          || n instanceof InitializerDeclaration
          || n instanceof ExplicitConstructorInvocationStmt) {
        return true;
      }
    }
    return false;
  }

  /** Why the scope may not have the task; empty where it may. */
  Optional<String> obstacle(TaskStart start, TaskCode code, RuleContext context) {
    if (code.endsOwner(ending)) {
      return Optional.of(
          "the task ends something itself, perhaps the object that would wait for it");
    }
    if (new TaskCode(ending, context).contains(start.whole())) {
      return Optional.of(
          "'" + ending.getNameAsString() + "' may start the task itself, behind the scope's end");
    }
    if (threads.areLost()) {
      return Optional.of("its executor's threads come from where no scope could have them");
    }
    List<Monitor> held = heldAtEnd(context);
    if (!held.isEmpty() && (!code.isKnown() || held.stream().anyMatch(code::locks))) {
      return Optional.of(
          "'" + ending.getNameAsString() + "' holds a lock that the task may wait for");
    }
    if (context.types().isA(context.types().thisType(ending), "java.io.Serializable")) {
      return Optional.of("objects of the class are written to streams, and a scope cannot be");
    }
    boolean hidden =
        opening.filter(s -> Bindings.findLocal(name, s).isPresent()).isPresent()
            || Bindings.findLocal(name, start.whole()).isPresent()
            || before.filter(s -> Bindings.findLocal(name, s).isPresent()).isPresent();
    return hidden ? Optional.of("the name '" + name + "' is taken") : Optional.empty();
  }

  /** Whether the class has a field of the name, by an earlier fix or for something else. */
  boolean isThere() {
    return type.getFieldByName(name).isPresent();
  }

  /** The monitors held where the scope is ended. */
  private List<Monitor> heldAtEnd(RuleContext context) {
    List<Monitor> held = new ArrayList<>();
    if (ending.isSynchronized()) {
      held.add(Monitor.of(ending));
    }
    for (Optional<SynchronizedStmt> block =
            before.flatMap(s -> Around.find(SynchronizedStmt.class, s));
        block.filter(b -> b.isDescendantOf(ending)).isPresent();
        block = Around.find(SynchronizedStmt.class, block.get())) {
      held.add(Monitor.of(block.get(), context));
    }
    return held;
  }

  private static boolean isStatic(Expression executor, RuleContext context) {
    return context
        .types()
        .fieldOf(executor)
        .flatMap(context.types()::declarationOf)
        .flatMap(variable -> variable.getParentNode())
        .filter(node -> node instanceof FieldDeclaration field && field.isStatic())
        .isPresent();
  }

  private static boolean isDeclared(String field, RuleContext context) {
    return context.facts().nodes().of(FieldDeclaration.class).stream()
        .flatMap(declaration -> declaration.getVariables().stream())
        .anyMatch(variable -> variable.getNameAsString().equals(field));
  }

  /** Whether the executor of a start is made in this file, for what this file does. */
  static boolean isMadeHere(TaskStart start, RuleContext context) {
    return context
        .facts()
        .executors()
        .findOwner((MethodCallExpr) start.whole())
        .filter(o -> o.at() instanceof Expression e && context.facts().executors().isCreation(e))
        .isPresent();
  }

  /** Whether somebody else says what the task runs on, though the class may end that. */
  private static boolean isHandedIn(TaskStart start, RuleContext context) {
    return context
        .facts()
        .executors()
        .findOwner((MethodCallExpr) start.whole())
        .map(Executors.Owner::at)
        .filter(at -> at instanceof NameExpr || at instanceof Parameter)
        .isPresent();
  }

  static Optional<String> fieldName(Expression executor, RuleContext context) {
    boolean named = executor instanceof NameExpr || executor instanceof FieldAccessExpr;
    return named ? context.types().fieldOf(executor).map(use -> use.name()) : Optional.empty();
  }

  private static Optional<OwnedScope> in(
      TypeDeclaration<?> type,
      Optional<String> executor,
      boolean works,
      TaskThreads given,
      TaskCode code,
      RuleContext context) {
    Optional<Statement> remade = executor.flatMap(name -> openingOf(type, name, context));
    Optional<Statement> opening =
        remade.isEmpty() && given.reach() == TaskThreads.Reach.CREATION
            ? executor.flatMap(name -> constructionOf(type, name))
            : remade;
    TaskThreads threads =
        given.within(opening.isPresent() ? TaskThreads.Reach.CREATION : TaskThreads.Reach.FIELD);
    Optional<Statement> shutdown = executor.flatMap(name -> shutdownOf(type, name, context));
    if (shutdown.isPresent()) {
      MethodDeclaration method = Around.find(MethodDeclaration.class, shutdown.get()).orElseThrow();
      String name = free(nameFor(executor.get()), type, context);
      // A loop may have to be told to stop, by a flag behind the shutdown, before it is waited for.
      return works
          ? atEnd(name, type, method, opening, threads)
          : Optional.of(new OwnedScope(name, type, method, shutdown, opening, threads));
    }
    return endingOf(type, context)
        .flatMap(
            method -> {
              List<Statement> body = method.getBody().orElseThrow().getStatements();
              String name =
                  free(
                      executor.map(OwnedScope::nameFor).orElse(nameFor(works, threads)),
                      type,
                      context);
              // Some call of a task may wait till the object that it is made on is stopped.
              return works || body.isEmpty() || code.usesWhatEndsIn(method)
                  ? atEnd(name, type, method, opening, threads)
                  : Optional.of(
                      new OwnedScope(
                          name, type, method, Optional.of(body.get(0)), opening, threads));
            });
  }

  /** Ended last of all by a method; empty where the method does not come to its end. */
  private static Optional<OwnedScope> atEnd(
      String name,
      TypeDeclaration<?> type,
      MethodDeclaration method,
      Optional<Statement> opening,
      TaskThreads threads) {
    Optional<Statement> last = method.getBody().orElseThrow().getStatements().getLast();
    Optional<Statement> returns = last.filter(Statement::isReturnStmt);
    boolean ends = returns.isPresent() || last.map(Completion::isPossible).orElse(true);
    return ends
        ? Optional.of(new OwnedScope(name, type, method, returns, opening, threads))
        : Optional.empty();
  }

  /** The one statement by which a method, not a constructor, makes the executor in a field. */
  private static Optional<Statement> openingOf(
      TypeDeclaration<?> type, String field, RuleContext context) {
    List<Statement> found = new ArrayList<>();
    for (AssignExpr assignment : context.facts().nodes().of(AssignExpr.class)) {
      boolean makes =
          isField(assignment.getTarget(), field)
              && !assignment.getValue().isNullLiteralExpr()
              && assignment.isDescendantOf(type)
              && Around.find(ConstructorDeclaration.class, assignment).isEmpty()
              && Around.find(MethodDeclaration.class, assignment).isPresent();
      if (makes && assignment.getParentNode().orElse(null) instanceof ExpressionStmt statement) {
        found.add(statement);
      }
    }
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  /** The statement by which the only constructor makes the executor in a field. */
  private static Optional<Statement> constructionOf(TypeDeclaration<?> type, String field) {
    if (type.getConstructors().size() != 1) {
      return Optional.empty();
    }
    return type.getConstructors().get(0).getBody().getStatements().stream()
        .filter(
            statement ->
                statement instanceof ExpressionStmt line
                    && line.getExpression() instanceof AssignExpr assignment
                    && isField(assignment.getTarget(), field)
                    && !assignment.getValue().isNullLiteralExpr())
        .findFirst();
  }

  private static boolean isField(Expression expression, String field) {
    return expression instanceof NameExpr name
            && name.getNameAsString().equals(field)
            && Bindings.findLocal(name).isEmpty()
        || expression instanceof FieldAccessExpr access
            && access.getScope() instanceof ThisExpr
            && access.getNameAsString().equals(field);
  }

  /** The statement that shuts the executor in a field down. */
  static Optional<Statement> shutdownOf(
      TypeDeclaration<?> type, String field, RuleContext context) {
    return context.facts().nodes().of(MethodCallExpr.class).stream()
        .filter(OwnedScope::isNamedAsEnd)
        .filter(call -> typeAround(call) == type && isInMethod(call))
        .filter(call -> ends(call, field, context))
        .flatMap(call -> Around.find(Statement.class, call).stream())
        .filter(OwnedScope::mayStandBehind)
        .findFirst();
  }

  /** Whether a scope can be ended before a call in a statement; a condition may be the call's. */
  private static boolean mayStandBehind(Statement statement) {
    return statement.isExpressionStmt()
        || statement.isIfStmt() && statement.getParentNode().orElse(null) instanceof BlockStmt;
  }

  private static boolean isNamedAsEnd(MethodCallExpr call) {
    String name = call.getNameAsString().toLowerCase(Locale.ROOT);
    return name.contains("shutdown") || name.startsWith("close") || name.startsWith("terminate");
  }

  private static boolean ends(MethodCallExpr call, String field, RuleContext context) {
    if (call.getScope().filter(s -> isField(s, field)).isPresent()) {
      return context
          .types()
          .calleeOf(call)
          .filter(c -> context.facts().catalogue().has(Role.SHUTS_DOWN, c, context.types()))
          .isPresent();
    }
    return call.getArguments().stream().anyMatch(a -> isField(a, field));
  }

  private static Node typeAround(Node node) {
    return Around.find(TypeDeclaration.class, node).map(Node.class::cast).orElse(null);
  }

  /** In a method's own code, not in that of a function or of a class inside. */
  private static boolean isInMethod(Node node) {
    for (Node n = node; n != null; n = n.getParentNode().orElse(null)) {
      if (n instanceof LambdaExpr || n instanceof BodyDeclaration<?>) {
        return n instanceof MethodDeclaration method
            && !method.isStatic()
            && method.getParentNode().orElse(null) instanceof TypeDeclaration<?>;
      }
    }
    return false;
  }

  /** The method by which an object of a class is ended. */
  static Optional<MethodDeclaration> endingOf(TypeDeclaration<?> type, RuleContext context) {
    List<String> names = new ArrayList<>(List.of("shutdown", "stop", "close", "destroy"));
    names.addAll(List.of("shutDown", "dispose", "terminate", "doStop"));
    boolean closeable =
        context
            .types()
            .isA(
                context.types().thisType(type.getMembers().isEmpty() ? type : type.getMember(0)),
                "java.lang.AutoCloseable");
    if (closeable) {
      names.add(0, "close");
    }
    return names.stream()
        .flatMap(name -> type.getMethodsByName(name).stream())
        .filter(m -> m.getBody().isPresent() && !m.isStatic() && !m.isPrivate())
        .filter(m -> m.getParameters().stream().allMatch(p -> HOW.contains(p.getTypeAsString())))
        .findFirst()
        .map(method -> lastOverload(method, context));
  }

  /** The overload that others of an ending come down to: whichever is called, it runs. */
  private static MethodDeclaration lastOverload(MethodDeclaration ending, RuleContext context) {
    Set<MethodDeclaration> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    MethodDeclaration method = ending;
    while (seen.add(method)) {
      method = overloadCalledBy(method, context).orElse(method);
    }
    return method;
  }

  private static Optional<MethodDeclaration> overloadCalledBy(
      MethodDeclaration ending, RuleContext context) {
    return ending.getBody().orElseThrow().getStatements().stream()
        .filter(Statement::isExpressionStmt)
        .map(s -> s.asExpressionStmt().getExpression())
        .filter(Expression::isMethodCallExpr)
        .map(Expression::asMethodCallExpr)
        .filter(call -> call.getName().equals(ending.getName()))
        .filter(call -> call.getScope().filter(s -> !s.isThisExpr()).isEmpty())
        .flatMap(call -> context.types().calleeOf(call).stream())
        .flatMap(callee -> context.types().declarationOf(callee).stream())
        .filter(m -> Flow.areSiblings(m, ending) && !m.isStatic())
        .findFirst();
  }

  /**
   * Adds the field and its end to a fix.
   *
   * @param drains whether tasks are to be given time to end on their own
   * @param left a field that the fix takes out
   * @return how the task names the scope
   */
  String write(FixDraft fix, boolean drains, Optional<IdleField> left, RuleContext context) {
    SourceText source = context.source();
    String scope = fix.name(ScopeAtHand.SCOPE);
    String options = threads.options(fix, context);
    String title = '"' + type.getNameAsString() + '"';
    declare(fix, scope, title, options, left, source);
    boolean alone = left.isPresent();
    opening.ifPresent(
        statement -> {
          String[] lines = opening(scope, title, options, statement, source);
          if (alone) {
            fix.before(statement, lines);
          } else {
            fix.after(statement, lines);
          }
        });
    String[] end = drains ? draining(fix) : new String[] {name + ".close();"};
    boolean besideExecutor = !alone && before.filter(OwnedScope::isOnlyThere).isPresent();
    if (opening.isPresent() && !isConstructed() && !besideExecutor) {
      // Nothing may have been started.
      List<String> lines = new ArrayList<>(List.of("if (" + name + " != null) {"));
      List.of(end).forEach(line -> lines.add(fix.step() + line));
      lines.add("}");
      end = lines.toArray(String[]::new);
    }
    // Where what stood there goes, the end comes in its place.
    Optional<Statement> place =
        before.or(() -> ending.getBody().orElseThrow().getStatements().getLast());
    Optional<Statement> going = place.flatMap(s -> left.flatMap(idle -> idle.goingWith(s)));
    if (going.isPresent() || before.isPresent()) {
      fix.before(going.or(() -> before).orElseThrow(), end);
    } else {
      fix.atEndOf(ending.getBody().orElseThrow(), end);
    }
    return name;
  }

  /** Whether a statement calls an executor, which has to be there; a helper may look first. */
  private static boolean isOnlyThere(Statement end) {
    return end instanceof ExpressionStmt line
        && line.getExpression() instanceof MethodCallExpr call
        && call.getArguments().isEmpty();
  }

  /** Whether the constructor opens it, once and for all. */
  private boolean isConstructed() {
    return opening.flatMap(s -> Around.find(ConstructorDeclaration.class, s)).isPresent();
  }

  private String[] opening(
      String scope, String title, String options, Statement statement, SourceText source) {
    String further = Passage.further(source);
    String open = further + scope + ".open(";
    int column = source.columnOf(source.rangeOf(statement).start());
    if (column + open.length() + title.length() + options.length() + 4 <= Passage.widthIn(source)) {
      return new String[] {name + " =", open + title + ", " + options + ");"};
    }
    String deeper = further + further;
    List<String> lines = new ArrayList<>(List.of(name + " =", open, deeper + title + ","));
    for (String line : TaskThreads.fitted(options, column + deeper.length(), source)) {
      lines.add((lines.size() == 3 ? deeper : deeper + further) + line);
    }
    lines.set(lines.size() - 1, lines.get(lines.size() - 1) + ");");
    return lines.toArray(String[]::new);
  }

  private String[] draining(FixDraft fix) {
    String shutdown = name + ".shutdown(" + fix.name("java.time.Duration") + ".ofSeconds(10));";
    Node place = before.map(Node.class::cast).orElse(ending.getBody().orElseThrow());
    if (Interruptions.declaredAround(place)
        || ending.getThrownExceptions().stream().anyMatch(Interruptions::takes)) {
      return new String[] {shutdown, name + ".close();"};
    }
    String caught = Bindings.findLocal("e", place).isPresent() ? fix.freshName("interrupt") : "e";
    return new String[] {
      "try {",
      fix.step() + shutdown,
      "} catch (InterruptedException " + caught + ") {",
      fix.step() + "Thread.currentThread().interrupt();",
      "}",
      name + ".close();"
    };
  }

  private void declare(
      FixDraft fix,
      String scope,
      String title,
      String options,
      Optional<IdleField> left,
      SourceText source) {
    String end = Layout.of(source).lineEnd();
    String indent = FieldPlace.indentIn(type, left, source);
    String further = end + indent + Passage.further(source);
    String open = scope + ".open(" + title + ", " + options + ");";
    if (indent.length() + open.length() + 4 > Passage.widthIn(source)) {
      String deeper = further + Passage.further(source);
      String fitted =
          String.join(
              deeper + Passage.further(source),
              TaskThreads.fitted(options, deeper.length(), source));
      open = scope + ".open(" + deeper + title + "," + deeper + fitted + ");";
    }
    String field =
        indent
            + "private "
            + (opening.isPresent() && !isConstructed() ? "" : "final ")
            + scope
            + "<Void> "
            + name
            + (opening.isPresent() ? ";" : " =" + further + open);
    FieldPlace.insert(field, type, left, fix, source);
  }
}
