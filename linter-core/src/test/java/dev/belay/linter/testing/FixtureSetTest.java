package dev.belay.linter.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the harness says of claims that hold and of claims that do not. */
class FixtureSetTest {

  @Test
  void agreesWhereEachMarkedLineIsFlaggedAndNoOther() throws Exception {
    assertEquals(List.of(), check("fine();", "flag(); // expect: off-flag"));
    assertEquals(List.of(), check("// expect: off-flag", "", "flag();"));
    assertEquals(List.of(), check("flag(); flag(); // expect: off-flag, off-flag"));
    assertEquals(List.of(), check("// expect: off-flag", "/* why */ // more", "flag(", "1);"));
    assertEquals(List.of(), check("String s = \"// expect: off-flag\";"));
    assertEquals(List.of(), check("flag(); // belay:ignore off-flag -- silent all the same"));
  }

  @Test
  void namesMissedAndFalseAlarms() throws Exception {
    assertEquals(
        List.of("2: missed alarm: off-flag is silent"), check("fine(); // expect: off-flag"));
    assertEquals(List.of("2: false alarm: off-flag: calls flag"), check("flag();"));
    assertEquals(
        List.of("2: missed alarm: off-flag is silent"),
        check("flag(); // expect: off-flag, off-flag"));
    assertEquals(
        List.of("2: false alarm: off-flag: calls flag"),
        check("flag(); flag(); // expect: off-flag"));
    assertEquals(
        List.of("2: false alarm: off-flag: calls flag", "2: missed alarm: other-rule is silent"),
        check("flag(); // expect: other-rule"));
  }

  @Test
  void comparesTheTextShownAndTheMessage() throws Exception {
    assertEquals(
        List.of(),
        check(
                "x.flag( 1,",
                "   2); // nothing",
                "// expect: off-flag under `y.flag( 1, 2)` says \"ls fl\"",
                "y.flag( 1,",
                " 2);")
            .stream()
            .filter(text -> !text.startsWith("2:"))
            .toList());
    assertEquals(
        List.of("2: off-flag stands under `flag(1)`, not `flag(2)`"),
        check("flag(1); // expect: off-flag under `flag(2)`"));
    assertEquals(
        List.of("2: off-flag says \"calls flag\", not \"drops\""),
        check("flag(1); // expect: off-flag says \"drops\""));
  }

  @Test
  void failsOnTheDayAGapIsClosed() throws Exception {
    assertEquals(List.of(), check("fine(); // gap: off-flag not told yet"));
    assertEquals(
        List.of(
            "2: gap closed: off-flag now finds it; make the marker an expectation and correct the"
                + " page"),
        check("flag(); // gap: off-flag not told yet"));
  }

  @Test
  void refusesMarkersItCannotRead() throws Exception {
    assertEquals(
        List.of("2: no marker: expect off_flag".replace("expect", "expect:")),
        check("fine(); // expect: off_flag"));
    assertEquals(List.of("2: no marker: gap: off-flag"), check("fine(); // gap: off-flag"));
    assertEquals(List.of("2: no marker: expects: off-flag"), check("fine(); // expects: off-flag"));
  }

  @Test
  void namesProblems() throws Exception {
    assertEquals(List.of("2: problem: read in part: unexpected \"int\""), check("int = 1;"));
  }

  private static List<String> check(String... lines) throws Exception {
    String text = "class Example { void m() {\n" + String.join("\n", lines) + "\n} }\n";
    List<Fixture> fixtures =
        FixtureSet.of(Path.of("").toAbsolutePath(), Map.of("Example.java", text))
            .check(List.of(new Flagging()), Settings.standard().withThreads(1));
    assertEquals(1, fixtures.size());
    return fixtures.get(0).mismatches().stream().map(Fixture.Mismatch::text).toList();
  }

  /** Off by default, so that the harness has to turn it on. */
  private static class Flagging implements Rule {
    @Override
    public RuleInfo info() {
      return new RuleInfo(
          "off-flag", "flag", Severity.OFF, Family.FUTURES, FixAvailability.NEVER, "0.1");
    }

    @Override
    public void subscribe(Subscriptions on) {
      on.each(
          MethodCallExpr.class,
          (call, context) -> {
            if (call.getNameAsString().equals("flag")) {
              context.report(call, "calls flag");
            }
          });
    }
  }

  @Test
  void comparesWhatFixesMakeOfFixtures() throws Exception {
    String text = "class A { void m() { flag(); } }";
    String mended = "class A { void m() { fine(); } }";
    assertEquals(List.of(), fixed(text, mended, "fine()"));
    assertEquals(
        List.of(
            "A.java:1: all fixes make another text\n    wanted " + text + "\n    found  " + mended),
        fixed(text, text, "fine()"));
    assertEquals(
        List.of("A.java: 2 of off-flag in A.m() after fixing, not 0"),
        fixed(text, "class A { void m() { flag(1, flag(1)); } }", "flag(1, flag(1))"));
    assertTrue(
        fixed(text, text, "f(flag())").get(0).startsWith("A.java: fixing again changes it again"));
  }

  private static List<String> fixed(String text, String expected, String replacement)
      throws Exception {
    Rule fixing =
        new Flagging() {
          @Override
          public void subscribe(Subscriptions on) {
            on.each(
                MethodCallExpr.class,
                (call, context) -> {
                  if (call.getNameAsString().equals("flag")) {
                    FindingDraft draft = context.report(call, "calls flag");
                    if (call.getArguments().isEmpty()) {
                      Edit edit = new Edit(context.source().rangeOf(call), replacement);
                      draft.fix(new Fix("mend it", Fix.Safety.UNSAFE, List.of(edit)));
                    }
                  }
                });
          }
        };
    return FixtureSet.of(
            Path.of("").toAbsolutePath(),
            Map.of("A.java", text),
            Map.of("A.java", text),
            Map.of("A.java", expected))
        .fixComplaints(List.of(fixing), Settings.standard().withThreads(1));
  }
}
