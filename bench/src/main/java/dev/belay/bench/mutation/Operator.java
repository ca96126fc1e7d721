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
   * Rules that may speak in its stead inside the changed loop or handler; empty for most. Counted
   * apart.
   */
  default Set<String> stead() {
    return Set.of();
  }

  /**
   * One attempt for each place of the file where the way out might be taken, in the order of the
   * text.
   *
   * @param labels those of this file, of all rules; may be empty
   */
  List<Attempt> attempts(ParsedFile file, List<Label> labels);
}
