package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.cli.page.RuleBook;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.rules.AllRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/**
 * What the docs say of rules and options is generated from them; {@code -Dbelay.rewrite=docs} on
 * this test writes it anew.
 */
class GeneratedDocsTest {

  private static final Path TOP = Path.of("..");
  private static final String COMMAND =
      "mvn -pl linter-cli -am test -Dtest=GeneratedDocsTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Dbelay.rewrite=docs";

  private final RuleBook book = new RuleBook(AllRules.RULES);

  @Test
  void theReadmeListsAllRules() throws IOException {
    StringBuilder table = new StringBuilder("| rule | severity | flags |\n|---|---|---|\n");
    for (RuleInfo rule : book.infos()) {
      table.append(
          "| [`%s`](%s) | %s | %s |%n"
              .formatted(rule.id(), pageOf(rule), rule.level().word(), rule.title()));
    }
    checkPart(TOP.resolve("README.md"), "rules", table.toString());
  }

  @Test
  void theOptionReferenceIsWhatHelpSays() throws IOException {
    StringBuilder text =
        new StringBuilder("<!-- Generated: " + COMMAND + " -->\n\n# The command line\n");
    Surroundings surroundings =
        new Surroundings(
            InputStream.nullInputStream(),
            OutputStream.nullOutputStream(),
            System.err,
            Map.of(),
            Path.of(""),
            false,
            false);
    describe(Belay.commandLine(surroundings, book), text);
    checkWhole(TOP.resolve("docs/cli.md"), text.toString());
  }

  private static void describe(CommandLine line, StringBuilder text) {
    line.setUsageHelpWidth(80);
    text.append("\n## ").append(line.getCommandSpec().qualifiedName(" ")).append("\n\n```\n");
    text.append(line.getUsageMessage(CommandLine.Help.Ansi.OFF)).append("```\n");
    line.getSubcommands().values().stream().distinct().forEach(sub -> describe(sub, text));
  }

  private static String pageOf(RuleInfo rule) {
    String page =
        "rules/src/main/resources/dev/belay/rules/%s/%s.md"
            .formatted(rule.family().name().toLowerCase(Locale.ROOT), rule.id());
    assertTrue(Files.exists(TOP.resolve(page)), page);
    return page;
  }

  private static void checkPart(Path file, String name, String expected) throws IOException {
    List<String> marks = List.of("<!-- " + name + ": generated -->\n", "<!-- end -->");
    String whole = Files.readString(file);
    int start = whole.indexOf(marks.get(0)) + marks.get(0).length();
    int end = whole.indexOf(marks.get(1), start);
    assertTrue(start >= marks.get(0).length() && end >= start, "no part " + name + " in " + file);
    checkWhole(file, whole.substring(0, start) + expected + whole.substring(end));
  }

  private static void checkWhole(Path file, String expected) throws IOException {
    if ("docs".equals(System.getProperty("belay.rewrite"))) {
      Files.writeString(file, expected);
      return;
    }
    assertTrue(Files.exists(file), file + " is missing; write it with " + COMMAND);
    assertEquals(expected, Files.readString(file), file + " is stale; write it with " + COMMAND);
  }
}
