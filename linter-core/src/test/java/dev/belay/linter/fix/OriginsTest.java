package dev.belay.linter.fix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.belay.linter.rule.Edit;
import dev.belay.linter.source.Location;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines are told where they stood, through several passes. */
class OriginsTest {

  private final Origins origins = new Origins();

  @Test
  void linesMoveBack() {
    changed("a\nb\nc\n", edit(2, 2, "x\ny\n"));
    assertEquals(List.of(1, 2, 2, 2, 3, 4), lines(6));
  }

  @Test
  void whatIsTakenOutIsSkipped() {
    changed("a\nb\nc\nd\n", edit(2, 6, ""));
    assertEquals(List.of(1, 4, 5), lines(3));
  }

  @Test
  void passesAddUp() {
    changed("a\nb\nc\n", edit(0, 0, "x\n"));
    changed("x\na\nb\nc\n", edit(2, 4, ""), edit(6, 6, "y\nz\n"));
    assertEquals(List.of(1, 2, 3, 3, 3, 4), lines(6));
  }

  @Test
  void severalEditsOfALine() {
    changed("one two\nb\n", edit(0, 3, "1\n1"), edit(4, 7, "2\n2"));
    assertEquals(List.of(1, 1, 1, 2), lines(4));
  }

  private static Edit edit(int start, int end, String text) {
    return new Edit(new SourceRange(start, end), text);
  }

  private void changed(String before, Edit... edits) {
    StringBuilder after = new StringBuilder(before);
    for (int i = edits.length - 1; i >= 0; i--) {
      after.replace(edits[i].range().start(), edits[i].range().end(), edits[i].replacement());
    }
    origins.changed(
        SourceText.of("A.java", before), List.of(edits), SourceText.of("A.java", after.toString()));
  }

  private List<Integer> lines(int count) {
    List<Integer> lines = new ArrayList<>();
    for (int line = 1; line <= count; line++) {
      lines.add(origins.of(new Location("A.java", line, 1, line, 2)).startLine());
    }
    return lines;
  }
}
