package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import java.util.List;
import java.util.Optional;

/**
 * Which tasks are handed, without a handle, to an executor whose tasks nobody waits for. Belongs to
 * one thread.
 */
public final class UnawaitedTasks {

  /** What a task tells of its end, so that somebody can wait for it all the same. */
  private static final List<String> SIGNALS =
      List.of(
          "java.util.concurrent.CountDownLatch",
          "java.util.concurrent.CyclicBarrier",
          "java.util.concurrent.Phaser",
          "java.util.concurrent.Semaphore",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.BlockingQueue");

  private final Types types;
  private final Catalogue catalogue;
  private final Executors executors;

  UnawaitedTasks(Types types, Catalogue catalogue, Executors executors) {
    this.types = types;
    this.catalogue = catalogue;
    this.executors = executors;
  }

  /**
   * Where the executor is made that a call hands a task to, if this file makes it and nothing in it
   * waits for its tasks. An executor from elsewhere may be waited for elsewhere.
   *
   * @return empty where the call starts nothing, gives a handle, or somebody may wait
   */
  public Optional<Expression> findUnawaitedExecutor(MethodCallExpr call) {
    if (!catalogue.has(Role.STARTS, call, types)
        || !types.calleeOf(call).map(c -> c.returns().isVoid()).orElse(false)) {
      return Optional.empty();
    }
    Optional<Expression> executor =
        call.getScope().filter(scope -> executors.isExecutor(types.of(scope)));
    if (executor.isEmpty()
        || executors.isClosedAround(executor.get())
        || executors.isAwaited(executor.get())
        || call.getArguments().stream().anyMatch(this::tellsItsEnd)) {
      return Optional.empty();
    }
    // One that nobody ends is wrong as a whole, and not for this task.
    return executors
        .findMaking(executor.get())
        .filter(made -> !executors.isCreation(made) || executors.isEnded(made));
  }

  /** {@code execute(futureTask)}, {@code execute(() -> { …; done.countDown(); })}. */
  private boolean tellsItsEnd(Expression task) {
    if (task instanceof LambdaExpr lambda) {
      return signals(lambda);
    }
    if (task instanceof MethodReferenceExpr reference) {
      return types.declarationOf(reference).map(this::signals).orElse(false);
    }
    return catalogue.isHandle(types.of(task), types);
  }

  private boolean signals(Node body) {
    return body.findAll(MethodCallExpr.class).stream()
        .flatMap(call -> call.getScope().stream())
        .map(types::of)
        .anyMatch(type -> SIGNALS.stream().anyMatch(signal -> types.isA(type, signal)));
  }
}
