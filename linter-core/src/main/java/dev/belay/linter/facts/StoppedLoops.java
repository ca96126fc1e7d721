package dev.belay.linter.facts;

import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.Statement;
import java.util.Set;

/** Which loops test, on each pass, what is set where their thread is interrupted. */
final class StoppedLoops {

  private static final String EXECUTOR = "java.util.concurrent.ExecutorService";

  private static final Set<String> SHUTDOWN_QUESTIONS =
      Set.of("isShutdown", "isTerminated", "isTerminating");

  private final Types types;
  private final Tasks tasks;
  private final StopFlags flags;
  private final WaysOut ways;

  StoppedLoops(Types types, Tasks tasks, StopFlags flags, WaysOut ways) {
    this.types = types;
    this.tasks = tasks;
    this.flags = flags;
    this.ways = ways;
  }

  /**
   * Whether a task's loop tests a stop flag that the class sets where it also interrupts, so that a
   * handler which falls through to the test ends the loop; also where the test cannot be seen. The
   * same for a loop that a superclass may run as a part of a task, where the test is seen.
   */
  boolean isStoppedWithInterrupt(Statement loop) {
    boolean task =
        tasks.findTask(loop).isPresent()
            || Flow.bodyAround(loop)
                .map(tasks::startOf)
                .filter(s -> s != Tasks.Start.NONE)
                .isPresent();
    return task
        ? mayBeStoppedWithInterrupt(loop)
        : isInOverridden(loop)
            && ways.conditionsOf(loop).stream().anyMatch(flags::isSeenSetWithInterrupt);
  }

  /** Whether somebody out of sight may run a loop as a part of a task: the method's superclass. */
  private static boolean isInOverridden(Statement loop) {
    return Flow.bodyAround(loop)
        .filter(
            body ->
                body instanceof MethodDeclaration method
                    && method.getParameters().isEmpty()
                    && method.getAnnotationByName("Override").isPresent())
        .isPresent();
  }

  /** The same for any loop, in a task's code or not. */
  private boolean mayBeStoppedWithInterrupt(Statement loop) {
    return ways.conditionsOf(loop).stream()
        .anyMatch(c -> flags.isSetBesideInterrupt(c) || asksOwnExecutor(c, loop));
  }

  /**
   * Whether a condition asks the executor that runs the loop whether it was shut down, where
   * nothing else in the file interrupts a thread: the executor is told to stop before it tells its
   * threads.
   */
  boolean asksOwnExecutor(Expression condition, Statement loop) {
    return Flow.anyRun(
        condition,
        node ->
            node instanceof MethodCallExpr call
                && SHUTDOWN_QUESTIONS.contains(call.getNameAsString())
                && call.getScope()
                    .filter(executor -> isField(executor, EXECUTOR))
                    .filter(executor -> tasks.isRunBy(executor, loop))
                    .isPresent()
                && !flags.isOtherInterruptSent());
  }

  private boolean isField(Expression value, String type) {
    return (value instanceof NameExpr || value instanceof FieldAccessExpr)
        && types.fieldOf(value).filter(field -> types.isA(field.type(), type)).isPresent();
  }
}
