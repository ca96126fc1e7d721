package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.CallableDeclaration;
import com.github.javaparser.ast.body.InitializerDeclaration;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithBody;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import com.github.javaparser.ast.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Where control goes (JLS 14.22), told from the form of statements alone. Without state. */
public final class Flow {

  private Flow() {}

  /** Whether a statement is a loop whose condition is always true. */
  public static boolean isEndless(Statement statement) {
    return isLoop(statement)
        && !(statement instanceof ForEachStmt)
        && conditionOf(statement).map(Flow::isTrue).orElse(true);
  }

  /** Whether a statement is one of the four loops. */
  public static boolean isLoop(Node statement) {
    return statement instanceof WhileStmt
        || statement instanceof DoStmt
        || statement instanceof ForStmt
        || statement instanceof ForEachStmt;
  }

  /** What a loop tests on every pass; empty for {@code for (;;)} and for-each. */
  public static Optional<Expression> conditionOf(Statement loop) {
    if (loop instanceof WhileStmt testing) {
      return Optional.of(testing.getCondition());
    }
    if (loop instanceof DoStmt testing) {
      return Optional.of(testing.getCondition());
    }
    return loop instanceof ForStmt counting ? counting.getCompare() : Optional.empty();
  }

  /** What a loop repeats. */
  static Statement bodyOf(Statement loop) {
    return ((NodeWithBody<?>) loop).getBody();
  }

  /** The innermost loop whose body, condition or update a node stands in, in the same body. */
  public static Optional<Statement> loopAround(Node node) {
    for (Node n = node; !isBody(n); n = n.getParentNode().get()) {
      Node parent = n.getParentNode().orElse(null);
      if (parent == null) {
        return Optional.empty();
      }
      if (isLoop(parent)) {
        return Optional.of((Statement) parent);
      }
    }
    return Optional.empty();
  }

  /**
   * The method, constructor, initialiser or lambda whose code a node is part of; empty outside all.
   */
  public static Optional<Node> bodyAround(Node node) {
    for (Node n = node.getParentNode().orElse(null);
        n != null;
        n = n.getParentNode().orElse(null)) {
      if (isBody(n)) {
        return Optional.of(n);
      }
    }
    return Optional.empty();
  }

  /** Whether two nodes are code of the same body, or of none. */
  public static boolean areOfOneBody(Node one, Node other) {
    return bodyAround(one).orElse(null) == bodyAround(other).orElse(null);
  }

  private static boolean isBody(Node node) {
    return node instanceof CallableDeclaration<?>
        || node instanceof InitializerDeclaration
        || node instanceof LambdaExpr;
  }

  /**
   * Visits what runs when a node runs, itself first, in order of the text: bodies of lambdas and of
   * classes declared on the way are left out.
   */
  public static void eachRun(Node node, Consumer<Node> visit) {
    anyRun(
        node,
        n -> {
          visit.accept(n);
          return false;
        });
  }

  /**
   * Whether something that runs when a node runs, itself included, is of a kind; asks no further.
   */
  public static boolean anyRun(Node node, Predicate<Node> kind) {
    if (kind.test(node)) {
      return true;
    }
    for (Node child : node.getChildNodes()) {
      boolean later =
          child instanceof LambdaExpr
              || child instanceof BodyDeclaration<?>
              || child instanceof ObjectCreationExpr creation
                  && creation.getAnonymousClassBody().isPresent();
      if (child instanceof ObjectCreationExpr creation && later) {
        for (Expression argument : creation.getArguments()) {
          if (anyRun(argument, kind)) {
            return true;
          }
        }
      } else if (!later && anyRun(child, kind)) {
        return true;
      }
    }
    return false;
  }

  /** The same of what stands before a place in the body around it. */
  static boolean anyRunBefore(Node place, Predicate<Node> kind) {
    List<Node> run = runAround(place);
    return run.subList(0, Math.max(0, indexOf(place, run))).stream().anyMatch(kind);
  }

  /** The same of what stands behind it, and of what it holds. */
  static boolean anyRunBehind(Node place, Predicate<Node> kind) {
    List<Node> run = runAround(place);
    return run.subList(indexOf(place, run) + 1, run.size()).stream().anyMatch(kind);
  }

  private static List<Node> runAround(Node place) {
    List<Node> run = new ArrayList<>();
    bodyAround(place)
        .ifPresent(body -> body.getChildNodes().forEach(part -> eachRun(part, run::add)));
    return run;
  }

  /** The loop or {@code switch} that a {@code break} ends, or the labelled statement it names. */
  static Optional<Statement> targetOf(BreakStmt leaving) {
    return leaving
        .getLabel()
        .map(label -> labelled(leaving, label))
        .orElseGet(() -> breakTargetAt(leaving));
  }

  /** The loop that a {@code continue} goes on with. */
  public static Optional<Statement> targetOf(ContinueStmt leaving) {
    return leaving
        .getLabel()
        .map(label -> labelled(leaving, label).map(s -> s.asLabeledStmt().getStatement()))
        .orElseGet(() -> around(leaving, Flow::isLoop));
  }

  /** The loop or {@code switch} that a {@code break} without a label would end at a place. */
  public static Optional<Statement> breakTargetAt(Node node) {
    return around(node, n -> isLoop(n) || n instanceof SwitchStmt);
  }

  private static Optional<Statement> labelled(Node leaving, SimpleName label) {
    return around(leaving, n -> n instanceof LabeledStmt l && l.getLabel().equals(label));
  }

  private static Optional<Statement> around(Node node, Predicate<Node> isTarget) {
    for (Node n = node.getParentNode().orElse(null);
        n != null && !isBody(n);
        n = n.getParentNode().orElse(null)) {
      if (isTarget.test(n)) {
        return Optional.of((Statement) n);
      }
    }
    return Optional.empty();
  }

  /** The types a handler names, those of a multi-catch one by one. */
  public static List<Type> typesOf(CatchClause handler) {
    Type declared = handler.getParameter().getType();
    return declared.isUnionType()
        ? List.copyOf(declared.asUnionType().getElements())
        : List.of(declared);
  }

  /** Whether a handler names {@code Exception} or {@code Throwable}. */
  public static boolean takesAnything(CatchClause handler) {
    return typesOf(handler).stream().anyMatch(t -> isNamed(t, "Exception", "Throwable"));
  }

  /** Whether a written type is one of some classes of {@code java.lang}, by its simple name. */
  static boolean isNamed(Type written, String... simpleNames) {
    String name = written.asString();
    String simple = name.startsWith("java.lang.") ? name.substring(10) : name;
    return List.of(simpleNames).contains(simple);
  }

  /**
   * Whether something stands behind a statement in the same body; what a {@code finally} does is
   * not behind its {@code try}.
   *
   * @param end where to look no further, such as at the loop around
   */
  public static boolean isFollowed(Statement statement, Predicate<Node> end) {
    Node below = statement;
    for (Node n = statement.getParentNode().orElse(null);
        (n instanceof Statement || n instanceof SwitchEntry || n instanceof CatchClause)
            && !end.test(n);
        below = n, n = n.getParentNode().orElse(null)) {
      List<Statement> list =
          n instanceof BlockStmt block
              ? block.getStatements()
              : n instanceof SwitchEntry entry ? entry.getStatements() : List.of();
      if (!list.isEmpty() && list.get(list.size() - 1) != below) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where a node stands among its like. The parser's nodes are equal where they read alike, so
   * {@link List#indexOf} may find a twin.
   *
   * @return -1 where it is none of them
   */
  public static int indexOf(Node node, List<? extends Node> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) == node) {
        return i;
      }
    }
    return -1;
  }

  /** Whether two nodes stand in the same one. */
  public static boolean areSiblings(Node one, Node other) {
    return one.getParentNode().orElse(null) == other.getParentNode().orElse(null);
  }

  /** What stands behind one of some statements, in the same list. */
  public static List<Statement> behind(Node statement, List<Statement> statements) {
    return statements.subList(indexOf(statement, statements) + 1, statements.size());
  }

  /** Whether a node stands in another, or is it. */
  static boolean isInside(Node node, Node outer) {
    return node == outer || node.isDescendantOf(outer);
  }

  /** What a {@code !} denies; empty for other expressions. */
  public static Optional<Expression> denied(Expression condition) {
    return condition instanceof UnaryExpr not
            && not.getOperator() == UnaryExpr.Operator.LOGICAL_COMPLEMENT
        ? Optional.of(not.getExpression())
        : Optional.empty();
  }

  private static boolean isTrue(Expression condition) {
    if (condition.isEnclosedExpr()) {
      return isTrue(condition.asEnclosedExpr().getInner());
    }
    return condition.isBooleanLiteralExpr() && condition.asBooleanLiteralExpr().getValue();
  }
}
