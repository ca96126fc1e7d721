package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.facts.Exit.Kind;
import dev.belay.linter.facts.Exit.Status;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Follows control from an exit of a handler outward, through {@code finally} and what stands behind
 * the {@code try}, to where it goes on with a loop, leaves the body, or throws.
 */
final class Continuation {

  /** Where control ends up. */
  enum End {
    /** Another pass of a loop around. */
    NEXT_PASS,
    /** The body has returned, or never will. */
    RETURNED,
    /** Out by an exception. */
    THROWN
  }

  /**
   * One way on from a handler.
   *
   * @param end where it comes out
   * @param at the statement that goes there
   * @param loop the loop whose next pass begins
   * @param status of the interrupt by then
   * @param followers what ran on the way, behind the handler and its {@code finally}
   * @param leftLoop whether a loop was left on the way
   */
  record Outcome(
      End end,
      Node at,
      Optional<Statement> loop,
      Status status,
      List<Statement> followers,
      boolean leftLoop) {}

  private final Exits.Effects effects;
  private final Predicate<Statement> isLeft;
  private final List<Outcome> found = new ArrayList<>();
  private final Set<List<Object>> seen = new HashSet<>();

  /**
   * @param effects of expressions behind the handler
   * @param isLeft whether a loop's condition is known to fail by what the handler did
   */
  private Continuation(Exits.Effects effects, Predicate<Statement> isLeft) {
    this.effects = effects;
    this.isLeft = isLeft;
  }

  /** Where control goes from some exits of a piece of code, in order of the text. */
  static List<Outcome> of(
      List<Exit> exits, Node piece, Exits.Effects effects, Predicate<Statement> isLeft) {
    Continuation continuation = new Continuation(effects, isLeft);
    exits.forEach(exit -> continuation.follow(exit, piece, List.of(), false));
    return List.copyOf(continuation.found);
  }

  private void follow(Exit exit, Node from, List<Statement> ran, boolean left) {
    Node target = exit.target().orElse(null);
    for (Status status : throughFinally(from, target, exit.status())) {
      switch (exit.kind()) {
        case FALLS_THROUGH -> goOn(from, exit.at(), status, ran, left);
        case BREAKS -> {
          if (target != null) {
            goOn(target, exit.at(), status, ran, left || isLoop(target));
          }
        }
        case CONTINUES -> {
          if (target != null) {
            nextPass((Statement) target, exit.at(), status, ran, left);
          }
        }
        case RETURNS -> end(End.RETURNED, exit.at(), status, ran, left || isInLoop(from));
        case THROWS -> end(End.THROWN, exit.at(), status, ran, left);
      }
    }
  }

  /** Whether a loop is left by a {@code break} that ends at a node, be it for the loop's label. */
  private static boolean isLoop(Node target) {
    return Flow.isLoop(target)
        || target instanceof LabeledStmt labelled && Flow.isLoop(labelled.getStatement());
  }

  private static boolean isInLoop(Node node) {
    return Flow.loopAround(node).isPresent();
  }

  /** Control comes out at the end of a node: what is behind it? */
  private void goOn(Node node, Node at, Status status, List<Statement> ran, boolean left) {
    Node parent = node.getParentNode().orElse(null);
    if (parent == null || !seen.add(List.of(System.identityHashCode(node), status, left))) {
      return;
    }
    if (Flow.isLoop(parent)) {
      nextPass((Statement) parent, at, status, ran, left);
    } else if (parent instanceof BlockStmt block) {
      behind(block, block.getStatements(), node, at, status, ran, left);
    } else if (parent instanceof SwitchEntry entry) {
      behind(entry, entry.getStatements(), node, at, status, ran, left);
    } else if (parent instanceof Statement
        || parent instanceof com.github.javaparser.ast.stmt.CatchClause) {
      if (parent instanceof TryStmt attempt && node != attempt.getFinallyBlock().orElse(null)) {
        for (Status end : afterFinally(attempt, status)) {
          goOn(parent, at, end, ran, left);
        }
      } else {
        goOn(parent, at, status, ran, left);
      }
    } else {
      end(End.RETURNED, at, status, ran, left);
    }
  }

  private void behind(
      Node holder,
      List<Statement> statements,
      Node node,
      Node at,
      Status status,
      List<Statement> ran,
      boolean left) {
    List<Statement> rest = Flow.behind(node, statements);
    if (rest.isEmpty()) {
      goOn(holder, at, status, ran, left);
      return;
    }
    List<Statement> extended = new ArrayList<>(ran);
    extended.addAll(rest);
    List<Exit> exits = Exits.of(List.copyOf(rest), holder, status, effects);
    if (exits.isEmpty()) {
      intoLoop(rest, holder, at, status, extended, left);
    }
    for (Exit exit : exits) {
      if (exit.kind() == Kind.FALLS_THROUGH) {
        goOn(holder, at, exit.status(), extended, left);
      } else {
        follow(exit, holder, extended, left);
      }
    }
  }

  /** A loop that never ends, nor is left: control does not come out again, and yet it goes on. */
  private void intoLoop(
      List<Statement> rest,
      Node holder,
      Node at,
      Status status,
      List<Statement> ran,
      boolean left) {
    List<Statement> before = rest.stream().takeWhile(s -> !Flow.isEndless(s)).toList();
    if (before.size() == rest.size()) {
      return;
    }
    for (Exit exit : Exits.of(before, holder, status, effects)) {
      if (exit.kind() == Kind.FALLS_THROUGH) {
        end(End.RETURNED, at, exit.status(), ran, left);
      }
    }
  }

  private void nextPass(Statement loop, Node at, Status status, List<Statement> ran, boolean left) {
    if (isLeft.test(loop)) {
      goOn(loop, at, status, ran, true);
    } else {
      found.add(new Outcome(End.NEXT_PASS, at, Optional.of(loop), status, ran, left));
    }
  }

  private void end(End end, Node at, Status status, List<Statement> ran, boolean left) {
    found.add(new Outcome(end, at, Optional.empty(), status, ran, left));
  }

  /** Statuses behind the {@code finally} blocks between a node and where control goes. */
  private Set<Status> throughFinally(Node from, Node target, Status status) {
    Set<Status> statuses = new LinkedHashSet<>(Set.of(status));
    if (target == null) {
      return statuses;
    }
    Node below = from;
    for (Node n = from.getParentNode().orElse(null);
        n != null && n != target;
        below = n, n = n.getParentNode().orElse(null)) {
      if (n instanceof TryStmt attempt && below != attempt.getFinallyBlock().orElse(null)) {
        Set<Status> next = new LinkedHashSet<>();
        statuses.forEach(s -> next.addAll(afterFinally(attempt, s)));
        statuses = next;
      }
    }
    return statuses;
  }

  private Set<Status> afterFinally(TryStmt attempt, Status status) {
    if (attempt.getFinallyBlock().isEmpty()) {
      return Set.of(status);
    }
    BlockStmt last = attempt.getFinallyBlock().get();
    Set<Status> after = new LinkedHashSet<>();
    for (Exit exit : Exits.of(last.getStatements(), last, status, effects)) {
      if (exit.kind() == Kind.FALLS_THROUGH) {
        after.add(exit.status());
      } else {
        follow(exit, last, List.of(), false);
      }
    }
    return after;
  }
}
