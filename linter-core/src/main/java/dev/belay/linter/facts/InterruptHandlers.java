package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.linter.facts.Continuation.End;
import dev.belay.linter.facts.Continuation.Outcome;
import dev.belay.linter.facts.Exit.Status;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of an interrupt behind a handler that it reaches: passed on, the task's end, lost,
 * or restored before a loop that then spins. Belongs to one thread.
 */
public final class InterruptHandlers {

  private final Interrupts interrupts;
  private final Loops loops;
  private final Wrappings wrappings;
  private final NotedInterrupts noted;
  private final TaskEnds ends;
  private final Map<CatchClause, List<Outcome>> outcomes = new IdentityHashMap<>();

  InterruptHandlers(
      Types types, Catalogue catalogue, Tasks tasks, Interrupts interrupts, Loops loops) {
    this.interrupts = interrupts;
    this.loops = loops;
    this.wrappings = new Wrappings(types, interrupts);
    this.noted = new NotedInterrupts(types, catalogue, interrupts);
    this.ends = new TaskEnds(tasks, interrupts, loops, new Deeds(types, catalogue, interrupts));
  }

  /**
   * How an interrupt is lost.
   *
   * @param at where control goes on without it
   * @param loop the loop that goes on, if one does
   */
  public record Loss(Node at, Optional<Statement> loop) {}

  /**
   * The first way behind a handler on which nothing can tell any more that the thread was
   * interrupted, although its task goes on.
   *
   * @return empty where the interrupt is passed on, or ends the task, or cannot reach the handler
   */
  public Optional<Loss> findLoss(CatchClause handler) {
    boolean reached =
        interrupts.reach(handler)
            || interrupts.isInterruptOfReadTakenBy(handler) && Flow.loopAround(handler).isPresent();
    if (!reached || noted.isKept(handler) || throwsForWhatItWaited(handler)) {
      return Optional.empty();
    }
    return outcomesOf(handler).stream()
        .filter(outcome -> outcome.status() == Status.LOST && isLost(outcome, handler))
        .map(outcome -> new Loss(outcome.at(), outcome.loop()))
        .findFirst();
  }

  /**
   * The loop that goes on with the status restored: every later wait in it throws at once.
   *
   * @return empty where some way behind the handler leaves, or the loop ends by itself
   */
  public Optional<Statement> findSpin(CatchClause handler) {
    if (!interrupts.reach(handler)) {
      return Optional.empty();
    }
    List<Outcome> ways = outcomesOf(handler);
    if (ways.isEmpty()
        || !ways.stream()
            .allMatch(way -> way.end() == End.NEXT_PASS && way.status() == Status.RESTORED)) {
      return Optional.empty();
    }
    return ways.get(0)
        .loop()
        .filter(loop -> loops.spins(loop, handler))
        .filter(loop -> !new SecondWaits(interrupts).stand(handler, loop));
  }

  /** Whether some way behind a handler leads to another pass of a loop around it. */
  public boolean mayGoOn(CatchClause handler) {
    return outcomesOf(handler).stream().anyMatch(way -> way.end() == End.NEXT_PASS);
  }

  /** Whether every way behind a handler returns from a task's body, with nothing left to do. */
  boolean isTasksEnd(CatchClause handler) {
    List<Outcome> ways = outcomesOf(handler);
    return !ways.isEmpty()
        && ways.stream()
            .allMatch(way -> way.end() == End.RETURNED && ends.areReached(way, handler));
  }

  /**
   * Whether some handler inside a loop makes it endless, by dropping the interrupt that would have
   * ended it or by restoring it and waiting again.
   */
  public boolean keepsAlive(Statement loop) {
    return loop.findAll(CatchClause.class).stream()
        .anyMatch(
            handler ->
                findSpin(handler).filter(l -> l == loop).isPresent()
                    || findLoss(handler).flatMap(Loss::loop).filter(l -> l == loop).isPresent());
  }

  /**
   * Where a handler turns the interrupt into another exception, the status not restored.
   *
   * @return in order of the text; may be empty
   */
  public List<ThrowStmt> findWrappings(CatchClause handler) {
    return wrappings.find(handler);
  }

  private List<Outcome> outcomesOf(CatchClause handler) {
    return outcomes.computeIfAbsent(
        handler,
        h ->
            Continuation.of(
                interrupts.exitsOf(h),
                h,
                interrupts.effectsIn(h),
                loop -> loops.isEndedBy(h.getBody(), loop)));
  }

  /**
   * {@code try { while (missing) { sleep(1); missing = asks(); } } catch (…) {} if (missing) throw
   * …;}: a wait that is interrupted has not seen what it waits for, and says so by an exception.
   */
  private boolean throwsForWhatItWaited(CatchClause handler) {
    TryStmt attempt = (TryStmt) handler.getParentNode().orElseThrow();
    Optional<Node> source = interrupts.findSource(handler);
    WhileStmt loop =
        source
            .flatMap(Flow::loopAround)
            .filter(WhileStmt.class::isInstance)
            .map(WhileStmt.class::cast)
            .filter(around -> around.isDescendantOf(attempt.getTryBlock()))
            .orElse(null);
    if (loop == null
        || !(loop.getBody() instanceof BlockStmt body)
        || body.isEmpty()
        || !source.get().isDescendantOf(body.getStatement(0))
        || !(attempt.getParentNode().orElse(null) instanceof BlockStmt block)) {
      return false;
    }
    return Flow.behind(attempt, block.getStatements()).stream()
        .findFirst()
        .filter(IfStmt.class::isInstance)
        .map(IfStmt.class::cast)
        .filter(choice -> choice.getThenStmt().findFirst(ThrowStmt.class).isPresent())
        .filter(choice -> !Completion.isPossible(choice.getThenStmt()))
        .map(choice -> Bindings.nameUsed(choice.getCondition()))
        .filter(missing -> isHeldBy(loop.getCondition(), missing))
        .filter(missing -> !Changes.isChangedIn(missing, handler.getBody()))
        .isPresent();
  }

  /** Whether a condition holds only where a variable is true. */
  private static boolean isHeldBy(Expression condition, String name) {
    return condition instanceof BinaryExpr both && both.getOperator() == BinaryExpr.Operator.AND
        ? isHeldBy(both.getLeft(), name) || isHeldBy(both.getRight(), name)
        : !name.isEmpty() && Bindings.nameUsed(condition).equals(name);
  }

  private boolean isLost(Outcome outcome, CatchClause handler) {
    return switch (outcome.end()) {
      case THROWN -> false;
      case NEXT_PASS ->
          !loops.isStoppedWithInterrupt(outcome.loop().get())
              && !endsWhatIsAround(outcome.loop().get(), handler);
      case RETURNED -> !ends.areReached(outcome, handler);
    };
  }

  /** Whether a handler in a loop over so many steps ends the loop around that one. */
  private boolean endsWhatIsAround(Statement loop, CatchClause handler) {
    return loops.isBounded(loop)
        && Flow.loopAround(loop)
            .filter(around -> loops.isEndedBy(handler.getBody(), around))
            .isPresent();
  }

  /**
   * Whether a handler notes the interrupt in a variable by which the body later restores the
   * status, throws, or tells its caller.
   */
  boolean isKept(CatchClause handler) {
    return noted.isKept(handler);
  }
}
