package dev.belay.bench.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.bench.corpus.Corpus;
import dev.belay.bench.corpus.Labels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes the way out of right code, writes the page, and holds the bar. */
@Tag("corpus")
class MutationOnCorpusTest {

  private static final int MOST = 50;

  @Test
  void mutantsAreFlaggedAndTheirTwinsSilent() throws Exception {
    List<MutationScore> labelled =
        Mutation.run(
            running(Mutants.LABELLED),
            Corpus.labelledLibrariesWithClassPath(),
            Corpus.labels(),
            MOST,
            Corpus.SEED);
    List<MutationScore> further =
        Mutation.run(
            running(Mutants.UNLABELLED),
            Corpus.furtherLibraries(),
            Labels.of(List.of()),
            MOST,
            Corpus.SEED);
    Corpus.publish(
        "mutation.md",
        "Right code with its way out taken",
        "## The labelled libraries\n\n"
            + MutationPage.of(labelled)
            + "\n## The further libraries\n\n"
            + MutationPage.of(further));
    List<MutationScore> scores = new ArrayList<>(labelled);
    scores.addAll(further);
    assertEquals(List.of(), Mutants.missedBar(scores));
  }

  /** An operator may be ahead of its rule. */
  private static List<Operator> running(List<Operator> operators) {
    return operators.stream()
        .filter(operator -> Corpus.runningRules().contains(operator.rule()))
        .toList();
  }
}
