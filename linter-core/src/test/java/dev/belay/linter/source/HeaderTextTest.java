package dev.belay.linter.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.source.HeaderText.Import;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeaderTextTest {

  @Test
  void blanksBodiesAndKeepsDeclarationsAndLines() {
    check(
        """
        class A<T extends B> { // {
          int a = 1; int[] b = { 1, 2 };
          static { init("}"); }
          void m() throws E { if (x) { y(); }
            return; }
          @Ann({1, 2}) Object o = new X() { int f; };
          A() { super(); }
          class In { void n() { a(); } }
          enum E { P { void x() { } }, Q(1); E() { } int f; }
          record R(int a) { R { check(a); } }
          interface I { default void d() { a(); } void e(); }
          Runnable r = () -> { run(); };
          Class<?> c = A.class; void after() { }
        }
        """,
        """
        class A<T extends B> {
          int a = 1; int[] b = {      };
          static {            }
          void m() throws E {
                    }
          @Ann({1, 2}) Object o = new X() {        };
          A() {          }
          class In { void n() {      } }
          enum E { P {              }, Q(1); E() { } int f; }
          record R(int a) { R {           } }
          interface I { default void d() {      } void e(); }
          Runnable r = () -> {        };
          Class<?> c = A.class; void after() { }
        }
        """);
  }

  @Test
  void keepsBodiesThatFactsNeed() {
    check(
        "class A { void m() { keep(); } void n() { lose(); } }",
        "class A { void m() { keep(); } void n() {         } }");
    check(
        "class A { B m() { return this; } int n(int x) { return x; } int o() { return x + 1; } }",
        "class A { B m() { return this; } int n(int x) { return x; } int o() {               } }");
    check(
        "class A { void m() { \"keep\"; /* keep */ } }",
        "class A { void m() {                      } }");
  }

  @Test
  void keepsLinesOfComments() {
    check("/* a\n b */ class A {\r\n // c\r\n int a; /** d */ }", "\nclass A {\r\n\r\nint a; }");
  }

  @Test
  void readsImports() {
    String text =
        "package a; import b.C; import d . /* e */ f.*;\nimport static g.H.i;"
            + " import static j.K.*; import module l.m; class N { int o = p; }";

    check(text, "package a; \n class N { int o = p; }");
    assertEquals(
        List.of(
            new Import("b.C", false, false),
            new Import("d.f", false, true),
            new Import("g.H.i", true, false),
            new Import("j.K", true, true),
            new Import("l.m", false, false)),
        HeaderText.of(text.getBytes(UTF_8), Set.of()).imports());
  }

  @Test
  void leavesToTheParserWhatIsNoImport() {
    check("import a.b class C { }", "import a.b class C { }");
    check("import ; class C { }", "import ; class C { }");
  }

  @Test
  void endsWhateverTheBytesAre() {
    for (String text :
        new String[] {
          "",
          "import",
          "import .*",
          "import *;",
          "class A {",
          "class A { void m() {",
          "}}}",
          "class A { \"",
          "(("
        }) {
      assertTrue(
          HeaderText.of(text.getBytes(UTF_8), Set.of()).bytes().length <= text.length(), text);
    }
  }

  private static void check(String text, String expected) {
    String headers = new String(HeaderText.of(text.getBytes(UTF_8), Set.of("keep")).bytes(), UTF_8);
    assertEquals(text.lines().count(), headers.lines().count());
    assertEquals(oneBlank(expected), oneBlank(headers));
  }

  private static String oneBlank(String text) {
    return text.replaceAll(" +", " ").replace(" \n", "\n").replace("\n ", "\n");
  }
}
