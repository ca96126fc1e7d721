package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.source.Mention;
import java.util.Optional;

/**
 * Whether a loop can end: by itself, by another thread's word, by an interrupt, by an exception.
 * Belongs to one thread.
 */
public final class Loops {

  private final Types types;
  private final Interrupts interrupts;
  private final ThrownOut thrown;
  private final WaysOut ways;
  private final LoopProgress progress;
  private final LoopEnders enders;
  private final StoppedLoops stopped;
  private final Spins spins;
  private final BusyWaits busyWaits;

  /** What a file must mention to hold a loop that may go on for ever. */
  public static Mention mention() {
    return Mention.words("while", "do", "for");
  }

  Loops(Types types, Catalogue catalogue, Tasks tasks, Interrupts interrupts, StopFlags flags) {
    this.types = types;
    this.interrupts = interrupts;
    this.thrown = new ThrownOut(types, catalogue, interrupts);
    this.ways = new WaysOut(types, thrown);
    this.progress = new LoopProgress(types, ways);
    this.enders = new LoopEnders(types);
    this.stopped = new StoppedLoops(types, tasks, flags, ways);
    this.spins = new Spins(types, interrupts, flags, ways, progress, stopped);
    this.busyWaits = new BusyWaits(types, interrupts);
  }

  /**
   * A way by which control may leave a loop, or what makes it end by itself, first found.
   *
   * @return empty for a loop that goes on for ever, whatever other threads do; where something that
   *     cannot be seen may leave it, that is the way
   */
  public Optional<Node> findWayOut(Statement loop) {
    return ways.findFirst(loop);
  }

  /** Whether a loop runs another one that never ends, so that it is itself never asked. */
  public boolean holdsEndlessLoop(Statement loop) {
    return Flow.anyRun(
        Flow.bodyOf(loop), node -> Flow.isLoop(node) && findWayOut((Statement) node).isEmpty());
  }

  /** Whether a loop does nothing but test its condition again, perhaps after a nap. */
  public boolean onlyAsksAgain(Statement loop) {
    return busyWaits.onlyAsksAgain(loop);
  }

  /** Whether a loop ends by itself: a step count, a deadline, the elements of something. */
  public boolean isBounded(Statement loop) {
    return progress.isBounded(loop);
  }

  /**
   * Whether a task's loop tests a stop flag that the class sets where it also interrupts, so that a
   * handler which falls through to the test ends the loop; also where the test cannot be seen. The
   * same for a loop that a superclass may run as a part of a task, where the test is seen.
   */
  public boolean isStoppedWithInterrupt(Statement loop) {
    return stopped.isStoppedWithInterrupt(loop);
  }

  /**
   * Whether a loop goes round and round once the wait before a handler throws on every pass: what
   * stands behind the wait is never done, and nothing else ends the loop.
   */
  boolean spins(Statement loop, CatchClause handler) {
    return spins.spins(loop, handler);
  }

  /**
   * Whether a piece of code, or a method of this file that it calls, may end a loop by its
   * condition: it sets a variable that the condition reads to a constant, or tells something to the
   * object that the condition asks.
   */
  boolean isEndedBy(Node piece, Statement loop) {
    return enders.isEndedBy(piece, loop);
  }

  /**
   * Whether a handler, when it runs to its end, makes the condition of the loop around it false,
   * with nothing behind it in the loop that runs before.
   */
  public boolean isSurelyEndedBy(CatchClause handler, Statement loop) {
    return LoopEnders.isSurelyEndedBy(handler, loop);
  }

  /**
   * Whether a loop goes on until its thread is interrupted: no state leads out of it, it waits for
   * nothing that others could close or fill, and nothing in it is known to fail.
   */
  boolean endsByInterruptAlone(Statement loop) {
    boolean asksForNothingElse =
        !(loop instanceof ForEachStmt)
            && Flow.conditionOf(loop)
                .filter(c -> !Flow.isEndless(loop))
                .map(this::asksStatus)
                .orElse(true);
    return asksForNothingElse
        && !Flow.anyRun(
            Flow.bodyOf(loop),
            node ->
                ways.leaves(node, loop) && !isForInterrupt(node, loop)
                    || !busyWaits.isNap(node) && thrown.mayThrowOut(node, loop));
  }

  private boolean asksStatus(Expression condition) {
    return !Flow.anyRun(
        condition,
        node ->
            node instanceof MethodCallExpr call
                    && !interrupts.isStatusCheck(call)
                    && !call.getNameAsString().equals("currentThread")
                || node instanceof NameExpr name
                    && (Bindings.findLocal(name).isPresent() || types.fieldOf(name).isPresent()));
  }

  private boolean isForInterrupt(Node leaving, Statement loop) {
    for (Node n = leaving; n != loop; n = n.getParentNode().orElse(loop)) {
      if (n instanceof CatchClause handler && interrupts.isNamedBy(handler)
          || n instanceof IfStmt choice && asksStatus(choice.getCondition())) {
        return true;
      }
    }
    return false;
  }
}
