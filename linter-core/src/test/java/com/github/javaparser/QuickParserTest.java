package com.github.javaparser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parser on our tokens against the parser on its own: trees, positions, comments. */
class QuickParserTest {

  private static final Path CHECKOUT = Path.of("..");

  @Test
  void everySourceOfThisCheckoutGivesTheSameTree() throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(CHECKOUT)) {
      sources =
          files
              .filter(f -> f.toString().endsWith(".java") && f.toString().contains("src"))
              .toList();
    }
    assertTrue(sources.size() > 400, "only " + sources.size() + " sources");
    int quick = 0;
    for (Path source : sources) {
      quick += compare(source.toString(), Files.readString(source)) ? 1 : 0;
    }
    assertTrue(quick > sources.size() * 9 / 10, quick + " of " + sources.size() + " were quick");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int a = 0, b = 00, c = 017_7, d = 0x1F_FL, e = 0b1_0, f = 1_000L, g = 0xCAFEl;",
        "double a = 1., b = .5, c = 1e3, d = 1.e-3f, e = 5F, f = 0D, g = 08.5, h = 1_0.0_1e+1_0d;",
        "char a = 'a', b = '\\'', c = '\\u0041', d = '\\177', f = '\u00e9';",
        "String a = \"\", b = \"\\\"\", c = \"\\\\\", d = \"\\s\\7\\477\\0\", e = \"// no /* comment\";",
        "String a = \"\"\"\n  a \\\"\"\" b \"\" \\\\\n  \\\n c\"\"\"; int b;",
        "String a = \"\"\" \t\r\n  a\r\n  b\"\"\" ; int b;",
        "boolean a = 1 >> 2 >>> 3 >= 4 << 5; int b = a >> b >>> c; { b >>= 1; b >>>= 2; b <<= 3; }",
        "java.util.Map<A<B<C<D>>>, E<F<G>>> a; A<B<C>>[] b; boolean c = d<e>>f;",
        "{ a += b -= c *= d /= e %= f &= g |= h ^= i; a++; --b; ~c; !d; a = -b + +c - -d; }",
        "{ Runnable a = () -> {}; A::b; A[]::new; x = a ? b : c; @A(1) int d; f(Object... g); }",
        "void a() { for (;;) ; } // end\n/* a * b ** / */ /** Javadoc */ /**/ /***/ int a; /// doc\n",
        "int record, sealed, permits, with, to, open, module, when, uses, non, yields; int _a, $b;",
        "int a;\r\n\t/* a\r\n b */\tint b;\r\n\f int c;\r int d; // e\r int f;",
        "void a() { int b = switch (c) { case 1 -> 2; default -> { yield 3; } }; for (var _ : d) {} }",
        "void a() { if (b instanceof C(var d, _) && d > 1) {} }",
      })
  void tokensOfAllKinds(String members) {
    for (String text :
        List.of("class X { " + members + " }", "\n class X {" + members + "}\n", " " + members)) {
      compare(text, text);
    }
    String whole = "class X { " + members + " }";
    assertEquals(Parsed.slowly(whole).isSuccessful(), QuickParser.parse(whole).isPresent(), whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "class \u00c4 {}",
        "class X { int \\u0041; }",
        "non-sealed class X {}",
        "class X { double a = 0x1p3; }",
        "class X { int a = 1_; }",
        "class X { int a = 09; }",
        "class X { int a = 1x; }",
        "class X { String a = \"",
        "class X { String a = \"\\q\"; }",
        "class X { char a = ''; }",
        "class X { char a = '\\uu004'; }",
        "class X { char a = 'ab'; }",
        "class X { String a = \"\"\" a\"\"\"; }",
        "class X { String a = \"\"\"\n a",
        "class X { /* a",
        "class X { # }",
        "class X { } \u001a",
        "class X {",
        "class X { int a = ; int b; }",
      })
  void leavesTheRestToTheParsersOwnTokens(String text) {
    assertTrue(QuickParser.parse(text).isEmpty(), text);
  }

  /** angus-mail writes one, and was not read for it. */
  @Test
  void takesEscapesThatTheParsersOwnTokensDoNot() {
    String text = "class X { char a = '\\uu0041'; String b = \"\\uuuu001A\"; }";
    assertFalse(Parsed.slowly(text).isSuccessful());
    assertEquals(
        text.length(),
        QuickParser.parse(text).orElseThrow().getResult().get().getRange().get().end.column);
  }

  /** Generated parsers write a backslash so, and what it escapes behind it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "class X { String a = \"\\u005c\"\"; }",
        "class X { String a = \"\\u005c\\u005c\\u005c\"\"; int b; }",
        "class X { char a = '\\u005c''; }",
        "class X { char a = '\\u005cn'; }",
      })
  void takesBackslashesWrittenAsEscapes(String text) {
    assertEquals(
        text.length(),
        QuickParser.parse(text).orElseThrow().getResult().get().getRange().get().end.column);
  }

  @Test
  void takesOneBackslashThatEscapesAnother() {
    String text = "class X { String a = \"\\u005c\\u005c\"; char b = '\\u005c\\u005c'; }";
    assertTrue(compare(text, text));
  }

  /** Whether the quick parse was sure; fails if it was and is not right. */
  private static boolean compare(String name, String text) {
    Optional<ParseResult<CompilationUnit>> quick = QuickParser.parse(text);
    if (quick.isPresent()) {
      ParseResult<CompilationUnit> slow = Parsed.slowly(text);
      assertTrue(slow.isSuccessful(), () -> name + ": " + slow.getProblems());
      assertEquals(Parsed.show(slow), Parsed.show(quick.get()), name);
    }
    return quick.isPresent();
  }

  /** The parser as {@code Parsing} falls back to it, and what there is to compare of a parse. */
  private static final class Parsed {

    static ParseResult<CompilationUnit> slowly(String text) {
      ParserConfiguration settings =
          new ParserConfiguration()
              .setLanguageLevel(LanguageLevel.BLEEDING_EDGE)
              .setAttributeComments(false);
      settings.getProcessors().clear();
      return new JavaParser(settings).parse(text);
    }

    static String show(ParseResult<CompilationUnit> parsed) {
      StringBuilder shown = new StringBuilder();
      CompilationUnit unit = parsed.getResult().orElseThrow();
      show(unit, shown);
      return shown
          + unit.toString()
          + parsed.getCommentsCollection().orElseThrow().getComments().stream()
              .filter(comment -> !comment.isJavadocComment())
              .map(comment -> comment.getRange().orElseThrow() + comment.getContent())
              .collect(Collectors.joining("\n"));
    }

    private static void show(Node node, StringBuilder into) {
      into.append(node.getClass().getSimpleName()).append(' ');
      into.append(node.getRange().orElse(null)).append('\n');
      node.getChildNodes().forEach(child -> show(child, into));
    }
  }
}
