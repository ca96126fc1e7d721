package dev.belay.linter.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTextTest {

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "'a', 0",
    "'\n', 0 1",
    "'a\nb\n', 0 2 4",
    "'a\r\nb', 0 3",
    "'a\rb', 0 2",
    "'\r\r\n\n\r', 0 1 3 4 5",
    "'\n\r', 0 1 2"
  })
  void linesEndAtCrLfAtLfAndAtCr(String text, String starts) {
    assertEquals(List.of(starts.split(" ")), startsOf(text).stream().map(String::valueOf).toList());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyMixtureOfEndsIsReadCharacterByCharacter(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      StringBuilder text = new StringBuilder();
      random.ints(random.nextInt(40), 0, 4).forEach(i -> text.append("ab\r\n".charAt(i)));
      assertEquals(expected(text.toString()), startsOf(text.toString()), text::toString);
    }
  }

  private static List<Integer> startsOf(String text) {
    SourceText source = SourceText.of("A.java", text);
    List<Integer> starts = new ArrayList<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      starts.add(source.startOfLine(line));
    }
    return starts;
  }

  /** As the language specification says it (3.4). */
  private static List<Integer> expected(String text) {
    List<Integer> starts = new ArrayList<>(List.of(0));
    for (int i = 0; i < text.length(); i++) {
      boolean windows = text.startsWith("\r\n", i);
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r' && !windows) {
        starts.add(i + 1);
      }
    }
    return starts;
  }
}
