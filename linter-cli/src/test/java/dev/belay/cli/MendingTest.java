package dev.belay.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FindingDraft;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.rules.AllRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fixes by the real rules over files as they come: what is mended, what is left, what is said. */
class MendingTest {

  private static final String WRAPS =
      "class %s {\n"
          + "  void run() {\n"
          + "    try {\n"
          + "      Thread.sleep(1);\n"
          + "    } catch (InterruptedException e) {\n"
          + "      throw new IllegalStateException(e);\n"
          + "    }\n"
          + "  }\n"
          + "}\n";
  private static final String RESTORE = "      Thread.currentThread().interrupt();\n";
  private static final String THROW = "      throw new IllegalStateException(e);\n";

  @TempDir private Path folder;
  private Run.In project;

  @BeforeEach
  void project() {
    project = new Run.In(folder.resolve("project")).rules(AllRules.RULES).with("belay.toml", "");
  }

  @Test
  void aSafeFixIsWrittenAndASecondRunChangesNothing() throws IOException {
    write("A.java", WRAPS.formatted("A"));
    assertEquals("belay: mended 1 finding\n", project.belay("check", "--fix").err());
    assertEquals(WRAPS.formatted("A").replace(THROW, RESTORE + THROW), read("A.java"));
    assertEquals("", project.belay("check", "--fix").err());
    assertEquals(WRAPS.formatted("A").replace(THROW, RESTORE + THROW), read("A.java"));
  }

  @Test
  void theReportsForToolsCarryTheEditsThatTheFixWrites() throws IOException {
    String text =
        "class A {\n  private int steps;\n\n  void run() {\n    new Thread(this::step).start();\n"
            + "  }\n\n  void step() {\n    steps++;\n  }\n\n"
            + "  void close() {\n    steps = 0;\n  }\n}\n";
    write("A.java", text);
    ObjectMapper mapper = new ObjectMapper();
    JsonNode json = mapper.readTree(project.belay("check", "--format", "json").out());
    JsonNode sarif = mapper.readTree(project.belay("check", "--format", "sarif").out());
    assertEquals("belay: mended 1 finding\n", firstLine(project.belay("check", "--unsafe-fixes")));
    String mended = read("A.java");
    assertTrue(mended.contains("TaskScope"), mended);
    assertEquals(mended, applied(json.at("/findings/0/fixes/0/edits"), text));
    JsonNode changes = sarif.at("/runs/0/results/0/fixes/0/artifactChanges");
    assertEquals("A.java", changes.at("/0/artifactLocation/uri").asText());
    assertEquals(mended, appliedByLines(changes.at("/0/replacements"), text));
  }

  private static String firstLine(Run run) {
    return run.err().substring(0, run.err().indexOf('\n') + 1);
  }

  private static String applied(JsonNode edits, String text) {
    StringBuilder edited = new StringBuilder(text);
    for (int i = edits.size() - 1; i >= 0; i--) {
      JsonNode edit = edits.get(i);
      edited.replace(
          edit.get("start").asInt(), edit.get("end").asInt(), edit.get("replacement").asText());
    }
    return edited.toString();
  }

  private static String appliedByLines(JsonNode replacements, String text) {
    StringBuilder edited = new StringBuilder(text);
    for (int i = replacements.size() - 1; i >= 0; i--) {
      JsonNode region = replacements.get(i).get("deletedRegion");
      edited.replace(
          offset(region.get("startLine"), region.get("startColumn"), text),
          offset(region.get("endLine"), region.get("endColumn"), text),
          replacements.get(i).at("/insertedContent/text").asText());
    }
    return edited.toString();
  }

  private static int offset(JsonNode line, JsonNode column, String text) {
    int start = 0;
    for (int passed = 1; passed < line.asInt(); passed++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start + column.asInt() - 1;
  }

  @Test
  void lineEndsMarkTabsAndAMissingLastLineEndStay() throws IOException {
    String odd =
        "\uFEFF" + WRAPS.formatted("A").replace("  ", "\t").replace("\n", "\r\n").stripTrailing();
    write("A.java", odd);
    project.belay("check", "--fix");
    String expected =
        odd.replace("\t\t\tthrow", "\t\t\tThread.currentThread().interrupt();\r\n\t\t\tthrow");
    assertEquals(expected, read("A.java"));
  }

  @Test
  void otherEncodingsStay() throws IOException {
    byte[] latin = ("// \u00e9\n" + WRAPS.formatted("A")).getBytes(StandardCharsets.ISO_8859_1);
    project.with("A.java", latin);
    project.belay("check", "--fix");
    String expected = "// \u00e9\n" + WRAPS.formatted("A").replace(THROW, RESTORE + THROW);
    assertArrayEquals(
        expected.getBytes(StandardCharsets.ISO_8859_1), Files.readAllBytes(file("A.java")));
  }

  @Test
  void fixesOfOneLineTakeTurns() throws IOException {
    String both =
        "class A extends Thread {\n  boolean a, b;\n  void end() { a = true; b = true; }\n"
            + "  public void run() {\n    while (!a) { step(); }\n    while (!b) { step(); }\n  }\n"
            + "  void step() {}\n}\n";
    write("A.java", both);
    assertEquals("belay: mended 2 findings\n", project.belay("check", "--fix").err());
    assertEquals(both.replace("boolean a", "volatile boolean a"), read("A.java"));
  }

  @Test
  void suppressionsOnLinesOfTheirOwnGoUnlessTheirReasonGoesOn() throws IOException {
    String text =
        "class A {\n  void run() {\n    // Twice.\n%s    run();\n"
            + "    // belay:ignore lost-failure -- it was,\n    // once\n    run();\n  }\n}\n";
    write("A.java", text.formatted("    // belay:ignore discarded-future -- it was\n"));
    Run run = project.belay("check", "--fix", "--verbose");
    assertEquals(text.formatted(""), read("A.java"));
    assertTrue(run.out().contains("no fix: the comment below may be the rest"), run.out());
  }

  @Test
  void generatedCodeIsReportedAndLeftAlone() throws IOException {
    write("A.java", "// Generated by a grammar. DO NOT EDIT.\npackage a;\n" + WRAPS.formatted("A"));
    write("B.java", "@javax.annotation.processing.Generated(\"g\")\n" + WRAPS.formatted("B"));
    Run run = project.belay("check", "--fix", "--verbose");
    assertEquals(2, run.out().split("no fix: the file is generated", -1).length - 1, run.out());
    assertEquals(
        "@javax.annotation.processing.Generated(\"g\")\n" + WRAPS.formatted("B"), read("B.java"));
  }

  @Test
  void whatCannotBeWrittenIsSaidAndTheRestMended() throws IOException {
    write("A.java", WRAPS.formatted("A"));
    write("b/B.java", WRAPS.formatted("B"));
    assertTrue(file("A.java").toFile().setWritable(false));
    // To the superuser nothing is read-only; then it is mended like any other.
    boolean superuser = Files.isWritable(file("A.java"));
    Run run = project.belay("check", "--fix", "A.java", "b");
    assertEquals(WRAPS.formatted("B").replace(THROW, RESTORE + THROW), read("b/B.java"));
    if (superuser) {
      assertEquals(Exit.CLEAN, run.code());
    } else {
      assertTrue(run.err().contains("belay: --fix: cannot write"), run.err());
      assertEquals(WRAPS.formatted("A"), read("A.java"));
      assertEquals(Exit.UNUSABLE, run.code());
    }
  }

  @Test
  void aFileThatSomebodyElseChangesMeanwhileIsLeftAsTheyLeftIt() throws IOException {
    String other =
        "class A { /* somebody else's, and longer than what was checked was. */ }\n".repeat(9);
    List<Rule> rules = new ArrayList<>(AllRules.RULES);
    rules.add(new Overtakes(() -> write("A.java", other)));
    project.rules(rules);
    write("A.java", WRAPS.formatted("A"));
    write("B.java", WRAPS.formatted("B"));
    Run run = project.belay("check", "--fix", "--jobs", "1");
    assertEquals(other, read("A.java"));
    assertEquals(WRAPS.formatted("B").replace(THROW, RESTORE + THROW), read("B.java"));
    assertTrue(
        run.err().contains("belay: --fix: A.java was changed meanwhile and is left alone"),
        run.err());
    assertEquals(Exit.UNUSABLE, run.code());
  }

  @Test
  void onlyChangedLinesAreMendedAndReported() throws IOException {
    String two = "class A {\n" + method("one") + method("two") + "}\n";
    write("A.java", two);
    project.committed();
    String changed = two.replace("// two", "// other");
    write("A.java", changed);
    Run run = project.belay("check", "--fix", "--since", "HEAD");
    assertEquals("belay: mended 1 finding\n", run.err());
    assertTrue(run.out().startsWith("no findings"), run.out());
    assertEquals(
        changed.replace(THROW + "    } // other", RESTORE + THROW + "    } // other"),
        read("A.java"));
  }

  @Test
  void theLinesBehindAFixAreStillTheOnesAskedFor() throws IOException {
    String swallows =
        "  void later() {\n    try {\n      Thread.sleep(2);\n"
            + "    } catch (InterruptedException e) { // later\n    }\n  }\n";
    String text = "class A {\n" + method("one") + swallows + "}\n";
    write("A.java", text);
    project.committed();
    write("A.java", text.replace("// one", "// other").replace("// later", "// now"));
    Run run = project.belay("check", "--fix", "--since", "HEAD", "--format", "concise");
    assertEquals("belay: mended 1 finding\n", run.err());
    // It stands one line below the changed one by now.
    assertEquals(1, run.out().lines().count(), run.out());
    assertTrue(run.out().startsWith("A.java:13:"), run.out());
  }

  @Test
  void whatTheBaselineAcceptsIsLeftAlone() throws IOException {
    write("A.java", WRAPS.formatted("A"));
    project.belay("baseline", "--baseline", "accepted.txt");
    write("B.java", WRAPS.formatted("B"));
    Run run = project.belay("check", "--fix", "--baseline", "accepted.txt");
    assertEquals("belay: mended 1 finding\n", run.err());
    assertEquals(WRAPS.formatted("A"), read("A.java"));
    assertEquals(WRAPS.formatted("B").replace(THROW, RESTORE + THROW), read("B.java"));
    assertEquals(Exit.CLEAN, run.code());
  }

  @Test
  void fixesThatNeedTheRuntimeSayWhatToAdd() throws IOException {
    project.rules(List.of(new NeedsRuntime()));
    write("one/pom.xml", "<project><artifactId>one</artifactId></project>");
    write("one/src/main/java/A.java", "class A { Object o = open(); }\n");
    write("two/build.gradle.kts", "dependencies { }\n");
    write("two/src/module-info.java", "module two { }\n");
    write("two/src/p/B.java", "package p;\nclass B { Object o = open(); }\n");
    Run run = project.belay("check", "--unsafe-fixes");
    assertTrue(
        run.err().contains("belay: these fixes need a dependency in one/pom.xml:\n"), run.err());
    assertTrue(run.err().contains("belay:     <artifactId>runtime</artifactId>\n"), run.err());
    assertTrue(run.err().contains("implementation(\"dev.belay:runtime:"), run.err());
    assertTrue(
        run.err().contains("line in two/src/module-info.java: requires dev.belay.runtime;"),
        run.err());
  }

  @Test
  void nothingIsSaidWhereTheRuntimeIsThere() throws IOException {
    project.rules(List.of(new NeedsRuntime()));
    write("build.gradle", "dependencies { implementation 'dev.belay:runtime:1' }\n");
    write("A.java", "class A { Object o = open(); }\n");
    assertEquals("belay: mended 1 finding\n", project.belay("check", "--unsafe-fixes").err());
  }

  @Test
  void theSourcesLevelDecidesWhatMayBeWritten() throws IOException {
    project.rules(List.of(new NeedsRuntime()));
    write("A.java", "class A { Object o = open(); }\n");
    write(
        "pom.xml",
        "<project><properties><maven.compiler.release>11</maven.compiler.release></properties>"
            + "</project>");
    Run old = project.belay("check", "--unsafe-fixes", "--verbose");
    assertTrue(
        old.out().contains("no fix: the runtime needs Java 17, and these sources are Java 11"),
        old.out());
    assertEquals("class A { Object o = open(); }\n", read("A.java"));
    write("belay.toml", "java = 17\n");
    project.belay("check", "--unsafe-fixes");
    assertTrue(read("A.java").contains("TaskScope.open()"), read("A.java"));
  }

  private static String method(String name) {
    return "  void "
        + name
        + "() {\n    try {\n      Thread.sleep(1);\n    } catch (InterruptedException e) { // "
        + name
        + "\n"
        + THROW
        + "    } // "
        + name
        + "\n  }\n";
  }

  private Path file(String path) {
    return project.folder().resolve(path);
  }

  private void write(String path, String text) {
    project.with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  private String read(String path) throws IOException {
    return Files.readString(file(path));
  }

  /** While {@code A.java} is checked somebody else saves it. */
  private static final class Overtakes implements Rule {
    private static final RuleInfo INFO =
        new RuleInfo(
            "zz-overtakes", "Is slow", Severity.NOTE, Family.SCOPES, FixAvailability.NEVER, "0.1");

    private final Runnable saving;

    Overtakes(Runnable saving) {
      this.saving = saving;
    }

    @Override
    public RuleInfo info() {
      return INFO;
    }

    @Override
    public void subscribe(Subscriptions on) {
      on.each(
          MethodCallExpr.class,
          (call, context) -> {
            if (context.source().path().equals("A.java")) {
              saving.run();
            }
          });
    }
  }

  /** Wants {@code open()} to be the runtime's. */
  private static final class NeedsRuntime implements Rule {
    private static final RuleInfo INFO =
        new RuleInfo(
            "needs-runtime",
            "Opens nothing",
            Severity.WARNING,
            Family.SCOPES,
            FixAvailability.SOMETIMES,
            "0.1");

    @Override
    public RuleInfo info() {
      return INFO;
    }

    @Override
    public void subscribe(Subscriptions on) {
      on.each(MethodCallExpr.class, NeedsRuntime::check);
    }

    private static void check(MethodCallExpr call, RuleContext context) {
      if (call.getScope().isPresent() || !call.getNameAsString().equals("open")) {
        return;
      }
      FindingDraft finding = context.report(call, "this opens nothing");
      Optional<Refusal> refusal = context.sourceLevel().refusesRuntime();
      if (refusal.isPresent()) {
        finding.mend(refusal.get());
        return;
      }
      FixDraft draft = context.fix();
      String scope = draft.name("dev.belay.runtime.TaskScope");
      finding.fix(draft.replace(call, scope + ".open()").unsafe("open a scope"));
    }
  }
}
