package dev.belay.bench.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.VariableDeclarator;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.ForEachStmt;
import com.github.javaparser.ast.stmt.IfStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.bench.corpus.Label;
import dev.belay.bench.corpus.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes every statement that reads a kept future. A future that goes to somebody else (returned,
 * kept where other files can read) has its reader there, so it is skipped.
 */
final class FutureUse implements Operator {

  private static final Pattern HANDLE =
      Pattern.compile("\\b(\\w*Future|CompletionStage|ForkJoinTask|Recursive(Task|Action))\\b");

  @Override
  public String title() {
    return "every use of a kept future";
  }

  @Override
  public String rule() {
    return "unobserved-future";
  }

  /** What {@code invokeAll} gives is done: its tasks are no orphans, but nobody sees them fail. */
  @Override
  public Set<String> stead() {
    return Set.of("lost-failure");
  }

  @Override
  public List<Attempt> attempts(ParsedFile file, List<Label> labels) {
    List<Attempt> attempts = new ArrayList<>();
    for (Label label : labels) {
      if (label.rule().equals(rule()) && label.verdict() == Verdict.ABSENT) {
        attempts.add(attempt(file, new Site(label.library(), label.path(), label.line())));
      }
    }
    return attempts;
  }

  private static Attempt attempt(ParsedFile file, Site site) {
    Optional<Expression> handle =
        file.tree().findAll(Expression.class).stream()
            .filter(MethodCallExpr.class::isInstance)
            .filter(value -> file.lineOf(value) == site.line())
            .filter(value -> findKeeper(value).isPresent())
            .findFirst();
    if (handle.isEmpty()) {
      return new Attempt.Skipped(site, "not kept in a local, private field or collection");
    }
    NamedUses keeper = findKeeper(handle.get()).orElseThrow();
    if (!HANDLE.matcher(keeper.type()).find()) {
      return new Attempt.Skipped(site, "its declared type is no task handle");
    }
    Edits edits = new Edits(file.source());
    for (Expression use : keeper.all()) {
      if (NamedUses.isWritten(use) || isAncestor(use, handle.get())) {
        continue;
      }
      Optional<String> obstacle = take(file, use, handle.get(), edits);
      if (obstacle.isPresent()) {
        return new Attempt.Skipped(site, obstacle.get());
      }
    }
    return edits.isEmpty()
        ? new Attempt.Skipped(site, "no use found to take")
        : new Attempt.Mutant(site, site.line(), edits.apply(), "uses of " + keeper.name());
  }

  /** The variable, or the collection that the value is added to. */
  private static Optional<NamedUses> findKeeper(Expression value) {
    Node parent = value.getParentNode().orElseThrow();
    if (parent instanceof MethodCallExpr adding
        && adding.getNameAsString().equals("add")
        && adding.getArguments().contains(value)
        && adding.getParentNode().orElseThrow() instanceof ExpressionStmt
        && adding.getScope().isPresent()) {
      Expression collection = adding.getScope().get();
      return collection.isNameExpr()
          ? collection
              .findCompilationUnit()
              .orElseThrow()
              .findAll(VariableDeclarator.class)
              .stream()
              .filter(v -> v.getNameAsString().equals(collection.asNameExpr().getNameAsString()))
              .findFirst()
              .flatMap(NamedUses::of)
          : Optional.empty();
    }
    return NamedUses.findBoundTo(value);
  }

  /** Whether a use belongs to the statement that keeps the handle. */
  private static boolean isAncestor(Expression use, Expression handle) {
    return Scopes.findEnclosing(use, ExpressionStmt.class)
        .filter(statement -> statement.isAncestorOf(handle))
        .filter(
            statement ->
                Scopes.findEnclosing(handle, ExpressionStmt.class)
                    .filter(statement::equals)
                    .isPresent())
        .isPresent();
  }

  private static Optional<String> take(
      ParsedFile file, Expression use, Expression handle, Edits edits) {
    Optional<Statement> statement = Scopes.findEnclosing(use, Statement.class);
    if (statement.isEmpty()) {
      return Optional.of("used outside statements");
    }
    Statement whole = statement.get();
    if (Scopes.findEnclosing(use, ObjectCreationExpr.class)
        .filter(whole::isAncestorOf)
        .isPresent()) {
      return Optional.of("goes on to an object that is made with it");
    }
    if (whole.isAncestorOf(handle)) {
      return Optional.of("used by the statement that starts the task");
    }
    if (whole instanceof ExpressionStmt reading
        && reading.getExpression().isVariableDeclarationExpr()) {
      VariableDeclarator result =
          reading.getExpression().asVariableDeclarationExpr().getVariable(0);
      if (result.getInitializer().isEmpty() || !isObservedHere(use)) {
        return Optional.of("goes on to another variable");
      }
      edits.replace(
          result.getInitializer().get(), result.getType().isPrimitiveType() ? "0" : "null");
      return Optional.empty();
    }
    if (whole instanceof ExpressionStmt
        || whole instanceof IfStmt
        || whole instanceof ForEachStmt) {
      edits.replace(whole, "{ }");
      return Optional.empty();
    }
    return Optional.of("goes on to somebody, or decides what is done");
  }

  private static boolean isObservedHere(Expression use) {
    return use.getParentNode().orElseThrow() instanceof MethodCallExpr call
        && call.getScope().filter(scope -> scope == use).isPresent()
        && call.getParentNode().orElseThrow() instanceof VariableDeclarator;
  }
}
