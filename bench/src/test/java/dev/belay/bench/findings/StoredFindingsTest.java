package dev.belay.bench.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.bench.corpus.Coordinates;
import dev.belay.bench.corpus.Findings;
import dev.belay.bench.corpus.Library;
import dev.belay.linter.rule.Finding;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredFindingsTest {

  @TempDir Path folder;

  @Test
  void differencesNameWhatComesAndWhatGoes() throws Exception {
    StoredFindings stored = new StoredFindings(folder);
    Finding stays = Findings.at("rule", "A.java", 1, 1);
    Finding goes = Findings.at("rule", "B.java", 2, 2);
    Finding comes = Findings.at("rule", "C.java", 3, 3);
    stored.store(library(stays, goes));
    assertEquals(List.of(), stored.differences(library(stays, goes)));
    assertEquals(
        List.of("- a B.java:2 rule wrong here", "+ a C.java:3 rule wrong here"),
        stored.differences(library(stays, comes)));
  }

  private static Library library(Finding... findings) {
    return new Library(Coordinates.parse("g:a:1"), Path.of("."), null, List.of(findings));
  }
}
