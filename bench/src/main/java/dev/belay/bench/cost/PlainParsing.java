package dev.belay.bench.cost;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Does as {@link ParsingAlone} with the parser as its library has it: it reads its own tokens, and
 * has the settings that serve it best (newest language, no validators). Arguments: the tree, and a
 * file with the paths in it.
 */
final class PlainParsing {

  private static final long STACK = 16L << 20;

  private PlainParsing() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path tree = Path.of(arguments[0]);
    List<String> paths = Files.readAllLines(Path.of(arguments[1]));
    Work work = new Work();
    Thread worker =
        new Thread(null, () -> paths.forEach(path -> parse(tree.resolve(path))), "parser", STACK);
    worker.start();
    worker.join();
    work.tell();
  }

  private static void parse(Path source) {
    ParserConfiguration settings =
        new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.BLEEDING_EDGE);
    settings.getProcessors().clear();
    try {
      new JavaParser(settings).parse(Files.readString(source));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
