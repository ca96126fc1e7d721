package dev.belay.linter.fix;

import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Fix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A text with the edits of several fixes. A fix goes in whole or not at all: where one of its edits
 * touches another fix's it waits for the next pass. The same edit wanted twice, such as an import,
 * is made once. Belongs to one thread.
 */
final class EditedText {

  private final String text;
  private final List<Edit> accepted = new ArrayList<>();

  EditedText(String text) {
    this.text = text;
  }

  /** Takes a fix in, if it touches no other; tells whether it did. */
  boolean accept(Fix fix) {
    List<Edit> fresh = fix.edits().stream().filter(e -> !accepted.contains(e)).toList();
    boolean clashes =
        fresh.stream().anyMatch(e -> accepted.stream().anyMatch(other -> touch(e, other)));
    if (clashes) {
      return false;
    }
    accepted.addAll(fresh);
    return true;
  }

  /** Neighbours touch too: which of two insertions at one place comes first would be a guess. */
  private static boolean touch(Edit one, Edit other) {
    return one.range().start() <= other.range().end() && other.range().start() <= one.range().end();
  }

  /** All accepted edits, in order of the text. */
  List<Edit> edits() {
    return accepted.stream().sorted(Comparator.comparing(Edit::range)).toList();
  }

  /** The text with all accepted edits. */
  String result() {
    return of(text, edits());
  }

  /** A text with edits, which are in order and do not overlap. */
  static String of(String text, List<Edit> edits) {
    StringBuilder changed = new StringBuilder(text.length() + 256);
    int at = 0;
    for (Edit edit : edits) {
      changed.append(text, at, edit.range().start()).append(edit.replacement());
      at = edit.range().end();
    }
    return changed.append(text, at, text.length()).toString();
  }
}
