package dev.belay.linter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.source.Location;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.Suppression;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is kept of a file's check comes back as it was. */
class OutcomeTest {

  private static final Location AT = new Location("p/ä.java", 3, 5, 4, 70_000);

  private static final Finding FULL =
      new Finding(
          "some-rule",
          Severity.NOTE,
          AT,
          "what is wrong → here",
          "A.run(int)",
          List.of(new Evidence(new Location("q/B.java", 1, 2, 3, 4), "made there")),
          Optional.of("do this"),
          List.of(
              new Fix(
                  "mend it",
                  Fix.Safety.UNSAFE,
                  List.of(
                      new Edit(new SourceRange(0, 0), "x".repeat(70_000)),
                      new Edit(new SourceRange(5, 9), "")))),
          Optional.empty(),
          "0123");

  private static final Finding BARE =
      new Finding(
          "other-rule",
          Severity.ERROR,
          AT,
          "",
          "",
          List.of(),
          Optional.empty(),
          List.of(),
          Optional.of(new Refusal("too dear")),
          "");

  private static final Suppression COMMENT =
      new Suppression(
          AT,
          new SourceRange(1, 2),
          Suppression.Form.COMMENT,
          List.of("a", "b"),
          Optional.of("why"));

  private static final Suppression ANNOTATION =
      new Suppression(
          AT, new SourceRange(3, 3), Suppression.Form.ANNOTATION, List.of(), Optional.empty());

  private static final FileResult RESULT =
      new FileResult(
          List.of(FULL, BARE),
          List.of(new Report.Suppressed(BARE, COMMENT), new Report.Suppressed(FULL, ANNOTATION)),
          List.of(
              new Problem.Unparsable("p/ä.java", 7, "unexpected }", true),
              new Problem.TooDeep("p/ä.java", "the parser's stack overflows")));

  @Test
  void comesBackAsItWas() throws IOException {
    assertEquals(RESULT, Outcome.decode(Outcome.encode(RESULT)));
    FileResult nothing = new FileResult(List.of(), List.of(), List.of());
    assertEquals(nothing, Outcome.decode(Outcome.encode(nothing)));
  }

  @Test
  void aPartIsNoResult() {
    byte[] whole = Outcome.encode(RESULT);
    for (int length : new int[] {0, 3, whole.length / 2, whole.length - 1}) {
      assertThrows(IOException.class, () -> Outcome.decode(Arrays.copyOf(whole, length)));
    }
  }

  @Test
  void whatWeFailedAtIsNotKept() {
    assertTrue(Outcome.isKept(RESULT));
    assertFalse(
        Outcome.isKept(
            FileResult.of(new Problem.CheckFailed("A.java", new IllegalStateException()))));
    assertFalse(Outcome.isKept(FileResult.of(new Problem.Unreadable("A.java", "gone"))));
  }
}
