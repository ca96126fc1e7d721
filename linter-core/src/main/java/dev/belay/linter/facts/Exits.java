package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.TryStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import dev.belay.linter.facts.Exit.Kind;
import dev.belay.linter.facts.Exit.Status;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All ways in which control leaves a piece of code, each with what became of the interrupt status
 * on it. Follows the rules of JLS 14.22 (a path counts unless a constant rules it out), and what
 * {@link Effects} says of expressions.
 */
final class Exits {

  /** What evaluating an expression does to the interrupt status, and where it may lead. */
  interface Effects {

    /** Status after an expression, by the status before; empty where it never completes. */
    Optional<Status> after(Node expression, Status before);

    /** Whether an expression that never completes does so by throwing, rather than by exiting. */
    boolean isThrowing(Node expression);

    /** The value of a condition, where the piece of code settles it. */
    Optional<Boolean> valueOf(Expression condition);
  }

  private final Effects effects;
  private Set<Exit> found = new LinkedHashSet<>();

  private Exits(Effects effects) {
    this.effects = effects;
  }

  /**
   * The exits of a piece of code that is entered with some status.
   *
   * @param piece statements in order
   * @param end what an exit that falls through the end is said to be at
   * @return in order of the text, without repeats; empty for code that control never leaves
   */
  static List<Exit> of(List<Statement> piece, Node end, Status entered, Effects effects) {
    Exits exits = new Exits(effects);
    for (Status last : exits.runAll(piece, EnumSet.of(entered))) {
      exits.found.add(new Exit(Kind.FALLS_THROUGH, end, Optional.empty(), last));
    }
    return List.copyOf(exits.found);
  }

  /** Runs a statement; the result is the statuses with which it completes normally. */
  private Set<Status> run(Statement statement, Set<Status> in) {
    if (in.isEmpty()) {
      return in;
    }
    if (statement instanceof BlockStmt block) {
      return runAll(block.getStatements(), in);
    }
    if (statement instanceof ExpressionStmt expression) {
      return evaluate(expression.getExpression(), in);
    }
    if (statement instanceof IfStmt choice) {
      return runIf(choice, in);
    }
    if (statement instanceof TryStmt attempt) {
      return runTry(attempt, in);
    }
    if (statement instanceof SwitchStmt choice) {
      return runSwitch(choice, in);
    }
    if (Flow.isLoop(statement)) {
      return runLoop(statement, in);
    }
    if (statement instanceof LabeledStmt labelled) {
      return plus(run(labelled.getStatement(), in), brokenOut(labelled));
    }
    if (statement instanceof SynchronizedStmt locked) {
      return run(locked.getBody(), evaluate(locked.getExpression(), in));
    }
    return leave(statement, in);
  }

  private Set<Status> leave(Statement statement, Set<Status> in) {
    if (statement instanceof ReturnStmt giving) {
      Set<Status> end = giving.getExpression().map(e -> evaluate(e, in)).orElse(in);
      return exit(Kind.RETURNS, statement, Optional.empty(), end);
    }
    if (statement instanceof ThrowStmt throwing) {
      return exit(Kind.THROWS, statement, Optional.empty(), evaluate(throwing.getExpression(), in));
    }
    if (statement instanceof BreakStmt leaving) {
      return exit(Kind.BREAKS, statement, Flow.targetOf(leaving), in);
    }
    if (statement instanceof ContinueStmt leaving) {
      return exit(Kind.CONTINUES, statement, Flow.targetOf(leaving), in);
    }
    return statement instanceof YieldStmt giving ? evaluate(giving.getExpression(), in) : in;
  }

  private Set<Status> exit(Kind kind, Node at, Optional<Statement> target, Set<Status> statuses) {
    statuses.forEach(status -> found.add(new Exit(kind, at, target, status)));
    return EnumSet.noneOf(Status.class);
  }

  private Set<Status> runAll(List<Statement> statements, Set<Status> in) {
    Set<Status> status = in;
    for (Statement statement : statements) {
      status = run(statement, status);
    }
    return status;
  }

  private Set<Status> evaluate(Node expression, Set<Status> in) {
    Set<Status> out = EnumSet.noneOf(Status.class);
    for (Status before : in) {
      Optional<Status> after = effects.after(expression, before);
      if (after.isPresent()) {
        out.add(after.get());
      } else if (effects.isThrowing(expression)) {
        exit(Kind.THROWS, expression, Optional.empty(), EnumSet.of(before));
      }
    }
    return out;
  }

  private Set<Status> runIf(IfStmt choice, Set<Status> in) {
    Set<Status> entered = evaluate(choice.getCondition(), in);
    Optional<Boolean> value = effects.valueOf(choice.getCondition());
    Set<Status> out = EnumSet.noneOf(Status.class);
    if (value.orElse(true)) {
      out.addAll(run(choice.getThenStmt(), entered));
    }
    if (!value.orElse(false)) {
      out.addAll(choice.getElseStmt().map(other -> run(other, entered)).orElse(entered));
    }
    return out;
  }

  private Set<Status> runLoop(Statement loop, Set<Status> in) {
    boolean entersAlways = loop instanceof DoStmt || Flow.isEndless(loop);
    // A pass may begin with the status that an earlier pass left behind.
    Set<Status> entered = EnumSet.copyOf(in);
    Set<Status> end = entered;
    for (int pass = 0; pass < Status.values().length; pass++) {
      end = plus(run(Flow.bodyOf(loop), entered), goneOn(loop));
      entered = plus(entered, end);
    }
    Set<Status> out = brokenOut(loop);
    if (!Flow.isEndless(loop)) {
      out.addAll(entersAlways ? end : plus(in, end));
    }
    return out;
  }

  private Set<Status> runSwitch(SwitchStmt choice, Set<Status> in) {
    Set<Status> entered = evaluate(choice.getSelector(), in);
    Set<Status> out = EnumSet.noneOf(Status.class);
    Set<Status> fallen = EnumSet.noneOf(Status.class);
    boolean total = false;
    for (SwitchEntry entry : choice.getEntries()) {
      total |= entry.getLabels().isEmpty() || entry.isDefault();
      boolean group = entry.getType() == SwitchEntry.Type.STATEMENT_GROUP;
      Set<Status> end = runAll(entry.getStatements(), group ? plus(entered, fallen) : entered);
      fallen = group ? end : EnumSet.noneOf(Status.class);
      out.addAll(end);
    }
    out.addAll(brokenOut(choice));
    return total ? out : plus(out, entered);
  }

  private Set<Status> runTry(TryStmt attempt, Set<Status> in) {
    Set<Exit> before = found;
    found = new LinkedHashSet<>();
    Set<Status> entered = in;
    for (Expression resource : attempt.getResources()) {
      entered = evaluate(resource, entered);
    }
    Set<Status> out = plus(EnumSet.noneOf(Status.class), run(attempt.getTryBlock(), entered));
    // An exception may come before or after anything the block did; and a caught throw is no exit.
    Set<Status> thrown = plus(in, out);
    found.forEach(exit -> thrown.add(exit.status()));
    if (attempt.getCatchClauses().stream().anyMatch(Flow::takesAnything)) {
      found.removeIf(exit -> exit.kind() == Kind.THROWS);
    }
    for (CatchClause handler : attempt.getCatchClauses()) {
      out.addAll(run(handler.getBody(), thrown));
    }
    if (attempt.getFinallyBlock().isPresent()) {
      Set<Exit> leaving = found;
      found = new LinkedHashSet<>();
      BlockStmt last = attempt.getFinallyBlock().get();
      for (Exit exit : leaving) {
        for (Status end : run(last, EnumSet.of(exit.status()))) {
          found.add(new Exit(exit.kind(), exit.at(), exit.target(), end));
        }
      }
      out = run(last, out);
    }
    before.addAll(found);
    found = before;
    return out;
  }

  /** Statuses of the breaks that end at a statement; they are no exits of what holds it. */
  private Set<Status> brokenOut(Statement target) {
    return taken(Kind.BREAKS, target);
  }

  private Set<Status> goneOn(Statement loop) {
    return taken(Kind.CONTINUES, loop);
  }

  private Set<Status> taken(Kind kind, Statement target) {
    Set<Status> statuses = EnumSet.noneOf(Status.class);
    List<Exit> here = new ArrayList<>();
    for (Exit exit : found) {
      if (exit.kind() == kind && exit.target().filter(t -> t == target).isPresent()) {
        here.add(exit);
        statuses.add(exit.status());
      }
    }
    here.forEach(found::remove);
    return statuses;
  }

  private static Set<Status> plus(Set<Status> some, Set<Status> others) {
    Set<Status> all = EnumSet.noneOf(Status.class);
    all.addAll(some);
    all.addAll(others);
    return all;
  }
}
