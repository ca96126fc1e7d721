package dev.belay.linter.engine;

import com.github.javaparser.ParseResult;
import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A file as the parser left it.
 *
 * @param result present where there is a tree, perhaps of a part of the file
 * @param problems at most one: what follows the first mistake is mostly its echo
 */
record ParsedFile(Optional<ParseResult<CompilationUnit>> result, List<Problem> problems) {

  static ParsedFile of(SourceText source) {
    AtomicReference<ParseResult<CompilationUnit>> parsed = new AtomicReference<>();
    Optional<Throwable> thrown = CrashBoundary.run(() -> parsed.set(Parsing.parse(source)));
    if (thrown.isPresent()) {
      return new ParsedFile(Optional.empty(), List.of(failure(source, thrown.get())));
    }
    ParseResult<CompilationUnit> result = parsed.get();
    boolean readable =
        result.getResult().filter(unit -> !unit.getChildNodes().isEmpty()).isPresent();
    List<Problem> problems =
        result.getProblems().stream()
            .limit(1)
            .<Problem>map(
                problem ->
                    new Problem.Unparsable(
                        source.path(),
                        source.lineOf(source.findOffsetOf(problem).orElse(0)),
                        inOneLine(problem.getMessage()),
                        readable))
            .toList();
    boolean usable = problems.isEmpty() || readable;
    return new ParsedFile(
        Optional.of(result).filter(r -> usable && r.getResult().isPresent()), problems);
  }

  private static Problem failure(SourceText source, Throwable thrown) {
    return thrown instanceof StackOverflowError
        ? new Problem.TooDeep(source.path(), "the parser's stack overflows")
        : new Problem.Unparsable(
            source.path(), 1, "the parser failed: " + thrown.getClass().getSimpleName(), false);
  }

  /** The parser goes on with all that it would have taken instead, often dozens of tokens. */
  private static String inOneLine(String message) {
    String first = message.strip().lines().findFirst().orElse("");
    int expected = first.indexOf(", expected");
    String cut = expected < 0 ? first : first.substring(0, expected);
    return cut.replaceFirst("^Parse error\\. Found\\s+", "unexpected ")
        .replaceFirst("\\s+<[A-Z_]+>$", "")
        .strip();
  }
}
