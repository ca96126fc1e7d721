package dev.belay.linter.rule;

/**
 * One kind of trouble. Implementations are final and hold no state: one instance serves all files
 * and threads, and what a file needs lives in its {@link RuleContext}.
 */
public interface Rule {

  /** What the rule says of itself; the same object at every call. */
  RuleInfo info();

  /** Names the kinds of node the rule wants to see; called once, before the first file. */
  void subscribe(Subscriptions on);
}
