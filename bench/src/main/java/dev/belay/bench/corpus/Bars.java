package dev.belay.bench.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What each rule must reach on the labelled libraries; the one place where the bars stand. Rules
 * with ten true places or more have both bars. The others have too few for a share to mean
 * anything: their alarms must be true, and mutation tells what they miss.
 */
final class Bars {

  private static final Bar TRUE_ALARMS = new Bar(1.0, 0.0);
  private static final Bar BOTH = new Bar(0.97, 0.92);

  private static final Map<String, Bar> BY_RULE =
      new TreeMap<>(
          Map.of(
              "detached-thread", BOTH,
              "discarded-future", BOTH,
              "swallowed-interrupt", BOTH,
              "wrapped-interrupt", BOTH,
              "lost-failure", TRUE_ALARMS,
              "uncancellable-loop", TRUE_ALARMS,
              "unobserved-future", TRUE_ALARMS));

  private Bars() {}

  /** One sentence for each rule that is under a bar, or has none; empty when all is well. */
  static List<String> missedBy(Scoreboard board) {
    List<String> failures = new ArrayList<>();
    for (RuleScore score : board.scores()) {
      Bar bar = BY_RULE.get(score.rule());
      if (bar == null) {
        failures.add(score.rule() + " has labels and no bar");
        continue;
      }
      under(score.precision(), bar.precision())
          .ifPresent(
              value -> failures.add(sentence(score.rule(), "precision", value, bar.precision())));
      under(score.recall(), bar.recall())
          .ifPresent(value -> failures.add(sentence(score.rule(), "recall", value, bar.recall())));
    }
    return failures;
  }

  /** The share where it is under the bar; a share that does not exist misses nothing. */
  private static OptionalDouble under(OptionalDouble share, double bar) {
    return share.isPresent() && share.getAsDouble() < bar ? share : OptionalDouble.empty();
  }

  private static String sentence(String rule, String what, double value, double bar) {
    return String.format(Locale.ROOT, "%s: %s %.3f is under %.2f", rule, what, value, bar);
  }

  private record Bar(double precision, double recall) {}
}
