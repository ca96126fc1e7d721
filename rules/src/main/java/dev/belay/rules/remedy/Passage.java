package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.Comparator;
import java.util.List;

/** Code of a file as it is put somewhere else, perhaps changed. Without state. */
final class Passage {

  private Passage() {}

  /** A line end and the indentation of what goes on from a node's line. */
  static String lineBreak(Node node, int levels, SourceText source) {
    return Layout.of(source).lineEnd()
        + Layout.indentAt(source, source.rangeOf(node).start())
        + further(source).repeat(levels);
  }

  /** Lines that would be longer are broken. */
  static int widthIn(SourceText source) {
    return Layout.widthIn(source);
  }

  /** What goes on from a line is indented by so much more. */
  static String further(SourceText source) {
    return Layout.continuationIn(source);
  }

  /** The text a node was parsed from. */
  static String of(Node node, SourceText source) {
    return source.text(source.rangeOf(node));
  }

  /** A stretch of the text with edits that lie in it. */
  static String edited(SourceRange range, List<Edit> edits, SourceText source) {
    StringBuilder text = new StringBuilder();
    int at = range.start();
    for (Edit edit : edits.stream().sorted(Comparator.comparing(Edit::range)).toList()) {
      text.append(source.text(new SourceRange(at, edit.range().start())));
      text.append(edit.replacement());
      at = edit.range().end();
    }
    return text.append(source.text(new SourceRange(at, range.end()))).toString();
  }

  /**
   * Moves the lines behind the first to another indentation; text blocks keep theirs, so that
   * passages with one stay as they are.
   *
   * @param from the node whose line has the indentation that becomes that of {@code to}
   */
  static String moved(String text, Node from, Node to, SourceText source) {
    String old = Layout.indentAt(source, source.rangeOf(from).start());
    String fresh = Layout.indentAt(source, source.rangeOf(to).start());
    if (old.equals(fresh) || !from.findAll(TextBlockLiteralExpr.class).isEmpty()) {
      return text;
    }
    String[] lines = text.split("(?<=\n)", -1);
    StringBuilder moved = new StringBuilder(lines[0]);
    for (int i = 1; i < lines.length; i++) {
      boolean indented = lines[i].startsWith(old);
      moved.append(indented ? fresh + lines[i].substring(old.length()) : lines[i]);
    }
    return moved.toString();
  }
}
