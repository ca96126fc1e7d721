package dev.belay.cli.config;

import dev.belay.cli.usage.Nearest;
import dev.belay.cli.usage.UsageException;
import dev.belay.linter.facts.Role;
import dev.belay.linter.rule.Severity;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads {@code belay.toml}. Everything that is wrong with it is found in one pass, each with its
 * place; the only class that sees the TOML library.
 */
public final class ConfigurationFile {

  /** The name that makes a folder a project's root. */
  public static final String NAME = "belay.toml";

  static final int OLDEST_JAVA = 8;
  static final List<String> SEVERITIES = List.of("off", "note", "warning", "error");
  static final List<String> FAIL_ON = List.of("note", "warning", "error", "never");
  static final List<String> ON_PARSE_ERROR = List.of("error", "warn");
  private static final List<String> PATHS_KEYS = List.of("match", "rules");
  private static final Pattern CATALOGUE_ENTRY =
      Pattern.compile("[\\p{javaJavaIdentifierPart}.]+(#\\p{javaJavaIdentifierPart}+)?");

  /** Something wrong, with its place in the file. */
  private record Mistake(int line, int column, String text) {}

  private final String shown;
  private final Collection<String> ruleIds;
  private final List<Mistake> mistakes = new ArrayList<>();

  private ConfigurationFile(String shown, Collection<String> ruleIds) {
    this.shown = shown;
    this.ruleIds = ruleIds;
  }

  /**
   * What a file says.
   *
   * @param shown the file's name in messages
   * @param ruleIds ids that may be configured
   * @throws UsageException if anything is wrong; the line shows the first mistake and counts the
   *     others
   */
  public static Configuration read(Path file, String shown, Collection<String> ruleIds) {
    ConfigurationFile reader = new ConfigurationFile(shown, ruleIds);
    Configuration configuration = reader.parse(file);
    List<String> mistakes = reader.lines();
    if (!mistakes.isEmpty()) {
      int more = mistakes.size() - 1;
      String others = more == 0 ? "" : " (and " + more + " more: belay config verify)";
      throw new UsageException(mistakes.get(0) + others);
    }
    return configuration;
  }

  /**
   * All that is wrong with a file, each in one line {@code file:line:column: text}, in its order;
   * empty where it is sound.
   *
   * @throws UsageException if it cannot be read at all
   */
  public static List<String> verify(Path file, String shown, Collection<String> ruleIds) {
    ConfigurationFile reader = new ConfigurationFile(shown, ruleIds);
    reader.parse(file);
    return reader.lines();
  }

  private Configuration parse(Path file) {
    String text = text(file);
    if (text.isBlank()) {
      // To start the parser takes longer than starting Java.
      return Configuration.empty(Optional.of(file));
    }
    TomlParseResult toml = Toml.parse(text);
    if (toml.hasErrors()) {
      for (TomlParseError error : toml.errors()) {
        wrong(error.position(), lowerFirst(error.getMessage()));
      }
      return Configuration.none();
    }
    for (String key : toml.keySet()) {
      if (Key.find(key).isEmpty()) {
        wrong(place(toml, key), "unknown key '" + key + "'" + Nearest.hint(key, Key.words()));
      }
    }
    return new Configuration(
        Optional.of(file),
        word(toml, Key.FAIL_ON.word(), FAIL_ON).map(ConfigurationFile::failOn),
        word(toml, Key.ON_PARSE_ERROR.word(), ON_PARSE_ERROR).filter("warn"::equals).isPresent(),
        java(toml),
        strings(toml, Key.EXCLUDE.word()).orElse(List.of()),
        strings(toml, Key.TEST_SOURCES.word()),
        strings(toml, Key.CLASSPATH.word()).orElse(List.of()),
        value(toml, Key.BASELINE.word(), String.class, "a string"),
        value(toml, Key.REQUIRE_REASON.word(), Boolean.class, "true or false").orElse(false),
        severities(toml, Key.RULES.word()),
        paths(toml),
        catalogue(toml));
  }

  private String text(Path file) {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException notUtf8) {
      throw new UsageException(shown + ": not UTF-8", notUtf8);
    } catch (IOException unreadable) {
      throw new UsageException(shown + ": cannot be read", unreadable);
    }
  }

  private static Severity failOn(String word) {
    return word.equals("never") ? Severity.OFF : severity(word);
  }

  private static Severity severity(String word) {
    return Arrays.stream(Severity.values())
        .filter(severity -> severity.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  private OptionalInt java(TomlTable toml) {
    Optional<Long> level = value(toml, Key.JAVA.word(), Long.class, "a number, as in java = 17");
    if (level.isPresent() && (level.get() < OLDEST_JAVA || level.get() > 999)) {
      wrong(
          place(toml, Key.JAVA.word()),
          "'java' wants a language level from " + OLDEST_JAVA + ", not " + level.get());
      return OptionalInt.empty();
    }
    return level.isPresent() ? OptionalInt.of(level.get().intValue()) : OptionalInt.empty();
  }

  private List<Configuration.PathSettings> paths(TomlTable toml) {
    List<Configuration.PathSettings> all = new ArrayList<>();
    Optional<TomlArray> array =
        value(toml, Key.PATHS.word(), TomlArray.class, "tables, as in [[paths]]");
    for (int i = 0; array.isPresent() && i < array.get().size(); i++) {
      if (!(array.get().get(i) instanceof TomlTable table)) {
        wrong(array.get().inputPositionOf(i), "'paths' wants tables, as in [[paths]]");
        continue;
      }
      for (String key : table.keySet()) {
        if (!PATHS_KEYS.contains(key)) {
          wrong(
              place(table, key), "unknown key 'paths." + key + "'" + Nearest.hint(key, PATHS_KEYS));
        }
      }
      List<String> match = strings(table, "match").orElse(List.of());
      if (match.isEmpty()) {
        wrong(array.get().inputPositionOf(i), "this entry of 'paths' has no 'match'");
      }
      all.add(new Configuration.PathSettings(match, severities(table, "rules")));
    }
    return List.copyOf(all);
  }

  private SortedMap<String, Severity> severities(TomlTable in, String key) {
    SortedMap<String, Severity> severities = new TreeMap<>();
    Optional<TomlTable> table = value(in, key, TomlTable.class, "a table of severities by rule id");
    for (String id : table.map(TomlTable::keySet).orElse(java.util.Set.of())) {
      if (!ruleIds.contains(id)) {
        wrong(place(table.get(), id), "unknown rule '" + id + "'" + Nearest.hint(id, ruleIds));
      } else {
        word(table.get(), id, SEVERITIES).ifPresent(word -> severities.put(id, severity(word)));
      }
    }
    return severities;
  }

  private SortedMap<String, List<String>> catalogue(TomlTable toml) {
    SortedMap<String, List<String>> entries = new TreeMap<>();
    Optional<TomlTable> table =
        value(toml, Key.CATALOGUE.word(), TomlTable.class, "a table of types and methods by role");
    for (String role : table.map(TomlTable::keySet).orElse(java.util.Set.of())) {
      if (Role.find(role).isEmpty()) {
        List<String> roles = Arrays.stream(Role.values()).map(Role::word).toList();
        wrong(place(table.get(), role), "unknown role '" + role + "'" + Nearest.hint(role, roles));
        continue;
      }
      List<String> named = strings(table.get(), role).orElse(List.of());
      for (String entry : named) {
        if (!CATALOGUE_ENTRY.matcher(entry).matches()) {
          wrong(
              place(table.get(), role),
              "'" + entry + "' is neither package.Type nor package.Type#method");
        }
      }
      entries.put(role, named);
    }
    return entries;
  }

  private Optional<List<String>> strings(TomlTable in, String key) {
    Optional<TomlArray> array = value(in, key, TomlArray.class, "a list of strings");
    if (array.isEmpty()) {
      return Optional.empty();
    }
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < array.get().size(); i++) {
      if (array.get().get(i) instanceof String string) {
        strings.add(string);
      } else {
        wrong(array.get().inputPositionOf(i), "'" + key + "' wants a list of strings");
      }
    }
    return Optional.of(List.copyOf(strings));
  }

  private Optional<String> word(TomlTable in, String key, List<String> words) {
    Optional<String> word = value(in, key, String.class, "one of " + String.join(", ", words));
    if (word.isPresent() && !words.contains(word.get())) {
      wrong(
          place(in, key),
          "'"
              + key
              + "' wants one of "
              + String.join(", ", words)
              + ", not '"
              + word.get()
              + "'"
              + Nearest.hint(word.get(), words));
      return Optional.empty();
    }
    return word;
  }

  private <T> Optional<T> value(TomlTable in, String key, Class<T> type, String wanted) {
    Object value = in.get(List.of(key));
    if (value != null && !type.isInstance(value)) {
      wrong(place(in, key), "'" + key + "' wants " + wanted);
      return Optional.empty();
    }
    return Optional.ofNullable(value).map(type::cast);
  }

  private static TomlPosition place(TomlTable in, String key) {
    return in.inputPositionOf(List.of(key));
  }

  private void wrong(TomlPosition at, String text) {
    mistakes.add(new Mistake(at.line(), at.column(), text));
  }

  private List<String> lines() {
    if (mistakes.isEmpty()) {
      return List.of();
    }
    return mistakes.stream()
        .sorted(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column))
        .map(it -> shown + ":" + it.line + ":" + it.column + ": " + it.text)
        .toList();
  }

  private static String lowerFirst(String text) {
    return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
  }
}
