package dev.belay.linter.rule;

import com.github.javaparser.ast.Node;
import java.util.function.BiConsumer;

/** Where a rule names what it wants to see. */
public interface Subscriptions {

  /**
   * Calls {@code check} for each node of exactly this class or a subclass, in the order of the
   * text, on the thread that checks the file.
   */
  <N extends Node> void each(Class<N> kind, BiConsumer<? super N, RuleContext> check);

  /**
   * Calls {@code check} for each word of a suppression that silences nothing, in the order of a
   * file's suppressions, after all rules have seen the file. A finding there must show the
   * suppression's range; it is silenced by what names the rule around it or in the same
   * suppression, a word for the rule itself by nothing.
   */
  void eachIdle(BiConsumer<IdleSuppression, RuleContext> check);
}
