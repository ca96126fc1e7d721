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

  @Test
  void goesOnAsItsChainsDo() {
    String list = "    a(\n            b,\n            c);\n";
    String chain = "    a\n        .b();\n";
    assertEquals("    ", continuation("class A {\n" + list + list + chain + "}"));
    assertEquals("        ", continuation("class A {\n" + list + list + "}"));
    assertEquals("    ", continuation("class A {\n" + list + "    b = {\n        1\n    };\n}"));
  }

  private static String continuation(String text) {
    return Layout.continuationIn(SourceText.of("A.java", text));
  }

  @Test
  void isAsWideAsItsCode() {
    assertEquals(100, width("class A {}"));
    assertEquals(110, width("class A { " + "x".repeat(99) + "}"));
    assertEquals(120, width("class A { " + "x".repeat(200) + "}"));
    assertEquals(80, width("\n".repeat(100) + "class A {}"));
    assertEquals(90, width("\n".repeat(100) + "class A { " + "x".repeat(79) + "}"));
    assertEquals(100, width("import " + "x".repeat(200) + ";\n// " + "x".repeat(200)));
  }

  private static int width(String text) {
    return Layout.widthIn(SourceText.of("A.java", text));
  }
}
