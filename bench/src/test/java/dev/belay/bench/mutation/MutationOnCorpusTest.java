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
    List<MutationScore> scores =
        new ArrayList<>(
            Mutation.run(
                Mutants.LABELLED,
                Corpus.labelledLibrariesWithClassPath(),
                Corpus.labels(),
                MOST,
                Corpus.SEED));
    scores.addAll(
        1,
        Mutation.run(
            Mutants.UNLABELLED,
            Corpus.furtherLibraries(),
            Labels.of(List.of()),
            MOST,
            Corpus.SEED));
    Corpus.publish("mutation.md", "Right code with its way out taken", MutationPage.of(scores));
    assertEquals(List.of(), Mutants.missedBar(scores));
  }
}
