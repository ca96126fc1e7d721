package dev.belay.rules.cancellation;

import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.BreakStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ContinueStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.ThrowStmt;
import com.github.javaparser.ast.stmt.YieldStmt;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How control leaves a handler, as far as a fix can follow it.
 *
 * @param body of the handler
 * @param jumps all statements by which it leaves, in order of the text
 */
record HandlerEnd(BlockStmt body, List<Statement> jumps) {

  private static final Pattern EXCUSE =
      Pattern.compile(
          "(?i)(//|/\\*)\\s*(ignored?|ignore (it|this|(the |this )?(exception|interrupt(ion)?))|do nothing"
              + "|nothing (to do|to be done)|no-?op|intentionally ignored|no action)\\s*[.!]?\\s*(\\*/)?");

  static HandlerEnd of(CatchClause handler) {
    List<Statement> jumps = new ArrayList<>();
    Flow.eachRun(
        handler.getBody(),
        node -> {
          if (node instanceof ReturnStmt
              || node instanceof ThrowStmt
              || node instanceof BreakStmt
              || node instanceof ContinueStmt
              || node instanceof YieldStmt) {
            jumps.add((Statement) node);
          }
        });
    return new HandlerEnd(handler.getBody(), jumps);
  }

  /** Whether control only falls out at the end. */
  boolean falls() {
    return jumps.isEmpty();
  }

  /** The one statement by which control leaves, where that is the handler's last. */
  Optional<Statement> onlyJump() {
    List<Statement> statements = body.getStatements();
    return jumps.size() == 1 && statements.get(statements.size() - 1) == jumps.get(0)
        ? Optional.of(jumps.get(0))
        : Optional.empty();
  }

  /** Whether there are several ways out. */
  boolean branches() {
    return !falls() && onlyJump().isEmpty();
  }

  /**
   * Adds lines as the last that run in the handler; where it branches, as the first. A comment that
   * says no more than that nothing is done gives way to them.
   */
  void addTo(FixDraft draft, SourceText source, String... lines) {
    Optional<SourceRange> excuse = excuse(source);
    if (excuse.isPresent()) {
      String line = Layout.of(source).lineEnd() + Layout.indentAt(source, excuse.get().start());
      draft.replace(excuse.get(), String.join(line, lines));
    } else if (onlyJump().isPresent()) {
      draft.before(onlyJump().get(), lines);
    } else if (falls()) {
      draft.atEndOf(body, lines);
    } else {
      draft.atStartOf(body, lines);
    }
  }

  /** The comment that is all there is in a handler on a line of its own, and only excuses that. */
  private Optional<SourceRange> excuse(SourceText source) {
    if (!body.getStatements().isEmpty()) {
      return Optional.empty();
    }
    SourceRange range = source.rangeOf(body);
    SourceRange inside = new SourceRange(range.start() + 1, range.end() - 1);
    String text = source.text(inside);
    int start = inside.start() + text.length() - text.stripLeading().length();
    boolean apart = source.lineOf(start) > source.lineOf(range.start());
    return apart && EXCUSE.matcher(text.strip()).matches()
        ? Optional.of(new SourceRange(start, start + text.strip().length()))
        : Optional.empty();
  }
}
