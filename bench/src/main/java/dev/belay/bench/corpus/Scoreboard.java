package dev.belay.bench.corpus;

import dev.belay.linter.rule.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The score of every rule that labels speak of, and a count of the findings of the others, which
 * nothing here can judge.
 *
 * @param scores sorted by rule
 * @param unjudged findings by rule, for rules without any label
 */
record Scoreboard(List<RuleScore> scores, Map<String, Integer> unjudged) {

  /**
   * Scores findings.
   *
   * @param findings by labelled library; a library that is missing counts as silent
   */
  static Scoreboard of(Labels labels, Map<Coordinates, List<Finding>> findings) {
    Map<String, Tally> tallies = new TreeMap<>();
    labels.rules().forEach(rule -> tallies.put(rule, new Tally()));
    Map<String, Integer> unjudged = new TreeMap<>();
    for (Coordinates library : labels.libraries()) {
      List<Label> own =
          labels.all().stream().filter(label -> label.library().equals(library)).toList();
      Matching matching = Matching.of(own, findings.getOrDefault(library, List.of()));
      for (Label label : own) {
        tallies.get(label.rule()).add(label, matching.findFinding(label).isPresent());
      }
      for (Finding finding : matching.unlabelled()) {
        Tally tally = tallies.get(finding.ruleId());
        if (tally == null) {
          unjudged.merge(finding.ruleId(), 1, Integer::sum);
        } else {
          tally.unlabelled.add(Place.of(library, finding));
        }
      }
    }
    List<RuleScore> scores = new ArrayList<>();
    tallies.forEach((rule, tally) -> scores.add(tally.score(rule)));
    return new Scoreboard(List.copyOf(scores), Collections.unmodifiableMap(unjudged));
  }

  private static final class Tally {

    private int holding;
    private int absent;
    private int open;
    private int hits;
    private int openHits;
    private final List<Place> falseAlarms = new ArrayList<>();
    private final List<Place> unlabelled = new ArrayList<>();
    private final List<Place> missedAlarms = new ArrayList<>();

    void add(Label label, boolean flagged) {
      switch (label.verdict()) {
        case HOLDS -> {
          holding++;
          if (flagged) {
            hits++;
          } else {
            missedAlarms.add(Place.of(label));
          }
        }
        case ABSENT -> {
          absent++;
          if (flagged) {
            falseAlarms.add(Place.of(label));
          }
        }
        case OPEN -> {
          open++;
          openHits += flagged ? 1 : 0;
        }
      }
    }

    RuleScore score(String rule) {
      return new RuleScore(
          rule, holding, absent, open, hits, openHits, falseAlarms, unlabelled, missedAlarms);
    }
  }
}
