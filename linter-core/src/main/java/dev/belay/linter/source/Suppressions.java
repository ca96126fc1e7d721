package dev.belay.linter.source;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.BodyDeclaration;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MemberValuePair;
import com.github.javaparser.ast.expr.StringLiteralExpr;
import com.github.javaparser.ast.nodeTypes.NodeWithAnnotations;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.CatchClause;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.source.Suppression.Form;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a file asks for silence. A comment speaks of what starts or ends on its line, or, alone on
 * its lines, of the statement or handler below; an annotation of all that its declaration holds.
 */
public final class Suppressions {

  /** The name that tools share in {@code @SuppressWarnings}; alone it means every rule. */
  static final String TOOL = "belay";

  private static final Pattern COMMENT =
      Pattern.compile(
          "\\s*belay:ignore(?![\\w-])(?<ids>.*?)(?:(?<=\\s)--(?<reason>.*))?", Pattern.DOTALL);

  private final SourceText source;
  private final List<Suppression> all = new ArrayList<>();
  private final Map<Node, List<Suppression>> byDeclaration = new IdentityHashMap<>();
  private final List<OnLine> trailing = new ArrayList<>();
  private final List<OnLine> above = new ArrayList<>();

  /** A comment's word for one line, from 1. */
  private record OnLine(int line, Suppression suppression) {}

  private Suppressions(SourceText source) {
    this.source = source;
  }

  /** Reads a file's suppressions; one that was not parsed has none. */
  public static Suppressions of(ParseResult<CompilationUnit> parsed, SourceText source) {
    Suppressions suppressions = new Suppressions(source);
    if (source.text().contains(TOOL)) {
      LineComment.of(parsed, source).forEach(suppressions::read);
      parsed.getResult().ifPresent(suppressions::readAnnotations);
    }
    return suppressions;
  }

  /** All of them, comments first; may be empty. */
  public List<Suppression> all() {
    return List.copyOf(all);
  }

  /**
   * The suppression that silences a rule at a place: the nearest annotation, else a comment.
   *
   * @param node what the finding is about
   * @param range what it shows
   */
  public Optional<Suppression> find(String ruleId, Node node, SourceRange range) {
    return find(ruleId, node, range, suppression -> true);
  }

  /** The same among some of them. */
  public Optional<Suppression> find(
      String ruleId, Node node, SourceRange range, Predicate<Suppression> among) {
    for (Node at = node; at != null; at = at.getParentNode().orElse(null)) {
      for (Suppression suppression : byDeclaration.getOrDefault(at, List.of())) {
        if (suppression.names(ruleId) && among.test(suppression)) {
          return Optional.of(suppression);
        }
      }
    }
    if (trailing.isEmpty() && above.isEmpty()) {
      return Optional.empty();
    }
    int first = source.lineOf(range.start());
    int last = source.lineOf(Math.max(range.start(), range.end() - 1));
    int statement = source.lineOf(source.rangeOf(statementOf(node)).start());
    return Stream.concat(
            trailing.stream().filter(c -> c.line() == first || c.line() == last),
            above.stream().filter(c -> c.line() == first || c.line() == statement))
        .map(OnLine::suppression)
        .filter(suppression -> suppression.names(ruleId) && among.test(suppression))
        .findFirst();
  }

  /** What a comment above means: the innermost statement, handler or member around the node. */
  private static Node statementOf(Node node) {
    Node at = node;
    while (true) {
      boolean found =
          at instanceof Statement && !(at instanceof BlockStmt)
              || at instanceof CatchClause
              || at instanceof BodyDeclaration<?>;
      Optional<Node> parent = at.getParentNode();
      if (found || parent.isEmpty()) {
        return at;
      }
      at = parent.get();
    }
  }

  private void read(LineComment comment) {
    Matcher matcher = COMMENT.matcher(comment.text());
    if (!matcher.matches()) {
      return;
    }
    List<String> ids = words(matcher.group("ids"));
    Optional<String> reason =
        Optional.ofNullable(matcher.group("reason")).map(String::strip).filter(r -> !r.isEmpty());
    SourceRange range = comment.range();
    Suppression suppression =
        new Suppression(source.locationOf(range), range, Form.COMMENT, ids, reason);
    all.add(suppression);
    (comment.isAbove() ? above : trailing).add(new OnLine(comment.line(), suppression));
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("[,\\s]+")).filter(word -> !word.isEmpty()).toList();
  }

  private void readAnnotations(CompilationUnit unit) {
    for (AnnotationExpr annotation : unit.findAll(AnnotationExpr.class)) {
      Optional<Node> declaration = annotation.getParentNode();
      if (annotation.getName().getIdentifier().equals("SuppressWarnings")
          && declaration.filter(NodeWithAnnotations.class::isInstance).isPresent()) {
        valuesOf(annotation).forEach(value -> read(value, declaration.get()));
      }
    }
  }

  private void read(StringLiteralExpr value, Node declaration) {
    String text = value.getValue().strip();
    boolean everything = text.equals(TOOL);
    if (everything || text.startsWith(TOOL + ":")) {
      SourceRange range = source.rangeOf(value);
      List<String> ids =
          everything ? List.of() : List.of(text.substring(TOOL.length() + 1).strip());
      Suppression suppression =
          new Suppression(source.locationOf(range), range, Form.ANNOTATION, ids, Optional.empty());
      all.add(suppression);
      byDeclaration.computeIfAbsent(declaration, d -> new ArrayList<>()).add(suppression);
    }
  }

  private static List<StringLiteralExpr> valuesOf(AnnotationExpr annotation) {
    if (annotation.isSingleMemberAnnotationExpr()) {
      return literals(annotation.asSingleMemberAnnotationExpr().getMemberValue());
    }
    return annotation.isNormalAnnotationExpr()
        ? annotation.asNormalAnnotationExpr().getPairs().stream()
            .filter(pair -> pair.getNameAsString().equals("value"))
            .map(MemberValuePair::getValue)
            .flatMap(value -> literals(value).stream())
            .toList()
        : List.of();
  }

  private static List<StringLiteralExpr> literals(Expression value) {
    if (value instanceof ArrayInitializerExpr several) {
      return several.getValues().stream().flatMap(v -> literals(v).stream()).toList();
    }
    return value instanceof StringLiteralExpr literal ? List.of(literal) : List.of();
  }
}
