package dev.belay.linter.facts;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.StoredSignatures;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The facts of one file, and what its line comments claim of nodes on their lines. */
final class CodeUnderTest {

  private final SourceText source;
  private final CompilationUnit unit;
  final FileFacts facts;

  CodeUnderTest(String text) {
    source = SourceText.of("Code.java", text);
    unit = Parsing.parse(source).getResult().orElseThrow();
    Map<String, TypeFacts> own = new HashMap<>();
    SourceFacts.of(unit, source).forEach(type -> own.put(type.name(), type));
    TypeIndex index = name -> Optional.ofNullable(own.get(name));
    facts =
        new FileFacts(
            unit,
            source,
            SourceFacts.of(unit, source),
            index.orElse(new StoredSignatures()),
            Catalogue.standard(),
            Namesakes.ANYTHING);
  }

  /** What is told of each node of a kind, by its line. */
  <N extends Node> Map<Integer, String> told(Class<N> kind, Function<N, String> question) {
    Map<Integer, String> answers = new LinkedHashMap<>();
    unit.findAll(kind)
        .forEach(
            node -> answers.put(source.lineOf(source.rangeOf(node).start()), question.apply(node)));
    return answers;
  }

  /** What the comments say, by their lines: those of the asked kind all have one. */
  Map<Integer, String> claimed() {
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
