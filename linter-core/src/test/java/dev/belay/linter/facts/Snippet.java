package dev.belay.linter.facts;

import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.StoredSignatures;
import dev.belay.linter.index.TypeFacts;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Code of a test: its facts, and what the comments at the ends of its lines claim. */
record Snippet(CompilationUnit unit, SourceText source, FileFacts facts) {

  /** The first text is the one that is asked about; the others are further files. */
  static Snippet of(String code, String... others) {
    Map<String, TypeFacts> index = new HashMap<>();
    for (String other : others) {
      declare(other, index);
    }
    SourceText source = SourceText.of("Snippet.java", code);
    CompilationUnit unit = declare(code, index);
    TypeIndex types = name -> Optional.ofNullable(index.get(name));
    FileFacts facts =
        new FileFacts(
            unit,
            source,
            SourceFacts.of(unit, source),
            types.orElse(new StoredSignatures()),
            Catalogue.standard(),
            Namesakes.ANYTHING);
    return new Snippet(unit, source, facts);
  }

  private static CompilationUnit declare(String code, Map<String, TypeFacts> into) {
    SourceText source = SourceText.of("Snippet.java", code);
    CompilationUnit unit = Parsing.parse(source).getResult().orElseThrow();
    SourceFacts.of(unit, source).forEach(type -> into.put(type.name(), type));
    return unit;
  }

  /** Lines that end with a comment, from 1, sorted. */
  List<Integer> linesMarked(String comment) {
    List<Integer> marked = new ArrayList<>();
    List<String> lines = source.text().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("// " + comment)) {
        marked.add(i + 1);
      }
    }
    return marked;
  }

  /** Lines on which a node of a kind answers a question with yes, from 1, sorted. */
  <N extends Node> List<Integer> linesOf(Class<N> kind, Predicate<N> question) {
    TreeSet<Integer> lines = new TreeSet<>();
    unit.findAll(kind).stream()
        .filter(question)
        .forEach(node -> lines.add(source.lineOf(source.rangeOf(node).start())));
    return List.copyOf(lines);
  }
}
