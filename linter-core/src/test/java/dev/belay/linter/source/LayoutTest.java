package dev.belay.linter.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LayoutTest {

  private static final String BODY =
      """
      class A {
      >/** A comment
      > * of two lines. */
      >int a;
      >void b() {
      >>c();
      >}
      }
      """;

  @Test
  void blanks() {
    assertEquals(new Layout("\n", "  "), layout(BODY.replace(">", "  ")));
    assertEquals(new Layout("\n", "    "), layout(BODY.replace(">", "    ")));
  }

  @Test
  void tabs() {
    assertEquals(new Layout("\n", "\t"), layout(BODY.replace(">", "\t")));
  }

  @Test
  void lineEnds() {
    assertEquals(new Layout("\r\n", "  "), layout(BODY.replace(">", "  ").replace("\n", "\r\n")));
    assertEquals(new Layout("\r", "  "), layout(BODY.replace(">", "  ").replace("\n", "\r")));
  }

  @Test
  void nothingToReadItFrom() {
    assertEquals(new Layout("\n", "    "), layout("class A {}"));
  }

  private static Layout layout(String text) {
    return Layout.of(SourceText.of("A.java", text));
  }
}
