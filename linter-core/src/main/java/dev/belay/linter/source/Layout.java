package dev.belay.linter.source;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a file is laid out, so that what is written into it looks like the rest. Immutable.
 *
 * @param lineEnd the one that most lines have; LF where none has any
 * @param indent one level: a tab, or so many blanks
 * @param bracesBelow whether blocks open on a line of their own
 */
public record Layout(String lineEnd, String indent, boolean bracesBelow) {

  private static final int DEFAULT_INDENT = 4;

  private static final int NARROW = 80;

  private static final int USUAL = 100;

  /** A file of so many lines tells how wide they are. */
  private static final int TELLING = 100;

  private static final int WIDE = 120;

  /** So many lines tell how a file goes on with chains of calls. */
  private static final int MANY = 20;

  /** The layout of a file. */
  public static Layout of(SourceText source) {
    return source.layout();
  }

  /**
   * What goes on from a line is indented by so much more: as most chains of calls in the file are,
   * without any as its other lines that go on are, or else four blanks where a level is two.
   */
  public static String continuationIn(SourceText source) {
    return source.continuation();
  }

  /** How wide a line of code may be: as wide as a file of some length has them, 80 to 120. */
  public static int widthIn(SourceText source) {
    return source.width();
  }

  /** Reads from the lines of a file how wide its code is. */
  static int readWidth(SourceText source) {
    int width = source.lineCount() < TELLING ? USUAL : NARROW;
    for (int line = 1; line <= source.lineCount() && width < WIDE; line++) {
      int length = source.endOfLine(line) - source.startOfLine(line);
      if (length > width && startsCode(source.line(line).strip())) {
        width = Math.min(length, WIDE);
      }
    }
    return width;
  }

  /** Neither a comment nor an import, which may be longer than what is written by hand. */
  private static boolean startsCode(String text) {
    return !text.startsWith("*") && !text.startsWith("/") && !text.startsWith("import ");
  }

  /** Reads the layout of a file from its lines. */
  static Layout read(SourceText source) {
    return new Layout(lineEndOf(source), indentOf(source), bracesBelow(source));
  }

  /** Reads from the lines of a file how it goes on. */
  static String readContinuation(SourceText source) {
    String step = of(source).indent();
    if (step.equals("\t")) {
      return step;
    }
    Map<Integer, Integer> chains = new TreeMap<>();
    Map<Integer, Integer> others = new TreeMap<>();
    String before = "";
    boolean whole = true;
    for (int line = 1; line <= source.lineCount() && chains.getOrDefault(8, 0) < MANY; line++) {
      String text = source.line(line);
      if (text.isBlank()) {
        continue;
      }
      int more = depthOf(text) - depthOf(before);
      if (text.stripLeading().startsWith(".") && startsChain(before) && more > 0) {
        chains.merge(more, 1, Integer::sum);
      } else if (more > 0 && whole && goesOn(before)) {
        others.merge(more, 1, Integer::sum);
      }
      whole = !goesOn(before);
      before = text;
    }
    boolean deep = isDeep(chains.isEmpty() ? others : chains);
    return deep ? " ".repeat(8) : step.length() == 2 ? step + step : step;
  }

  private static boolean isDeep(Map<Integer, Integer> steps) {
    int eight = steps.getOrDefault(8, 0);
    return eight > 1 && eight > steps.getOrDefault(4, 0) + steps.getOrDefault(2, 0);
  }

  /** Whether a line is code that surely goes on in the next one. */
  private static boolean goesOn(String line) {
    String text = line.strip();
    return startsChain(text)
        && !text.isEmpty()
        && "(,=+&|?".indexOf(text.charAt(text.length() - 1)) >= 0;
  }

  private static int depthOf(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** Whether a line may start a chain: neither goes one on nor is a comment. */
  private static boolean startsChain(String line) {
    String text = line.stripLeading();
    return !text.startsWith(".") && !text.startsWith("*") && !text.startsWith("/");
  }

  /** The blanks and tabs before the first other character of a line, numbered from 1. */
  public static String indentOfLine(SourceText source, int line) {
    return source.text().substring(source.startOfLine(line), endOfIndent(source, line));
  }

  /** The indentation of the line that an offset stands in. */
  public static String indentAt(SourceText source, int offset) {
    return indentOfLine(source, source.lineOf(offset));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private static String lineEndOf(SourceText source) {
    String text = source.text();
    int windows = 0;
    int unix = 0;
    int old = 0;
    for (int line = 2; line <= source.lineCount(); line++) {
      int end = source.startOfLine(line) - 1;
      if (text.charAt(end) == '\r') {
        old++;
      } else if (end > 0 && text.charAt(end - 1) == '\r') {
        windows++;
      } else {
        unix++;
      }
    }
    if (windows > unix && windows >= old) {
      return "\r\n";
    }
    return old > unix ? "\r" : "\n";
  }

  /** Whether more lines are an opening brace than end with one. */
  private static boolean bracesBelow(SourceText source) {
    int below = 0;
    int behind = 0;
    for (int line = 1; line <= source.lineCount(); line++) {
      if (endsWithBrace(source, line)) {
        if (source.line(line).strip().length() == 1) {
          below++;
        } else {
          behind++;
        }
      }
    }
    return below > behind;
  }

  // Asked for each line of a file: on its characters, for a copy of each would take longer.
  private static boolean endsWithBrace(SourceText source, int line) {
    int start = source.startOfLine(line);
    int last = source.endOfLine(line) - 1;
    while (last >= start && Character.isWhitespace(source.text().charAt(last))) {
      last--;
    }
    return last >= start && source.text().charAt(last) == '{';
  }

  private static int endOfIndent(SourceText source, int line) {
    int end = source.startOfLine(line);
    int endOfLine = source.endOfLine(line);
    while (end < endOfLine && isBlank(source.text().charAt(end))) {
      end++;
    }
    return end;
  }

  /**
   * The step by which most lines are indented more than the line before: the first of a block, or
   * any where no block has a line.
   */
  private static String indentOf(SourceText source) {
    Map<Integer, Integer> steps = new TreeMap<>();
    Map<Integer, Integer> inBlocks = new TreeMap<>();
    boolean opened = false;
    int tabs = 0;
    int before = 0;
    for (int line = 1; line <= source.lineCount(); line++) {
      int start = source.startOfLine(line);
      int end = endOfIndent(source, line);
      boolean empty = end == source.endOfLine(line);
      if (empty) {
        continue;
      }
      if (source.text().substring(start, end).indexOf('\t') >= 0) {
        tabs++;
      }
      int step = end - start - before;
      // One blank more is a comment's star, eight a continuation in some styles: both are rarer
      // than
      // the step itself in any file long enough to matter.
      if (step > 1) {
        steps.merge(step, 1, Integer::sum);
        if (opened) {
          inBlocks.merge(step, 1, Integer::sum);
        }
      }
      opened = endsWithBrace(source, line);
      before = end - start;
    }
    if (tabs > steps.values().stream().mapToInt(Integer::intValue).sum()) {
      return "\t";
    }
    int best = DEFAULT_INDENT;
    int most = 0;
    Map<Integer, Integer> chosen = inBlocks.isEmpty() ? steps : inBlocks;
    for (Map.Entry<Integer, Integer> step : chosen.entrySet()) {
      if (step.getValue() > most) {
        best = step.getKey();
        most = step.getValue();
      }
    }
    return " ".repeat(best);
  }
}
