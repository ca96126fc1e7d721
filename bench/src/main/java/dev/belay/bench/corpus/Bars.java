package dev.belay.bench.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What the rules must reach on the labelled libraries; the one place where the bars stand. Rules
 * with ten true places or more have both bars. The others have too few for a share to mean
 * anything: their alarms must be true, and mutation tells what they miss.
 */
enum Bars {
  /** Many supertypes are in other jars, and what is unknown stays silent. */
  SOURCES_ALONE(0.97, 0.80),
  /** The jars at hand that hold the supertypes. */
  WITH_CLASS_PATH(0.97, 0.92);

  private static final Set<String> BOTH =
      Set.of("detached-thread", "discarded-future", "swallowed-interrupt", "wrapped-interrupt");
  private static final Set<String> TRUE_ALARMS =
      Set.of("lost-failure", "uncancellable-loop", "unobserved-future");

  private final double precision;
  private final double recall;

  Bars(double precision, double recall) {
    this.precision = precision;
    this.recall = recall;
  }

  /**
   * One sentence for each rule that is under a bar, or has none; empty when all is well.
   *
   * @param running ids of the rules there are: labels of others wait for their rule
   */
  List<String> missedBy(Scoreboard board, Set<String> running) {
    List<String> failures = new ArrayList<>();
    for (RuleScore score : board.scores()) {
      if (!running.contains(score.rule())) {
        continue;
      }
      if (BOTH.contains(score.rule())) {
        hold(score.rule(), "precision", score.precision(), precision, failures);
        hold(score.rule(), "recall", score.recall(), recall, failures);
      } else if (TRUE_ALARMS.contains(score.rule())) {
        hold(score.rule(), "precision", score.precision(), 1, failures);
      } else {
        failures.add(score.rule() + " has labels and no bar");
      }
    }
    return failures;
  }

  /** A share that does not exist misses nothing: there was no finding, or no true place. */
  private static void hold(
      String rule, String what, OptionalDouble share, double bar, List<String> failures) {
    if (share.isPresent() && share.getAsDouble() < bar) {
      failures.add(
          String.format(
              Locale.ROOT, "%s: %s %.3f is under %.2f", rule, what, share.getAsDouble(), bar));
    }
  }
}
