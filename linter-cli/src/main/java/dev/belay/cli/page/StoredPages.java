package dev.belay.cli.page;

import dev.belay.linter.rule.Rule;
import java.io.DataInputStream;
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

  /**
   * Written by src/build/java/StorePages.java: how many pages, then of each the class of the rule,
   * sentence, text and Markdown, with the length of each in bytes.
   */
  private static final String FILE = "pages.bin";

  private static final Map<String, PlainPage> BY_CLASS = read();

  private StoredPages() {}

  /** Does no more: the pages are read before anything else is done with this class. */
  static void demand() {}

  static Optional<PlainPage> find(Rule rule) {
    return Optional.ofNullable(BY_CLASS.get(rule.getClass().getName()));
  }

  private static Map<String, PlainPage> read() {
    Map<String, PlainPage> pages = new HashMap<>();
    try (InputStream stored = StoredPages.class.getResourceAsStream(FILE)) {
      if (stored != null) {
        DataInputStream fields = new DataInputStream(stored);
        for (int left = fields.readInt(); left > 0; left--) {
          pages.put(next(fields), new PlainPage(next(fields), next(fields), next(fields)));
        }
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(FILE, broken);
    }
    return pages;
  }

  private static String next(DataInputStream fields) throws IOException {
    return new String(fields.readNBytes(fields.readInt()), StandardCharsets.UTF_8);
  }
}
