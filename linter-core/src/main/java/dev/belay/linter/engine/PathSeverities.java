package dev.belay.linter.engine;

import dev.belay.linter.rule.Severity;
import java.util.List;
import java.util.Map;

/**
 * Severities for a part of the project.
 *
 * @param paths patterns as in {@code .gitignore}, relative to the project's root
 * @param severities by rule id
 */
public record PathSeverities(List<String> paths, Map<String, Severity> severities) {

  /** Copies both. */
  public PathSeverities {
    paths = List.copyOf(paths);
    severities = Map.copyOf(severities);
  }
}
