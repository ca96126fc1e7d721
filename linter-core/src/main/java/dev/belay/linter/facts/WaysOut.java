package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import dev.belay.linter.index.Modifiers;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** By which ways control leaves a loop, and what decides it. Belongs to one thread. */
final class WaysOut {

  private final Types types;
  private final ThrownOut thrown;
  private final Map<Statement, Optional<Node>> known = new IdentityHashMap<>();

  WaysOut(Types types, ThrownOut thrown) {
    this.types = types;
    this.thrown = thrown;
  }

  /**
   * A way by which control may leave a loop, or what makes it end by itself, first found.
   *
   * @return empty for a loop that goes on for ever, whatever other threads do; where something that
   *     cannot be seen may leave it, that is the way
   */
  Optional<Node> findFirst(Statement loop) {
    Optional<Node> first = known.get(loop);
    if (first == null) {
      first = find(loop);
      known.put(loop, first);
    }
    return first;
  }

  private Optional<Node> find(Statement loop) {
    if (loop instanceof ForEachStmt) {
      return Optional.of(loop);
    }
    Optional<Expression> condition =
        Flow.conditionOf(loop).filter(c -> !Flow.isEndless(loop) && mayChange(c, loop));
    if (condition.isPresent()) {
      return Optional.of(condition.get());
    }
    List<Node> found = new ArrayList<>();
    Flow.eachRun(
        Flow.bodyOf(loop),
        node -> {
          if (found.isEmpty() && (leaves(node, loop) || thrown.mayThrowOut(node, loop))) {
            found.add(node);
          }
        });
    return found.stream().findFirst();
  }

  /** Whether a condition can come out otherwise on a later pass. */
  private boolean mayChange(Expression condition, Statement loop) {
    return Flow.anyRun(
        condition,
        node ->
            node instanceof MethodCallExpr
                || node instanceof FieldAccessExpr
                || node instanceof AssignExpr
                || node instanceof UnaryExpr unary && Changes.isStep(unary)
                || node instanceof NameExpr name && !isFixed(name, loop));
  }

  /** Whether a name stands for the same value on every pass. */
  private boolean isFixed(NameExpr name, Statement loop) {
    if (Bindings.findLocal(name).isPresent()) {
      return !Changes.isChangedIn(name.getNameAsString(), loop);
    }
    return types
        .fieldOf(name)
        .filter(use -> Modifiers.has(use.field().modifiers(), Modifiers.FINAL))
        .isPresent();
  }

  /** Whether a statement, when it runs, takes control out of a loop. */
  boolean leaves(Node node, Statement loop) {
    if (node instanceof ReturnStmt) {
      return true;
    }
    if (node instanceof BreakStmt leaving) {
      return Flow.targetOf(leaving).map(t -> t == loop || loop.isDescendantOf(t)).orElse(true);
    }
    if (node instanceof ContinueStmt leaving) {
      return Flow.targetOf(leaving).map(t -> loop.isDescendantOf(t)).orElse(true);
    }
    return node instanceof ThrowStmt leaving
        && !thrown.isTaken(leaving, loop, types.of(leaving.getExpression()));
  }

  /** What decides whether a loop goes on: its condition, and those of the ways out of its body. */
  List<Expression> conditionsOf(Statement loop) {
    List<Expression> conditions = new ArrayList<>();
    if (!Flow.isEndless(loop)) {
      Flow.conditionOf(loop).ifPresent(conditions::add);
    }
    Flow.eachRun(
        Flow.bodyOf(loop),
        node -> {
          if (!leaves(node, loop)) {
            return;
          }
          Node below = node;
          for (Node n = node.getParentNode().orElse(loop);
              n != loop;
              below = n, n = n.getParentNode().orElse(loop)) {
            if (n instanceof IfStmt choice && below != choice.getCondition()) {
              conditions.add(choice.getCondition());
            } else if (n instanceof SwitchStmt choice && below != choice.getSelector()) {
              conditions.add(choice.getSelector());
            }
          }
        });
    return conditions;
  }
}
