package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.SimpleName;
import dev.belay.linter.facts.Bindings;
import dev.belay.linter.rule.FixDraft;
import java.util.Optional;

/** What a node stands in. Without state. */
final class Around {

  private Around() {}

  /** The innermost node of a kind around another. */
  static <T extends Node> Optional<T> find(Class<T> kind, Node node) {
    for (Node n = node.getParentNode().orElse(null);
        n != null;
        n = n.getParentNode().orElse(null)) {
      if (kind.isInstance(n)) {
        return Optional.of(kind.cast(n));
      }
    }
    return Optional.empty();
  }

  /** A name for a variable that is to live in a node: the one wanted, unless it is in use there. */
  static String freeName(String wanted, Node in, FixDraft fix) {
    boolean taken =
        Bindings.findLocal(wanted, in).isPresent()
            || in.findFirst(SimpleName.class, n -> n.getIdentifier().equals(wanted)).isPresent();
    return taken ? fix.freshName(wanted) : wanted;
  }
}
