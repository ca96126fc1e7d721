package dev.belay.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.rule.Finding;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatchingTest {

  private static final Coordinates LIBRARY = Coordinates.parse("g:a:1");

  @Test
  void labelInsideTheRegionIsMatched() {
    Label label = label("rule", "A.java", 12);
    Finding finding = Findings.at("rule", "A.java", 10, 12);
    Matching matching = Matching.of(List.of(label), List.of(finding));
    assertEquals(Optional.of(finding), matching.findFinding(label));
    assertEquals(List.of(), matching.unlabelled());
  }

  @Test
  void labelJustOutsideTheRegionIsNot() {
    Label before = label("rule", "A.java", 9);
    Label after = label("rule", "A.java", 13);
    Finding finding = Findings.at("rule", "A.java", 10, 12);
    Matching matching = Matching.of(List.of(before, after), List.of(finding));
    assertTrue(matching.findFinding(before).isEmpty());
    assertTrue(matching.findFinding(after).isEmpty());
    assertEquals(List.of(finding), matching.unlabelled());
  }

  @Test
  void otherRuleAndOtherFileAreNot() {
    Label otherRule = label("other", "A.java", 10);
    Label otherFile = label("rule", "B.java", 10);
    Finding finding = Findings.at("rule", "A.java", 10, 12);
    assertEquals(
        List.of(finding),
        Matching.of(List.of(otherRule, otherFile), List.of(finding)).unlabelled());
  }

  @Test
  void regionAroundAnotherTaskSpeaksOfItsOwnStartOnly() {
    Label outer = label("rule", "A.java", 10);
    Label inner = label("rule", "A.java", 14);
    Finding whole = Findings.at("rule", "A.java", 10, 20);
    Matching alone = Matching.of(List.of(inner, outer), List.of(whole));
    assertEquals(Optional.of(whole), alone.findFinding(outer));
    assertTrue(alone.findFinding(inner).isEmpty());

    Finding nested = Findings.at("rule", "A.java", 14, 14);
    Matching both = Matching.of(List.of(outer, inner), List.of(whole, nested));
    assertEquals(Optional.of(whole), both.findFinding(outer));
    assertEquals(Optional.of(nested), both.findFinding(inner));
  }

  @Test
  void secondFindingOnOneLabelIsUnlabelled() {
    Label label = label("rule", "A.java", 10);
    Finding first = Findings.at("rule", "A.java", 10, 10);
    Finding second = Findings.at("rule", "A.java", 10, 11);
    assertEquals(List.of(second), Matching.of(List.of(label), List.of(first, second)).unlabelled());
  }

  private static Label label(String rule, String path, int line) {
    return new Label(LIBRARY, path, line, rule, Verdict.HOLDS, "");
  }
}
