package dev.belay.linter.facts;

import com.github.javaparser.ast.Node;
import dev.belay.linter.source.SourceText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The facts of one file, and what its line comments claim of nodes on their lines. */
final class CodeUnderTest {

  private final Snippet code;
  final FileFacts facts;

  CodeUnderTest(String text) {
    code = Snippet.of(text);
    facts = code.facts();
  }

  /** What is told of each node of a kind, by its line. */
  <N extends Node> Map<Integer, String> told(Class<N> kind, Function<N, String> question) {
    Map<Integer, String> answers = new LinkedHashMap<>();
    SourceText source = code.source();
    code.unit()
        .findAll(kind)
        .forEach(
            node -> answers.put(source.lineOf(source.rangeOf(node).start()), question.apply(node)));
    return answers;
  }

  /** What the comments say, by their lines: those of the asked kind all have one. */
  Map<Integer, String> claimed() {
    SourceText source = code.source();
    Map<Integer, String> claims = new LinkedHashMap<>();
    for (int line = 1; line <= source.lineCount(); line++) {
      int at = source.line(line).indexOf("// ");
      if (at >= 0) {
        claims.put(line, source.line(line).substring(at + 3).strip());
      }
    }
    return claims;
  }
}
