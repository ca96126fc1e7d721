package dev.belay.bench.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.DoStmt;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.ForStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.LabeledStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchStmt;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.bench.corpus.Label;
import dev.belay.bench.corpus.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes every way out of a task's loop: the stop tests of its condition and body, what its handlers
 * do to leave, and interrupts that leave it as exceptions. A loop that ends with its work keeps
 * that end, so it is skipped: it would still be bounded.
 */
final class LoopWayOut implements Operator {

  private static final String RULE = "uncancellable-loop";

  private final boolean labelled;

  private LoopWayOut(boolean labelled) {
    this.labelled = labelled;
  }

  /** For loops that a label says can be cancelled. */
  static LoopWayOut ofLabelled() {
    return new LoopWayOut(true);
  }

  /** For loops that no label speaks of, in tasks that say so: see {@link TaskLoops}. */
  static LoopWayOut ofUnlabelled() {
    return new LoopWayOut(false);
  }

  @Override
  public String title() {
    return "every way out of a task's loop" + (labelled ? "" : ", without a label");
  }

  @Override
  public String rule() {
    return RULE;
  }

  @Override
  public Set<String> stead() {
    return Set.of("swallowed-interrupt", "spinning-interrupt");
  }

  @Override
  public boolean concerns(String text, List<Label> labels) {
    return labelled ? !labels.isEmpty() : text.contains(" run()");
  }

  @Override
  public List<Attempt> attempts(ParsedFile file, List<Label> labels) {
    return labelled ? ofLabels(file, labels) : ofTaskBodies(file);
  }

  private static List<Attempt> ofTaskBodies(ParsedFile file) {
    List<Attempt> attempts = new ArrayList<>();
    for (Statement loop : TaskLoops.of(file)) {
      Site site = new Site(file.library(), file.source().path(), file.lineOf(loop));
      attempts.add(new Taking(file, site, loop).attempt());
    }
    return attempts;
  }

  private static List<Attempt> ofLabels(ParsedFile file, List<Label> labels) {
    List<Attempt> attempts = new ArrayList<>();
    for (Label label : labels) {
      if (!label.rule().equals(RULE) || label.verdict() != Verdict.ABSENT) {
        continue;
      }
      Site site = new Site(label.library(), label.path(), label.line());
      Optional<Statement> loop =
          file.tree().findAll(Statement.class).stream()
              .filter(TaskLoops::isLoop)
              .filter(statement -> file.lineOf(statement) == label.line())
              .findFirst();
      if (loop.isEmpty()) {
        attempts.add(new Attempt.Skipped(site, "no loop on the labelled line"));
      } else if (label.note().contains("not task code")) {
        attempts.add(new Attempt.Skipped(site, "not task code, by its label"));
      } else {
        attempts.add(new Taking(file, site, loop.get()).attempt());
      }
    }
    return attempts;
  }

  /** The work on one loop. */
  private static final class Taking {

    private final ParsedFile file;
    private final Site site;
    private final Statement loop;
    private final Edits edits;
    private final List<String> taken = new ArrayList<>();

    Taking(ParsedFile file, Site site, Statement loop) {
      this.file = file;
      this.site = site;
      this.loop = loop;
      this.edits = new Edits(file.source());
    }

    Attempt attempt() {
      Optional<String> obstacle = takeCondition();
      if (obstacle.isEmpty()) {
        obstacle = takeLeaves();
      }
      if (obstacle.isEmpty()) {
        takeRestores();
        obstacle = takeEscapes();
      }
      if (obstacle.isPresent()) {
        return new Attempt.Skipped(site, obstacle.get());
      }
      return edits.isEmpty()
          ? new Attempt.Skipped(site, "no way out found to take")
          : new Attempt.Mutant(
              site, file.lastLineOf(loop), edits.apply(), String.join("; ", taken));
    }

    private Optional<String> takeCondition() {
      Optional<Expression> condition =
          loop instanceof WhileStmt loops
              ? Optional.of(loops.getCondition())
              : loop instanceof DoStmt repeats
                  ? Optional.of(repeats.getCondition())
                  : ((ForStmt) loop).getCompare();
      if (condition.isEmpty() || condition.get().toString().equals("true")) {
        return Optional.empty();
      }
      if (!StopTest.isWholly(condition.get())) {
        return Optional.of("its condition looks at the work");
      }
      edits.replace(condition.get(), "true");
      taken.add("condition " + file.textOf(condition.get()));
      return Optional.empty();
    }

    private Optional<String> takeLeaves() {
      for (Statement statement : Scopes.within(loop, Statement.class)) {
        if (leaves(statement)) {
          Optional<String> obstacle = takeLeave(statement);
          if (obstacle.isPresent()) {
            return obstacle;
          }
        }
      }
      return Optional.empty();
    }

    private boolean leaves(Statement statement) {
      if (statement instanceof ReturnStmt) {
        return true;
      }
      if (statement instanceof ThrowStmt) {
        return !Interruptible.interruptStaysIn(loop, statement);
      }
      if (statement instanceof BreakStmt stop) {
        return stop.getLabel().isPresent()
            ? !isInside(labelled(stop, stop.getLabel().get().asString()))
            : breakTarget(stop) == loop;
      }
      return statement instanceof ContinueStmt next
          && next.getLabel().isPresent()
          && !isInside(labelled(next, next.getLabel().get().asString()));
    }

    private static Node breakTarget(Node from) {
      Node at = from.getParentNode().orElseThrow();
      while (!TaskLoops.isLoop(at) && !(at instanceof ForEachStmt) && !(at instanceof SwitchStmt)) {
        at = at.getParentNode().orElseThrow();
      }
      return at;
    }

    private static Node labelled(Node from, String label) {
      Node at = from;
      while (!(at instanceof LabeledStmt named && named.getLabel().asString().equals(label))) {
        at = at.getParentNode().orElseThrow();
      }
      return at;
    }

    private boolean isInside(Node node) {
      return node != loop && loop.isAncestorOf(node);
    }

    /** Takes what decides to leave: the handler around it, or the test in front of it. */
    private Optional<String> takeLeave(Statement leave) {
      Node at = leave;
      while (at != loop) {
        Node parent = at.getParentNode().orElseThrow();
        if (parent instanceof CatchClause handler) {
          empty(handler);
          return Optional.empty();
        }
        if (parent instanceof IfStmt choice && StopTest.isWholly(choice.getCondition())) {
          takeBranch(choice, at);
          return Optional.empty();
        }
        at = parent;
      }
      return Optional.of("its body leaves when the work says so");
    }

    private void takeBranch(IfStmt choice, Node leaving) {
      Optional<Statement> otherwise = choice.getElseStmt();
      if (otherwise.isPresent() && otherwise.get() == leaving) {
        edits.replace(leaving, "{}");
      } else {
        edits.replace(choice, otherwise.map(file::textOf).orElse("{}"));
      }
      taken.add("test " + file.textOf(choice.getCondition()));
    }

    private void empty(CatchClause handler) {
      edits.replace(handler.getBody(), "{}");
      taken.add("body of the handler of " + file.textOf(handler.getParameter().getType()));
    }

    /** A restored interrupt makes the next wait throw: no way out, but another rule's business. */
    private void takeRestores() {
      for (CatchClause handler : Scopes.within(loop, CatchClause.class)) {
        boolean restores =
            Scopes.within(handler, MethodCallExpr.class).stream()
                .anyMatch(call -> call.getNameAsString().equals("interrupt"));
        if (restores) {
          empty(handler);
        }
      }
    }

    private Optional<String> takeEscapes() {
      if (Interruptible.ownExceptionMayLeave(loop)) {
        return Optional.of("a handler around it waits for an exception of its work");
      }
      for (MethodCallExpr call : Scopes.within(loop, MethodCallExpr.class)) {
        if (Interruptible.mayBeClosed(call)
            && !Interruptible.closeStaysIn(loop, call)
            && Interruptible.closeMayLeave(loop)) {
          return Optional.of("a closed resource leaves it");
        }
        if (Interruptible.mayBeInterrupted(call)
            && !Interruptible.interruptStaysIn(loop, call)
            && Interruptible.interruptMayLeave(loop)
            && !wrap(call)) {
          return Optional.of("an interrupt leaves it from inside an expression");
        }
      }
      return Optional.empty();
    }

    /** Puts a handler that does nothing around the statement of a call, where that is possible. */
    private boolean wrap(MethodCallExpr call) {
      Optional<ExpressionStmt> statement = Scopes.findEnclosing(call, ExpressionStmt.class);
      if (statement.isEmpty() || !isInside(statement.get())) {
        return false;
      }
      Expression expression = statement.get().getExpression();
      String text = file.textOf(expression);
      if (expression instanceof VariableDeclarationExpr declaration) {
        if (declaration.getVariables().size() != 1
            || declaration.getVariable(0).getInitializer().isEmpty()
            || declaration.getVariable(0).getTypeAsString().equals("var")) {
          return false;
        }
        String type = declaration.getVariable(0).getTypeAsString();
        String name = declaration.getVariable(0).getNameAsString();
        String value = file.textOf(declaration.getVariable(0).getInitializer().get());
        edits.replace(
            statement.get(),
            type
                + " "
                + name
                + "; try { "
                + name
                + " = "
                + value
                + "; } catch (InterruptedException ignored) { continue; }");
      } else if (expression instanceof MethodCallExpr || expression instanceof AssignExpr) {
        edits.replace(
            statement.get(), "try { " + text + "; } catch (InterruptedException ignored) { }");
      } else {
        return false;
      }
      taken.add("interrupt of " + call.getNameAsString());
      return true;
    }
  }
}
