package dev.belay.linter.rule;

import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.source.FileTokens;
import dev.belay.linter.source.Mention;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One kind of trouble. Implementations are final and hold no state: one instance serves all files
 * and threads, and what a file needs lives in its {@link RuleContext}.
 */
public interface Rule {

  /** What the rule says of itself; the same object at every call. */
  RuleInfo info();

  /** Names the kinds of node the rule wants to see; called once, before the first file. */
  void subscribe(Subscriptions on);

  /**
   * What a file must mention before the rule can speak of it: it may not be shown files without it,
   * and files that are shown to no rule are not parsed.
   *
   * @param catalogue the source of the words, the user's own entries among them
   */
  default Mention needs(Catalogue catalogue) {
    return Mention.anything();
  }

  /**
   * A closer look at the tokens of a file that mentions what the rule needs: false where it holds
   * nothing for it all the same. Asked before a file is parsed for such rules alone.
   *
   * @return empty for a rule that has no quicker way than to be shown the tree
   */
  default Optional<Predicate<FileTokens>> glance() {
    return Optional.empty();
  }

  /** Severity of its findings in test sources unless the configuration says otherwise. */
  default Severity levelInTests() {
    return info().level();
  }
}
