package dev.belay.cli.report;

import java.io.IOException;
import java.io.Writer;

/** HTML written piece by piece. What is not our own markup goes through {@link #text}. */
final class Html {

  private final Writer out;

  Html(Writer out) {
    this.out = out;
  }

  /** Markup of ours. */
  Html raw(String markup) throws IOException {
    out.write(markup);
    return this;
  }

  /** Text from elsewhere, safe between tags and in double quotes. */
  Html text(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '"' -> out.write("&quot;");
        case '\t' -> out.write(c);
        default -> {
          // A bidirectional override would show another program than the one that runs.
          boolean pair = Character.isSurrogate(c);
          out.write(!pair && Printable.isHidden(c) ? Printable.STAND_IN : String.valueOf(c));
        }
      }
    }
    return this;
  }
}
