package dev.belay.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The vectors that GitHub publishes with its upload action. */
class LineHashesTest {

  private static final List<String> GREETINGS =
      List.of(
          "e9496ae3ebfced30:1",
          "fb7c023a8b9ccb3f:1",
          "ce8ba1a563dcdaca:1",
          "e20e36e16fcb0cc8:1",
          "b3edc88f2938467e:1",
          "c8e28b0b4002a3a0:1",
          "c129715d7a2bc9a3:1");

  static Stream<Arguments> published() {
    return Stream.of(
        Arguments.of("", List.of("c129715d7a2bc9a3:1")),
        Arguments.of(
            " a\nb\n  \t\tc\n d",
            List.of(
                "271789c17abda88f:1",
                "54703d4cd895b18:1",
                "180aee12dab6264:1",
                "a23a3dc5e078b07b:1")),
        Arguments.of(
            " hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End",
            List.of(
                "8b7cf3e952e7aeb2:1",
                "b1ae1287ec4718d9:1",
                "bff680108adb0fcc:1",
                "c6805c5e1288b612:1",
                "b86d3392aea1be30:1",
                "e6ceba753e1a442:1")),
        Arguments.of(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETINGS),
        Arguments.of(" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETINGS),
        Arguments.of(" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", GREETINGS),
        Arguments.of(" hello; \t\r\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", GREETINGS));
  }

  @ParameterizedTest
  @MethodSource("published")
  void agreesWithThePublishedVectors(String text, List<String> expected) {
    assertEquals(expected, all(text));
  }

  @Test
  void numbersEqualLines() {
    assertEquals(
        List.of(
            "a7f2ff13bc495cf2:1",
            "a7f2ff13bc495cf2:2",
            "a7f2ff13bc495cf2:3",
            "a7f2ff13bc495cf2:4",
            "a7f2ff13bc495cf2:5",
            "a7f2ff13bc495cf2:6",
            "a7f2ff1481e87703:1",
            "a9cf91f7bbf1862b:1",
            "55ec222b86bcae53:1",
            "cc97dc7b1d7d8f7b:1",
            "c129715d7a2bc9a3:1"),
        all("Lorem ipsum dolor sit amet.\n".repeat(10)));
  }

  private static List<String> all(String text) {
    LineHashes hashes = new LineHashes(text);
    return IntStream.iterate(1, line -> line + 1)
        .mapToObj(hashes::of)
        .takeWhile(Optional::isPresent)
        .map(Optional::get)
        .toList();
  }
}
