package dev.belay.linter.source;

import com.github.javaparser.ParseException;
import com.github.javaparser.Position;
import com.github.javaparser.Problem;
import com.github.javaparser.Range;
import com.github.javaparser.Token;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.Node;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The text of one file with its lines. The one class that reads the parser's positions (lines and
 * columns from 1, ends inclusive) and turns them into offsets (from 0, ends exclusive). Immutable.
 *
 * <p>Lines end at CR LF, LF or CR, as in the language specification (3.4) and in the parser.
 */
public final class SourceText {

  private final String path;
  private final String text;
  private final int[] lineStarts;

  /** Read on first demand, and then by whoever asks next: each answer is the same. */
  private Layout layout;

  private String continuation;

  private int width;

  private SourceText(String path, String text) {
    this.path = path;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  /**
   * The text of a file.
   *
   * @param path relative to the project's root, with forward slashes
   * @param text decoded, without a byte order mark
   */
  public static SourceText of(String path, String text) {
    return new SourceText(path, text);
  }

  /** Relative to the project's root, with forward slashes. */
  public String path() {
    return path;
  }

  /** All of it, as decoded. */
  public String text() {
    return text;
  }

  /** The characters of a range. */
  public String text(SourceRange range) {
    return text.substring(range.start(), range.end());
  }

  /** At least 1: an empty file has one empty line. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** Line of an offset, from 1; an offset past the end belongs to the last line. */
  public int lineOf(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Column of an offset in its line, from 1, in UTF-16 units. */
  public int columnOf(int offset) {
    return offset - lineStarts[lineOf(offset) - 1] + 1;
  }

  /**
   * A line without its end.
   *
   * @param number from 1 to {@link #lineCount()}
   */
  public String line(int number) {
    return text.substring(lineStarts[number - 1], endOfLine(number));
  }

  /** Where a line ends, before what ends it; {@code number} from 1 to {@link #lineCount()}. */
  public int endOfLine(int number) {
    int start = lineStarts[number - 1];
    int end = number < lineStarts.length ? lineStarts[number] : text.length();
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return end;
  }

  /** Where a line starts, from 0; {@code number} from 1 to {@link #lineCount()}. */
  public int startOfLine(int number) {
    return lineStarts[number - 1];
  }

  /**
   * The text a node was parsed from.
   *
   * @throws IllegalArgumentException if the node was not parsed (it has no tokens)
   */
  public SourceRange rangeOf(Node node) {
    Range range =
        node.getRange()
            .orElseThrow(() -> new IllegalArgumentException("no position: " + node.getClass()));
    return new SourceRange(offsetOf(range.begin), offsetOf(range.end) + 1);
  }

  /** From the start of {@code first} to the end of {@code last}. */
  public SourceRange rangeOf(Node first, Node last) {
    return new SourceRange(rangeOf(first).start(), rangeOf(last).end());
  }

  /**
   * The innermost node of a tree whose text holds a range.
   *
   * @param tree of this text; the answer where none of its parts does
   */
  public Node innermost(Node tree, SourceRange range) {
    for (Node part : tree.getChildNodes()) {
      if (part.getRange().isPresent()) {
        SourceRange whole = rangeOf(part);
        if (whole.start() <= range.start() && range.end() <= whole.end()) {
          return innermost(part, range);
        }
      }
    }
    return tree;
  }

  /** The same stretch by lines and columns. */
  public Location locationOf(SourceRange range) {
    int start = Math.min(range.start(), text.length());
    int end = Math.min(range.end(), text.length());
    return new Location(path, lineOf(start), columnOf(start), lineOf(end), columnOf(end));
  }

  /** Where a node stands, by lines and columns. */
  public Location locationOf(Node node) {
    return locationOf(rangeOf(node));
  }

  /**
   * What a range says, for comparison with the same code elsewhere: its tokens with one blank
   * between, without comments, up to the first brace, for what stands in a block changes often.
   */
  public String significant(SourceRange range) {
    ByteTokens tokens = new ByteTokens(text(range).getBytes(StandardCharsets.UTF_8));
    StringBuilder significant = new StringBuilder();
    for (int kind = tokens.next(); kind != ByteTokens.END && kind != '{'; kind = tokens.next()) {
      significant.append(significant.isEmpty() ? "" : " ").append(tokens.text());
    }
    return significant.toString();
  }

  Layout layout() {
    if (layout == null) {
      layout = Layout.read(this);
    }
    return layout;
  }

  int width() {
    if (width == 0) {
      width = Layout.readWidth(this);
    }
    return width;
  }

  String continuation() {
    if (continuation == null) {
      continuation = Layout.readContinuation(this);
    }
    return continuation;
  }

  /** Where the next token after a comment or blank starts; the length of the text if none does. */
  int codeAfter(int offset) {
    // One byte a character, so that offsets stay what they are; what is lost stands in words.
    ByteTokens tokens =
        new ByteTokens(text.substring(offset).getBytes(StandardCharsets.ISO_8859_1));
    tokens.next();
    return offset + tokens.start();
  }

  /** Offset of the token that the parser could not take; empty where it does not say. */
  public OptionalInt findOffsetOf(Problem problem) {
    if (problem.getCause().orElse(null) instanceof ParseException exception
        && exception.currentToken != null) {
      // The current token is the last one that was taken.
      Token unexpected = exception.currentToken.next;
      return OptionalInt.of(offsetOf(new Position(unexpected.beginLine, unexpected.beginColumn)));
    }
    return problem
        .getLocation()
        .flatMap(TokenRange::toRange)
        .map(range -> OptionalInt.of(offsetOf(range.begin)))
        .orElse(OptionalInt.empty());
  }

  private int offsetOf(Position position) {
    int line = Math.min(Math.max(position.line, 1), lineStarts.length);
    return Math.min(lineStarts[line - 1] + position.column - 1, text.length());
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[Math.max(16, text.length() / 24)];
    int count = 1;
    // Searched for, not walked to: most characters end no line, and many files have no CR at all.
    int lf = text.indexOf('\n');
    int cr = text.indexOf('\r');
    while (lf >= 0 || cr >= 0) {
      boolean both = cr >= 0 && cr + 1 == lf;
      int end = both || cr < 0 || lf >= 0 && lf < cr ? lf : cr;
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = end + 1;
      lf = lf >= 0 && lf <= end ? text.indexOf('\n', end + 1) : lf;
      cr = cr >= 0 && cr <= end ? text.indexOf('\r', end + 1) : cr;
    }
    return Arrays.copyOf(starts, count);
  }
}
