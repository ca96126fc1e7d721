package dev.belay.cli.page;

import picocli.CommandLine.Help.Ansi;

/**
 * What a report says of a rule where nothing is coloured.
 *
 * @param sentence what the rule flags
 * @param text the whole page, laid out for 80 columns
 * @param markdown the same as its author wrote it
 */
public record PlainPage(String sentence, String text, String markdown) {

  private static final int WIDTH = 80;

  /** Lays a page out. */
  public static PlainPage of(RulePage page) {
    return new PlainPage(page.sentence(), page.forTerminal(Ansi.OFF, WIDTH), page.asMarkdown());
  }
}
