package dev.belay.bench.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.index.SourceFacts;
import dev.belay.linter.index.SourceIndex;
import dev.belay.linter.source.FileText;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a file declares is read from its tokens where another file asks, and from its tree where it
 * is checked itself. Both must say the same, or findings hang on which file was looked at first.
 */
@Tag("corpus")
class FactsOnCorpusTest {

  @Test
  void tokensSayWhatTreesSay() throws Exception {
    int compared = 0;
    for (Library library : Corpus.labelledLibraries()) {
      try (Stream<Path> files = Files.walk(library.sources())) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          byte[] bytes = Files.readAllBytes(file);
          SourceText source = SourceText.of(file.toString(), FileText.of(bytes).text());
          ParseResult<CompilationUnit> parsed = Parsing.parse(source);
          if (parsed.isSuccessful()) {
            assertEquals(
                SourceFacts.of(parsed.getResult().orElseThrow(), source),
                SourceIndex.read(source.path(), bytes),
                source::path);
            compared++;
          }
        }
      }
    }
    assertTrue(compared > 1_000, "only " + compared + " files");
  }
}
