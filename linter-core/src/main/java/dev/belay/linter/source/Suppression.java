package dev.belay.linter.source;

import java.util.List;
import java.util.Optional;

/**
 * A place where somebody asked for silence.
 *
 * @param at where it is written
 * @param range the same, to edit it
 * @param form how it is written
 * @param ruleIds as written, in order; empty where it names none, which an annotation means as all
 *     rules and a comment cannot mean
 * @param reason why; empty where nothing is given, and an annotation never gives one
 */
public record Suppression(
    Location at, SourceRange range, Form form, List<String> ruleIds, Optional<String> reason) {

  /** How a suppression is written. */
  public enum Form {
    /** {@code // belay:ignore rule-id -- reason}. */
    COMMENT,
    /** {@code @SuppressWarnings("belay:rule-id")}. */
    ANNOTATION
  }

  /** Copies the list. */
  public Suppression {
    ruleIds = List.copyOf(ruleIds);
  }

  /** Whether it speaks of a rule. */
  public boolean names(String ruleId) {
    return ruleIds.contains(ruleId) || ruleIds.isEmpty() && form == Form.ANNOTATION;
  }
}
