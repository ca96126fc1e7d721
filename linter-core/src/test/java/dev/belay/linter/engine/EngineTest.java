package dev.belay.linter.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.javaparser.ast.body.ClassOrInterfaceDeclaration;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EngineTest {

  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Rule FLAGS = TestRule.flagging("flags", "flag");
  private static final Rule OTHER = TestRule.flagging("other", "other");
  private static final Rule THROWS =
      TestRule.doing(
          "throws",
          "flag",
          (node, context) -> {
            context.report(node, "seen");
            throw new IllegalStateException("on purpose\nsecond line");
          });
  private static final Rule OVERFLOWS =
      TestRule.doing("overflows", "flag", (node, context) -> context.report(node, depth(1) + ""));
  private static final String FLAGGED = "class A { void m() { flag(); } }";

  private static final Settings SETTINGS = Settings.standard().withThreads(2);

  @Test
  void reportsFindingsInOrderOfPathAndPlace() throws Exception {
    Report report =
        check(
            Map.of(
                "b/B.java",
                "class B { void m() { flag(); other(); flag(); } }",
                "a/A.java",
                FLAGGED),
            FLAGS,
            OTHER);
    assertEquals(
        List.of(
            "a/A.java:1:22 flags A.m()",
            "b/B.java:1:22 flags B.m()",
            "b/B.java:1:30 other B.m()",
            "b/B.java:1:39 flags B.m()"),
        report.findings().stream().map(EngineTest::brief).toList());
    assertEquals(List.of(), report.problems());
  }

  @Test
  void givesTheSameForAnyNumberOfThreads() throws Exception {
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      String body = ("flag(" + i + "); ").repeat(i % 17 + 1) + (i % 5 == 0 ? "+" : "");
      texts.put("p" + i % 7 + "/T" + i + ".java", "class T" + i + " { void m() { " + body + "} }");
    }
    List<String> reports = new ArrayList<>();
    for (int threads : new int[] {1, 2, 4}) {
      Report report =
          new Engine(List.of(FLAGS, OTHER), SETTINGS.withThreads(threads))
              .check(Project.of(ROOT, texts));
      reports.add(report.findings() + "\n" + report.problems());
      assertTrue(report.findings().size() > 1_000, "findings: " + report.findings().size());
      assertEquals(40, report.problems().size());
    }
    assertEquals(reports.get(0), reports.get(1));
    assertEquals(reports.get(0), reports.get(2));
  }

  @Test
  void goesOnWhenARuleThrows() throws Exception {
    Report report = check(Map.of("A.java", FLAGGED, "B.java", FLAGGED), THROWS, FLAGS);
    assertEquals(
        List.of(
            "A.java:1:22 flags A.m()",
            "A.java:1:22 throws A.m()",
            "B.java:1:22 flags A.m()",
            "B.java:1:22 throws A.m()"),
        report.findings().stream().map(EngineTest::brief).toList());
    assertEquals(2, report.problems().size());
    Problem problem = report.problems().get(0);
    assertTrue(problem.isOurs());
    assertEquals("A.java", problem.path());
    assertEquals(1, problem.line().orElseThrow());
    assertEquals(
        "rule throws failed: java.lang.IllegalStateException: on purpose", problem.message());
    assertEquals(IllegalStateException.class, problem.cause().map(Object::getClass).orElseThrow());
  }

  @Test
  void goesOnWhenARuleOverflowsTheStack() throws Exception {
    Report report = check(Map.of("A.java", FLAGGED), OVERFLOWS, FLAGS);
    assertEquals(
        List.of("A.java:1:22 flags A.m()"),
        report.findings().stream().map(EngineTest::brief).toList());
    assertEquals(1, report.problems().size());
    assertTrue(report.problems().get(0).message().contains("StackOverflowError"));
    assertTrue(report.problems().get(0).isOurs());
  }

  @Test
  void asksARuleNoMoreOfAFileWhereItFailed() throws Exception {
    Report report = check(Map.of("A.java", "class A { void m() { flag(); flag(); } }"), THROWS);
    assertEquals(1, report.problems().size());
    assertEquals(1, report.findings().size());
  }

  @Test
  void namesTheInnermostNamedMethod() throws Exception {
    String text =
        """
        package p;
        class Outer {
          int field = flag();
          Outer(int... sizes) { flag(); }
          class Inner {
            void m(java.util.List<String> a, int b) {
              new Thread() { public void run() { flag(); } }.start();
              x(() -> flag());
            }
          }
          static { flag(); }
        }
        """;
    assertEquals(
        List.of(
            "Outer",
            "Outer.Outer(int...)",
            "Outer.Inner.m(java.util.List<String>, int)",
            "Outer.Inner.m(java.util.List<String>, int)",
            "Outer"),
        check(Map.of("O.java", text), FLAGS).findings().stream().map(Finding::enclosing).toList());
  }

  @Test
  void checksCompactSourceFiles() throws Exception {
    Report report = check(Map.of("Main.java", "void main() { flag(); }\nint x = flag();"), FLAGS);
    assertEquals(List.of(), report.problems());
    assertEquals(
        List.of("main()", ""), report.findings().stream().map(Finding::enclosing).toList());
  }

  @Test
  void keepsFingerprintsWhileLinesAndBlanksMove() throws Exception {
    String before = "class A { void m() { flag(1); flag(2); flag(1, () -> { a(); }); } }";
    String after =
        """
        class A {
          int x;
          void n() { other(); }
          void m() {
            flag(/* why */ 1);
            flag( 2 );
            flag(1, // here
              () -> { b(); });
          }
        }
        """;
    List<String> prints = fingerprints(before);
    assertEquals(prints, fingerprints(after));
    assertEquals(3, Set.copyOf(prints).size());
    String twice = "class A { void m() { flag(1); flag(1); } }";
    assertEquals(prints.get(0), fingerprints(twice).get(0));
    assertNotEquals(prints.get(0), fingerprints(twice).get(1));
    assertNotEquals(prints, fingerprints(before.replace("m()", "m(int a)")));
    assertNotEquals(prints, fingerprints("package p; " + before));
  }

  @Test
  void countsSuppressedEqualsWhenItMakesFingerprints() throws Exception {
    String text =
        """
        class A {
          void m() {
            flag(1); // belay:ignore flags -- known
            flag(1);
          }
        }
        """;
    List<String> open = fingerprints(text.replace("belay:ignore", "belay: ignore"));
    assertEquals(open.subList(1, 2), fingerprints(text));
  }

  @Test
  void separatesWhatIsSuppressed() throws Exception {
    String text =
        """
        class A {
          void m() {
            flag(); // belay:ignore flags -- known
            flag();
          }
        }
        """;
    Report report = check(Map.of("A.java", text), FLAGS);
    assertEquals(1, report.findings().size());
    assertEquals(4, report.findings().get(0).at().startLine());
    assertEquals(1, report.suppressed().size());
    assertEquals(3, report.suppressed().get(0).finding().at().startLine());
    assertEquals("known", report.suppressed().get(0).by().reason().orElseThrow());
  }

  @Test
  void callsIdleOnlyWhatTheRulesThatRanDoNotNeed() throws Exception {
    String text =
        """
        class A {
          void m() {
            flag(); // belay:ignore flags
            none(); // belay:ignore flags, others
            none(); // belay:ignore nobody
          }
          @SuppressWarnings("belay") void all() { none(); }
        }
        """;
    Rule others = TestRule.flagging("others", "other");
    List<String> all = List.of("4 flags", "4 others", "5 nobody", "7 ");
    assertEquals(all, idle(text, Settings.standard(), FLAGS, others, IDLE));
    Settings chosen = Settings.standard().withSelected(Set.of("flags", "idle"));
    assertEquals(List.of("4 flags", "5 nobody"), idle(text, chosen, FLAGS, others, IDLE));
    Settings off = Settings.standard().withSeverities(Map.of("others", Severity.OFF));
    assertEquals(List.of("4 flags", "5 nobody", "7 "), idle(text, off, FLAGS, others, IDLE));
    Rule failing =
        TestRule.doing(
            "others",
            "none",
            (node, on) -> {
              throw new IllegalStateException();
            });
    assertEquals(List.of("5 nobody"), idle(text, Settings.standard(), FLAGS, failing, IDLE));
    assertEquals(
        List.of("5 nobody"),
        idle(text.replace("none(); }", "none( }"), Settings.standard(), FLAGS, others, IDLE));
  }

  private static final Rule IDLE =
      new Rule() {
        private final RuleInfo info = TestRule.info("idle", Severity.NOTE);

        @Override
        public RuleInfo info() {
          return info;
        }

        @Override
        public void subscribe(Subscriptions on) {
          on.eachIdle(
              (idle, context) ->
                  context.report(
                      idle.node(), idle.suppression().range(), idle.ruleId().orElse("")));
        }
      };

  private static List<String> idle(String text, Settings settings, Rule... rules)
      throws InterruptedException {
    Project project = Project.of(Path.of("").toAbsolutePath(), Map.of("A.java", text));
    return new Engine(List.of(rules), settings)
        .check(project).findings().stream()
            .filter(finding -> finding.ruleId().equals("idle"))
            .map(finding -> finding.at().startLine() + " " + finding.message())
            .toList();
  }

  @Test
  void weighsFindingsByRulePathAndConfiguration() throws Exception {
    Rule raising =
        TestRule.doing(
            "raising", "flag", (node, on) -> on.report(node, "x").severity(Severity.ERROR));
    Rule off =
        new TestRule(TestRule.info("off", Severity.OFF), "flag", (n, on) -> on.report(n, "x"));
    assertEquals(
        "flags=warning raising=error", severities("src/main/A.java", SETTINGS, raising, off));
    assertEquals("flags=note raising=note", severities("src/test/A.java", SETTINGS, raising, off));
    assertEquals(
        "flags=note raising=note",
        severities("m/src/integrationTest/A.java", SETTINGS, raising, off));
    Settings configured =
        SETTINGS.withSeverities(Map.of("flags", Severity.ERROR, "raising", Severity.NOTE));
    assertEquals(
        "flags=error raising=note", severities("src/test/A.java", configured, raising, off));
    assertEquals(
        "off=warning", severities("A.java", SETTINGS.withSelected(Set.of("off")), raising, off));
    assertEquals(
        "raising=error", severities("A.java", SETTINGS.withIgnored(Set.of("flags")), raising, off));
    Settings parts =
        SETTINGS.withPerPath(
            List.of(
                new PathSeverities(List.of("gen/"), Map.of("flags", Severity.OFF)),
                new PathSeverities(List.of("old/"), Map.of("off", Severity.NOTE))));
    assertEquals("raising=error", severities("gen/A.java", parts, raising, off));
    assertEquals(
        "flags=warning off=note raising=error", severities("old/A.java", parts, raising, off));
  }

  @Test
  void reportsOnlyTheFilesAskedFor() throws Exception {
    Project all = Project.of(ROOT, Map.of("A.java", FLAGGED, "B.java", "class B { int = 1; }"));
    Project one =
        new Project(
            ROOT,
            all.files().stream()
                .map(
                    f ->
                        new SourceFile(f.path(), f.file(), f.contents(), f.path().equals("A.java")))
                .toList(),
            List.of(),
            List.of());
    Report report = new Engine(List.of(FLAGS), SETTINGS.withoutScreen()).check(one);
    assertEquals(1, report.findings().size());
    assertEquals(List.of(), report.problems());
    assertEquals(1, report.statistics().parsed());
  }

  @Test
  void takesContentsThatWereHandedIn() throws Exception {
    Project project =
        Project.of(ROOT, Map.of("A.java", "class A {}"))
            .with("A.java", Contents.of(FLAGGED.getBytes(StandardCharsets.UTF_8)));
    assertEquals(1, new Engine(List.of(FLAGS), SETTINGS).check(project).findings().size());
  }

  @Test
  void passesOverFilesWithoutTheWordsOfARule() throws Exception {
    Map<String, String> texts =
        Map.of(
            "A.java", FLAGGED,
            "B.java", "class B { /* flag */ String s = \"flag\"; } // flag",
            "C.java", "class C { void m() { other(); } }");
    assertEquals(1, check(texts, FLAGS).statistics().parsed());
    assertEquals(2, check(texts, FLAGS, OTHER).statistics().parsed());
    Report report =
        new Engine(List.of(FLAGS), SETTINGS.withoutScreen()).check(Project.of(ROOT, texts));
    assertEquals(3, report.statistics().parsed());
    assertEquals(1, report.findings().size());
  }

  /** Flags every class of the files it is shown. */
  private record EachClass(Mention needed) implements Rule {

    @Override
    public RuleInfo info() {
      return TestRule.info("each-class", Severity.WARNING);
    }

    @Override
    public void subscribe(Subscriptions on) {
      on.each(
          ClassOrInterfaceDeclaration.class, (node, context) -> context.report(node, "a class"));
    }

    @Override
    public Mention needs(Catalogue catalogue) {
      return needed;
    }
  }

  @Test
  void showsFilesOnlyToRulesThatFindTheirWordsInThem() throws Exception {
    Map<String, String> texts =
        Map.of("A.java", FLAGGED, "B.java", "class B { void m() { other(); } }");
    Report report = check(texts, FLAGS, new EachClass(Mention.words("other")));
    assertEquals(
        List.of("A.java flags", "B.java each-class"),
        report.findings().stream().map(f -> f.at().path() + " " + f.ruleId()).toList());
  }

  @Test
  void forgetsWhatARuleHasNotSeen() throws Exception {
    Engine engine =
        new Engine(List.of(FLAGS, new EachClass(Mention.types(Set.of("Task")))), SETTINGS);
    String user = "class A { Job job; void m() { flag(); } }";
    Engine.Remembered first =
        engine.check(
            Project.of(ROOT, Map.of("A.java", user, "Job.java", "class Job {}")),
            Progress.NONE,
            Memory.empty());
    Engine.Remembered second =
        engine.check(
            Project.of(ROOT, Map.of("A.java", user, "Job.java", "class Job extends Task {}")),
            Progress.NONE,
            first.memory());
    assertEquals(1, first.report().findings().size());
    assertEquals(
        2, second.report().findings().stream().filter(f -> f.at().path().equals("A.java")).count());
  }

  @Test
  void parsesEveryFileWhereLibrariesAreNotNamed() throws Exception {
    Project project = Project.of(ROOT, Map.of("A.java", FLAGGED, "B.java", "class B {}"));
    TypeIndex strange = name -> Optional.empty();
    Report report =
        new Engine(List.of(FLAGS), SETTINGS, strange, Catalogue.standard()).check(project);
    assertEquals(2, report.statistics().parsed());
  }

  @Test
  void saysHowFarItIs() throws Exception {
    List<String> heard = java.util.Collections.synchronizedList(new ArrayList<>());
    new Engine(List.of(FLAGS), SETTINGS.withThreads(1))
        .check(
            Project.of(ROOT, Map.of("A.java", FLAGGED, "B.java", "class B {}")),
            (phase, done, total) -> heard.add(phase + " " + done + "/" + total));
    assertEquals(List.of("SCANNING 1/2", "SCANNING 2/2", "CHECKING 1/1"), heard);
  }

  private static String severities(String path, Settings settings, Rule... more) throws Exception {
    List<Rule> rules = Stream.concat(Stream.of(FLAGS), Stream.of(more)).toList();
    Report report = new Engine(rules, settings).check(Project.of(ROOT, Map.of(path, FLAGGED)));
    return report.findings().stream()
        .map(f -> f.ruleId() + "=" + f.severity().word())
        .collect(java.util.stream.Collectors.joining(" "));
  }

  private static List<String> fingerprints(String text) throws Exception {
    return check(Map.of("A.java", text), FLAGS).findings().stream()
        .map(Finding::fingerprint)
        .toList();
  }

  private static Report check(Map<String, String> texts, Rule... rules) throws Exception {
    return new Engine(List.of(rules), SETTINGS).check(Project.of(ROOT, texts));
  }

  private static String brief(Finding finding) {
    return finding.at().path()
        + ":"
        + finding.at().startLine()
        + ":"
        + finding.at().startColumn()
        + " "
        + finding.ruleId()
        + " "
        + finding.enclosing();
  }

  private static int depth(int level) {
    return depth(level + 1) + 1;
  }
}
