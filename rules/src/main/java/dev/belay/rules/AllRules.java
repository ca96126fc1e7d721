package dev.belay.rules;

import dev.belay.linter.rule.Rule;
import java.util.List;

/** Every rule there is. */
public final class AllRules {

  /** Sorted by id. */
  public static final List<Rule> RULES = List.of();

  private AllRules() {}
}
