package dev.belay.bench.corpus;

import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.source.Location;
import java.util.List;
import java.util.Optional;

/** Findings for tests. */
public final class Findings {

  private Findings() {}

  /** A finding that spans lines of a file. */
  public static Finding at(String rule, String path, int firstLine, int lastLine) {
    return new Finding(
        rule,
        Severity.ERROR,
        new Location(path, firstLine, 1, lastLine, 10),
        "wrong here",
        "Type.method()",
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        "");
  }
}
