package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Exit.Status;
import java.util.List;
import java.util.Optional;

/**
 * Whether the compiler takes it that control comes out at a statement's end (JLS 14.22), so that
 * what is written there can be reached. Without state.
 */
public final class Completion {

  /** Calls that never return are none of the compiler's business. */
  private static final Exits.Effects PLAIN =
      new Exits.Effects() {
        @Override
        public Optional<Status> after(Node expression, Status before) {
          return Optional.of(before);
        }

        @Override
        public boolean isThrowing(Node expression) {
          return false;
        }

        @Override
        public Optional<Boolean> valueOf(Expression condition) {
          return Optional.empty();
        }
      };

  private Completion() {}

  /** Whether a statement can complete normally. */
  public static boolean isPossible(Statement statement) {
    return Exits.of(List.of(statement), statement, Status.UNKNOWN, PLAIN).stream()
        .anyMatch(exit -> exit.kind() == Exit.Kind.FALLS_THROUGH);
  }

  /**
   * Whether code behind a handler's {@code try} is reached by that handler alone, so that it must
   * not be made to leave.
   */
  public static boolean isOwedTo(CatchClause handler) {
    TryStmt attempt = (TryStmt) handler.getParentNode().orElseThrow();
    boolean others =
        isPossible(attempt.getTryBlock())
            || attempt.getCatchClauses().stream()
                .anyMatch(other -> other != handler && isPossible(other.getBody()));
    return !others && Flow.isFollowed(attempt, Flow::isLoop);
  }
}
