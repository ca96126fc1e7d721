package dev.belay.bench.cost;

import dev.belay.linter.source.FileText;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads and parses files on one thread and drops their trees, and tells what the processors worked
 * for it. Arguments: the tree, and a file with the paths in it.
 */
final class ParsingAlone {

  private static final long STACK = 16L << 20;

  private ParsingAlone() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path tree = Path.of(arguments[0]);
    List<String> paths = Files.readAllLines(Path.of(arguments[1]));
    Work work = new Work();
    Thread worker =
        new Thread(null, () -> paths.forEach(path -> parse(tree, path)), "parser", STACK);
    worker.start();
    worker.join();
    work.tell();
  }

  private static void parse(Path tree, String path) {
    try {
      byte[] bytes = Files.readAllBytes(tree.resolve(path));
      Parsing.parse(SourceText.of(path, FileText.of(bytes).text()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
