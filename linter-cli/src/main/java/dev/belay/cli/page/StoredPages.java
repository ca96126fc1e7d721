package dev.belay.cli.page;

import dev.belay.linter.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pages that the build laid out, all in one file: to find, parse and wrap them takes longer than to
 * check a small file. Where the build did not, in a development environment, there are none.
 */
final class StoredPages {

  /** Written by src/build/java/StorePages.java. */
  private static final String FILE = "pages.txt";

  /** Class of the rule, sentence, text, Markdown. */
  private static final int FIELDS = 4;

  private static final Map<String, PlainPage> BY_CLASS = read();

  private StoredPages() {}

  static Optional<PlainPage> find(Rule rule) {
    return Optional.ofNullable(BY_CLASS.get(rule.getClass().getName()));
  }

  private static Map<String, PlainPage> read() {
    Map<String, PlainPage> pages = new HashMap<>();
    try (InputStream stored = StoredPages.class.getResourceAsStream(FILE)) {
      if (stored != null) {
        String[] field = new String(stored.readAllBytes(), StandardCharsets.UTF_8).split("\f");
        for (int at = 0; at + FIELDS <= field.length; at += FIELDS) {
          pages.put(field[at], new PlainPage(field[at + 1], field[at + 2], field[at + 3]));
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(FILE, broken);
    }
    return pages;
  }
}
