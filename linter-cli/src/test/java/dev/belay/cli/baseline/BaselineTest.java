package dev.belay.cli.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.belay.cli.usage.UsageException;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.source.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {

  @TempDir private Path folder;

  @Test
  void survivesMovedLines() {
    Baseline baseline = Baseline.of(List.of(finding("A.java", 3, "f1")));
    Baseline.Comparison comparison = baseline.compare(List.of(finding("A.java", 90, "f1")));
    assertEquals(1, comparison.accepted().size());
    assertEquals(List.of(), comparison.fresh());
    assertTrue(comparison.stale().isEmpty());
  }

  @Test
  void acceptsAsManyAsItCounts() {
    Baseline baseline =
        Baseline.of(List.of(finding("A.java", 1, "f1"), finding("A.java", 2, "f1")));
    List<Finding> three =
        List.of(finding("A.java", 1, "f1"), finding("A.java", 2, "f1"), finding("A.java", 3, "f1"));
    Baseline.Comparison comparison = baseline.compare(three);
    assertEquals(2, comparison.accepted().size());
    assertEquals(List.of(three.get(2)), comparison.fresh());
  }

  @Test
  void tellsWhatIsGone() {
    Baseline baseline =
        Baseline.of(
            List.of(
                finding("A.java", 1, "f1"),
                finding("A.java", 2, "f1"),
                finding("B.java", 1, "f2")));
    Baseline.Comparison comparison = baseline.compare(List.of(finding("A.java", 1, "f1")));
    assertEquals(
        Map.of(
            new Baseline.Entry("A.java", "a-rule", "f1"), 1,
            new Baseline.Entry("B.java", "a-rule", "f2"), 1),
        comparison.stale());
  }

  @Test
  void isASortedEntryALineThatReadsBack() throws IOException {
    String odd = "dir\t\n%#/é.java";
    Baseline baseline =
        Baseline.of(
            List.of(
                finding("b/B.java", 1, "f2"),
                finding(odd, 4, "f3"),
                finding("a/A.java", 9, "f1"),
                finding("b/B.java", 7, "f2")));
    assertEquals(
        """
        a/A.java\ta-rule\tf1\t1
        b/B.java\ta-rule\tf2\t2
        dir%09%0A%25%23/é.java\ta-rule\tf3\t1
        """,
        baseline.text().lines().skip(1).map(line -> line + "\n").reduce("", String::concat));
    Path file = Files.writeString(folder.resolve("b.tsv"), baseline.text());
    Baseline read = Baseline.read(file, "b.tsv");
    assertEquals(baseline.text(), read.text());
    assertEquals(4, read.size());
    assertTrue(read.compare(List.of(finding(odd, 1, "f3"))).fresh().isEmpty());
  }

  @Test
  void forgetsWhatIsGoneWhereItCanTell() {
    Baseline before =
        Baseline.of(
            List.of(
                finding("A.java", 1, "f1"),
                finding("A.java", 1, "f1"),
                finding("B.java", 1, "f2"),
                finding("C.java", 1, "f3")));
    Baseline now = Baseline.of(List.of(finding("A.java", 1, "f1"), finding("A.java", 1, "new")));
    Baseline after = before.only(now, entry -> !entry.path().equals("C.java"));
    assertEquals(
        Baseline.of(List.of(finding("A.java", 1, "f1"), finding("C.java", 1, "f3"))).text(),
        after.text());
  }

  @Test
  void replacesWhatItCanTell() {
    Baseline before = Baseline.of(List.of(finding("A.java", 1, "f1"), finding("C.java", 1, "f3")));
    Baseline now = Baseline.of(List.of(finding("A.java", 1, "new")));
    assertEquals(
        Baseline.of(List.of(finding("A.java", 1, "new"), finding("C.java", 1, "f3"))).text(),
        before.replaced(now, entry -> entry.path().equals("A.java")).text());
  }

  @Test
  void refusesWhatIsNoBaseline() throws IOException {
    Path file = Files.writeString(folder.resolve("b.tsv"), "# x\n\na\tb\tc\t1\na\tb\tc\tmany\n");
    assertEquals(
        "b.tsv:4: no entry of a baseline: path, rule, fingerprint and count",
        assertThrows(UsageException.class, () -> Baseline.read(file, "b.tsv")).getMessage());
    assertEquals(
        "no baseline none; `belay baseline` writes one",
        assertThrows(UsageException.class, () -> Baseline.read(folder.resolve("none"), "none"))
            .getMessage());
  }

  private static Finding finding(String path, int line, String fingerprint) {
    return new Finding(
        "a-rule",
        Severity.WARNING,
        new Location(path, line, 1, line, 2),
        "message",
        "A.run()",
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        fingerprint);
  }
}
