package dev.belay.linter.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.WhileStmt;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuppressionsTest {

  @Test
  void endsALine() {
    assertTrue(silent("flag(); // belay:ignore some-rule -- known"));
    assertTrue(silent("flag(); // belay:ignore other, some-rule"));
    assertTrue(silent("flag(); /* belay:ignore some-rule */ // more"));
    assertTrue(silent("flag(\n1); // belay:ignore some-rule"));
    assertTrue(silent("flag( // belay:ignore some-rule\n1);"));
    assertTrue(loud("flag(); // belay:ignore other-rule -- some-rule"));
    assertTrue(loud("flag(); // belay:ignore"));
    assertTrue(loud("flag(); // belay:ignored some-rule"));
    assertTrue(loud("flag(); // see belay:ignore some-rule"));
    assertTrue(loud("flag(); /** belay:ignore some-rule */"));
    assertTrue(loud("other(); // belay:ignore some-rule\nflag();"));
    assertTrue(loud("flag();\nother(); // belay:ignore some-rule"));
    assertTrue(loud("flag(\"// belay:ignore some-rule\");"));
    assertTrue(loud("flag(\"\"\"\n  // belay:ignore some-rule\n  \"\"\");"));
  }

  @Test
  void standsAloneAboveAStatement() {
    assertTrue(silent("// belay:ignore some-rule\nflag();"));
    assertTrue(silent("// belay:ignore some-rule\n\n// more\n/* and\n more */\nflag();"));
    assertTrue(silent("/* belay:ignore some-rule */ flag();"));
    assertTrue(silent("// belay:ignore some-rule\nreturn other()\n  .other(\n  flag());"));
    assertTrue(silent("// belay:ignore some-rule\n// belay:ignore other\nflag();"));
    assertTrue(loud("// belay:ignore some-rule\nother();\nflag();"));
    assertTrue(loud("// belay:ignore some-rule\nif (x) {\n flag();\n}"));
    assertTrue(loud("// belay:ignore some-rule\nx(() -> {\n flag();\n});"));
  }

  @Test
  void standsAboveAHandlerOrLoop() {
    String text =
        """
        class A { void m() {
          try { a();
          // belay:ignore some-rule
          } catch (E e) { b(); }
          // belay:ignore some-rule
          while (x) { c(); }
          // belay:ignore some-rule
          try {
            d();
          } finally { }
        } }
        """;
    assertTrue(find(text, CatchClause.class).isPresent());
    assertTrue(find(text, WhileStmt.class).isPresent());
    assertTrue(find(text, MethodCallExpr.class).isEmpty());
  }

  @Test
  void annotatesADeclaration() {
    for (String value :
        List.of(
            "\"belay:some-rule\"",
            "value = \"belay:some-rule\"",
            "{\"unused\", \"belay:some-rule\"}",
            "value = {\"belay:other\", \"belay:some-rule\"}",
            "\"belay\"")) {
      String annotation = "@SuppressWarnings(" + value + ") ";
      assertTrue(find(annotation + "class A { void m() { flag(); } }").isPresent(), value);
      assertTrue(find("class A { " + annotation + "void m() { flag(); } }").isPresent(), value);
      assertTrue(find("class A { " + annotation + "int f = flag(); }").isPresent(), value);
      assertTrue(
          find("class A { void m() { " + annotation + "int f = flag(); } }").isPresent(), value);
      assertTrue(
          find("class A { " + annotation + "void n() { } void m() { flag(); } }").isEmpty(), value);
    }
    for (String value : List.of("\"belay:other\"", "\"some-rule\"", "\"belayed\"", "{}", "NAME")) {
      assertTrue(
          find("@SuppressWarnings(" + value + ") class A { void m() { flag(); } }").isEmpty(),
          value);
    }
    assertTrue(find("@Other(\"belay:some-rule\") class A { void m() { flag(); } }").isEmpty());
  }

  @Test
  void remembersWhatIsWritten() {
    String text =
        """
        @SuppressWarnings({"x", "belay:some-rule"})
        class A {
          int a; // belay:ignore some-rule, other-rule --  why not -- ever \s
          int b; // belay:ignore some-rule --
          int c; // belay:ignore
        }
        """;
    List<Suppression> all = suppressions(text).all();
    assertEquals(
        List.of(
            "3 [some-rule, other-rule] why not -- ever",
            "4 [some-rule] none",
            "5 [] none",
            "1 [some-rule] none"),
        all.stream()
            .map(s -> s.at().startLine() + " " + s.ruleIds() + " " + s.reason().orElse("none"))
            .toList());
    assertEquals(
        "\"belay:some-rule\"",
        text.substring(all.get(3).range().start(), all.get(3).range().end()));
  }

  private static boolean silent(String statements) {
    return find("class A { Object m() {\n" + statements + "\n} }").isPresent();
  }

  private static boolean loud(String statements) {
    return !silent(statements);
  }

  private static Optional<Suppression> find(String text) {
    return find(text, MethodCallExpr.class);
  }

  /** Asks for the call of {@code flag}, or for the first node of another kind. */
  private static Optional<Suppression> find(String text, Class<? extends Node> kind) {
    SourceText source = SourceText.of("A.java", text);
    ParseResult<CompilationUnit> parsed = Parsing.parse(source);
    Node node =
        parsed.getResult().orElseThrow().findAll(kind).stream()
            .filter(n -> !text.contains("flag(") || n.toString().startsWith("flag("))
            .reduce((first, last) -> last)
            .orElseThrow();
    return Suppressions.of(parsed, source).find("some-rule", node, source.rangeOf(node));
  }

  private static Suppressions suppressions(String text) {
    SourceText source = SourceText.of("A.java", text);
    return Suppressions.of(Parsing.parse(source), source);
  }
}
