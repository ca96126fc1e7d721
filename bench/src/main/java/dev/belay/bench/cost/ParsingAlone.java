package dev.belay.bench.cost;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import dev.belay.linter.source.FileText;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Reads and parses files on one thread, and drops their trees. */
final class ParsingAlone {

  private static final long STACK = 16L << 20;

  private ParsingAlone() {}

  /** As a check does. */
  static long byOurs(Path tree, Path paths) throws IOException, InterruptedException {
    return work(
        paths,
        path -> {
          byte[] bytes = read(tree.resolve(path));
          Parsing.parse(SourceText.of(path, FileText.of(bytes).text()));
        });
  }

  /**
   * With the parser as its library has it: it reads its own tokens, and has the settings that serve
   * it best (newest language, no validators).
   */
  static long byTheLibrarys(Path tree, Path paths) throws IOException, InterruptedException {
    return work(
        paths,
        path -> {
          ParserConfiguration settings =
              new ParserConfiguration()
                  .setLanguageLevel(ParserConfiguration.LanguageLevel.BLEEDING_EDGE);
          settings.getProcessors().clear();
          String text = FileText.of(read(tree.resolve(path))).text();
          new JavaParser(settings).parse(text);
        });
  }

  private static long work(Path paths, Consumer<String> parse)
      throws IOException, InterruptedException {
    List<String> files = Files.readAllLines(paths);
    Work work = new Work();
    Thread worker = new Thread(null, () -> files.forEach(parse), "parser", STACK);
    worker.start();
    worker.join();
    return work.soFar();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
