package dev.belay.bench.mutation;

import dev.belay.bench.corpus.Label;
import java.util.List;
import java.util.Set;

/** One way to make code wrong that was right. Stateless. */
interface Operator {

  /** What is taken, as the table names it. */
  String title();

  /** The rule that must speak of the mutant. */
  String rule();

  /**
   * Rules that are right to speak in its stead inside the changed code, for they silence it there
   * or name the trouble better; empty for most. Counted apart.
   */
  default Set<String> stead() {
    return Set.of();
  }

  /**
   * Whether a file can have a place at all; asked before it is parsed, which takes far longer.
   *
   * @param labels those of this file, of all rules; may be empty
   */
  default boolean concerns(String text, List<Label> labels) {
    return !labels.isEmpty();
  }

  /**
   * One attempt for each place of the file where the way out might be taken, in the order of the
   * text.
   *
   * @param labels those of this file, of all rules; may be empty
   */
  List<Attempt> attempts(ParsedFile file, List<Label> labels);
}
