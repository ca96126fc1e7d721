package dev.belay.cli;

import dev.belay.cli.report.Format;
import java.util.Iterator;

/** The names of the formats, for help and shell completion. */
final class FormatWords implements Iterable<String> {

  @Override
  public Iterator<String> iterator() {
    return Format.words().iterator();
  }
}
