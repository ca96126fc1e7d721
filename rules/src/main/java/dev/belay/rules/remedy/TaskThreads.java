package dev.belay.rules.remedy;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The threads that a task has had, for the scope it moves to. A scope's own are daemons from JDK 21
 * on and none before, so that without a word of it a process might end while its tasks run, or not
 * end any more.
 *
 * @param daemon whether they are daemons; empty where that cannot be told
 * @param factory text of what makes them, where that is given and may stand elsewhere
 * @param reach where that text may stand
 * @param sure whether it is known, and not only named, to be a factory
 */
record TaskThreads(Optional<Boolean> daemon, Optional<String> factory, Reach reach, boolean sure) {

  /** Where an expression that makes threads means the same. */
  enum Reach {
    /** In any field of the class, above all others too. */
    STATIC,

    /** In a field of an object. */
    FIELD,

    /** Where the executor is made. */
    CREATION,

    /** Nowhere else. */
    NONE
  }

  /** The first Java whose scopes have virtual threads, which are daemons. */
  private static final int OF_VIRTUAL_THREADS = 21;

  private static final int LONGEST_FACTORY = 100;

  private static final String THREADS = ".threads(";

  /** Before each option that may stand on a line of its own. */
  private static final Pattern LINKS = Pattern.compile("(?=\\.(listener|daemon)\\()");

  private static final TaskThreads UNKNOWN =
      new TaskThreads(Optional.empty(), Optional.empty(), Reach.STATIC, true);

  /** Makers of executors that take no factory, whose threads are daemons. */
  private static final Set<String> OF_DAEMONS =
      Set.of("newWorkStealingPool", "newVirtualThreadPerTaskExecutor");

  private static final Set<String> JDK_POOLS =
      Set.of(
          "java.util.concurrent.ThreadPoolExecutor",
          "java.util.concurrent.ScheduledThreadPoolExecutor");

  private static TaskThreads daemons(boolean on) {
    return new TaskThreads(Optional.of(on), Optional.empty(), Reach.STATIC, true);
  }

  /** The threads that a start runs its task on. */
  static TaskThreads of(TaskStart start, RuleContext context) {
    if (start.executor().isEmpty()) {
      // Without an executor it is the common pool's, or a thread of its own.
      boolean pooled =
          start.whole() instanceof MethodCallExpr c && c.getNameAsString().endsWith("Async");
      return pooled
          ? daemons(true)
          : new TaskThreads(start.daemon(), Optional.empty(), Reach.STATIC, true);
    }
    Optional<Expression> made =
        context
            .facts()
            .executors()
            .findOwner((MethodCallExpr) start.whole())
            .map(owner -> owner.at())
            .filter(Expression.class::isInstance)
            .map(Expression.class::cast);
    return made.isPresent()
        ? ofExecutor(made.get(), context)
        : IdleField.keeping(start.executor().get(), context)
            .map(IdleField::values)
            .filter(values -> values.size() == 1 && values.get(0).isMethodCallExpr())
            .map(values -> ofHelper(values.get(0).asMethodCallExpr(), context))
            .orElse(UNKNOWN);
  }

  /** The threads of an executor that is made here. */
  private static TaskThreads ofExecutor(Expression made, RuleContext context) {
    if (made instanceof MethodCallExpr call && isOfJdk(call, context)) {
      String method = call.getNameAsString();
      if (OF_DAEMONS.contains(method)) {
        return daemons(true);
      }
      boolean counted =
          method.equals("newFixedThreadPool") || method.equals("newScheduledThreadPool");
      int others = counted ? 1 : 0;
      return method.startsWith("new") ? ofArgument(call.getArguments(), others, context) : UNKNOWN;
    }
    if (made instanceof ObjectCreationExpr pool
        && pool.getAnonymousClassBody().isEmpty()
        && JDK_POOLS.contains(context.types().classNameOf(pool.getType()))) {
      return ofArgument(
          pool.getArguments(), pool.getType().getNameAsString().startsWith("S") ? 1 : 5, context);
    }
    return UNKNOWN;
  }

  /**
   * Those of an executor that a helper makes of a factory, as far as the name of the factory's
   * class tells: enough before a reader's eyes, and the compiler's.
   */
  private static TaskThreads ofHelper(MethodCallExpr call, RuleContext context) {
    List<Expression> factories =
        call.getArguments().stream().filter(TaskThreads::isNamedFactory).toList();
    TaskThreads threads = factories.size() == 1 ? ofFactory(factories.get(0), context) : UNKNOWN;
    return threads.factory().isPresent()
        ? new TaskThreads(threads.daemon(), threads.factory(), threads.reach(), false)
        : UNKNOWN;
  }

  private static boolean isNamedFactory(Expression argument) {
    return argument instanceof ObjectCreationExpr made
        && made.getAnonymousClassBody().isEmpty()
        && made.getType().getNameAsString().contains("ThreadFactory");
  }

  /** Whether a call is of the JDK's makers of executors and factories. */
  static boolean isOfJdk(MethodCallExpr call, RuleContext context) {
    return context
        .types()
        .calleeOf(call)
        .filter(callee -> callee.isOf("java.util.concurrent.Executors"))
        .isPresent();
  }

  /**
   * The factory among the arguments of an executor's maker, or the JDK's own where there is none.
   *
   * @param before how many stand before it
   */
  private static TaskThreads ofArgument(
      List<Expression> arguments, int before, RuleContext context) {
    if (arguments.size() <= before) {
      return daemons(false);
    }
    Expression factory = arguments.get(before);
    boolean handler = factory.isLambdaExpr() && factory.asLambdaExpr().getParameters().size() == 2;
    boolean rejects =
        handler
            || context
                .types()
                .isA(context.types().of(factory), "java.util.concurrent.RejectedExecutionHandler");
    if (rejects) {
      return daemons(false);
    }
    return ofFactory(factory, context);
  }

  private static TaskThreads ofFactory(Expression factory, RuleContext context) {
    ThreadMaking making = new ThreadMaking(factory, context);
    String text = inOneLine(Passage.of(factory, context.source()));
    boolean brief = text.indexOf('\n') < 0 && text.length() <= LONGEST_FACTORY;
    Reach reach = brief ? making.reach() : Reach.NONE;
    return new TaskThreads(
        making.daemon(), Optional.of(text).filter(t -> reach != Reach.NONE), reach, true);
  }

  /** Lines that are broken for their length alone, as one; others as they are. */
  private static String inOneLine(String text) {
    boolean plain = text.chars().noneMatch(c -> c == '{' || c == '/');
    return plain
        ? text.replaceAll("(?<=\\()\\s*\\R\\s*|\\s*\\R\\s*(?=[.)])", "")
            .replaceAll("\\s*\\R\\s*", " ")
        : text;
  }

  /** The same as far as it can be said where no more than some reach is had. */
  TaskThreads within(Reach most) {
    return reach.compareTo(most) <= 0
        ? this
        : new TaskThreads(daemon, Optional.empty(), Reach.NONE, sure);
  }

  /** Whether somebody makes them of whom a scope cannot be told. */
  boolean areLost() {
    return reach == Reach.NONE && sure && !isKnown();
  }

  /** Whether they are surely daemons. */
  boolean areDaemons() {
    return daemon.orElse(false);
  }

  /** Whether a scope can be told to have the like. */
  boolean isKnown() {
    return daemon.isPresent() || factory.isPresent();
  }

  /** The options of a scope that has such threads and many users, as a function. */
  String options(FixDraft fix, RuleContext context) {
    String listener = fix.name("dev.belay.runtime.Listener");
    return "options -> options.shared().isolate().listener("
        + listener
        + ".uncaught())"
        + option(context);
  }

  /**
   * Options as they stand on a line of their own, or on several where that is too long.
   *
   * @param column where the line begins
   */
  static List<String> fitted(String options, int column, SourceText source) {
    int own = options.indexOf(THREADS);
    String plain = own < 0 ? options : options.substring(0, own);
    List<String> parts = new ArrayList<>(List.of(LINKS.split(plain)));
    if (own >= 0) {
      parts.add(options.substring(own));
    }
    List<String> lines = new ArrayList<>(List.of(parts.get(0)));
    for (String part : parts.subList(1, parts.size())) {
      String line = lines.get(lines.size() - 1) + part;
      boolean whole = column + options.length() + 2 <= Passage.widthIn(source);
      boolean fits = column + line.length() + 2 <= Passage.widthIn(source);
      if (whole || fits && !part.startsWith(THREADS)) {
        lines.set(lines.size() - 1, line);
      } else {
        lines.add(part);
      }
    }
    return lines;
  }

  private String option(RuleContext context) {
    if (factory.isPresent()) {
      return THREADS + factory.get() + ")";
    }
    // Virtual threads are daemons.
    boolean usual = areDaemons() && context.sourceLevel().allows(OF_VIRTUAL_THREADS);
    return usual ? "" : daemon.map(on -> ".daemon(" + on + ")").orElse("");
  }
}
