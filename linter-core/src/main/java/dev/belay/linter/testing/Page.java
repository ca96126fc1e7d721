package dev.belay.linter.testing;

import dev.belay.linter.rule.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is written about a rule: Markdown, shipped beside its class, read as far as the harness
 * needs it: one sentence first, then sections with headings of the second level. Immutable.
 *
 * @param name of the resource, as {@code Class.getResource} takes it without a leading slash
 * @param text all of it
 */
public record Page(String name, String text) {

  /**
   * A block of code on a page.
   *
   * @param section heading of the section it stands in; empty above the first
   * @param language as written behind the opening fence; may be empty
   * @param line of the page on which the code starts, from 1
   * @param code without the fences, each line with its end
   */
  public record Block(String section, String language, int line, String code) {}

  /** The page that is shipped with a rule; empty where there is none. */
  public static Optional<Page> find(Rule rule) {
    String name =
        rule.getClass().getPackageName().replace('.', '/') + "/" + rule.info().id() + ".md";
    try (InputStream stream = rule.getClass().getResourceAsStream("/" + name)) {
      return stream == null
          ? Optional.empty()
          : Optional.of(new Page(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException("own resource unreadable: " + name, e);
    }
  }

  /** The one sentence that it starts with. */
  public String summary() {
    return text.lines().findFirst().orElse("");
  }

  /** Headings of its sections, in order. */
  public List<String> sections() {
    List<String> headings = new ArrayList<>();
    boolean fenced = false;
    for (String line : text.lines().toList()) {
      fenced ^= line.startsWith("```");
      if (!fenced && line.startsWith("## ")) {
        headings.add(line.substring(3).strip());
      }
    }
    return List.copyOf(headings);
  }

  /** Its blocks of code, in order. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    String section = "";
    String language = "";
    StringBuilder code = null;
    int start = 0;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.startsWith("```")) {
        if (code == null) {
          code = new StringBuilder();
          language = line.substring(3).strip();
          start = number + 1;
        } else {
          blocks.add(new Block(section, language, start, code.toString()));
          code = null;
        }
      } else if (code != null) {
        code.append(line).append('\n');
      } else if (line.startsWith("## ")) {
        section = line.substring(3).strip();
      }
    }
    return List.copyOf(blocks);
  }
}
