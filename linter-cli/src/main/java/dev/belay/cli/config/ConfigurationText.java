package dev.belay.cli.config;

import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.tomlj.Toml;

/** A configuration written out whole, as a file that would say the same. */
public final class ConfigurationText {

  private ConfigurationText() {}

  /** The text; every key is there, as a comment where it is left to the program. */
  public static String of(Configuration configuration, List<RuleInfo> rules) {
    StringBuilder text = new StringBuilder();
    text.append("# ")
        .append(configuration.file().map(file -> "from " + file).orElse("no belay.toml found"))
        .append('\n');
    for (Key key : Key.values()) {
      text.append('\n');
      text.append("# ").append(key.help()).append('\n');
      text.append(entry(key, configuration, rules)).append('\n');
    }
    return text.toString();
  }

  private static String entry(Key key, Configuration it, List<RuleInfo> rules) {
    return switch (key) {
      case FAIL_ON ->
          it.failOn()
              .map(level -> line(key, quoted(level == Severity.OFF ? "never" : level.word())))
              .orElse(unset(key));
      case ON_PARSE_ERROR -> it.warnOnParseError() ? line(key, quoted("warn")) : unset(key);
      case JAVA -> it.java().isPresent() ? line(key, it.java().getAsInt()) : unset(key);
      case EXCLUDE -> list(key, it.exclude());
      case TEST_SOURCES -> it.testSources().map(list -> list(key, list)).orElse(unset(key));
      case CLASSPATH -> list(key, it.classPath());
      case BASELINE -> it.baseline().map(file -> line(key, quoted(file))).orElse(unset(key));
      case REQUIRE_REASON -> it.requireReason() ? line(key, true) : unset(key);
      case RULES -> rules(it, rules);
      case PATHS -> paths(it);
      case CATALOGUE -> catalogue(it);
    };
  }

  private static String rules(Configuration it, List<RuleInfo> rules) {
    StringBuilder text = new StringBuilder("[rules]\n");
    for (RuleInfo rule : rules) {
      Severity set = it.severities().get(rule.id());
      text.append(set == null ? "# " : "")
          .append(rule.id())
          .append(" = ")
          .append(quoted((set == null ? rule.level() : set).word()))
          .append('\n');
    }
    return text.toString().stripTrailing();
  }

  private static String paths(Configuration it) {
    if (it.paths().isEmpty()) {
      return "# [[paths]]";
    }
    return it.paths().stream()
        .map(
            part ->
                "[[paths]]\nmatch = "
                    + quoted(part.match())
                    + "\nrules = "
                    + part.severities().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(rule -> rule.getKey() + " = " + quoted(rule.getValue().word()))
                        .collect(Collectors.joining(", ", "{ ", " }")))
        .collect(Collectors.joining("\n\n"));
  }

  private static String catalogue(Configuration it) {
    if (it.catalogue().isEmpty()) {
      return "# [catalogue]";
    }
    StringBuilder text = new StringBuilder("[catalogue]");
    it.catalogue()
        .forEach(
            (role, entries) ->
                text.append('\n').append(role).append(" = ").append(quoted(entries)));
    return text.toString();
  }

  private static String list(Key key, List<String> list) {
    return list.isEmpty() ? unset(key) : line(key, quoted(list));
  }

  private static String line(Key key, Object value) {
    return key.word() + " = " + value;
  }

  private static String unset(Key key) {
    return "# " + key.word() + " = " + key.standard();
  }

  private static String quoted(List<String> texts) {
    return texts.stream()
        .map(ConfigurationText::quoted)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    return "\"" + Toml.tomlEscape(text) + "\"";
  }
}
