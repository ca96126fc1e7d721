package dev.belay.linter.rule;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.body.FieldDeclaration;
import com.github.javaparser.ast.body.TypeDeclaration;
import com.github.javaparser.ast.expr.SimpleName;
import com.github.javaparser.ast.expr.TextBlockLiteralExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.Statement;
import com.github.javaparser.ast.stmt.SwitchEntry;
import com.github.javaparser.ast.stmt.TryStmt;
import dev.belay.linter.source.Layout;
import dev.belay.linter.source.Nodes;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A fix while its rule still writes it: edits of one file, added in any order by chaining. What is
 * inserted is laid out as the file is. Lines are handed in without indentation or line end, those
 * inside braces of their own with as many {@linkplain #step() steps} as they are deep. Not for use
 * by several threads.
 */
public final class FixDraft {

  private final Nodes nodes;
  private final SourceText source;
  private final List<Edit> edits = new ArrayList<>();

  /** Several at one place stand in their order, whichever was asked for first. */
  private final SortedSet<Edit> imports = new TreeSet<>(FixDraft::compare);

  /** Whole lines that go one step deeper, and what comes before them. */
  private final List<Wrapped> wrapped = new ArrayList<>();

  private record Wrapped(SourceRange lines, List<Edit> head, List<Edit> steps) {}

  FixDraft(Nodes nodes, SourceText source) {
    this.nodes = nodes;
    this.source = source;
  }

  /** Asked for only where lines are written: it is read from the whole file. */
  private Layout layout() {
    return Layout.of(source);
  }

  /** One level of the file's indentation. */
  public String step() {
    return layout().indent();
  }

  /** Puts a text in the place of a node. */
  public FixDraft replace(Node node, String text) {
    return replace(source.rangeOf(node), text);
  }

  /** Puts a text in the place of another. */
  public FixDraft replace(SourceRange range, String text) {
    edits.add(new Edit(range, text));
    return this;
  }

  /** Puts a text at an offset. */
  public FixDraft insert(int offset, String text) {
    edits.add(insertion(offset, text));
    return this;
  }

  private static Edit insertion(int offset, String text) {
    return new Edit(new SourceRange(offset, offset), text);
  }

  /**
   * Adds lines before a statement, and above the comments that stand right above it. A statement
   * that is the whole body of an {@code if}, a loop or a {@code case ->} gets braces.
   */
  public FixDraft before(Statement statement, String... lines) {
    int start = source.rangeOf(statement).start();
    if (!standsInList(statement)) {
      return inBraces(statement, lines, true);
    }
    if (!startsLine(start)) {
      return insert(start, inOneLine(lines) + " ");
    }
    int line = lineOfCommentsAbove(statement);
    String indent = Layout.indentAt(source, start);
    return insert(source.startOfLine(line), joined(indent, lines) + layout().lineEnd());
  }

  /** Adds lines behind a statement, which gets braces as in {@link #before}. */
  public FixDraft after(Statement statement, String... lines) {
    int start = source.rangeOf(statement).start();
    int end = source.rangeOf(statement).end();
    if (!standsInList(statement)) {
      return inBraces(statement, lines, false);
    }
    int endOfLine = endOfLine(end);
    if (!startsLine(start) || !isCommentAlone(new SourceRange(end, endOfLine))) {
      return insert(end, " " + inOneLine(lines));
    }
    return insert(endOfLine, layout().lineEnd() + joined(Layout.indentAt(source, start), lines));
  }

  /** Adds lines as the first of a block. */
  public FixDraft atStartOf(BlockStmt block, String... lines) {
    return block.getStatements().isEmpty()
        ? atEndOf(block, lines)
        : before(block.getStatement(0), lines);
  }

  /** Adds lines as the last of a block, behind its comments. */
  public FixDraft atEndOf(BlockStmt block, String... lines) {
    SourceRange range = source.rangeOf(block);
    int brace = range.end() - 1;
    boolean oneLine = source.lineOf(range.start()) == source.lineOf(brace);
    if (oneLine && !block.getStatements().isEmpty()) {
      return after(block.getStatement(block.getStatements().size() - 1), lines);
    }
    String outer = Layout.indentAt(source, range.start());
    String inner =
        block.getStatements().isEmpty()
            ? outer + step()
            : Layout.indentAt(source, source.rangeOf(block.getStatement(0)).start());
    int behind = brace;
    while (isBlank(source.text().charAt(behind - 1))) {
      behind--;
    }
    if (source.lineOf(behind) == source.lineOf(brace)) {
      // The closing brace shares its line with what is before it and goes down one.
      return replace(
          new SourceRange(behind, brace),
          layout().lineEnd() + joined(inner, lines) + layout().lineEnd() + outer);
    }
    return insert(behind, layout().lineEnd() + joined(inner, lines));
  }

  /** Takes a statement out, with its line where it stands alone on it but for a comment behind. */
  public FixDraft remove(Statement statement) {
    SourceRange range = source.rangeOf(statement);
    SourceRange rest = new SourceRange(range.end(), endOfLine(range.end()));
    return startsLine(range.start()) && source.text(rest).strip().startsWith("//")
        ? remove(new SourceRange(range.start(), rest.end()))
        : remove(range);
  }

  /** The same with a blank line behind it, so that what it was to prepare moves up. */
  public FixDraft removeWithGap(Statement statement) {
    SourceRange range = source.rangeOf(statement);
    int next = source.lineOf(range.end()) + 1;
    boolean gap =
        startsLine(range.start())
            && source.text(new SourceRange(range.end(), endOfLine(range.end()))).isBlank()
            && next < source.lineCount()
            && source.line(next).isBlank();
    return gap
        ? replace(
            new SourceRange(
                source.startOfLine(source.lineOf(range.start())), source.startOfLine(next + 1)),
            "")
        : remove(range);
  }

  /** Takes a text out, with its lines where nothing else stands on them. */
  public FixDraft remove(SourceRange range) {
    int endOfLine = endOfLine(range.end());
    boolean alone =
        startsLine(range.start()) && source.text(new SourceRange(range.end(), endOfLine)).isBlank();
    if (!alone) {
      int end = range.end();
      while (startsLine(range.start()) && end < endOfLine && isBlank(source.text().charAt(end))) {
        end++;
      }
      int start = range.start();
      while (end == endOfLine && start > 0 && isBlank(source.text().charAt(start - 1))) {
        start--;
      }
      if (end == range.end() && start == range.start() && isAmidBlanks(range)) {
        end++;
      }
      return replace(new SourceRange(start, end), "");
    }
    int line = source.lineOf(range.end());
    int next = line < source.lineCount() ? source.startOfLine(line + 1) : source.text().length();
    return replace(new SourceRange(source.startOfLine(source.lineOf(range.start())), next), "");
  }

  /** Takes a member out with its comments, and one of the blank lines around all that. */
  public FixDraft removeMember(BodyDeclaration<?> member) {
    SourceRange range = source.rangeOf(member);
    int first = source.lineOf(range.start());
    int last = source.lineOf(range.end());
    boolean endsLine = isCommentAlone(new SourceRange(range.end(), endOfLine(range.end())));
    if (!startsLine(range.start()) || !endsLine || last == source.lineCount()) {
      return remove(range);
    }
    first = lineOfCommentsAbove(first);
    String above = first > 1 ? source.line(first - 1).strip() : "";
    boolean between =
        first > 1
            && (above.isEmpty() || above.endsWith("{"))
            && source.line(last + 1).isBlank()
            && last + 1 < source.lineCount();
    return replace(
        new SourceRange(source.startOfLine(first), source.startOfLine(last + (between ? 2 : 1))),
        "");
  }

  /** Where a member starts with the comments right above it: the offset of a line. */
  public int startOfCommented(BodyDeclaration<?> member) {
    return source.startOfLine(lineOfCommentsAbove(source.lineOf(source.rangeOf(member).start())));
  }

  private int lineOfCommentsAbove(int line) {
    int first = line;
    while (first > 1 && isCommentLine(first - 1)) {
      first--;
    }
    if (first > 1 && source.line(first - 1).strip().endsWith("*/")) {
      do {
        first--;
      } while (first > 1 && !source.line(first).strip().startsWith("/*"));
    }
    return first;
  }

  /** Takes a {@code try} and its handlers away from around its statements, which go a step back. */
  public FixDraft unwrap(TryStmt attempt) {
    SourceRange whole = source.rangeOf(attempt);
    SourceRange block = source.rangeOf(attempt.getTryBlock());
    int top = source.lineOf(block.start()) + 1;
    int bottom = source.lineOf(block.end() - 1);
    int behind = source.lineOf(whole.end()) + 1;
    replace(
        new SourceRange(source.startOfLine(source.lineOf(whole.start())), source.startOfLine(top)),
        "");
    int deeper =
        Layout.indentAt(source, source.rangeOf(attempt.getTryBlock().getStatement(0)).start())
                .length()
            - Layout.indentAt(source, whole.start()).length();
    for (int line = top; line < bottom; line++) {
      int start = source.startOfLine(line);
      int less = Math.min(deeper, Layout.indentOfLine(source, line).length());
      if (less > 0 && !isInTextBlock(start)) {
        replace(new SourceRange(start, start + less), "");
      }
    }
    return replace(new SourceRange(source.startOfLine(bottom), source.startOfLine(behind)), "");
  }

  /** Whether a {@code try} opens and closes on lines of its own. */
  public boolean canUnwrap(TryStmt attempt) {
    SourceRange whole = source.rangeOf(attempt);
    SourceRange block = source.rangeOf(attempt.getTryBlock());
    return standsInList(attempt)
        && !attempt.getTryBlock().getStatements().isEmpty()
        && startsLine(whole.start())
        && startsLine(block.end() - 1)
        && source.text(new SourceRange(block.start() + 1, endOfLine(block.start()))).isBlank()
        && source.text(new SourceRange(whole.end(), endOfLine(whole.end()))).isBlank()
        && source.lineOf(whole.end()) < source.lineCount();
  }

  /** Between two blanks, or a bracket and a blank, of which one is enough. */
  private boolean isAmidBlanks(SourceRange range) {
    char before = range.start() == 0 ? ' ' : source.text().charAt(range.start() - 1);
    return isBlank(source.text().charAt(range.end())) && (isBlank(before) || before == '(');
  }

  /**
   * Puts statements that follow each other into a block: a line before them, their own lines one
   * step deeper, perhaps more lines, a closing brace. Comments above the first and behind the last
   * go with them, text blocks stay as they are.
   *
   * @param first stands in the same list as {@code last}; both start lines of their own
   * @param head ends with the opening brace
   * @param tail last lines of the block
   * @throws IllegalArgumentException if {@link #canWrap} says no
   */
  public FixDraft wrap(Statement first, Statement last, String head, String... tail) {
    List<String> behind = new ArrayList<>();
    List.of(tail).forEach(line -> behind.add(step() + line));
    behind.add("}");
    return wrap(first, last, List.of(head), behind);
  }

  /**
   * Puts the statements behind one that is to become the head of their block a step deeper, with a
   * closing brace.
   *
   * @param head stands in the same list as {@code last}, and ends with the opening brace by another
   *     edit
   * @param tail last lines of the block
   * @throws IllegalArgumentException if {@link #canWrap} says no
   */
  public FixDraft deepen(Statement head, Statement last, String... tail) {
    List<String> behind = new ArrayList<>();
    List.of(tail).forEach(line -> behind.add(step() + line));
    behind.add("}");
    return wrap(head, last, source.lineOf(source.rangeOf(head).end()) + 1, List.of(), behind);
  }

  /**
   * The same with several lines before and behind.
   *
   * @param head ends with an opening brace
   * @param tail starts with the closing one, or with lines of the block, each one step deep
   * @throws IllegalArgumentException if {@link #canWrap} says no
   */
  public FixDraft wrap(Statement first, Statement last, List<String> head, List<String> tail) {
    return wrap(first, last, lineOfCommentsAbove(first), head, tail);
  }

  private FixDraft wrap(
      Statement first, Statement last, int top, List<String> head, List<String> tail) {
    if (!canWrap(first, last)) {
      throw new IllegalArgumentException("not on lines of their own");
    }
    int bottom = source.lineOf(source.rangeOf(last).end());
    String indent = Layout.indentAt(source, source.rangeOf(first).start());
    int start = source.startOfLine(top);
    int end = source.startOfLine(bottom + 1);
    List<Edit> steps = new ArrayList<>();
    for (int line = top; line <= bottom; line++) {
      if (!source.line(line).isBlank() && !isInTextBlock(source.startOfLine(line))) {
        steps.add(insertion(source.startOfLine(line), step()));
      }
    }
    List<Edit> before =
        head.isEmpty()
            ? List.of()
            : List.of(insertion(start, joined(indent, head) + layout().lineEnd()));
    wrapped.add(new Wrapped(new SourceRange(start, end), before, steps));
    return insert(end, joined(indent, tail) + layout().lineEnd());
  }

  /**
   * Whether statements start and end lines of their own, but for comments, and those lines are
   * indented by what a step is made of: a blank before a tab moves nothing, nor looks it well
   * behind one.
   */
  public boolean canWrap(Statement first, Statement last) {
    int end = source.rangeOf(last).end();
    return standsInList(first)
        && standsInList(last)
        && startsLine(source.rangeOf(first).start())
        && isCommentAlone(new SourceRange(end, endOfLine(end)))
        && isIndentedAlike(first, last);
  }

  private boolean isIndentedAlike(Statement first, Statement last) {
    int top = source.lineOf(source.rangeOf(first).start());
    int bottom = source.lineOf(source.rangeOf(last).end());
    for (int line = top; line <= bottom; line++) {
      String other = Layout.indentOfLine(source, line);
      boolean moves = !other.isEmpty() && !source.line(line).isBlank();
      if (moves
          && other.charAt(0) != step().charAt(0)
          && !isInTextBlock(source.startOfLine(line))) {
        return false;
      }
    }
    return true;
  }

  /**
   * The name by which the file can write a type: the simple one, with its import added where it is
   * missing, or the canonical one where the file uses the simple one for something else.
   *
   * @param type canonical name of a top-level type
   */
  public String name(String type) {
    Optional<List<Edit>> imported = Imports.adding(nodes, source, type);
    imported.ifPresent(imports::addAll);
    return imported.isPresent() ? type.substring(type.lastIndexOf('.') + 1) : type;
  }

  /** A name for a new local variable: {@code wanted}, or with a number where the file has that. */
  public String freshName(String wanted) {
    return fresh(wanted, nodes.names());
  }

  /** The fix, as one that keeps the meaning of the program. */
  public Fix safe(String title) {
    return new Fix(title, Fix.Safety.SAFE, ordered());
  }

  /** The fix, as one that asks for a reader. */
  public Fix unsafe(String title) {
    return new Fix(title, Fix.Safety.UNSAFE, ordered());
  }

  /**
   * The same where it matters less that the name is used elsewhere: only the code of the member
   * around a node and the fields of the file must not have it.
   */
  public String freshName(String wanted, Node in) {
    Node member = in;
    for (Node n = in; n != null; n = n.getParentNode().orElse(null)) {
      member = n instanceof BodyDeclaration<?> && !(n instanceof TypeDeclaration<?>) ? n : member;
    }
    Set<String> taken = new HashSet<>();
    member.findAll(SimpleName.class).forEach(name -> taken.add(name.getIdentifier()));
    nodes.of(FieldDeclaration.class).stream()
        .flatMap(field -> field.getVariables().stream())
        .forEach(variable -> taken.add(variable.getNameAsString()));
    return fresh(wanted, taken);
  }

  private static String fresh(String wanted, Set<String> taken) {
    String name = wanted;
    for (int i = 2; taken.contains(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  private List<Edit> ordered() {
    List<Edit> all = importsInOneGroup();
    for (Wrapped block : wrapped) {
      all.addAll(block.head());
      block.steps().stream()
          .filter(step -> edits.stream().noneMatch(edit -> covers(edit, step.range().start())))
          .forEach(all::add);
    }
    edits.forEach(edit -> all.add(deeper(edit)));
    // Stable: what is inserted at one place stays in the order in which it was asked for.
    return all.stream().sorted((one, other) -> one.range().compareTo(other.range())).toList();
  }

  /** A blank line parts the first imports of a file from the rest, not one from another. */
  private List<Edit> importsInOneGroup() {
    List<Edit> group = new ArrayList<>();
    String end = layout().lineEnd();
    for (Edit edit : imports) {
      Edit last = group.isEmpty() ? null : group.get(group.size() - 1);
      boolean follows = last != null && last.range().equals(edit.range());
      if (follows && edit.replacement().startsWith(end + end)) {
        group.add(new Edit(edit.range(), edit.replacement().substring(end.length())));
        continue;
      }
      if (follows && last.replacement().endsWith(end + end)) {
        String line = last.replacement().substring(0, last.replacement().length() - end.length());
        group.set(group.size() - 1, new Edit(last.range(), line));
      }
      group.add(edit);
    }
    return group;
  }

  private static int compare(Edit one, Edit other) {
    int order = one.range().compareTo(other.range());
    return order != 0 ? order : one.replacement().compareTo(other.replacement());
  }

  /** An edit with its further lines as deep as the wrapped ones around it. */
  private Edit deeper(Edit edit) {
    long depth =
        wrapped.stream()
            .filter(
                block ->
                    block.lines().start() <= edit.range().start()
                        && edit.range().start() < block.lines().end())
            .count();
    String end = layout().lineEnd();
    String text = edit.replacement().replace(end, end + step().repeat((int) depth));
    return new Edit(edit.range(), depth == 0 ? text : withoutBlanks(text, end));
  }

  /** Lines of blanks alone, made empty; what stands behind the last line end goes on elsewhere. */
  private static String withoutBlanks(String text, String end) {
    return text.replaceAll(end + "[ \\t]+(?=" + end + ")", end);
  }

  private static boolean covers(Edit edit, int offset) {
    return edit.range().start() <= offset && offset < edit.range().end();
  }

  private FixDraft inBraces(Statement statement, String[] lines, boolean first) {
    SourceRange range = source.rangeOf(statement);
    Node around = statement.getParentNode().orElseThrow();
    String outer = Layout.indentAt(source, source.rangeOf(around).start());
    String inner = outer + step();
    String added = joined(inner, lines);
    String end = layout().lineEnd();
    int head = range.start();
    while (Character.isWhitespace(source.text().charAt(head - 1))) {
      head--;
    }
    // A comment between the two stays where it is, before the brace.
    boolean commented = source.text(lineUpTo(head)).contains("//");
    String open = commented ? end + outer + "{" : opening(outer);
    SourceRange between = new SourceRange(head, range.start());
    String top = first ? end + added : "";
    String bottom = (first ? "" : end + added) + end + outer + "}";
    replace(between, open + top + end + inner);
    int behind = endOfLine(range.end());
    boolean lineIsOurs = isCommentAlone(new SourceRange(range.end(), behind));
    return insert(lineIsOurs ? behind : range.end(), bottom);
  }

  private SourceRange lineUpTo(int offset) {
    return new SourceRange(source.startOfLine(source.lineOf(offset)), offset);
  }

  private static boolean standsInList(Statement statement) {
    Node around = statement.getParentNode().orElse(null);
    return around instanceof BlockStmt
        || around instanceof SwitchEntry entry
            && entry.getType() == SwitchEntry.Type.STATEMENT_GROUP;
  }

  /** The first of the comment lines right above a statement, or the statement's own line. */
  private int lineOfCommentsAbove(Statement statement) {
    int line = source.lineOf(source.rangeOf(statement).start());
    while (line > 1 && isCommentLine(line - 1)) {
      line--;
    }
    return line;
  }

  private boolean isCommentLine(int line) {
    return source.line(line).strip().startsWith("//");
  }

  private boolean isInTextBlock(int offset) {
    return nodes.of(TextBlockLiteralExpr.class).stream()
        .map(source::rangeOf)
        .anyMatch(range -> range.start() < offset && offset < range.end());
  }

  private boolean startsLine(int offset) {
    return source.text(lineUpTo(offset)).isBlank();
  }

  private int endOfLine(int offset) {
    int line = source.lineOf(offset);
    return source.endOfLine(line);
  }

  private boolean isCommentAlone(SourceRange range) {
    String text = source.text(range).strip();
    return text.isEmpty()
        || text.startsWith("//")
        || text.startsWith("/*") && text.indexOf("*/") == text.length() - 2;
  }

  private String joined(String indent, String... lines) {
    return joined(indent, List.of(lines));
  }

  private String joined(String indent, List<String> lines) {
    return lines.stream()
        .flatMap(line -> layout().bracesBelow() ? bracedBelow(line) : Stream.of(line))
        .map(line -> indent + line)
        .collect(Collectors.joining(layout().lineEnd()));
  }

  /** The lines of one such as {@code " } finally {"} where braces stand alone. */
  private static Stream<String> bracedBelow(String line) {
    String text = line.strip();
    String outer = line.substring(0, line.indexOf(text));
    boolean closes = text.startsWith("} ");
    boolean opens = text.endsWith(" {");
    String rest = text.substring(closes ? 2 : 0, text.length() - (opens ? 2 : 0));
    return Stream.of(closes ? "}" : "", rest, opens ? "{" : "")
        .filter(part -> !part.isEmpty())
        .map(part -> outer + part);
  }

  /** An opening brace behind a head, with what parts the two in this file. */
  public String opening(String indent) {
    return layout().bracesBelow() ? layout().lineEnd() + indent + "{" : " {";
  }

  private static String inOneLine(String... lines) {
    return List.of(lines).stream().map(String::strip).collect(Collectors.joining(" "));
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }
}
