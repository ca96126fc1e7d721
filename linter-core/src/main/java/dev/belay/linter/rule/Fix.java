package dev.belay.linter.rule;

import java.util.List;

/**
 * A way to mend a finding.
 *
 * @param title what it does, as an order: "start it in the scope at hand"
 * @param safety whether it may be applied unread
 * @param edits in order of the text, without overlap, not empty
 */
public record Fix(String title, Safety safety, List<Edit> edits) implements Remedy {

  /** Whether a fix keeps the meaning of the program. */
  public enum Safety {
    /** Meaning is kept; applied by {@code --fix}. */
    SAFE,
    /** Asks for a reader; applied by {@code --unsafe-fixes}. */
    UNSAFE
  }

  /**
   * Copies the edits.
   *
   * @throws IllegalArgumentException if there are none, or two overlap or are out of order
   */
  public Fix {
    edits = List.copyOf(edits);
    if (edits.isEmpty()) {
      throw new IllegalArgumentException("a fix without edits: " + title);
    }
    for (int i = 1; i < edits.size(); i++) {
      if (edits.get(i).range().start() < edits.get(i - 1).range().end()) {
        throw new IllegalArgumentException("edits overlap or are out of order: " + title);
      }
    }
  }
}
