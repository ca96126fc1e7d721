package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.body.Parameter;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.EnclosedExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.index.Modifiers;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether anybody can see the failure of a task. Belongs to one thread. */
public final class Failures {

  /** Where a value may go and be read by nobody. */
  private static final Set<Uses.Kind> UNREAD =
      EnumSet.of(Uses.Kind.DROPPED, Uses.Kind.LOCAL, Uses.Kind.FIELD);

  /** By which names an executor runs what it is given. */
  private static final Set<String> BODIES = Set.of("run", "call");

  private static final String COLLECTION = "java.util.Collection";

  private final Types types;
  private final Catalogue catalogue;
  private final Uses uses;
  private final Observations observations;
  private final Handles handles;

  Failures(
      Types types, Catalogue catalogue, Uses uses, Observations observations, Handles handles) {
    this.types = types;
    this.catalogue = catalogue;
    this.uses = uses;
    this.observations = observations;
    this.handles = handles;
  }

  /**
   * A chain of stages none of which reads a failure.
   *
   * @param start what the chain begins with; its first stage where that is called on {@code this}
   * @param last its last stage
   * @param ignores whether some stage is given the failure and ignores it
   */
  public record LostChain(Expression start, MethodCallExpr last, boolean ignores) {}

  /**
   * Whether a call may start a task whose failure is lost, by the form of the code alone: the
   * questions below need not be asked of others.
   */
  public boolean mayBeLost(MethodCallExpr call) {
    return handles.mayDropTask(call) || catalogue.names(Role.STARTS, call.getNameAsString());
  }

  /** The chain that ends with a call, where that is dropped; empty where a failure can be seen. */
  public Optional<LostChain> findLostChain(MethodCallExpr last) {
    return uses.of(last).kind() == Uses.Kind.DROPPED ? findBlindChain(last) : Optional.empty();
  }

  /**
   * The chain that ends with a call, whoever has its last stage.
   *
   * @return empty where some stage reads the failure, or the call is no stage
   */
  public Optional<LostChain> findBlindChain(MethodCallExpr last) {
    if (!isStage(last)) {
      return Optional.empty();
    }
    List<MethodCallExpr> stages = new ArrayList<>();
    Expression start = last;
    while (start instanceof MethodCallExpr stage && (isStage(stage) || isSameHandle(stage))) {
      stages.add(stage);
      start = isOnThis(stage) ? null : beforeOf(stage);
    }
    MethodCallExpr first = stages.get(stages.size() - 1);
    if (start == null && isOnThis(first)) {
      start = first;
    }
    if (start == null || stages.stream().anyMatch(this::readsFailure)) {
      return Optional.empty();
    }
    boolean ignores = stages.stream().anyMatch(stage -> plays(Role.READS_FAILURE, stage));
    // f.whenComplete((v, t) -> live.remove(f)) tidies up while f itself goes on to somebody. With
    // a stage of work in between it is that one's failure as well, and nobody else has that.
    boolean works = stages.stream().anyMatch(stage -> plays(Role.CHAINS, stage));
    return ignores && !works && !startsHere(start)
        ? Optional.empty()
        : Optional.of(new LostChain(start, last, ignores));
  }

  /** Whether a stage is added to the object whose code this is, a future of the author's own. */
  private boolean isOnThis(MethodCallExpr stage) {
    return stage.getScope().isEmpty()
        && types
            .calleeOf(stage)
            .filter(c -> !Modifiers.has(c.method().modifiers(), Modifiers.STATIC))
            .filter(c -> handles.isHandle(c.receiver()))
            .isPresent();
  }

  /** Whether a task, as far as this file has it, itself takes whatever goes wrong in it. */
  public boolean isCaughtByAll(MethodCallExpr start) {
    return start.getArguments().stream().anyMatch(this::takesAll);
  }

  /**
   * Whether tasks are made for a local list of theirs alone, each of which itself takes whatever
   * goes wrong in it.
   */
  private boolean isCaughtByAllIn(MethodCallExpr batch) {
    if (!(batch.getArguments().getFirst().orElse(null) instanceof NameExpr list)
        || !(Bindings.findLocal(list).orElse(null) instanceof VariableDeclarator local)
        || !(local.getInitializer().orElse(null) instanceof ObjectCreationExpr made)
        || made.getArguments().stream().anyMatch(a -> types.isA(types.of(a), COLLECTION))) {
      return false;
    }
    List<Expression> tasks = new ArrayList<>();
    for (NameExpr use : Bindings.usesOf(local)) {
      Optional<MethodCallExpr> call = Uses.callOn(use);
      if (call.filter(c -> c.getNameAsString().equals("add")).isPresent()) {
        tasks.add(call.get().getArgument(call.get().getArguments().size() - 1));
      } else if (use != list && call.filter(c -> c.getArguments().isEmpty()).isEmpty()) {
        return false;
      }
    }
    return !tasks.isEmpty() && tasks.stream().allMatch(this::takesAll);
  }

  private boolean takesAll(Expression task) {
    return bodyOf(task).filter(this::isTakenByAll).isPresent();
  }

  /** What a task runs: a lambda's block, or {@code run()} or {@code call()} of a class. */
  private Optional<BlockStmt> bodyOf(Expression task) {
    if (task instanceof LambdaExpr lambda) {
      return lambda.getBody().toBlockStmt();
    }
    if (task instanceof NameExpr name) {
      List<Expression> values = Bindings.findLocal(name).map(Keepers::valuesOf).orElse(List.of());
      return values.size() == 1 && !values.get(0).isNameExpr()
          ? bodyOf(values.get(0))
          : Optional.empty();
    }
    if (!(task instanceof ObjectCreationExpr made)) {
      return Optional.empty();
    }
    Optional<Node> type =
        made.getAnonymousClassBody().isPresent()
            ? Optional.of(made)
            : types.find(types.of(made).className()).flatMap(types::declarationOf);
    return type.map(Calls::membersOf).orElse(List.of()).stream()
        .filter(MethodDeclaration.class::isInstance)
        .map(MethodDeclaration.class::cast)
        .filter(m -> BODIES.contains(m.getNameAsString()) && m.getParameters().isEmpty())
        .flatMap(m -> m.getBody().stream())
        .findFirst();
  }

  /** Whether each of its steps takes what goes wrong in it. */
  private boolean isTakenByAll(BlockStmt body) {
    List<Statement> steps = body.getStatements().stream().filter(step -> !isNaming(step)).toList();
    return !steps.isEmpty() && steps.stream().allMatch(Failures::takesAnything);
  }

  private static boolean takesAnything(Statement step) {
    return step instanceof TryStmt attempt
        && attempt.getCatchClauses().stream()
            .filter(Flow::takesAnything)
            .anyMatch(handler -> handler.findFirst(ThrowStmt.class).isEmpty());
  }

  /** {@code Thread.currentThread().setName(…);} */
  private boolean isNaming(Statement step) {
    return step instanceof ExpressionStmt line
        && line.getExpression() instanceof MethodCallExpr call
        && call.getNameAsString().equals("setName")
        && call.getScope().filter(on -> types.isA(types.of(on), "java.lang.Thread")).isPresent();
  }

  private boolean startsHere(Expression start) {
    return handles.findStart(start).isPresent();
  }

  private boolean isStage(MethodCallExpr call) {
    return handles.isStage(call) && handles.isHandle(types.of(call));
  }

  private boolean isSameHandle(MethodCallExpr call) {
    return plays(Role.SAME_HANDLE, call) && !plays(Role.STARTS, call);
  }

  /** What a stage is added to: its receiver, or the first argument of a static method. */
  private Expression beforeOf(MethodCallExpr stage) {
    Expression before = stage.getScope().orElse(null);
    if (before == null || !handles.isHandle(types.of(before))) {
      before =
          stage.getArguments().stream()
              .filter(a -> handles.isHandle(types.of(a)))
              .findFirst()
              .orElse(null);
    }
    while (before instanceof EnclosedExpr enclosed) {
      before = enclosed.getInner();
    }
    return before;
  }

  /** Whether a stage looks at the failure it is given; one that cannot be looked into does. */
  private boolean readsFailure(MethodCallExpr stage) {
    if (!plays(Role.READS_FAILURE, stage)) {
      return false;
    }
    Optional<LambdaExpr> reader =
        stage.getArguments().stream()
            .filter(LambdaExpr.class::isInstance)
            .map(LambdaExpr.class::cast)
            .filter(lambda -> lambda.getParameters().size() == 2)
            .findFirst();
    return reader.map(this::readsSecond).orElse(true);
  }

  private boolean readsSecond(LambdaExpr reader) {
    Parameter failure = reader.getParameter(1);
    return !Bindings.usesOf(failure).isEmpty() || isLeftUnread(failure.getNameAsString());
  }

  /** Names by which an author says that a variable is not meant to be read. */
  public static boolean isLeftUnread(String name) {
    return name.equals("_") || name.startsWith("unused") || name.startsWith("ignore");
  }

  /**
   * Whether a call starts tasks whose handles come back in a list that nothing reads, some of which
   * may fail.
   */
  public boolean isUnreadBatch(MethodCallExpr call) {
    return catalogue.names(Role.STARTS, call.getNameAsString())
        && UNREAD.contains(uses.of(call).kind())
        && plays(Role.STARTS, call)
        && types.isA(types.of(call), COLLECTION)
        && types.of(call).typeArguments().stream().anyMatch(handles::isHandle)
        && !observations.observes(call)
        && !isCaughtByAllIn(call);
  }

  /**
   * Whether a handle sits in a local that is only ever asked whether it is done. A method of the
   * project's own may give a handle that others have as well, and read.
   */
  public boolean isOnlyPolled(MethodCallExpr start) {
    Uses.Use use = uses.of(start);
    if (use.kind() != Uses.Kind.LOCAL || handles.findKnownStart(start).isEmpty()) {
      return false;
    }
    List<NameExpr> reads =
        Bindings.usesOf(use.at()).stream().filter(observations::observes).toList();
    return !reads.isEmpty() && reads.stream().allMatch(Failures::isPoll);
  }

  private static boolean isPoll(NameExpr handle) {
    return Uses.callOn(handle).filter(c -> c.getNameAsString().equals("isDone")).isPresent();
  }

  private boolean plays(Role role, MethodCallExpr call) {
    return catalogue.has(role, call, types);
  }
}
