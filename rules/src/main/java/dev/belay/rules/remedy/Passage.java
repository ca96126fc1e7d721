package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Code of a file as it is put somewhere else, perhaps changed. Without state. */
final class Passage {

  /** Lines that would be longer are broken. */
  static final int WIDTH = 120;

  /** So many lines tell the style of a file. */
  private static final int MANY = 20;

  private Passage() {}

  /** A line end and the indentation of what goes on from a node's line. */
  static String lineBreak(Node node, int levels, SourceText source) {
    return Layout.of(source).lineEnd()
        + Layout.indentAt(source, source.rangeOf(node).start())
        + further(source).repeat(levels);
  }

  /**
   * What goes on from a line is indented by so much more: as most chains of calls in the file are,
   * or else four blanks where a level is two.
   */
  static String further(SourceText source) {
    String step = Layout.of(source).indent();
    if (step.equals("\t")) {
      return step;
    }
    Map<Integer, Integer> steps = new TreeMap<>();
    String before = "";
    for (int line = 1; line <= source.lineCount() && steps.getOrDefault(8, 0) < MANY; line++) {
      String text = source.line(line);
      if (text.isBlank()) {
        continue;
      }
      int more = indentOf(text) - indentOf(before);
      if (text.stripLeading().startsWith(".") && isStatement(before) && more > 0) {
        steps.merge(more, 1, Integer::sum);
      }
      before = text;
    }
    int eight = steps.getOrDefault(8, 0);
    boolean deep = eight > 1 && eight > steps.getOrDefault(4, 0) + steps.getOrDefault(2, 0);
    return deep ? " ".repeat(8) : step.length() == 2 ? step + step : step;
  }

  private static int indentOf(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** Whether a line starts a chain: neither goes one on nor is a comment. */
  private static boolean isStatement(String line) {
    String text = line.stripLeading();
    return !text.startsWith(".") && !text.startsWith("*") && !text.startsWith("/");
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
