package dev.belay.linter.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each kind of bad input is one problem of one line, and everything else is still reported. */
class BadInputTest {

  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final String FLAGGED = "class A { void m() { flag(); } }";

  @Test
  void takesAnEmptyFile() throws Exception {
    assertEquals(List.of(), problems(""));
    assertEquals(List.of(), problems("// nothing\n"));
    assertEquals(List.of(), problems("\ufeff"));
  }

  @Test
  void refusesBinary() throws Exception {
    assertEquals(
        List.of("no text: holds NUL bytes"),
        problems(new byte[] {(byte) 0xca, (byte) 0xfe, 0, 0, 0, 52}, 0));
  }

  @Test
  void readsOtherEncodingsAllTheSame() throws Exception {
    byte[] bytes = "class B {\n String s = \"é\"; void m() { flag(); } }".getBytes(ISO_8859_1);
    assertEquals(List.of("2: not UTF-8, read as ISO-8859-1"), problems(bytes, 1));
    assertEquals(
        List.of("not UTF-8, read as ISO-8859-1"),
        problems("class B {} // ß".getBytes(ISO_8859_1), 0).stream()
            .map(p -> p.substring(3))
            .toList());
  }

  @Test
  void ignoresAByteOrderMark() throws Exception {
    assertEquals(List.of(), problems(("\ufeff" + FLAGGED).getBytes(UTF_8), 1));
  }

  @Test
  void refusesWhatIsTooLarge() throws Exception {
    String text = "class B { " + "int a; ".repeat(100) + "}";
    Limits limits = new Limits(500, 100, 16);
    assertEquals(
        List.of("too large: 711 bytes, the limit is 500"),
        problems(text.getBytes(UTF_8), 0, limits));
  }

  @Test
  void checksALargeGeneratedFileWhereTheHeapAllows() throws Exception {
    StringBuilder text = new StringBuilder("class B {\n");
    for (int i = 0; text.length() < 1_000_000; i++) {
      text.append("  int m").append(i).append("() { return ").append(i).append("; }\n");
    }
    text.append("void n() { flag(); } }");
    List<String> problems = problems(text.toString().getBytes(UTF_8), -1);
    boolean fits = Limits.standard().bytes() >= text.length();
    assertEquals(fits ? 0 : 1, problems.size(), problems::toString);
  }

  @Test
  void refusesDeepNesting() throws Exception {
    String parentheses = "(".repeat(10_000) + "1" + ")".repeat(10_000);
    assertEquals(
        List.of("nested too deep: 10001 brackets, the limit is 1000"),
        problems("class B { int a = " + parentheses + "; }"));
    String lambdas = "f(() -> {".repeat(40) + "flag();" + "});".repeat(40);
    assertEquals(
        List.of("nested too deep: 40 blocks as arguments in each other, the limit is 12"),
        problems("class B { void m() {" + lambdas + "} }"));
  }

  @Test
  void survivesWhatOverflowsTheParser() throws Exception {
    String parentheses = "(".repeat(20_000) + "1" + ")".repeat(20_000);
    byte[] text = ("class B { void m() { flag(" + parentheses + "); } }").getBytes(UTF_8);
    assertEquals(
        List.of("nested too deep: the parser's stack overflows"),
        problems(text, 0, new Limits(text.length, 100_000, 16)));
  }

  @Test
  void checksLongChainsThatAreNoNesting() throws Exception {
    String sum = "1" + " + 1".repeat(6_000);
    assertEquals(List.of(), problems("class B { int a = " + sum + "; void m() { flag(); } }", 1));
    String chain = "if (a) {} else ".repeat(2_000);
    assertEquals(List.of(), problems("class B { void m() { flag(); " + chain + " {} } }", 1));
  }

  @Test
  void readsAPartOfWhatIsNotJava() throws Exception {
    assertEquals(
        List.of("3: read in part: unexpected \"int\""),
        problems("class B {\n void m() { flag(); }\n void n() { int = ; } }", 1));
    assertEquals(
        List.of("1: not read: unexpected \"at\""), problems("not java at all, but flag() words"));
    assertEquals(1, problems("class B { void m() { flag(); ").size());
  }

  @Test
  void namesWhatCannotBeRead() throws Exception {
    Contents denied =
        new Contents() {
          @Override
          public long size() {
            return 1;
          }

          @Override
          public byte[] bytes() throws IOException {
            throw new java.nio.file.AccessDeniedException("B.java");
          }
        };
    assertEquals(List.of("no permission to read"), problems(denied, 0, Limits.standard()));
  }

  private static List<String> problems(String text) throws Exception {
    return problems(text.getBytes(UTF_8), -1);
  }

  private static List<String> problems(String text, int findings) throws Exception {
    return problems(text.getBytes(UTF_8), findings);
  }

  private static List<String> problems(byte[] bytes, int findings) throws Exception {
    return problems(bytes, findings, Limits.standard());
  }

  private static List<String> problems(byte[] bytes, int findings, Limits limits) throws Exception {
    return problems(Contents.of(bytes), findings, limits);
  }

  /** Problems of B.java; {@code findings} is how many it must have, -1 for any number. */
  private static List<String> problems(Contents contents, int findings, Limits limits)
      throws Exception {
    Project project = Project.of(ROOT, Map.of("A.java", FLAGGED)).with("B.java", contents);
    Settings settings = Settings.standard().withThreads(1).withLimits(limits);
    Report report =
        new Engine(List.of(TestRule.flagging("flags", "flag")), settings).check(project);
    assertEquals(1, report.findings().stream().filter(f -> f.at().path().equals("A.java")).count());
    if (findings >= 0) {
      assertEquals(findings, report.findings().size() - 1);
    }
    return report.problems().stream()
        .map(
            problem -> {
              assertEquals("B.java", problem.path());
              assertFalse(problem.isOurs(), problem.toString());
              assertFalse(problem.message().contains("\n"));
              String at = problem.line().isPresent() ? problem.line().getAsInt() + ": " : "";
              return at + problem.message();
            })
        .toList();
  }
}
