package dev.belay.bench.corpus;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How one rule did on all labelled libraries.
 *
 * @param rule its id
 * @param holding labels that say it holds
 * @param absent labels that say it does not
 * @param open labels that count for neither side
 * @param hits findings on labels that say it holds
 * @param openHits findings on labels that count for neither side
 * @param falseAlarms findings on labels that say it does not hold, with the label's note
 * @param unlabelled findings of which no label speaks: false alarms too, until they are labelled
 * @param missedAlarms labels that say it holds and that no finding matches, with their note
 */
record RuleScore(
    String rule,
    int holding,
    int absent,
    int open,
    int hits,
    int openHits,
    List<Place> falseAlarms,
    List<Place> unlabelled,
    List<Place> missedAlarms) {

  /** Share of the findings that are true; absent without a finding that counts. */
  OptionalDouble precision() {
    int findings = hits + falseAlarms.size() + unlabelled.size();
    return findings == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / findings);
  }

  /** Share of the true places that are found; absent where no label says that the rule holds. */
  OptionalDouble recall() {
    return holding == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / holding);
  }
}
