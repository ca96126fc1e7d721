package dev.belay.linter.engine;

import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How heavy a rule's findings are, by file. Not changed once made, safe for several threads. */
final class Levels {

  private final Settings settings;
  private final Patterns testSources;
  private final List<Patterns> parts = new ArrayList<>();

  Levels(Settings settings) {
    this.settings = settings;
    this.testSources = Patterns.of(settings.testSources());
    settings.perPath().forEach(part -> parts.add(Patterns.of(part.paths())));
  }

  boolean isTest(String path) {
    return testSources.fit(path);
  }

  /** Whether a rule can report anywhere in the project. */
  boolean runs(Rule rule) {
    return isChosen(rule) && isOn(rule);
  }

  /** Whether a rule would run if only the user had asked for all of them. */
  boolean isLeftOut(Rule rule) {
    return !isChosen(rule) && isOn(rule);
  }

  private boolean isChosen(Rule rule) {
    String id = rule.info().id();
    boolean chosen = settings.selected().isEmpty() || settings.selected().contains(id);
    return chosen && !settings.ignored().contains(id);
  }

  private boolean isOn(Rule rule) {
    return level(rule) != Severity.OFF || isSetOn(rule.info().id());
  }

  private boolean isSetOn(String id) {
    return settings.perPath().stream()
        .map(part -> part.severities().getOrDefault(id, Severity.OFF))
        .anyMatch(severity -> severity != Severity.OFF);
  }

  /**
   * The severity of a finding.
   *
   * @param asked what the rule wants for this one in place of its level
   */
  Severity of(Rule rule, String path, Optional<Severity> asked) {
    String id = rule.info().id();
    for (int i = parts.size() - 1; i >= 0; i--) {
      Severity severity = settings.perPath().get(i).severities().get(id);
      if (severity != null && parts.get(i).fit(path)) {
        return severity;
      }
    }
    if (settings.severities().containsKey(id)) {
      return settings.severities().get(id);
    }
    Severity level = asked.orElse(level(rule));
    boolean lighter = rule.levelInTests().compareTo(rule.info().level()) < 0;
    return lighter && rule.levelInTests().compareTo(level) < 0 && isTest(path)
        ? rule.levelInTests()
        : level;
  }

  /** A rule that is off by default weighs a warning once somebody selects it. */
  private Severity level(Rule rule) {
    String id = rule.info().id();
    Severity level = settings.severities().getOrDefault(id, rule.info().level());
    boolean chosen = settings.selected().contains(id) && !settings.severities().containsKey(id);
    return level == Severity.OFF && chosen ? Severity.WARNING : level;
  }
}
