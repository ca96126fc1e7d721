package dev.belay.bench.race;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParserConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Parses every file and drops the tree: what a tool on this parser pays that reads all of it. With
 * the settings that serve it best: newest language, no validators, a deep stack, all processors.
 */
final class JavaParserAlone {

  private static final long STACK = 16L << 20;

  private JavaParserAlone() {}

  public static void main(String[] arguments) throws InterruptedException {
    List<Path> sources = Course.sources(Path.of(arguments[0]));
    AtomicInteger next = new AtomicInteger();
    AtomicInteger parsed = new AtomicInteger();
    Runnable work =
        () -> {
          for (int i; (i = next.getAndIncrement()) < sources.size(); ) {
            if (parse(sources.get(i))) {
              parsed.incrementAndGet();
            }
          }
        };
    Thread[] workers = new Thread[Runtime.getRuntime().availableProcessors()];
    for (int i = 0; i < workers.length; i++) {
      workers[i] = new Thread(null, work, "parser-" + i, STACK);
      workers[i].start();
    }
    for (Thread worker : workers) {
      worker.join();
    }
    System.out.println(parsed + " of " + sources.size() + " parsed");
  }

  private static boolean parse(Path source) {
    ParserConfiguration settings =
        new ParserConfiguration().setLanguageLevel(ParserConfiguration.LanguageLevel.BLEEDING_EDGE);
    settings.getProcessors().clear();
    try {
      return new JavaParser(settings).parse(Files.readString(source)).isSuccessful();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
