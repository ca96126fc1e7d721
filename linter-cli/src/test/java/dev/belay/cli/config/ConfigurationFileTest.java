package dev.belay.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.cli.usage.UsageException;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationFileTest {

  private static final List<String> RULES = List.of("detached-thread", "discarded-future");

  private static final String WHOLE =
      """
      fail-on = "error"
      on-parse-error = "warn"
      java = 21
      exclude = ["**/generated/"]
      test-sources = ["it/"]
      classpath = ["lib/a.jar"]
      baseline = "config/baseline.tsv"
      require-reason = true

      [rules]
      discarded-future = "warning"

      [[paths]]
      match = ["legacy/"]
      rules = { detached-thread = "off" }

      [[paths]]
      match = ["legacy/new/", "!legacy/new/old/"]

      [catalogue]
      known-safe = ["com.acme.Pool#submit", "com.acme.Fire"]
      """;

  @TempDir private Path folder;

  @Test
  void aBlankFileSaysNothing() throws IOException {
    Configuration read = read("\n \t\n");

    assertEquals(read("# nothing\n"), read);
    assertEquals(Optional.of(folder.resolve("belay.toml")), read.file());
  }

  @Test
  void readsEveryKey() throws IOException {
    Configuration read = read(WHOLE);
    assertEquals(Optional.of(Severity.ERROR), read.failOn());
    assertTrue(read.warnOnParseError());
    assertEquals(OptionalInt.of(21), read.java());
    assertEquals(List.of("**/generated/"), read.exclude());
    assertEquals(Optional.of(List.of("it/")), read.testSources());
    assertEquals(List.of("lib/a.jar"), read.classPath());
    assertEquals(Optional.of("config/baseline.tsv"), read.baseline());
    assertTrue(read.requireReason());
    assertEquals(Map.of("discarded-future", Severity.WARNING), read.severities());
    assertEquals(
        List.of(
            new Configuration.PathSettings(
                List.of("legacy/"), Map.of("detached-thread", Severity.OFF)),
            new Configuration.PathSettings(List.of("legacy/new/", "!legacy/new/old/"), Map.of())),
        read.paths());
    assertEquals(
        "known-safe com.acme.Pool#submit\nknown-safe com.acme.Fire\n", read.catalogueText());
  }

  @Test
  void theCatalogueTakesItsEntries() throws IOException {
    Catalogue.standard().plus(read(WHOLE).catalogueText());
  }

  @Test
  void whatIsShownSaysTheSame() throws IOException {
    Configuration read = read(WHOLE);
    String shown =
        ConfigurationText.of(read, RULES.stream().map(ConfigurationFileTest::rule).toList());
    Configuration again = read(shown);
    assertEquals(read, again);
  }

  @Test
  void anEmptyFileLeavesEverythingToTheProgram() throws IOException {
    Configuration none = Configuration.none();
    Configuration read = read("# nothing yet\n");
    assertEquals(none.severities(), read.severities());
    assertEquals(none.failOn(), read.failOn());
    assertEquals(none.testSources(), read.testSources());
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        mistake("fial-on = \"note\"", "1:1: unknown key 'fial-on'; did you mean 'fail-on'?"),
        mistake("\n  jav = 17", "2:3: unknown key 'jav'; did you mean 'java'?"),
        mistake("zzz = 1", "1:1: unknown key 'zzz'"),
        mistake(
            "fail-on = \"high\"",
            "1:1: 'fail-on' wants one of note, warning, error, never, not 'high'"),
        mistake("fail-on = 3", "1:1: 'fail-on' wants one of note, warning, error, never"),
        mistake("java = \"17\"", "1:1: 'java' wants a number, as in java = 17"),
        mistake("java = 7", "1:1: 'java' wants a language level from 8, not 7"),
        mistake("exclude = \"a\"", "1:1: 'exclude' wants a list of strings"),
        mistake("exclude = [\"a\", 2]", "1:17: 'exclude' wants a list of strings"),
        mistake("require-reason = 1", "1:1: 'require-reason' wants true or false"),
        mistake(
            "[rules]\ndiscarded-futur = \"off\"",
            "2:1: unknown rule 'discarded-futur'; did you mean 'discarded-future'?"),
        mistake(
            "[rules]\ndiscarded-future = \"of\"",
            "2:1: 'discarded-future' wants one of off, note, warning, error, not 'of';"
                + " did you mean 'off'?"),
        mistake("rules = 1", "1:1: 'rules' wants a table of severities by rule id"),
        mistake("[paths]\nmatch = []", "1:1: 'paths' wants tables, as in [[paths]]"),
        mistake("[[paths]]\nrules = {}", "1:1: this entry of 'paths' has no 'match'"),
        mistake(
            "[[paths]]\nmatch = [\"a\"]\nrule = {}",
            "3:1: unknown key 'paths.rule'; did you mean 'rules'?"),
        mistake(
            "[catalogue]\nknown-save = []",
            "2:1: unknown role 'known-save'; did you mean 'known-safe'?"),
        mistake(
            "[catalogue]\nknown-safe = [\"a b\"]",
            "2:1: 'a b' is neither package.Type nor package.Type#method"),
        mistake("fail-on = ", "1:11: unexpected end of input, expected a value"),
        mistake("a = = 1", "1:5: unexpected '=', expected a value"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void tellsTheMistakeWithItsPlace(String text, String expected) throws IOException {
    Path file = file(text);
    List<String> lines = ConfigurationFile.verify(file, "belay.toml", RULES);
    assertTrue(
        !lines.isEmpty() && lines.get(0).startsWith("belay.toml:" + expected), lines::toString);
    UsageException thrown =
        assertThrows(UsageException.class, () -> ConfigurationFile.read(file, "belay.toml", RULES));
    assertTrue(thrown.getMessage().startsWith(lines.get(0)), thrown.getMessage());
  }

  @Test
  void tellsAllMistakesInOrder() throws IOException {
    Path file = file("[rules]\nx = \"off\"\n[other]\n[catalogue]\ny = []\n");
    assertEquals(
        List.of("f:2:1: unknown rule 'x'", "f:3:1: unknown key 'other'", "f:5:1: unknown role 'y'"),
        ConfigurationFile.verify(file, "f", RULES).stream()
            .map(line -> line.replaceFirst(";.*", ""))
            .toList());
    UsageException thrown =
        assertThrows(UsageException.class, () -> ConfigurationFile.read(file, "f", RULES));
    assertTrue(thrown.getMessage().endsWith("(and 2 more: belay config verify)"));
  }

  @Test
  void readsNothingButUtf8() throws IOException {
    Path file = folder.resolve("latin.toml");
    Files.write(file, new byte[] {'#', (byte) 0xe9, '\n'});
    assertEquals(
        "f: not UTF-8",
        assertThrows(UsageException.class, () -> ConfigurationFile.read(file, "f", RULES))
            .getMessage());
  }

  private Configuration read(String text) throws IOException {
    return ConfigurationFile.read(file(text), "belay.toml", RULES);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("belay.toml"), text);
  }

  private static RuleInfo rule(String id) {
    return new RuleInfo(id, "title", Severity.ERROR, Family.FUTURES, FixAvailability.NEVER, "0.1");
  }

  private static Arguments mistake(String text, String expected) {
    return Arguments.of(text, expected);
  }
}
