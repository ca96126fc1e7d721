package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether code leaves the block of a local variable before anything has observed what the variable
 * keeps, though something does on another path. Only what is written counts: {@code return} and
 * {@code throw}. An {@code if} that observes on one branch alone is its author's choice whether to
 * wait, and as often shares its question with what comes behind it. Belongs to one thread.
 */
final class EarlyExits {

  private final Observations observations;

  EarlyExits(Observations observations) {
    this.observations = observations;
  }

  /**
   * Where the code leaves unobserved what a local variable was given in its declaration.
   *
   * @return the {@code return} or {@code throw}; empty where none comes first, nothing observes at
   *     all, or the variable is written again
   */
  Optional<Node> find(VariableDeclarator local) {
    Node statement = local.getParentNode().flatMap(Node::getParentNode).orElse(null);
    if (!(statement instanceof ExpressionStmt)
        || !(statement.getParentNode().orElse(null) instanceof BlockStmt block)) {
      return Optional.empty();
    }
    List<NameExpr> uses = Bindings.usesOf(local);
    boolean once = uses.stream().noneMatch(Observations::isWritten);
    if (!once || uses.stream().noneMatch(observations::observes)) {
      return Optional.empty();
    }
    Walk walk = new Walk(uses);
    walk.observes(Flow.behind(statement, block.getStatements()));
    return Optional.ofNullable(walk.exit);
  }

  /** One pass over the statements behind a declaration. */
  private final class Walk {

    private final List<NameExpr> uses;
    private Node exit;

    Walk(List<NameExpr> uses) {
      this.uses = uses;
    }

    /** Whether every path through some statements observes; stops at the first exit. */
    boolean observes(List<Statement> statements) {
      for (Statement statement : statements) {
        if (exit != null || observes(statement)) {
          return true;
        }
      }
      return false;
    }

    private boolean observes(Statement statement) {
      if (!has(statement, this::isObserving)) {
        exit = isGuarded(statement) ? null : findExit(statement).orElse(null);
        return false;
      }
      if (statement instanceof BlockStmt block) {
        return observes(block.getStatements());
      }
      if (statement instanceof SynchronizedStmt locked) {
        return observes(locked.getBody().getStatements());
      }
      if (statement instanceof TryStmt attempt) {
        if (attempt.getFinallyBlock().filter(b -> has(b, this::isObserving)).isEmpty()) {
          observes(attempt.getTryBlock().getStatements());
        }
        return true;
      }
      // A condition that asks about the variable may know that there is nothing to observe.
      if (statement instanceof IfStmt choice && !has(choice.getCondition(), this::isUse)) {
        return observes(List.of(choice.getThenStmt()))
            & choice.getElseStmt().map(other -> observes(List.of(other))).orElse(false);
      }
      return true;
    }

    private boolean isUse(Node node) {
      return uses.stream().anyMatch(use -> use == node);
    }

    private boolean isObserving(Node node) {
      return isUse(node) && observations.observes((Expression) node);
    }

    private boolean isGuarded(Statement statement) {
      return statement instanceof IfStmt choice && has(choice.getCondition(), this::isUse);
    }
  }

  private static boolean has(Node node, Predicate<Node> what) {
    return what.test(node) || node.getChildNodes().stream().anyMatch(child -> has(child, what));
  }

  /** A {@code return} or {@code throw} of the code itself, not of a function or class in it. */
  private static Optional<Node> findExit(Node node) {
    if (node instanceof ReturnStmt || node instanceof ThrowStmt) {
      return Optional.of(node);
    }
    // What is thrown here may be caught here.
    if (node instanceof LambdaExpr
        || node instanceof BodyDeclaration<?>
        || node instanceof TryStmt) {
      return Optional.empty();
    }
    return node.getChildNodes().stream().flatMap(c -> findExit(c).stream()).findFirst();
  }
}
