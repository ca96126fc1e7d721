package dev.belay.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Severity;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import picocli.CommandLine.Help.Ansi;

/** What the readers of each form rely on. */
class OtherFormatsTest {

  @Test
  void githubShowsTheWorstAndCountsTheRest() throws IOException {
    List<Finding> many = new ArrayList<>(Collections.nCopies(12, Sample.discarded()));
    many.addAll(Sample.results().findings());
    String report = written(Format.GITHUB, of(many));
    assertEquals(10, report.lines().filter(line -> line.startsWith("::error ")).count());
    assertEquals(2, report.lines().filter(line -> line.startsWith("::warning ")).count());
    assertTrue(report.endsWith("::3 more findings, lighter or later ones\n"), report);
  }

  @Test
  void githubKeepsACommandInOneLine() throws IOException {
    String report = written(Format.GITHUB, Sample.results());
    assertTrue(report.lines().allMatch(line -> line.startsWith("::")), report);
    assertTrue(report.contains("%0Ahelp: keep the future and join it"), report);
  }

  @Test
  void gitlabsFingerprintsDiffer() throws IOException {
    List<Finding> twice = List.of(Sample.discarded(), Sample.discarded());
    JsonNode report = new ObjectMapper().readTree(written(Format.GITLAB, of(twice)));
    Set<String> fingerprints = new HashSet<>();
    report.forEach(issue -> fingerprints.add(issue.get("fingerprint").asText()));
    assertEquals(2, fingerprints.size());
    Set<String> severities = Set.of("info", "minor", "major", "critical", "blocker");
    report.forEach(issue -> assertTrue(severities.contains(issue.get("severity").asText())));
  }

  @Test
  void junitCountsWhatItHolds() throws Exception {
    Element suite =
        (Element) xml(Format.JUNIT, Sample.results()).getElementsByTagName("testsuite").item(0);
    for (String[] pair :
        new String[][] {
          {"tests", "testcase"},
          {"failures", "failure"},
          {"errors", "error"},
          {"skipped", "skipped"}
        }) {
      assertEquals(
          Integer.parseInt(suite.getAttribute(pair[0])),
          suite.getElementsByTagName(pair[1]).getLength(),
          pair[0]);
    }
    assertEquals("3", suite.getAttribute("failures"));
  }

  @Test
  void junitPassesRulesWithoutFindings() throws Exception {
    Document report = xml(Format.JUNIT, Sample.empty());
    assertEquals(2, report.getElementsByTagName("testcase").getLength());
    assertEquals(0, report.getElementsByTagName("failure").getLength());
  }

  @Test
  void checkstyleNamesEachFileOnce() throws Exception {
    Document report = xml(Format.CHECKSTYLE, Sample.results());
    assertEquals(3, report.getElementsByTagName("file").getLength());
    assertEquals(6, report.getElementsByTagName("error").getLength());
  }

  @Test
  void htmlAsksForNothingFromElsewhere() throws IOException {
    String report = written(Format.HTML, Sample.results());
    for (String reach : List.of("src=", "@import", "url(", "<link", "fetch(", "XMLHttpRequest")) {
      assertFalse(report.contains(reach), reach);
    }
    assertTrue(report.contains("default-src 'none'"));
  }

  @Test
  void htmlObeysNothingOfTheSource() throws IOException {
    String report = written(Format.HTML, Sample.results());
    assertEquals(1, count(report, "</script>"));
    assertFalse(report.contains("<b>never</b>"));
    assertTrue(report.contains("&lt;b&gt;never&lt;/b&gt;"));
  }

  @Test
  void htmlIsLimitedToWhatABrowserCanShow() throws IOException {
    String report =
        written(
            Format.HTML, of(Collections.nCopies(HtmlReport.MOST_FINDINGS + 3, Sample.discarded())));
    assertEquals(HtmlReport.MOST_FINDINGS, count(report, "<article "));
    assertTrue(report.contains("3 lighter findings are not on this page"));
  }

  private static int count(String text, String part) {
    return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
  }

  private static Results of(List<Finding> findings) {
    return new Results(findings, List.of(), List.of(), Sample.book().infos(), 12, Severity.WARNING);
  }

  private static Document xml(Format format, Results results)
      throws IOException, SAXException, ParserConfigurationException {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(written(format, results))));
  }

  private static String written(Format format, Results results) throws IOException {
    return ReportsTest.written(format, results, Ansi.OFF);
  }
}
