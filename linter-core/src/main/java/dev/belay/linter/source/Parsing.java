package dev.belay.linter.source;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.ParserConfiguration.LanguageLevel;
import com.github.javaparser.QuickParser;
import com.github.javaparser.TokenRange;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.FieldAccessExpr;
import com.github.javaparser.ast.expr.MethodReferenceExpr;
import com.github.javaparser.ast.expr.NameExpr;
import com.github.javaparser.ast.expr.TypeExpr;
import com.github.javaparser.ast.type.ClassOrInterfaceType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The parser as this project sets it up. Each call uses a parser of its own; any thread may call.
 *
 * <p>The newest language level, so that all older code parses too, and no validators: they cost a
 * fifth of the parse and judge code that javac has judged already. Clearing the processors also
 * drops the one that turns {@code var} into a {@code VarType}, and the attribution of comments: see
 * {@link #isVar} and {@code Suppressions}. Tokens stay on, without them no node has a position.
 */
public final class Parsing {

  private Parsing() {}

  /**
   * Parses a whole file.
   *
   * @return the tree, perhaps of a part of the file only, beside the problems met; never throws for
   *     bad input except what the parser itself overflows with ({@link StackOverflowError})
   */
  public static ParseResult<CompilationUnit> parse(SourceText source) {
    ParseResult<CompilationUnit> result =
        QuickParser.parse(source.text()).orElseGet(() -> parseSlowly(source));
    int[] references = references(source.text());
    if (references.length > 0) {
      result.getResult().ifPresent(unit -> readNamesBefore(references, unit, source));
    }
    return result;
  }

  /** By the parser's own tokens, which know all of Java and say what is wrong with the rest. */
  private static ParseResult<CompilationUnit> parseSlowly(SourceText source) {
    ParserConfiguration settings =
        new ParserConfiguration()
            .setLanguageLevel(LanguageLevel.BLEEDING_EDGE)
            .setAttributeComments(false)
            .setLexicalPreservationEnabled(false)
            .setStoreTokens(true);
    settings.getProcessors().clear();
    return new JavaParser(settings).parse(source.text());
  }

  /**
   * The parser takes every name before {@code ::} for a type's, but {@code pool::submit} names a
   * variable as well as {@code String::valueOf} a type. Both become plain names, which stand for
   * what is in scope (JLS 6.5.2). Only where a {@code ::} stands: to walk through all of a tree
   * takes a tenth of the time that parsing it takes.
   */
  private static void readNamesBefore(int[] references, Node node, SourceText source) {
    if (node instanceof MethodReferenceExpr reference
        && reference.getScope() instanceof TypeExpr scope
        && scope.getType() instanceof ClassOrInterfaceType type) {
      findName(type).ifPresent(reference::setScope);
    }
    for (Node child : node.getChildNodes()) {
      if (child.getRange().isPresent() && holdsAny(references, source.rangeOf(child))) {
        readNamesBefore(references, child, source);
      }
    }
  }

  private static boolean holdsAny(int[] references, SourceRange range) {
    int found = Arrays.binarySearch(references, range.start());
    int next = found >= 0 ? found : -found - 1;
    return next < references.length && references[next] < range.end();
  }

  /** Where a {@code ::} stands, those in comments and literals too. */
  private static int[] references(String text) {
    return IntStream.iterate(text.indexOf("::"), at -> at >= 0, at -> text.indexOf("::", at + 2))
        .toArray();
  }

  private static Optional<Expression> findName(ClassOrInterfaceType type) {
    boolean plain = type.getTypeArguments().isEmpty() && type.getAnnotations().isEmpty();
    TokenRange tokens = type.getTokenRange().orElse(null);
    if (!plain || tokens == null) {
      return Optional.empty();
    }
    if (type.getScope().isEmpty()) {
      return Optional.of(new NameExpr(tokens, type.getName()));
    }
    return findName(type.getScope().get())
        .map(before -> new FieldAccessExpr(tokens, before, null, type.getName()));
  }

  /** Whether a declared type is the {@code var} of JLS 14.4 rather than a type of that name. */
  public static boolean isVar(com.github.javaparser.ast.type.Type declared) {
    return declared.isVarType()
        || declared.isClassOrInterfaceType()
            && declared.asClassOrInterfaceType().getScope().isEmpty()
            && declared.asClassOrInterfaceType().getTypeArguments().isEmpty()
            && declared.asClassOrInterfaceType().getNameAsString().equals("var");
  }
}
