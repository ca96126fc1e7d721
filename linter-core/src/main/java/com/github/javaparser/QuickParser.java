package com.github.javaparser;

import com.github.javaparser.ast.CompilationUnit;
import java.util.Optional;

/**
 * The parser on {@link QuickTokens}. Reading tokens is two thirds of the parser's time with the
 * token source that it has by itself, and a tenth with ours.
 */
public final class QuickParser {

  private QuickParser() {}

  /**
   * Parses a whole file at the newest language level, without processors.
   *
   * @return the same tree, positions and comments as the parser gives by itself, but for the tokens
   *     of blanks and comments and the links between tokens, which are left out; empty where the
   *     text is not Java or holds what this token source leaves to the other
   */
  public static Optional<ParseResult<CompilationUnit>> parse(String text) {
    QuickTokens tokens = new QuickTokens(text);
    GeneratedJavaParser parser = new GeneratedJavaParser(tokens);
    parser.setStoreTokens(true);
    try {
      CompilationUnit unit = parser.CompilationUnit();
      return parser.problems.isEmpty()
          ? Optional.of(new ParseResult<>(unit, parser.problems, tokens.getCommentsCollection()))
          : Optional.empty();
    } catch (QuickTokens.Unsure | ParseException e) {
      return Optional.empty();
    }
  }
}
