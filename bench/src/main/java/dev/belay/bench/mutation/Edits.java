package dev.belay.bench.mutation;

import com.github.javaparser.ast.Node;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Replacements in one text. Lines keep their numbers: a replacement gets the line ends of what it
 * replaces, so that a finding on the mutant can be compared with the label's line. Not for use by
 * several threads.
 */
final class Edits {

  private final SourceText source;
  private final List<Edit> edits = new ArrayList<>();

  Edits(SourceText source) {
    this.source = source;
  }

  void replace(Node node, String replacement) {
    replace(source.rangeOf(node), replacement);
  }

  void replace(SourceRange range, String replacement) {
    long lost =
        source.text(range).chars().filter(c -> c == '\n').count()
            - replacement.chars().filter(c -> c == '\n').count();
    if (lost < 0) {
      throw new IllegalArgumentException("adds lines: " + replacement);
    }
    edits.add(new Edit(range, replacement + "\n".repeat((int) lost)));
  }

  boolean isEmpty() {
    return edits.isEmpty();
  }

  /** The changed text. An edit inside another one's range is dropped: its place is gone. */
  String apply() {
    List<Edit> outermost = new ArrayList<>(edits);
    outermost.sort(
        Comparator.comparingInt((Edit edit) -> edit.range().start())
            .thenComparing(edit -> -edit.range().end()));
    StringBuilder text = new StringBuilder();
    int done = 0;
    for (Edit edit : outermost) {
      if (edit.range().start() < done) {
        continue;
      }
      text.append(source.text(), done, edit.range().start()).append(edit.replacement());
      done = edit.range().end();
    }
    return text.append(source.text(), done, source.text().length()).toString();
  }
}
