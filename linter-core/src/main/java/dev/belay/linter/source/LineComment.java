package dev.belay.linter.source;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.comments.Comment;
import java.util.List;

/**
 * A comment that speaks of a line of code: of the one it ends, or, alone on its lines, of the next
 * one below.
 *
 * @param text between the comment's signs
 * @param range the whole comment
 * @param line that it speaks of, from 1; the last of the file where no code follows
 * @param isAbove whether it stands alone above that line
 */
public record LineComment(String text, SourceRange range, int line, boolean isAbove) {

  /** The comments of a file but for its Javadoc, in order of the text; may be empty. */
  public static List<LineComment> of(ParseResult<CompilationUnit> parsed, SourceText source) {
    return parsed.getCommentsCollection().stream()
        .flatMap(comments -> comments.getComments().stream())
        .filter(comment -> !comment.isJavadocComment())
        .map(comment -> of(comment, source))
        .sorted((one, other) -> one.range().compareTo(other.range()))
        .toList();
  }

  private static LineComment of(Comment comment, SourceText source) {
    SourceRange range = source.rangeOf(comment);
    int line = source.lineOf(range.start());
    boolean above = source.text(new SourceRange(source.startOfLine(line), range.start())).isBlank();
    int spokenOf = above ? source.lineOf(source.codeAfter(range.end())) : line;
    return new LineComment(comment.getContent(), range, spokenOf, above);
  }
}
