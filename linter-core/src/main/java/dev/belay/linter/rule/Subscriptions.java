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
}
