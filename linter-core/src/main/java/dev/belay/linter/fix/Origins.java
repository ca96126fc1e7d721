package dev.belay.linter.fix;

import dev.belay.linter.rule.Edit;
import dev.belay.linter.source.Location;
import dev.belay.linter.source.SourceText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where places stood before files were mended, line by line: what was asked of the old lines has to
 * be answered for the new ones. Belongs to one thread.
 */
public final class Origins {

  /** By path, for each line of the mended text from the first: its line before, from 1. */
  private final Map<String, int[]> lines = new HashMap<>();

  Origins() {}

  /**
   * The same place in lines as they were; one that a fix has written stands where that was put.
   * Columns stay.
   */
  public Location of(Location at) {
    return new Location(
        at.path(),
        line(at.path(), at.startLine()),
        at.startColumn(),
        line(at.path(), at.endLine()),
        at.endColumn());
  }

  private int line(String path, int line) {
    int[] before = lines.get(path);
    return before == null ? line : before[Math.min(line, before.length) - 1];
  }

  /** Takes in that a text became another by edits, which are in order. */
  void changed(SourceText before, List<Edit> edits, SourceText after) {
    int[] mapped = new int[after.lineCount()];
    int edit = 0;
    int shift = 0;
    for (int line = 1; line <= after.lineCount(); line++) {
      int offset = after.startOfLine(line);
      // Offsets behind an edit moved by what it made the text longer.
      while (edit < edits.size() && endOf(edits.get(edit), shift) <= offset) {
        shift += growth(edits.get(edit++));
      }
      int old = offset - shift;
      if (edit < edits.size() && old > edits.get(edit).range().start()) {
        old = edits.get(edit).range().start();
      }
      mapped[line - 1] = line(before.path(), before.lineOf(old));
    }
    lines.put(before.path(), mapped);
  }

  private static int endOf(Edit edit, int shift) {
    return edit.range().start() + shift + edit.replacement().length();
  }

  private static int growth(Edit edit) {
    return edit.replacement().length() - edit.range().length();
  }
}
