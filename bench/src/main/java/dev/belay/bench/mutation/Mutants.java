package dev.belay.bench.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** All operators in the order of the table, and what recall each must reach. */
final class Mutants {

  /** For the labelled libraries. */
  static final List<Operator> LABELLED =
      List.of(
          LoopWayOut.ofLabelled(),
          FlagVolatile.ofLabelled(),
          HandlerRestore.withoutThrow(),
          HandlerRestore.beforeThrow(),
          new FutureUse(),
          new FailureStage(),
          new ExecutorClose());

  /** For the others: the labelled ones give too few mutants of these. */
  static final List<Operator> UNLABELLED =
      List.of(LoopWayOut.ofUnlabelled(), FlagVolatile.ofUnlabelled(), new ExecutorClose());

  private static final double BAR = 0.90;

  private Mutants() {}

  /** One sentence for each operator under the bar or with a noisy twin; empty when all is well. */
  static List<String> missedBar(List<MutationScore> scores) {
    List<String> failures = new ArrayList<>();
    for (MutationScore score : scores) {
      if (score.recall() < BAR) {
        failures.add(
            String.format(
                Locale.ROOT,
                "%s: recall %.3f is under %.2f",
                score.operator().title(),
                score.recall(),
                BAR));
      }
      if (!score.noisy().isEmpty()) {
        failures.add(score.operator().title() + ": untouched and flagged: " + score.noisy());
      }
    }
    return failures;
  }
}
