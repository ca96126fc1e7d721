package dev.belay.linter.engine;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import dev.belay.linter.rule.IdleSuppression;
import dev.belay.linter.source.SourceText;
import dev.belay.linter.source.Suppression;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which words of suppressions silence nothing. What names a rule that did not run is not
 * idle: nobody knows what that rule would have said. Immutable, safe for several threads.
 */
final class IdleSuppressions {

  private final Set<String> known;
  private final boolean whole;

  /** A suppression and a rule that it has silenced. */
  record Use(Suppression by, String ruleId) {}

  /**
   * For one run.
   *
   * @param known ids of all rules there are, those that do not run among them
   * @param whole whether no rule is left out that is not off
   */
  IdleSuppressions(Set<String> known, boolean whole) {
    this.known = Set.copyOf(known);
    this.whole = whole;
  }

  /**
   * The idle words of one file, in the order of its suppressions.
   *
   * @param all of the file
   * @param used what has been silenced
   * @param ran ids of the rules that have seen all of the file
   */
  List<IdleSuppression> find(
      List<Suppression> all,
      Set<Use> used,
      Set<String> ran,
      CompilationUnit unit,
      SourceText source) {
    List<IdleSuppression> idle = new ArrayList<>();
    for (Suppression suppression : all) {
      Node node = source.innermost(unit, suppression.range());
      if (suppression.ruleIds().isEmpty() && isIdle(suppression, used, ran)) {
        idle.add(new IdleSuppression(suppression, node, Optional.empty(), false));
      }
      for (String id : new LinkedHashSet<>(suppression.ruleIds())) {
        boolean isRule = known.contains(id);
        if (!isRule || ran.contains(id) && !used.contains(new Use(suppression, id))) {
          idle.add(new IdleSuppression(suppression, node, Optional.of(id), isRule));
        }
      }
    }
    return idle;
  }

  /** A comment without a rule silences none; an annotation all, but not all may have run. */
  private boolean isIdle(Suppression suppression, Set<Use> used, Set<String> ran) {
    return suppression.form() == Suppression.Form.COMMENT
        || whole && !ran.isEmpty() && used.stream().noneMatch(u -> u.by().equals(suppression));
  }
}
