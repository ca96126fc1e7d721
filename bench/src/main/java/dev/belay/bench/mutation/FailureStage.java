package dev.belay.bench.mutation;

import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.belay.bench.corpus.Label;
import dev.belay.bench.corpus.Verdict;
import dev.belay.linter.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a stage that sees no failure in the place of every stage of a dropped chain that does.
 * Chains that go on to somebody are skipped: their failure is that one's to see.
 */
final class FailureStage implements Operator {

  private static final Set<String> READ_FAILURE =
      Set.of(
          "exceptionally",
          "exceptionallyAsync",
          "exceptionallyCompose",
          "exceptionallyComposeAsync",
          "handle",
          "handleAsync",
          "whenComplete",
          "whenCompleteAsync");

  @Override
  public String title() {
    return "the failure stages of a dropped chain";
  }

  @Override
  public String rule() {
    return "lost-failure";
  }

  @Override
  public List<Attempt> attempts(ParsedFile file, List<Label> labels) {
    List<Attempt> attempts = new ArrayList<>();
    for (Label label : labels) {
      if (label.rule().equals(rule()) && label.verdict() == Verdict.ABSENT) {
        Site site = new Site(label.library(), label.path(), label.line());
        attempts.add(
            label.note().contains("own promise") || label.note().contains("not a Java future")
                ? new Attempt.Skipped(site, "no task handle, by its label")
                : attempt(file, site));
      }
    }
    return attempts;
  }

  private static Attempt attempt(ParsedFile file, Site site) {
    Optional<MethodCallExpr> chain =
        file.tree().findAll(ExpressionStmt.class).stream()
            .filter(statement -> file.lineOf(statement) == site.line())
            .map(ExpressionStmt::getExpression)
            .filter(MethodCallExpr.class::isInstance)
            .map(MethodCallExpr.class::cast)
            .filter(FailureStage::hasFailureStage)
            .reduce((outer, inner) -> inner);
    if (chain.isEmpty()) {
      return new Attempt.Skipped(site, "no dropped chain with a failure stage starts here");
    }
    Edits edits = new Edits(file.source());
    MethodCallExpr stage = chain.get();
    while (true) {
      if (READ_FAILURE.contains(stage.getNameAsString())) {
        int start = file.source().rangeOf(stage.getName()).start();
        int end = file.source().rangeOf(stage).end();
        edits.replace(new SourceRange(start, end), "thenRun(() -> { })");
      }
      if (stage.getScope().filter(MethodCallExpr.class::isInstance).isEmpty()) {
        break;
      }
      stage = (MethodCallExpr) stage.getScope().get();
    }
    return new Attempt.Mutant(site, file.lastLineOf(chain.get()), edits.apply(), "failure stages");
  }

  /** Whether a failure stage stands anywhere in a chain that is not joined at its end. */
  private static boolean hasFailureStage(MethodCallExpr last) {
    if (last.getNameAsString().equals("join") || last.getNameAsString().equals("get")) {
      return false;
    }
    Optional<MethodCallExpr> stage = Optional.of(last);
    while (stage.isPresent()) {
      if (READ_FAILURE.contains(stage.get().getNameAsString())) {
        return true;
      }
      stage =
          stage
              .get()
              .getScope()
              .filter(MethodCallExpr.class::isInstance)
              .map(MethodCallExpr.class::cast);
    }
    return false;
  }
}
