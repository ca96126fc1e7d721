package dev.belay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.TestSuiteXmlParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import se.bjurr.violations.lib.ViolationsApi;
import se.bjurr.violations.lib.model.SEVERITY;
import se.bjurr.violations.lib.model.Violation;
import se.bjurr.violations.lib.reports.Parser;

/** Reports as the programs that take them read them: the same findings, each at its place. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadersTest {

  private Path reports;

  /** What the JSON report says: rule, path, line. */
  private Set<String> findings;

  private int errors;

  @BeforeAll
  void report() throws Exception {
    reports = Places.emptied("readers");
    List<String> arguments = new ArrayList<>(List.of("check"));
    for (String format : List.of("json", "gitlab", "junit", "checkstyle", "sarif")) {
      arguments.add("--output");
      arguments.add(format + "=" + reports.resolve(format));
    }
    arguments.add("testdata/demo");
    Places.belay(Places.REPOSITORY, arguments.toArray(String[]::new)).endedWith(1);

    JsonNode json = new ObjectMapper().readTree(reports.resolve("json").toFile());
    findings = new TreeSet<>();
    for (JsonNode finding : json.path("findings")) {
      findings.add(
          place(
              finding.path("rule").asText(),
              finding.path("path").asText(),
              finding.path("startLine").asInt()));
      if (finding.path("severity").asText().equals("error")) {
        errors++;
      }
    }
    assertTrue(findings.size() > 3 && errors > 0, json::toPrettyString);
  }

  @Test
  void gitlab() {
    // Its reader knows a "major" issue, our warning, as an error.
    assertEquals(findings, read(Parser.CODECLIMATE, "gitlab", findings.size()));
  }

  @Test
  void checkstyle() {
    assertEquals(findings, read(Parser.CHECKSTYLE, "checkstyle", errors));
  }

  @Test
  void sarif() {
    assertEquals(findings, read(Parser.SARIF, "sarif", errors));
  }

  @Test
  void junit() throws Exception {
    List<ReportTestSuite> suites;
    try (InputStreamReader text =
        new InputStreamReader(
            Files.newInputStream(reports.resolve("junit")), StandardCharsets.UTF_8)) {
      suites = new TestSuiteXmlParser(new NullConsoleLogger()).parse(text);
    }
    // The parser makes a suite of each class, which for us is a file.
    List<ReportTestCase> tests =
        suites.stream().flatMap(suite -> suite.getTestCases().stream()).toList();
    Set<String> read = new TreeSet<>();
    for (ReportTestCase test : tests) {
      assertFalse(test.hasError(), test::getName);
      if (test.hasFailure()) {
        String line = test.getName().replaceFirst(".* at line ", "");
        read.add(place(test.getFailureType(), test.getFullClassName(), Integer.parseInt(line)));
      }
    }
    assertEquals(findings, read);
    assertTrue(tests.size() > read.size(), "a rule that finds nothing is a test that passes");
  }

  private Set<String> read(Parser parser, String file, int weighty) {
    Set<Violation> violations =
        ViolationsApi.violationsApi()
            .withPattern(".*/" + file)
            .inFolder(reports.toString())
            .findAll(parser)
            .violations();
    Set<String> read = new TreeSet<>();
    for (Violation violation : violations) {
      read.add(
          place(
              violation.getRule().replace("belay.", ""),
              violation.getFile(),
              violation.getStartLine()));
    }
    assertEquals(
        weighty, violations.stream().filter(it -> it.getSeverity() == SEVERITY.ERROR).count());
    return read;
  }

  private static String place(String rule, String path, int line) {
    return rule + " " + path + ":" + line;
  }
}
