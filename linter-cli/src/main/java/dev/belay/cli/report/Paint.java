package dev.belay.cli.report;

import dev.belay.linter.rule.Severity;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Colours for text. Styles are put around the text rather than written into picocli's markup, which
 * would obey an {@code @|} that stands in a source line.
 */
record Paint(Ansi colours) {

  String strong(String text) {
    return in(text, Style.bold);
  }

  String faint(String text) {
    return in(text, Style.faint);
  }

  String help(String text) {
    return in(text, Style.fg_cyan);
  }

  String of(Severity severity, String text) {
    return in(
        text,
        Style.bold,
        switch (severity) {
          case ERROR -> Style.fg_red;
          case WARNING -> Style.fg_yellow;
          case NOTE, OFF -> Style.fg_blue;
        });
  }

  private String in(String text, Style... styles) {
    return colours.enabled() ? Style.on(styles) + text + Style.reset.on() : text;
  }
}
