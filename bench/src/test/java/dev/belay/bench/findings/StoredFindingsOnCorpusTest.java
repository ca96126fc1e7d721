package dev.belay.bench.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.bench.corpus.Corpus;
import dev.belay.bench.corpus.Library;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares the findings over all pinned libraries with the stored lists; {@code
 * -Dbelay.update=true} rewrites these. Also draws the sample that a reader judges.
 */
@Tag("corpus")
class StoredFindingsOnCorpusTest {

  private static final int DRAWN = 150;
  private static final int OF_EACH_RULE = 10;

  @Test
  void findingsAreAsStored() throws Exception {
    List<Library> libraries = new ArrayList<>(Corpus.labelledLibraries());
    libraries.addAll(Corpus.furtherLibraries());
    StoredFindings stored = new StoredFindings(Corpus.reports());
    List<String> differences = new ArrayList<>();
    for (Library library : libraries) {
      differences.addAll(stored.differences(library));
      if (Boolean.getBoolean("belay.update")) {
        stored.store(library);
      }
    }
    differences.forEach(System.out::println);
    if (!Boolean.getBoolean("belay.update")) {
      assertEquals(
          "",
          String.join("\n", differences),
          "findings come and go; if they should, -Dbelay.update=true rewrites the lists");
    }
  }

  @Test
  void sampleIsDrawn() throws Exception {
    List<Sample.Drawn> drawn =
        Sample.draw(Corpus.furtherLibraries(), DRAWN, OF_EACH_RULE, Corpus.SEED);
    Path file = Path.of("target", "corpus", "sample.txt");
    Files.writeString(file, Sample.text(drawn), StandardCharsets.UTF_8);
    System.out.println(drawn.size() + " findings to read: " + file);
  }
}
