package dev.belay.bench.mutation;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.AssignExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SynchronizedStmt;
import com.github.javaparser.ast.stmt.WhileStmt;
import dev.belay.bench.corpus.Label;
import dev.belay.bench.corpus.Verdict;
import dev.belay.linter.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes the {@code volatile} off the flag that a task's loop reads. Skipped where the flag is read
 * or written under a lock, or the loop takes one, which makes it visible all the same.
 */
final class FlagVolatile implements Operator {

  private final boolean labelled;

  private FlagVolatile(boolean labelled) {
    this.labelled = labelled;
  }

  /** For loops that a label says can be cancelled. */
  static FlagVolatile ofLabelled() {
    return new FlagVolatile(true);
  }

  /** For loops that no label speaks of, in tasks that say so: see {@link TaskLoops}. */
  static FlagVolatile ofUnlabelled() {
    return new FlagVolatile(false);
  }

  @Override
  public String title() {
    return "the volatile of a loop's flag" + (labelled ? "" : ", without a label");
  }

  @Override
  public String rule() {
    return "stale-stop-flag";
  }

  @Override
  public boolean concerns(String text, List<Label> labels) {
    return labelled ? !labels.isEmpty() : text.contains(" run()");
  }

  @Override
  public List<Attempt> attempts(ParsedFile file, List<Label> labels) {
    List<Attempt> attempts = new ArrayList<>();
    if (!labelled) {
      for (Statement loop : TaskLoops.of(file)) {
        Site site = new Site(file.library(), file.source().path(), file.lineOf(loop));
        attempts.add(attempt(file, site));
      }
      return attempts;
    }
    for (Label label : labels) {
      if (label.rule().equals("uncancellable-loop")
          && label.verdict() == Verdict.ABSENT
          && !label.note().contains("not task code")) {
        attempts.add(attempt(file, new Site(label.library(), label.path(), label.line())));
      }
    }
    return attempts;
  }

  private static Attempt attempt(ParsedFile file, Site site) {
    Optional<WhileStmt> loop =
        file.tree().findAll(WhileStmt.class).stream()
            .filter(statement -> file.lineOf(statement) == site.line())
            .findFirst();
    if (loop.isEmpty()) {
      return new Attempt.Skipped(site, "no while loop on the labelled line");
    }
    Optional<FieldDeclaration> flag =
        loop.get().getCondition().findAll(NameExpr.class).stream()
            .flatMap(name -> findVolatile(name).stream())
            .findFirst();
    if (flag.isEmpty()) {
      return new Attempt.Skipped(site, "its condition reads no volatile field of this file");
    }
    String name = flag.get().getVariable(0).getNameAsString();
    if (!Scopes.within(loop.get(), SynchronizedStmt.class).isEmpty()) {
      return new Attempt.Skipped(site, "the loop takes a lock on its way");
    }
    boolean locked =
        file.tree().findAll(NameExpr.class).stream()
            .filter(use -> use.getNameAsString().equals(name))
            .anyMatch(FlagVolatile::isLocked);
    if (locked) {
      return new Attempt.Skipped(site, "the flag is used under a lock");
    }
    boolean written =
        file.tree().findAll(AssignExpr.class).stream()
            .map(AssignExpr::getTarget)
            .map(Expression::toString)
            .anyMatch(target -> target.equals(name) || target.equals("this." + name));
    if (!written) {
      return new Attempt.Skipped(site, "nobody sets the flag in this file");
    }
    Edits edits = new Edits(file.source());
    SourceRange whole = file.source().rangeOf(flag.get());
    String text = file.source().text(whole);
    int at = text.indexOf("volatile ");
    edits.replace(
        new SourceRange(whole.start() + at, whole.start() + at + "volatile ".length()), "");
    return new Attempt.Mutant(
        site, file.lastLineOf(loop.get()), edits.apply(), "volatile of " + name);
  }

  /** The flag that a name stands for: of the innermost type around it that has a field so named. */
  private static Optional<FieldDeclaration> findVolatile(NameExpr name) {
    Optional<Node> at = name.getParentNode();
    while (at.isPresent()) {
      Optional<FieldDeclaration> field = findField(at.get(), name.getNameAsString());
      if (field.isPresent()) {
        return field
            .filter(FieldDeclaration::isVolatile)
            .filter(flag -> flag.getVariables().size() == 1)
            .filter(flag -> flag.getElementType().toString().equals("boolean"));
      }
      at = at.get().getParentNode();
    }
    return Optional.empty();
  }

  private static Optional<FieldDeclaration> findField(Node type, String name) {
    return type.getChildNodes().stream()
        .filter(FieldDeclaration.class::isInstance)
        .map(FieldDeclaration.class::cast)
        .filter(
            field ->
                field.getVariables().stream()
                    .anyMatch(variable -> variable.getNameAsString().equals(name)))
        .findFirst();
  }

  private static boolean isLocked(NameExpr use) {
    return Scopes.findEnclosing(use, SynchronizedStmt.class).isPresent()
        || Scopes.findEnclosing(use, MethodDeclaration.class)
            .filter(MethodDeclaration::isSynchronized)
            .isPresent();
  }
}
