package dev.belay.bench.mutation;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import dev.belay.bench.corpus.Coordinates;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.util.Optional;

/**
 * A file of a library with its tree.
 *
 * @param library where it comes from
 * @param source its text
 * @param tree all of it
 */
record ParsedFile(Coordinates library, SourceText source, CompilationUnit tree) {

  /** The file with its tree; empty where the parser understands less than all of it. */
  static Optional<ParsedFile> parse(Coordinates library, SourceText source) {
    ParseResult<CompilationUnit> parsed = Parsing.parse(source);
    return parsed.isSuccessful()
        ? parsed.getResult().map(tree -> new ParsedFile(library, source, tree))
        : Optional.empty();
  }

  /** The text of a node. */
  String textOf(Node node) {
    return source.text(source.rangeOf(node));
  }

  /** The line on which a node ends, from 1. */
  int lastLineOf(Node node) {
    return source.lineOf(source.rangeOf(node).end() - 1);
  }

  /** The line on which a node starts, from 1. */
  int lineOf(Node node) {
    return source.lineOf(source.rangeOf(node).start());
  }
}
