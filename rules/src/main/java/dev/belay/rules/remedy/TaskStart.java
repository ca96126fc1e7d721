package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.facts.Uses;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A start of a task, read so that it can be written anew in a scope.
 *
 * @param whole the expression to be replaced; its value is dropped
 * @param runs the lambda, reference or object that the task runs
 * @param work the same as text
 * @param executor what it is started on; empty for threads and the common pool
 * @param name text of an expression for the task's name, where the code gives one
 * @param timing present if it is scheduled
 * @param setup statements that only prepare the thread or are about an executor of its own, to be
 *     taken out
 * @param own the thread's own class, where it has one that is to be none of a thread
 */
record TaskStart(
    Expression whole,
    Expression runs,
    Work work,
    Optional<Expression> executor,
    Optional<String> name,
    Optional<Timing> timing,
    List<Statement> setup,
    Optional<ThreadClass> own) {

  private static final String NO_FORM = "what it runs has no form that a scope takes";

  private static final String OWN_API = "this way to start a task has no counterpart in a scope";

  /** Calls on a thread that a scope makes needless, or that merely name it. */
  private static final Set<String> SETUP = Set.of("setDaemon", "setName");

  /** Names that say of a task no more than that it is one. */
  private static final Set<String> ANYTHING =
      Set.of("task", "runnable", "callable", "command", "job", "work", "action", "r", "c", "this");

  /** Reads a call of an executor or of {@code CompletableFuture}. */
  static Answer<TaskStart> ofCall(MethodCallExpr call, RuleContext context) {
    String method = call.getNameAsString();
    int arguments = call.getArguments().size();
    boolean submits =
        (method.equals("submit") || method.equals("execute"))
            && arguments == 1
            && receives(call, "java.util.concurrent.Executor", context);
    Optional<Timing> schedule =
        receives(call, "java.util.concurrent.ScheduledExecutorService", context)
            ? Timing.of(call)
            : Optional.empty();
    Optional<Timing> timing = schedule.filter(t -> !t.isNow());
    boolean runsAsync =
        (method.equals("runAsync") || method.equals("supplyAsync"))
            && context
                .types()
                .calleeOf(call)
                .filter(c -> c.isOf("java.util.concurrent.CompletableFuture"))
                .isPresent();
    if (!submits && schedule.isEmpty() && !runsAsync) {
      return Answer.none(OWN_API);
    }
    boolean alsoCallable =
        method.equals("submit") || method.equals("schedule") || method.equals("supplyAsync");
    Expression runs = call.getArgument(0);
    Optional<Work> work =
        Work.of(runs, alsoCallable, runs, context)
            .filter(w -> timing.isEmpty() || w.runnable().isPresent());
    Optional<Expression> executor = context.facts().executors().findExecutor(call);
    boolean repeats = timing.filter(Timing::repeats).isPresent();
    List<Statement> setup =
        executor
            .flatMap(e -> IdleLocal.of(e, context))
            .filter(local -> local.mayGo(repeats))
            .map(IdleLocal::statements)
            .orElse(List.of());
    return work.isEmpty()
        ? Answer.none(NO_FORM)
        : Answer.of(
            new TaskStart(
                call,
                runs,
                work.get(),
                executor,
                Optional.empty(),
                timing,
                setup,
                Optional.empty()));
  }

  private static boolean receives(MethodCallExpr call, String type, RuleContext context) {
    return call.getScope()
        .filter(s -> context.types().isA(context.types().of(s), type))
        .isPresent();
  }

  /**
   * Reads the start of a thread.
   *
   * @param start {@code start()}, or a call that makes and starts a thread
   * @param made the expression that makes the thread
   */
  static Answer<TaskStart> ofThread(Expression start, Expression made, RuleContext context) {
    if (!(start instanceof MethodCallExpr call)) {
      return Answer.none("the object that is made here starts its thread itself");
    }
    if (!(made instanceof ObjectCreationExpr creation)) {
      return ofStarter(call, made, context);
    }
    Answer<List<Statement>> setup = setupOf(call, creation, context);
    if (!setup.isPresent()) {
      return setup.instead();
    }
    boolean plain = context.types().classNameOf(creation.getType()).equals("java.lang.Thread");
    Answer<ThreadParts> parts =
        plain ? partsOf(creation, call, context) : partsOfPrivate(creation, context);
    if (!parts.isPresent()) {
      return parts.instead();
    }
    Optional<String> name =
        setup.get().stream()
            .flatMap(s -> s.findFirst(MethodCallExpr.class, TaskStart::setsName).stream())
            .map(c -> Passage.of(c.getArgument(0), context.source()))
            .findFirst()
            .or(parts.get()::name);
    return Answer.of(
        new TaskStart(
            call,
            parts.get().runs(),
            parts.get().work(),
            Optional.empty(),
            name,
            Optional.empty(),
            setup.get(),
            parts.get().own()));
  }

  private static boolean setsName(MethodCallExpr call) {
    return call.getNameAsString().equals("setName");
  }

  /** {@code Thread.startVirtualThread(r)}, {@code Thread.ofVirtual().start(r)}. */
  private static Answer<TaskStart> ofStarter(
      MethodCallExpr call, Expression made, RuleContext context) {
    boolean starter =
        made == call
            && call.getArguments().size() == 1
            && (call.getNameAsString().equals("startVirtualThread")
                || call.getNameAsString().equals("start"));
    Optional<Work> work =
        starter ? Work.of(call.getArgument(0), false, call, context) : Optional.empty();
    return work.isEmpty()
        ? Answer.none(starter ? NO_FORM : "the thread is made elsewhere")
        : Answer.of(
            new TaskStart(
                call,
                call.getArgument(0),
                work.get(),
                Optional.empty(),
                nameIn(call, context),
                Optional.empty(),
                List.of(),
                Optional.empty()));
  }

  /** {@code Thread.ofVirtual().name("n")…}. */
  private static Optional<String> nameIn(MethodCallExpr call, RuleContext context) {
    return call.findAll(MethodCallExpr.class).stream()
        .filter(c -> c.getNameAsString().equals("name") && c.getArguments().size() == 1)
        .filter(c -> !c.isDescendantOf(call.getArgument(0)))
        .map(c -> Passage.of(c.getArgument(0), context.source()))
        .findFirst();
  }

  private record ThreadParts(
      Expression runs, Work work, Optional<String> name, Optional<ThreadClass> own) {}

  /** A class that others do not know, and that is made here alone, need be no thread. */
  private static Answer<ThreadParts> partsOfPrivate(
      ObjectCreationExpr creation, RuleContext context) {
    Answer<ThreadClass> own = ThreadClass.ofPrivate(creation, context);
    Work work = new Work(Optional.of(Passage.of(creation, context.source())), Optional.empty());
    return own.isPresent()
        ? Answer.of(
            new ThreadParts(
                creation,
                work,
                own.get().name().map(name -> Passage.of(name, context.source())),
                own.value()))
        : own.instead();
  }

  private static Answer<ThreadParts> partsOf(
      ObjectCreationExpr creation, Node place, RuleContext context) {
    SourceText source = context.source();
    List<Expression> arguments = creation.getArguments();
    boolean named =
        !arguments.isEmpty()
            && context
                .types()
                .classNameOf(arguments.get(arguments.size() - 1))
                .equals("java.lang.String");
    Optional<String> name =
        named
            ? Optional.of(Passage.of(arguments.get(arguments.size() - 1), source))
            : Optional.empty();
    int bodies = arguments.size() - (named ? 1 : 0);
    if (creation.getAnonymousClassBody().isPresent()) {
      Answer<ThreadClass> own = ThreadClass.ofAnonymous(creation, context);
      if (bodies != 0 || !own.isPresent()) {
        return bodies != 0 ? Answer.none(NO_FORM) : own.instead();
      }
      Optional<String> given = own.get().name().map(n -> Passage.of(n, source));
      Work work =
          new Work(Optional.of(own.get().asRunnable(creation, place, source)), Optional.empty());
      return Answer.of(new ThreadParts(creation, work, name.or(() -> given), own.value()));
    }
    if (bodies != 1) {
      return Answer.none(NO_FORM);
    }
    return Work.of(arguments.get(0), false, place, context)
        .filter(w -> w.runnable().isPresent())
        .map(w -> Answer.of(new ThreadParts(arguments.get(0), w, name, Optional.empty())))
        .orElse(Answer.none(NO_FORM));
  }

  /**
   * The statements between making a thread and starting it, where a variable keeps it meanwhile:
   * its declaration first.
   */
  private static Answer<List<Statement>> setupOf(
      MethodCallExpr start, ObjectCreationExpr made, RuleContext context) {
    if (!(start.getScope().orElse(null) instanceof NameExpr name)) {
      return made.isDescendantOf(start)
          ? Answer.of(List.of())
          : Answer.none("the thread is kept in a field");
    }
    Optional<Node> local = Bindings.findLocal(name);
    if (local.isEmpty()
        || !(local.get() instanceof VariableDeclarator variable)
        || variable.getInitializer().filter(v -> v == made).isEmpty()
        || !(variable.getParentNode().orElse(null) instanceof VariableDeclarationExpr declaration)
        || declaration.getVariables().size() != 1
        || !(declaration.getParentNode().orElse(null) instanceof ExpressionStmt first)) {
      return Answer.none("the thread is kept in a field");
    }
    List<Statement> setup = new ArrayList<>(List.of(first));
    for (NameExpr use : Bindings.usesOf(variable)) {
      if (use == name) {
        continue;
      }
      Optional<Statement> sets =
          Uses.callOn(use)
              .filter(call -> SETUP.contains(call.getNameAsString()))
              .flatMap(Node::getParentNode)
              .filter(n -> n instanceof ExpressionStmt && Flow.areSiblings(n, first))
              .map(Statement.class::cast);
      sets.ifPresent(setup::add);
      if (sets.isEmpty()) {
        return Answer.none("the thread is used besides, in '" + deedOf(use) + "'");
      }
    }
    boolean together =
        start.getParentNode().filter(call -> Flow.areSiblings(call, first)).isPresent();
    return together ? Answer.of(setup) : Answer.none("the thread is started somewhere else");
  }

  /** Whether the author has said if the process may end before the task. */
  boolean isDaemonOrNot() {
    return toldDaemon().findAny().isPresent();
  }

  /** Whether the thread is a daemon, which it is not unless it was told; empty where who told? */
  Optional<Boolean> daemon() {
    List<Expression> told = toldDaemon().toList();
    if (told.isEmpty()) {
      return Optional.of(isVirtual());
    }
    return told.size() == 1 && told.get(0).isBooleanLiteralExpr()
        ? Optional.of(told.get(0).asBooleanLiteralExpr().getValue())
        : Optional.empty();
  }

  private Stream<Expression> toldDaemon() {
    return Stream.concat(setup.stream(), own.stream().flatMap(type -> type.setup().stream()))
        .flatMap(s -> s.findFirst(MethodCallExpr.class, TaskStart::setsDaemon).stream())
        .map(call -> call.getArgument(0));
  }

  private static boolean setsDaemon(MethodCallExpr call) {
    return call.getNameAsString().equals("setDaemon") && call.getArguments().size() == 1;
  }

  /** {@code Thread.startVirtualThread(r)}, {@code Thread.ofVirtual()…start(r)}: ever daemons. */
  private boolean isVirtual() {
    return whole instanceof MethodCallExpr call
        && (call.getNameAsString().equals("startVirtualThread")
            || call.findFirst(
                    MethodCallExpr.class,
                    c -> c.getNameAsString().equals("ofVirtual") && !c.isDescendantOf(runs))
                .isPresent());
  }

  private static String deedOf(Node use) {
    Node parent = use.getParentNode().orElse(use);
    return parent instanceof MethodCallExpr call
        ? call.getNameAsString()
        : parent.getClass().getSimpleName();
  }

  /** Whether a part of its code stands where the code stays as it is. */
  boolean isInPlace(Node part) {
    return runsInPlace() && work.runnable().isPresent() && part.isDescendantOf(runs);
  }

  /** Puts the call of a scope that starts the same task in the place of this start. */
  void write(String scope, FixDraft fix, RuleContext context) {
    SourceText source = context.source();
    EndQuestions.of(this, context).write(scope, fix);
    for (Statement statement : setup) {
      boolean before = Node.NODE_BY_BEGIN_POSITION.compare(statement, whole) < 0;
      if (before) {
        fix.removeWithGap(statement);
      } else {
        fix.remove(statement);
      }
    }
    if (runs instanceof ObjectCreationExpr made && made.getAnonymousClassBody().isEmpty()) {
      own.ifPresent(type -> type.write(made, fix, context));
    }
    if (runsInPlace()) {
      inPlace(scope, fix, source, context);
    } else {
      String named = work.runnable().isPresent() ? name.orElse("") : nameOrElse(context);
      String said = named.isEmpty() ? work.runnable().or(work::body).orElseThrow() : plain(context);
      // Where the argument had a line of its own, its further lines are as deep as that was.
      String text = own.isPresent() ? said : Passage.moved(said, runs, whole, source);
      fix.replace(whole, scope + ".start(" + (named.isEmpty() ? "" : named + ", ") + text + ")");
    }
  }

  /** A reference to a method with several forms could be either kind of body; a lambda is not. */
  private String plain(RuleContext context) {
    boolean ambiguous =
        runs instanceof MethodReferenceExpr reference
            && context.types().methodsNamed(reference.getIdentifier(), whole).size() > 1;
    return ambiguous
        ? work.body().or(work::runnable).orElseThrow()
        : work.runnable().or(work::body).orElseThrow();
  }

  /** Whether what runs is the first argument of the call, so that its text need not move. */
  private boolean runsInPlace() {
    return executor.isPresent()
        && whole instanceof MethodCallExpr call
        && call.getArgument(0) == runs;
  }

  private void inPlace(String scope, FixDraft fix, SourceText source, RuleContext context) {
    MethodCallExpr call = (MethodCallExpr) whole;
    SourceRange range = source.rangeOf(call);
    int open = source.text().indexOf('(', source.rangeOf(call.getName()).end()) + 1;
    Optional<String> named =
        timing.isPresent() || work.runnable().isEmpty() ? Optional.of(nameOrElse(context)) : name;
    String head = scope + ".start(" + named.map(n -> n + ", ").orElse("");
    String factory =
        timing.map(t -> fix.name("dev.belay.runtime.Body") + "." + t.factory() + "(").orElse("");
    String text = work.runnable().or(work::body).orElseThrow();
    if (timing.isPresent() && isShort(call, source)) {
      List<String> times = timing.get().durations(fix, context);
      int column = source.columnOf(range.start()) - 1;
      String body = factory + text + ", " + String.join(", ", times) + ")";
      if (column + head.length() + body.length() + 2 <= Passage.widthIn(source)) {
        fix.replace(call, head + body + ")");
        return;
      }
      String line = Passage.lineBreak(call, 1, source);
      String deeper = Passage.lineBreak(call, 2, source);
      String inner =
          column + body.length() + 8 <= Passage.widthIn(source)
              ? body
              : factory + deeper + text + "," + deeper + String.join("," + deeper, times) + ")";
      fix.replace(call, scope + ".start(" + line + named.get() + "," + line + inner + ")");
      return;
    }
    if (timing.isEmpty() && call.getArguments().size() > 1) {
      // An executor, or no delay: a scope is not told of either.
      int last = source.rangeOf(call.getArgument(call.getArguments().size() - 1)).end();
      fix.replace(new SourceRange(source.rangeOf(runs).end(), last), "");
    }
    boolean below = timing.isEmpty() && named.isPresent() && startsLine(runs, source);
    fix.replace(new SourceRange(range.start(), open), below ? scope + ".start(" : head + factory);
    if (below) {
      String line = Passage.lineBreak(runs, 0, source);
      fix.replace(runs, named.get() + "," + line + text);
      return;
    }
    if (work.runnable().isEmpty()) {
      fix.replace(runs, text);
    }
    if (timing.isPresent()) {
      timing.get().write(fix, context);
      fix.insert(range.end(), ")");
    }
  }

  /** Whether each argument has one line, and no comment stands among them that would be lost. */
  private static boolean isShort(MethodCallExpr call, SourceText source) {
    SourceRange name = source.rangeOf(call.getName());
    String text = source.text(new SourceRange(name.end(), source.rangeOf(call).end()));
    return !text.contains("//")
        && !text.contains("/*")
        && call.getArguments().stream()
            .map(source::rangeOf)
            .allMatch(range -> source.lineOf(range.start()) == source.lineOf(range.end()));
  }

  private static boolean startsLine(Expression expression, SourceText source) {
    int start = source.rangeOf(expression).start();
    return source.text(new SourceRange(source.startOfLine(source.lineOf(start)), start)).isBlank();
  }

  /** The name that is there, or the one of what the task does first. */
  private String nameOrElse(RuleContext context) {
    return name.orElseGet(() -> '"' + deed(context) + '"');
  }

  /** What the task does, in a word of the code's own. */
  String deed(RuleContext context) {
    return deedOf(runs, context)
        .or(() -> Around.find(MethodDeclaration.class, whole).map(m -> m.getNameAsString()))
        .orElse("task");
  }

  /** What a function or an object says of what it does; empty where it says nothing. */
  static Optional<String> deedOf(Expression runs, RuleContext context) {
    if (runs instanceof MethodReferenceExpr reference) {
      return Optional.of(
          reference.getScope() instanceof NameExpr owner
              ? owner.getNameAsString() + "." + reference.getIdentifier()
              : reference.getIdentifier());
    }
    if (runs instanceof ObjectCreationExpr creation && creation.getAnonymousClassBody().isEmpty()) {
      return Optional.of(creation.getType().getNameAsString());
    }
    String type = context.types().classNameOf(runs);
    if (runs instanceof NameExpr name && !ANYTHING.contains(name.getNameAsString())) {
      // What a variable is called may say what comes of the task; its class is what it does.
      return Optional.of(
          type.isEmpty() || type.startsWith("java.") ? name.getNameAsString() : simple(type));
    }
    if (runs instanceof NameExpr || runs instanceof ThisExpr) {
      return TaskCode.firstDeedOf(runs, context)
          .or(
              () ->
                  Optional.of(type)
                      .filter(t -> !t.isEmpty() && !t.startsWith("java."))
                      .map(TaskStart::simple));
    }
    boolean code = runs instanceof LambdaExpr || runs instanceof ObjectCreationExpr;
    if (runs instanceof MethodCallExpr wrapper && wrapper.getArguments().size() == 1) {
      return deedOf(wrapper.getArgument(0), context);
    }
    if (runs instanceof MethodCallExpr maker && maker.getArguments().isEmpty()) {
      return Optional.of(maker.getNameAsString());
    }
    return code ? TaskCode.firstDeed(runs, context) : Optional.empty();
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
