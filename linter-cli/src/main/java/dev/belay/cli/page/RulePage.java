package dev.belay.cli.page;

import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import picocli.CommandLine.Help.Ansi;

/**
 * What a rule's author has to say to its reader: the Markdown beside the class, under a header made
 * from {@link RuleInfo}. Not for use by several threads.
 */
public final class RulePage {

  private final RuleInfo info;
  private final String markdown;
  private Node parsed;

  /** A page with its text as written, without the header. */
  public RulePage(RuleInfo info, String markdown) {
    this.info = info;
    this.markdown = markdown.replace("\r\n", "\n").strip() + "\n";
  }

  static Optional<RulePage> of(Rule rule) {
    try (InputStream page = rule.getClass().getResourceAsStream(rule.info().id() + ".md")) {
      return page == null
          ? Optional.empty()
          : Optional.of(
              new RulePage(rule.info(), new String(page.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException broken) {
      throw new UncheckedIOException("the page of " + rule.info().id(), broken);
    }
  }

  /** The first sentence, without marks: what the rule flags. */
  public String sentence() {
    return TerminalMarkdown.plain(parse().getFirstChild());
  }

  /** Title, header, then the text as written. */
  public String asMarkdown() {
    return "# " + info.id() + "\n\n" + header(info) + "\n\n" + markdown;
  }

  /** The text as HTML, without title and header; raw HTML in it is shown, not obeyed. */
  public String asHtml() {
    return HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(true).build().render(parse());
  }

  /** Title, header and text for a terminal of {@code width} columns; code keeps its own width. */
  public String forTerminal(Ansi colours, int width) {
    return TerminalMarkdown.bold(info.id(), colours)
        + ": "
        + info.title()
        + "\n"
        + header(info)
        + "\n\n"
        + new TerminalMarkdown(colours, width).render(parse());
  }

  /** Severity, fix, family and version in one line: what every page starts with. */
  public static String header(RuleInfo info) {
    return "Severity: "
        + (info.level() == Severity.OFF ? "off unless asked for" : info.level().word())
        + " | Fix: "
        + fix(info.fix())
        + " | Family: "
        + info.family().word()
        + " | Since: "
        + info.since();
  }

  private static String fix(FixAvailability fix) {
    return fix.name().toLowerCase(Locale.ROOT);
  }

  private Node parse() {
    if (parsed == null) {
      parsed = Parser.builder().build().parse(markdown);
    }
    return parsed;
  }
}
