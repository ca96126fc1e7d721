package dev.belay.linter.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.ast.expr.NameExpr;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.Fix.Safety;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Location;
import dev.belay.linter.source.SourceRange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FixerTest {

  @Test
  void appliesFixesThatDoNotTouchAndRepeats() throws Exception {
    Fixed fixed =
        fix(Map.of("A.java", "class A { int a = old + older; int b = old; }"), Safety.SAFE);
    assertEquals("class A { int a = now + now; int b = now; }", after(fixed, 0));
    assertEquals(List.of(), fixed.unsettled());
    assertEquals(List.of(), fixed.left().findings());
    // older becomes old, which the second pass mends.
    assertEquals(4, fixed.files().get(0).mended().size());
  }

  @Test
  void leavesUnsafeFixesToThoseWhoAskForThem() throws Exception {
    Map<String, String> texts = Map.of("A.java", "class A { int a = risky; }");
    assertTrue(fix(texts, Safety.SAFE).files().isEmpty());
    assertEquals("class A { int a = now; }", after(fix(texts, Safety.UNSAFE), 0));
  }

  @Test
  void neverGivesOutWhatDoesNotParse() throws Exception {
    Fixed fixed = fix(Map.of("A.java", "class A { int a = broken; }"), Safety.SAFE);
    assertTrue(fixed.files().isEmpty());
    assertEquals(1, fixed.left().findings().size());
  }

  @Test
  void stopsWhereFixesUndoEachOther() throws Exception {
    Fixed fixed = fix(Map.of("A.java", "class A { int a = tick; }"), Safety.SAFE);
    assertEquals(List.of("A.java"), fixed.unsettled());
  }

  @Test
  void filesComeSortedAndUntouchedOnesNotAtAll() throws Exception {
    Fixed fixed =
        fix(
            Map.of(
                "b/B.java", "class B { int a = old; }",
                "a/A.java", "class A { int a = old; }",
                "c/C.java", "class C { int a = 1; }"),
            Safety.SAFE);
    assertEquals(
        List.of("a/A.java", "b/B.java"), fixed.files().stream().map(f -> f.path()).toList());
  }

  @Test
  void importsThatFixesLeaveIdleGoWithThem() throws Exception {
    String text =
        "package a;\n\nimport static b.B.old;\nimport static b.B.older;\n\nimport static b.B.idle;\n"
            + "\nclass A {\n  int a = old + older;\n}\n";
    Fixed fixed = fix(Map.of("A.java", text), Safety.SAFE);
    String left = "package a;\n\nimport static b.B.idle;\n\nclass A {\n  int a = now + now;\n}\n";
    assertEquals(left, after(fixed, 0));
  }

  @Test
  void importsThatDocumentationStillNamesStay() throws Exception {
    String text = "import static b.B.old;\n\n/** {@link #old} */\nclass A { int a = old; }\n";
    Fixed fixed = fix(Map.of("A.java", text), Safety.SAFE);
    assertEquals(text.replace("= old", "= now"), after(fixed, 0));
  }

  @Test
  void aLineBehindARemovedImportIsStillTheOneItWas() throws Exception {
    String text = "import static b.B.old;\n\nclass A {\n  int a = old;\n  int b = risky;\n}\n";
    Fixed fixed = fix(Map.of("A.java", text), Safety.SAFE);
    assertEquals("class A {\n  int a = now;\n  int b = risky;\n}\n", after(fixed, 0));
    Location left = fixed.left().findings().get(0).at();
    assertEquals(3, left.startLine());
    assertEquals(5, fixed.origins().of(left).startLine());
  }

  private static String after(Fixed fixed, int file) {
    return new String(fixed.files().get(file).after(), StandardCharsets.UTF_8);
  }

  private static Fixed fix(Map<String, String> texts, Safety upTo) throws Exception {
    Engine engine = new Engine(List.of(new Renames()), Settings.standard());
    return new Fixer(engine, upTo).fix(Project.of(Path.of("root"), texts));
  }

  /** Wants some names to be others. */
  private static final class Renames implements Rule {
    private static final RuleInfo INFO =
        new RuleInfo(
            "old-name", "Old name", Severity.NOTE, Family.FUTURES, FixAvailability.ALWAYS, "0.1");
    private static final Map<String, String> WANTED =
        Map.of(
            "old", "now", "older", "old", "risky", "now", "broken", "(", "tick", "tock", "tock",
            "tick");

    @Override
    public RuleInfo info() {
      return INFO;
    }

    @Override
    public void subscribe(Subscriptions on) {
      on.each(NameExpr.class, Renames::check);
    }

    private static void check(NameExpr name, RuleContext context) {
      String wanted = WANTED.get(name.getNameAsString());
      if (wanted != null) {
        SourceRange range = context.source().rangeOf(name);
        Safety safety = name.getNameAsString().equals("risky") ? Safety.UNSAFE : Safety.SAFE;
        context
            .report(name, "an old name")
            .fix(new Fix("rename it", safety, List.of(new Edit(range, wanted))));
      }
    }
  }
}
