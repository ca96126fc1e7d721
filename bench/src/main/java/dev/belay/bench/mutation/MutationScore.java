package dev.belay.bench.mutation;

import java.util.List;
import java.util.Map;

/**
 * How the linter did on the mutants of one operator.
 *
 * @param operator what was taken
 * @param found mutants that could be made
 * @param drawn mutants that were checked
 * @param flagged of these, those of which the operator's rule speaks
 * @param inStead of these, those of which another rule speaks that silences it
 * @param missed mutants of which neither speaks, each with what was taken
 * @param noisy places of which the rule speaks while they are untouched: false alarms
 * @param skipped places that gave no mutant, by cause
 */
record MutationScore(
    Operator operator,
    int found,
    int drawn,
    int flagged,
    int inStead,
    List<String> missed,
    List<Site> noisy,
    Map<String, Integer> skipped) {

  /** Share of the drawn mutants that some alarm speaks of; 1 where none was drawn. */
  double recall() {
    return drawn == 0 ? 1.0 : (double) (flagged + inStead) / drawn;
  }
}
