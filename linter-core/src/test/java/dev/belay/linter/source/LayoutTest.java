package dev.belay.linter.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    assertEquals(new Layout("\n", "  ", false), layout(BODY.replace(">", "  ")));
    assertEquals(new Layout("\n", "    ", false), layout(BODY.replace(">", "    ")));
  }

  @Test
  void tabs() {
    assertEquals(new Layout("\n", "\t", false), layout(BODY.replace(">", "\t")));
  }

  @Test
  void lineEnds() {
    assertEquals(
        new Layout("\r\n", "  ", false), layout(BODY.replace(">", "  ").replace("\n", "\r\n")));
    assertEquals(
        new Layout("\r", "  ", false), layout(BODY.replace(">", "  ").replace("\n", "\r")));
  }

  @Test
  void nothingToReadItFrom() {
    assertEquals(new Layout("\n", "    ", false), layout("class A {}"));
  }

  private static Layout layout(String text) {
    return Layout.of(SourceText.of("A.java", text));
  }

  @Test
  void opensBlocksAsMostDo() {
    assertFalse(layout("class A {\n  void a()\n  {\n  }\n}").bracesBelow());
    assertTrue(layout("class A\n{\n  void a()\n  {\n    run(() -> {\n  }); }\n}").bracesBelow());
  }

  @Test
  void takesTheStepOfBlocksRatherThanOfLinesGoneOnWith() {
    String call = "  a(1,\n       2,\n  3);\n  a(1,\n       2);\n";
    assertEquals("  ", layout("class A {\n" + call + call + "}").indent());
  }
}
