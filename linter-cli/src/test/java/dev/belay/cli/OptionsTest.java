package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.cli.page.RuleBook;
import dev.belay.cli.report.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What each option does, each at least once: the class fails when one was left out. */
class OptionsTest {

  private static final Set<String> USED = new TreeSet<>();

  @TempDir private Path folder;
  private Run.In project;

  @BeforeEach
  void project() {
    project =
        new Run.In(folder)
            .calling("src/Leaky.java", "leak", "open")
            .calling("src/Calm.java", "calm", "whisper");
  }

  @AfterEach
  void remember() {
    USED.addAll(project.used());
  }

  @AfterAll
  static void everyOptionWasUsed() {
    Set<String> unused = new TreeSet<>();
    collect("", all(), unused);
    System.out.printf("guard: options: saw %d%n", unused.size());
    assertTrue(unused.size() >= 50, unused::toString);
    unused.removeAll(USED);
    assertEquals(Set.of(), unused, "options without a test");
  }

  private static CommandLine all() {
    return Belay.commandLine(
        new Surroundings(
            new ByteArrayInputStream(new byte[0]),
            OutputStream.nullOutputStream(),
            new PrintStream(OutputStream.nullOutputStream()),
            Map.of(),
            Path.of("").toAbsolutePath(),
            false,
            false),
        new RuleBook(SampleRules.ALL));
  }

  /** The options of a command and of those below it, each behind its command. */
  private static void collect(String command, CommandLine line, Set<String> names) {
    for (OptionSpec option : line.getCommandSpec().options()) {
      names.add(command + option.longestName());
    }
    line.getSubcommands().forEach((name, it) -> collect(command + name + " ", it, names));
  }

  @Test
  void textIsTheReportAndNothingElse() {
    Run run = project.belay("check");
    assertEquals(
        """
        src/Calm.java:4:5: note: this calls whisper [drops-failure]
            4 | whisper();
              | ^^^^^^^^^
                help: do not call it

        src/Leaky.java:3:5: error: this calls leak [leaks-task]
            3 | leak();
              | ^^^^^^
                help: do not call it

        src/Leaky.java:4:5: warning: this calls open [stays-open]
            4 | open();
              | ^^^^^^
                help: do not call it
                fix: close it (--fix)

        1 error, 1 warning, 1 note in 2 of 2 files; --fix mends 1
        """,
        run.out());
    assertEquals("", run.err());
  }

  @Test
  void selectRunsOnlyThese() {
    assertEquals(Set.of("leaks-task"), rules("--select", "leaks-task"));
    assertEquals(Set.of("leaks-task", "stays-open"), rules("--select", "leaks-task,stays-open"));
    assertEquals(
        Set.of("leaks-task", "stays-open"), rules("--select", "leaks-task", "--select=stays-open"));
  }

  @Test
  void ignoreRunsTheOthers() {
    assertEquals(Set.of("drops-failure", "stays-open"), rules("--ignore", "leaks-task"));
  }

  @Test
  void unknownRulesAreNamedWithTheNearest() {
    assertEquals(
        "belay: --select: unknown rule 'leak-task'; did you mean 'leaks-task'?\n",
        project.belay("check", "--select", "leak-task").err());
    assertEquals(
        "belay: --severity: unknown level 'eror', not one of off, note, warning, error;"
            + " did you mean 'error'?\n",
        project.belay("check", "--severity", "leaks-task=eror").err());
    assertEquals(
        "belay: --severity wants RULE=LEVEL, not 'leaks-task'\n",
        project.belay("check", "--severity", "leaks-task").err());
    assertEquals(
        "belay: unknown option '--sevrity'; did you mean '--severity'?\n",
        project.belay("check", "--sevrity=x").err());
  }

  @Test
  void severityWeighsAnew() {
    assertTrue(
        project
            .belay("check", "--severity", "leaks-task=note")
            .out()
            .contains("src/Leaky.java:3:5: note: this calls leak"));
  }

  @Test
  void theCommandLineHasTheLastWordOverPaths() {
    project.with(
        "belay.toml", "[[paths]]", "match = [\"src/\"]", "rules = { leaks-task = \"off\" }");
    assertFalse(rules().contains("leaks-task"));
    assertTrue(rules("--severity", "leaks-task=error").contains("leaks-task"));
  }

  @Test
  void failOnMovesTheThreshold() {
    assertEquals(
        Exit.FINDINGS, project.belay("check", "--fail-on", "note", "src/Calm.java").code());
    assertEquals(Exit.CLEAN, project.belay("check", "--fail-on=warning", "src/Calm.java").code());
  }

  @Test
  void onParseErrorWarnsOnly() {
    project.with("src/Broken.java", "class {");
    Run strict = project.belay("check", "--ignore=leaks-task,stays-open");
    Run lenient =
        project.belay("check", "--ignore=leaks-task,stays-open", "--on-parse-error", "warn");
    assertEquals(Exit.UNREAD, strict.code());
    assertTrue(strict.err().startsWith("belay: src/Broken.java:1: error: "), strict.err());
    assertEquals(Exit.CLEAN, lenient.code());
    assertTrue(lenient.err().startsWith("belay: src/Broken.java:1: warning: "), lenient.err());
  }

  @Test
  void formatsGoToStandardOutput() {
    for (String format : Format.words()) {
      Run run = project.belay("check", "--format", format);
      assertEquals(Exit.FINDINGS, run.code(), format);
      assertFalse(run.out().isEmpty(), format);
      assertEquals("", run.err(), format);
    }
  }

  @Test
  void outputsGoToFilesBesideTheReport() throws IOException {
    Run run = project.belay("check", "--output", "sarif=out.sarif", "--output=html=out.html");
    assertTrue(run.out().contains("1 error"), run.out());
    assertTrue(Files.readString(folder.resolve("out.sarif")).contains("\"2.1.0\""));
    assertTrue(Files.readString(folder.resolve("out.html")).startsWith("<!DOCTYPE html>"));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(), files.filter(it -> it.toString().endsWith(".tmp")).toList());
    }
  }

  @Test
  void outputsThatCannotBeWrittenAreOneLine() {
    assertEquals(
        "belay: --output sarif=no/out.sarif: cannot be written: no such folder\n",
        project.belay("check", "--output", "sarif=no/out.sarif").err());
    assertEquals(
        "belay: --output sarif=src: cannot be written: is a folder\n",
        project.belay("check", "--output", "sarif=src").err());
    assertEquals(
        "belay: --output wants FORMAT=FILE, not 'sarif'\n",
        project.belay("check", "--output", "sarif").err());
    assertEquals(
        "belay: --output json=-: --format is for standard output\n",
        project.belay("check", "--output", "json=-").err());
    assertEquals(
        "belay: --output names x twice\n",
        project.belay("check", "--output", "json=x", "--output", "sarif=x").err());
  }

  @Test
  void aClosedPipeIsOneLineAndLosesNoFile() {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    Run run =
        project
            .standardOutput(closed)
            .belay("check", "--ignore=leaks-task,stays-open", "--output", "json=out.json");
    assertEquals(Exit.UNUSABLE, run.code());
    assertEquals(
        "belay: the report could not be written to standard output: Broken pipe\n", run.err());
    assertTrue(Files.exists(folder.resolve("out.json")));
  }

  @Test
  void jobsDoNotChangeTheReport() {
    for (int i = 0; i < 20; i++) {
      project.calling("src/More" + i + ".java", "leak", "open", "whisper");
    }
    String one = project.belay("check", "--jobs", "1", "--format", "json").out();
    assertEquals(one, project.belay("check", "--jobs=4", "--format", "json").out());
  }

  @Test
  void noCacheFindsTheSame() {
    assertEquals(project.belay("check").out(), project.belay("check", "--no-cache").out());
  }

  @Test
  void quietLeavesFindingsAlone() {
    project.with("src/Latin.java", new byte[] {'/', '/', (byte) 0xe9, '\n'});
    Run run = project.belay("check", "--quiet");
    assertFalse(run.out().contains(" in 2 of "), run.out());
    assertTrue(run.out().contains("this calls leak"));
    assertEquals("", run.err());
  }

  @Test
  void verboseSaysWhatIsDone() {
    project.with("src/Boom.java", "class Boom { void run() { boom(); } }");
    Run run = project.belay("check", "--verbose");
    assertTrue(run.err().contains("belay: project " + folder), run.err());
    assertTrue(run.err().contains("belay: rule leaks-task at error"), run.err());
    assertTrue(run.err().contains("IllegalStateException: met boom\n\tat "), run.err());
  }

  @Test
  void aRuleThatFailsIsOneLineAndTheOthersGoOn() {
    project.with("src/Boom.java", "class Boom { void run() { boom(); leak(); } }");
    Run run = project.belay("check");
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().startsWith("belay: src/Boom.java:1: error: rule rule-that-fails failed"));
    assertTrue(run.out().contains("src/Boom.java:1:35: error: this calls leak"), run.out());
  }

  @Test
  void statisticsCountOnStandardError() {
    Run run = project.belay("check", "--statistics");
    assertTrue(run.err().contains("      1 leaks-task\n"), run.err());
    assertTrue(run.err().contains("files 2 of 2"), run.err());
    assertEquals(project.belay("check").out(), run.out());
  }

  @Test
  void coloursFollowOptionThenVariablesThenTerminal() {
    assertFalse(coloured("check"));
    assertTrue(coloured("check", "--color", "always"));
    project.environment("CLICOLOR_FORCE", "1");
    assertTrue(coloured("check"));
    project.environment("NO_COLOR", "1");
    assertFalse(coloured("check"));
    assertTrue(coloured("check", "--color=always"));
    project.environment("NO_COLOR", "").environment("CLICOLOR_FORCE", "0").onTerminal();
    assertTrue(coloured("check"));
    assertFalse(coloured("check", "--color=never"));
    project.environment("CLICOLOR", "0");
    assertFalse(coloured("check"));
    project.environment("CLICOLOR", "1").environment("TERM", "dumb");
    assertFalse(coloured("check"));
  }

  @Test
  void baselineChoosesAsCheckDoes() throws IOException {
    project.with("lib/classes/note.txt", "").calling("checks/Trial.java", "leak", "open", "hum");
    Run run =
        project
            .standardInput("class Trial { void run() { leak(); open(); hum(); murmur(); } }\n")
            .belay(
                "baseline",
                "--select=leaks-task,stays-open,quiet-in-tests",
                "--ignore=stays-open",
                "--severity=quiet-in-tests=off",
                "--classpath=lib/classes",
                "--tests=checks",
                "--jobs=2",
                "--no-cache",
                "--verbose",
                "--baseline=accepted.tsv",
                "--stdin-filename=checks/Trial.java");
    assertTrue(run.err().contains("belay: rule leaks-task at error\n"), run.err());
    assertTrue(run.err().endsWith("accepted.tsv accepts 1 findings, 0 before\n"), run.err());
    assertTrue(Files.readString(folder.resolve("accepted.tsv")).contains("leaks-task"));
    assertEquals("", project.belay("baseline", "--quiet").err());
  }

  @Test
  void standardInputStandsInForAFile() {
    Run run =
        project
            .standardInput("class Leaky { void run() { calm(); leak(); } }\n")
            .belay("check", "--stdin-filename", "src/Leaky.java");
    assertTrue(run.out().startsWith("src/Leaky.java:1:36: error: this calls leak"), run.out());
    assertTrue(run.out().contains("    1 | class Leaky { void run() { calm(); leak(); } }"));
    assertTrue(run.out().endsWith("1 error in 1 of 1 file\n"), run.out());
  }

  @Test
  void standardInputNeedsNoFile() {
    Run run =
        project
            .standardInput("class New { void run() { leak(); } }\n")
            .belay("check", "--stdin-filename=src/New.java");
    assertEquals(Exit.FINDINGS, run.code(), run.err());
    assertTrue(run.out().startsWith("src/New.java:1:26: error"), run.out());
    assertEquals("", run.err());
  }

  @Test
  void testsWeighLess() {
    project.with("belay.toml", "").calling("checks/Trial.java", "hum");
    assertEquals(Set.of("quiet-in-tests"), rules("checks"));
    assertTrue(concise("checks").contains("error: this calls hum"));
    assertTrue(concise("--tests", "checks", "checks").contains("note: this calls hum"));
    assertTrue(concise("--tests", ".").contains("note: this calls hum"));
    assertTrue(concise("--tests", "check", "checks").contains("error: this calls hum"));
    assertTrue(
        project.belay("check", "--tests", "..").err().startsWith("belay: --tests: outside of "));
  }

  @Test
  void testsMayStandInAnOddFolder() {
    project.calling("ch[e]c*k?s/Trial.java", "hum").calling("checks/Trial.java", "hum");
    assertEquals(
        Set.of("error", "note"),
        concise("--tests", folder.resolve("ch[e]c*k?s").toString(), ".")
            .lines()
            .filter(line -> line.contains("hum"))
            .map(line -> line.split(": ")[1])
            .collect(Collectors.toSet()));
  }

  @Test
  void classPathHasToBeThere() {
    assertEquals(
        "belay: --classpath: no such file or folder: lib/no.jar\n",
        project.belay("check", "--classpath", "lib/no.jar").err());
    project.with("lib/text.jar", "no zip");
    assertTrue(
        project
            .belay("check", "--classpath=lib/text.jar")
            .err()
            .startsWith("belay: --classpath: neither jar nor folder: "));
    assertEquals(Exit.FINDINGS, project.belay("check", "--classpath", "src").code());
  }

  @Test
  void argumentsMayComeFromAFile() {
    project.with("args.txt", "check", "--select", "leaks-task", "--format", "concise");
    assertEquals(
        "src/Leaky.java:3:5: error: this calls leak [leaks-task]\n",
        project.belay("@" + folder.resolve("args.txt")).out());
  }

  @Test
  void sinceReportsChangedLines() {
    project.committed().git("checkout", "-q", "-b", "work");
    project.calling("src/Leaky.java", "leak", "open", "leak");
    assertEquals(List.of("src/Leaky.java:5:5"), places("--since", "main"));
    assertEquals(
        List.of("src/Leaky.java:3:5", "src/Leaky.java:4:5", "src/Leaky.java:5:5"),
        places("--since=main", "--whole-files"));
  }

  @Test
  void stagedReportsWhatTheNextCommitChanges() {
    project.committed();
    project.calling("src/Leaky.java", "leak", "open", "leak").git("add", "-A");
    project.calling("src/Calm.java", "leak");
    assertEquals(List.of("src/Leaky.java:5:5"), places("--staged"));
  }

  @Test
  void baselineSaysWhatItCouldNotRead() {
    Run written = project.with("src/Broken.java", "class {").belay("baseline");

    assertEquals(Exit.UNREAD, written.code());
    assertTrue(written.err().startsWith("belay: src/Broken.java:1: error: "), written.err());
    assertTrue(written.err().endsWith("accepts 3 findings, 0 before\n"), written.err());
  }

  @Test
  void baselineAcceptsWhatIsThere() {
    Run written = project.belay("baseline", "--baseline", "known.tsv");
    assertEquals("belay: known.tsv accepts 3 findings, 0 before\n", written.err());
    project.calling("src/Leaky.java", "calm", "leak", "open", "leak");
    assertEquals(List.of("src/Leaky.java:6:5"), places("--baseline", "known.tsv"));
  }

  @Test
  void pruneForgetsWhatIsGone() {
    project.belay("baseline", "--baseline=known.tsv");
    project.calling("src/Leaky.java", "open");
    Run stale = project.belay("check", "--baseline=known.tsv");
    assertEquals(Exit.UNUSABLE, stale.code());
    assertEquals(
        "belay: 1 entry of known.tsv without a finding; remove with: belay baseline --prune"
            + " --baseline known.tsv\n",
        stale.err());
    project.calling("src/More.java", "leak");
    Run pruned = project.belay("baseline", "--prune", "--baseline=known.tsv");
    assertEquals("belay: known.tsv accepts 2 findings, 3 before\n", pruned.err());
    assertEquals(List.of("src/More.java:3:5"), places("--baseline=known.tsv"));
  }

  @Test
  void fixMendsAndReportsWhatIsLeft() throws IOException {
    Run run = project.belay("check", "--fix");
    assertEquals("belay: mended 1 finding\n", run.err());
    assertTrue(Files.readString(folder.resolve("src/Leaky.java")).contains("close();"));
    assertFalse(run.out().contains("this calls open"), run.out());
    assertEquals(Exit.FINDINGS, run.code());
  }

  @Test
  void fixEndsWithZeroWhenNothingIsLeft() {
    project.calling("src/Leaky.java", "open");
    assertEquals(Exit.CLEAN, project.belay("check", "--fix").code());
    assertEquals(Exit.CLEAN, project.belay("check", "--fix").code());
  }

  @Test
  void fixesCanCountAllTheSame() {
    project.calling("src/Leaky.java", "open");
    assertEquals(
        Exit.FINDINGS, project.belay("check", "--unsafe-fixes", "--exit-non-zero-on-fix").code());
    assertEquals(
        Exit.CLEAN, project.belay("check", "--unsafe-fixes", "--exit-non-zero-on-fix").code());
  }

  @Test
  void diffIsAPatchAndWritesNothing() throws IOException {
    project.calling("src/Leaky.java", "open").committed();
    Run run = project.belay("check", "--diff");
    assertEquals(
        """
        --- a/src/Leaky.java
        +++ b/src/Leaky.java
        @@ -1,5 +1,5 @@
         class Leaky {
           void run() {
        -    open();
        +    close();
           }
         }
        """,
        run.out());
    assertEquals(Exit.FINDINGS, run.code());
    project.with("fix.patch", run.out().getBytes(StandardCharsets.UTF_8)).git("apply", "fix.patch");
    assertEquals(Exit.CLEAN, project.belay("check", "--diff").code());
  }

  @Test
  void fixRefusesWhatItCannotWriteBack() {
    assertEquals(
        "belay: --fix cannot write to standard input; --diff shows the changes\n",
        project.belay("check", "--fix", "--stdin-filename=src/Leaky.java").err());
    project.committed().calling("src/Leaky.java", "open", "open").git("add", "-A");
    project.calling("src/Leaky.java", "open", "open", "open");
    assertEquals(
        "belay: --fix: src/Leaky.java has changes that are not staged; stage or stash them first\n",
        project.belay("check", "--fix", "--staged").err());
  }

  @Test
  void showSuppressedMarksThem() {
    project.with(
        "src/Leaky.java",
        "class Leaky {",
        "  // belay:ignore leaks-task -- ends with the process",
        "  void run() { leak(); }",
        "}");
    assertEquals(Exit.CLEAN, project.belay("check").code());
    Run run = project.belay("check", "--show-suppressed");
    assertEquals(Exit.CLEAN, run.code());
    assertTrue(run.out().contains("[leaks-task] (suppressed: ends with the process)\n"), run.out());
  }

  @Test
  void aReasonCanBeCompulsory() {
    project
        .with("belay.toml", "require-reason = true")
        .with(
            "src/Leaky.java",
            "class Leaky {",
            "  void run() {",
            "    leak(); // belay:ignore leaks-task",
            "    leak(); // belay:ignore leaks-task -- ends with the process",
            "  }",
            "}");
    Run run = project.belay("check", "src/Leaky.java");
    assertEquals(Exit.FINDINGS, run.code());
    assertTrue(run.out().contains("line 3: suppressed here without the reason"), run.out());
    assertTrue(run.out().contains("1 error in 1 of 1 file"), run.out());
  }

  @Test
  void categoryNamesTheSarifRun() {
    assertTrue(
        project
            .belay("check", "--format=sarif", "--category", "core")
            .out()
            .contains("\"id\" : \"belay/core/\""));
  }

  @Test
  void helpAndVersionGoToStandardOutput() {
    Set<String> helped = new TreeSet<>();
    collect("", all(), helped);
    helped.removeIf(option -> !option.endsWith("--help"));
    assertTrue(helped.size() >= 10, helped::toString);
    for (String command : helped) {
      Run run = project.belay(command.split(" "));
      assertTrue(run.out().startsWith("Usage: belay " + command.replace("--help", "")), run.out());
      assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
      assertEquals(Exit.CLEAN, run.code());
    }
    assertTrue(project.belay("--version").out().startsWith("belay "));
  }

  @Test
  void completionIsAScriptThatKnowsTheOptions() {
    String script = project.belay("generate-completion").out();
    assertTrue(script.contains("--stdin-filename") && script.contains("complete -F"));
  }

  @Test
  void rulesFitInEightyColumns() {
    String table = project.belay("rules").out();
    assertEquals(SampleRules.ALL.size() + 1, table.lines().count(), table);
    assertTrue(table.lines().allMatch(line -> line.length() <= 80), table);
    assertTrue(table.contains("off-by-default   off"), table);
  }

  private boolean coloured(String... arguments) {
    return project.belay(arguments).out().contains("\u001B[");
  }

  private Set<String> rules(String... arguments) {
    Set<String> rules = new TreeSet<>();
    for (String line : concise(arguments).lines().toList()) {
      rules.add(line.substring(line.lastIndexOf('[') + 1, line.length() - 1));
    }
    return rules;
  }

  private List<String> places(String... arguments) {
    return concise(arguments).lines().map(line -> line.replaceFirst(": .*", "")).toList();
  }

  private String concise(String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "check";
    all[1] = "--format";
    all[2] = "concise";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return project.belay(all).out();
  }
}
