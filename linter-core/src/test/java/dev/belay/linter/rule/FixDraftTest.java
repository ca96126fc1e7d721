package dev.belay.linter.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.source.Nodes;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What is inserted looks like the lines around it. */
class FixDraftTest {

  @Test
  void linesGoBeforeAStatementAndItsComments() {
    assertEquals(
        "void m() {\n  c();\n  a();\n  b();\n  // why\n  // so\n  here();\n}",
        before("void m() {\n  c();\n  // why\n  // so\n  here();\n}"));
  }

  @Test
  void aStatementInTheMiddleOfALineGetsCompany() {
    assertEquals("void m() { a(); b(); here(); }", before("void m() { here(); }"));
    assertEquals("void m() { here(); a(); b(); }", after("void m() { here(); }"));
  }

  @Test
  void aBodyWithoutBracesGetsThem() {
    assertEquals(
        "void m() {\n  if (x) {\n    a();\n    b();\n    here(); // why\n  }\n}",
        before("void m() {\n  if (x)\n    here(); // why\n}"));
    assertEquals(
        "void m() {\n  if (x) {\n    here();\n    a();\n    b();\n  } else there();\n}",
        after("void m() {\n  if (x) here(); else there();\n}"));
    assertEquals(
        "void m() {\n  if (x) // why\n  {\n    a();\n    b();\n    here();\n  }\n}",
        before("void m() {\n  if (x) // why\n    here();\n}"));
    assertEquals(
        "void m() {\n  switch (x) {\n    case 1 -> {\n      a();\n      b();\n      here();\n    }\n  }\n}",
        before("void m() {\n  switch (x) {\n    case 1 -> here();\n  }\n}"));
  }

  @Test
  void linesGoBehindAStatementAndItsComment() {
    assertEquals(
        "void m() {\r\n\r\n\r\n\there(); // why\r\n\ta();\r\n\tb();\r\n}",
        after("void m() {\r\n\r\n\r\n\there(); // why\r\n}"));
  }

  @Test
  void blocksTakeLinesAtTheirEnd() {
    assertEquals("{\n    a();\n    b();\n}", atEnd("{}"));
    assertEquals("{\n    a();\n    b();\n}", atEnd("{ }"));
    assertEquals("{\n    // why\n    a();\n    b();\n}", atEnd("{\n    // why\n}"));
    assertEquals("{ /* why */\n    a();\n    b();\n}", atEnd("{ /* why */ }"));
    assertEquals("{ c(); a(); b(); }", atEnd("{ c(); }"));
    assertEquals("{\n    c(); // why\n    a();\n    b();\n}", atEnd("{\n    c(); // why\n}"));
    assertEquals("{\n    c();\n    a();\n    b();\n}", atEnd("{\n    c(); }"));
  }

  @Test
  void aStatementGoesWithItsLine() {
    assertEquals("void m() {\n  a();\n}", removed("void m() {\n  a();\n  here();\n}"));
    assertEquals("void m() {\n  a();\n}", removed("void m() {\n  a(); here();\n}"));
    assertEquals("void m() {\n  a();\n}", removed("void m() {\n  here(); a();\n}"));
    assertEquals("void m() { a(); }", removed("void m() { a(); here(); }").replace(";  ", "; "));
  }

  @Test
  void wrappedStatementsGoOneStepDeeperButTextBlocksStay() {
    String text =
        "void m() {\n  a();\n  // why\n  here(\"\"\"\n    text\n    \"\"\");\n\n  b(); // so\n  c();\n}";
    assertEquals(
        "void m() {\n  a();\n  try (var s = open()) {\n    // why\n    here(\"\"\"\n    text\n"
            + "    \"\"\");\n\n    b(); // so\n    s.await();\n  }\n  c();\n}",
        apply(
            text,
            (unit, source) -> {
              Statement here = statement(unit, "here");
              Statement last = statement(unit, "b");
              return new FixDraft(Nodes.of(unit), source)
                  .wrap(here, last, "try (var s = open()) {", "s.await();");
            }));
  }

  @Test
  void editsInsideWrappedStatementsTakeTheirPlace() {
    assertEquals(
        "void m() {\n  {\n    start(() -> {\n      a();\n    });\n  }\n}",
        apply(
            "void m() {\n  here(() -> {\n    a();\n  });\n  b();\n}",
            (unit, source) -> {
              MethodCallExpr call = unit.findFirst(MethodCallExpr.class).orElseThrow();
              return new FixDraft(Nodes.of(unit), source)
                  .wrap(statement(unit, "here"), statement(unit, "b"), "{")
                  .replace(call.getName(), "start")
                  .remove(statement(unit, "b"));
            }));
  }

  @Test
  void linesAddedInsideWrappedStatementsGoDeeperToo() {
    assertEquals(
        "void m() {\n  {\n    a();\n    b();\n    // why\n    here();\n    a();\n    b();\n  }\n}",
        apply(
            "void m() {\n  // why\n  here();\n}",
            (unit, source) ->
                new FixDraft(Nodes.of(unit), source)
                    .wrap(here(unit), here(unit), "{")
                    .before(here(unit), "a();", "b();")
                    .after(here(unit), "a();", "b();")));
  }

  @Test
  void whatSharesALineCannotBeWrapped() {
    SourceText source = source("void m() {\n  a(); here();\n}");
    CompilationUnit unit = Parsing.parse(source).getResult().orElseThrow();
    Statement here = statement(unit, "here");
    assertFalse(new FixDraft(Nodes.of(unit), source).canWrap(here, here));
  }

  @Test
  void namesAreImportedOrWrittenInFull() {
    SourceText source = SourceText.of("A.java", "class A { TaskScope mine; int scope; }");
    CompilationUnit unit = Parsing.parse(source).getResult().orElseThrow();
    FixDraft draft = new FixDraft(Nodes.of(unit), source);
    assertEquals("dev.belay.runtime.TaskScope", draft.name("dev.belay.runtime.TaskScope"));
    assertEquals("CancellationToken", draft.name("dev.belay.runtime.CancellationToken"));
    assertEquals("CancellationToken", draft.name("dev.belay.runtime.CancellationToken"));
    assertEquals("scope2", draft.freshName("scope"));
    assertEquals("token", draft.freshName("token"));
    assertEquals(1, draft.safe("name it").edits().size());
  }

  private static String before(String method) {
    return apply(
        method,
        (unit, source) -> new FixDraft(Nodes.of(unit), source).before(here(unit), "a();", "b();"));
  }

  private static String after(String method) {
    return apply(
        method,
        (unit, source) -> new FixDraft(Nodes.of(unit), source).after(here(unit), "a();", "b();"));
  }

  private static String removed(String method) {
    return apply(method, (unit, source) -> new FixDraft(Nodes.of(unit), source).remove(here(unit)));
  }

  /** Of a handler's block in the first column, indented by four. */
  private static String atEnd(String block) {
    String start = "void m() {\ntry { x(); } catch (E e) ";
    String fixed =
        apply(
            start + block + "\n}",
            (unit, source) ->
                new FixDraft(Nodes.of(unit), source)
                    .atEndOf(
                        unit.findFirst(CatchClause.class).orElseThrow().getBody(), "a();", "b();"));
    return fixed.substring(start.length(), fixed.length() - "\n}".length());
  }

  private static Statement here(CompilationUnit unit) {
    return statement(unit, "here");
  }

  private static Statement statement(CompilationUnit unit, String calling) {
    return unit.findFirst(
            ExpressionStmt.class, s -> s.getExpression().toString().startsWith(calling + "("))
        .orElseThrow();
  }

  private static final String TOP = "class A {\n";

  private static SourceText source(String method) {
    return SourceText.of("A.java", TOP + method + "\n}\n");
  }

  private static String apply(
      String method, BiFunction<CompilationUnit, SourceText, FixDraft> writing) {
    SourceText source = source(method);
    CompilationUnit unit = Parsing.parse(source).getResult().orElseThrow();
    List<Edit> edits = writing.apply(unit, source).unsafe("try it").edits();
    StringBuilder changed = new StringBuilder();
    int at = 0;
    for (Edit edit : edits) {
      changed.append(source.text(), at, edit.range().start()).append(edit.replacement());
      at = edit.range().end();
    }
    changed.append(source.text().substring(at));
    return changed.substring(TOP.length(), changed.length() - "\n}\n".length());
  }
}
