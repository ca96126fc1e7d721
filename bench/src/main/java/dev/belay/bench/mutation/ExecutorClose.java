package dev.belay.bench.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.BinaryExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithArguments;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.bench.corpus.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes every statement that closes an executor made in the same file. One that is handed on is
 * skipped: whoever has it may close it. No label speaks of executors, so the places are found here.
 */
final class ExecutorClose implements Operator {

  private static final Set<String> CLOSING =
      Set.of("shutdown", "shutdownNow", "close", "awaitTermination");
  private static final Set<String> WORKING =
      Set.of(
          "execute",
          "submit",
          "schedule",
          "scheduleAtFixedRate",
          "scheduleWithFixedDelay",
          "isShutdown",
          "isTerminated");
  private static final Set<String> MADE_BY_NEW =
      Set.of("ThreadPoolExecutor", "ScheduledThreadPoolExecutor", "ForkJoinPool");
  private static final Set<String> ENDING = Set.of("newCachedThreadPool", "newWorkStealingPool");

  @Override
  public String title() {
    return "the closing of an executor";
  }

  @Override
  public String rule() {
    return "unclosed-executor";
  }

  @Override
  public boolean concerns(String text, List<Label> labels) {
    return text.contains("Executors.") || MADE_BY_NEW.stream().anyMatch(text::contains);
  }

  @Override
  public List<Attempt> attempts(ParsedFile file, List<Label> labels) {
    List<Attempt> attempts = new ArrayList<>();
    for (Expression made : file.tree().findAll(Expression.class)) {
      if (makesExecutor(made)) {
        Site site = new Site(file.library(), file.source().path(), file.lineOf(made));
        attempts.add(attempt(file, site, made));
      }
    }
    return attempts;
  }

  private static boolean makesExecutor(Expression made) {
    if (made instanceof MethodCallExpr call) {
      return call.getScope().filter(scope -> scope.toString().equals("Executors")).isPresent()
          && call.getNameAsString().startsWith("new");
    }
    return made instanceof ObjectCreationExpr creation
        && creation.getAnonymousClassBody().isEmpty()
        && MADE_BY_NEW.contains(creation.getType().getNameAsString());
  }

  /** A pool without core threads, or of daemons that time out, does not have to be closed. */
  private static boolean endsWhenIdle(Expression made) {
    return made instanceof NodeWithArguments<?> call
            && call.getArguments().stream().limit(1).anyMatch(a -> a.toString().equals("0"))
        || made instanceof ObjectCreationExpr creation
            && creation.getType().getNameAsString().equals("ForkJoinPool")
        || made instanceof MethodCallExpr call && ENDING.contains(call.getNameAsString());
  }

  private static Attempt attempt(ParsedFile file, Site site, Expression made) {
    if (endsWhenIdle(made)) {
      return new Attempt.Skipped(site, "ends when idle");
    }
    Optional<NamedUses> keeper = NamedUses.findBoundTo(made);
    if (keeper.isEmpty()) {
      return new Attempt.Skipped(site, "not kept in a local or a private field");
    }
    Edits edits = new Edits(file.source());
    int closings = 0;
    for (Expression use : keeper.get().all()) {
      Node parent = use.getParentNode().orElseThrow();
      if (NamedUses.isWritten(use) || isCompared(parent) || isCallOn(use, WORKING)) {
        continue;
      }
      Optional<Statement> statement = Scopes.findEnclosing(use, Statement.class);
      if (isCallOn(use, CLOSING) && statement.isPresent() && takes(statement.get(), edits)) {
        closings++;
      } else {
        return new Attempt.Skipped(site, "handed on, or closed as part of something else");
      }
    }
    return closings == 0
        ? new Attempt.Skipped(site, "closed nowhere in its file")
        : new Attempt.Mutant(site, site.line(), edits.apply(), "closing of " + keeper.get().name());
  }

  private static boolean takes(Statement statement, Edits edits) {
    if (statement instanceof ExpressionStmt || statement instanceof IfStmt) {
      edits.replace(statement, "{ }");
      return true;
    }
    return false;
  }

  private static boolean isCompared(Node parent) {
    return parent instanceof BinaryExpr comparison && comparison.getRight().isNullLiteralExpr();
  }

  private static boolean isCallOn(Expression use, Set<String> names) {
    return use.getParentNode().orElseThrow() instanceof MethodCallExpr call
        && call.getScope().filter(scope -> scope == use).isPresent()
        && names.contains(call.getNameAsString());
  }
}
