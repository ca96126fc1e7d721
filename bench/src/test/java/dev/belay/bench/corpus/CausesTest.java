package dev.belay.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CausesTest {

  private static final Coordinates LIBRARY = Coordinates.parse("g:a:1");

  @TempDir Path folder;

  @Test
  void eachMissHasItsCauseAndEachCauseItsMiss() throws IOException {
    Scoreboard board =
        Scoreboard.of(Labels.of(List.of(missed(3), missed(7))), Map.of(LIBRARY, List.of()));
    Causes causes = causes("g:a:1\tA.java\t3\trule\tout of sight\ng:a:1\tA.java\t9\trule\told");
    assertEquals(
        List.of(
            "missed, and no cause is known: g:a:1 A.java:7 rule",
            "has a cause and is not missed: g:a:1 A.java:9 rule"),
        causes.differencesFrom(board));
    assertEquals(Optional.of("out of sight"), causes.find("rule", Place.of(missed(3))));
    assertEquals(Optional.empty(), causes.find("other", Place.of(missed(3))));
  }

  @Test
  void lineThatCannotBeReadIsNamed() {
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> causes("g:a:1\tA.java\t3\trule"));
    assertEquals("4 columns instead of 5: g:a:1\tA.java\t3\trule", refused.getMessage());
  }

  private Causes causes(String text) throws IOException {
    return Causes.read(Files.writeString(folder.resolve("missed.tsv"), text));
  }

  private static Label missed(int line) {
    return new Label(LIBRARY, "A.java", line, "rule", Verdict.HOLDS, "note");
  }
}
