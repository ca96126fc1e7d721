package dev.belay.linter.facts;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import java.util.Map;
import java.util.Set;

/** Calls by which code that is about to end gives back what it has. Belongs to one thread. */
final class CleanUps {

  /** By the type that they are called on. None of them waits. */
  private static final Map<String, Set<String>> BY_TYPE =
      Map.of(
          "java.util.concurrent.ExecutorService", Set.of("shutdown", "shutdownNow"),
          "java.util.concurrent.Future", Set.of("cancel"),
          "java.util.concurrent.CountDownLatch", Set.of("countDown"),
          "java.util.concurrent.Semaphore", Set.of("release"),
          "java.util.concurrent.locks.Lock", Set.of("unlock"),
          "java.util.Collection", Set.of("remove", "clear"),
          "java.util.Map", Set.of("remove", "clear"),
          "java.lang.Thread", Set.of("interrupt"),
          "java.io.Closeable", Set.of("close"),
          "java.lang.AutoCloseable", Set.of("close"));

  private final Types types;

  CleanUps(Types types) {
    this.types = types;
  }

  /** Whether a call gives something back, or tells somebody that there is nothing any more. */
  boolean isOne(MethodCallExpr call) {
    return call.getScope().isPresent() && (takesBack(call) || ends(call));
  }

  /** {@code device.onChange(null);} */
  private static boolean takesBack(MethodCallExpr call) {
    return call.getArguments().isNonEmpty()
        && call.getArguments().stream().allMatch(Expression::isNullLiteralExpr);
  }

  private boolean ends(MethodCallExpr call) {
    String name = call.getNameAsString();
    return BY_TYPE.entrySet().stream()
        .filter(entry -> entry.getValue().contains(name))
        .anyMatch(entry -> types.isA(types.of(call.getScope().get()), entry.getKey()));
  }
}
