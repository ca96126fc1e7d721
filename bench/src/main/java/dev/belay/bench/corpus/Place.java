package dev.belay.bench.corpus;

import dev.belay.linter.rule.Finding;

/**
 * A line of a library with what is said of it.
 *
 * @param library where
 * @param path in its sources jar
 * @param line from 1
 * @param text the label's note or the finding's message
 */
record Place(Coordinates library, String path, int line, String text) {

  static Place of(Label label) {
    return new Place(label.library(), label.path(), label.line(), label.note());
  }

  static Place of(Coordinates library, Finding finding) {
    return new Place(library, finding.at().path(), finding.at().startLine(), finding.message());
  }

  @Override
  public String toString() {
    return library.artifact() + " " + path + ":" + line + " — " + text;
  }
}
