package dev.belay.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** What code scanning asks of an upload and no schema says. */
class SarifReportTest {

  @Test
  void writesResultsAndRulesOfAnEmptyRun() throws IOException {
    JsonNode run = run(Sample.empty(), Sample.layout(Ansi.OFF));
    assertTrue(run.get("results").isArray() && run.get("results").isEmpty());
    assertEquals(2, run.at("/tool/driver/rules").size());
    assertTrue(run.at("/invocations/0/executionSuccessful").asBoolean());
  }

  @Test
  void writesEmptyRulesOfARunWithoutRules() throws IOException {
    Results none = new Results(List.of(), List.of(), List.of(), List.of(), 0, Severity.WARNING);
    JsonNode run = run(none, Sample.layout(Ansi.OFF));
    assertTrue(run.at("/tool/driver/rules").isArray() && run.get("results").isArray());
  }

  @Test
  void givesEveryRegionAllFourNumbersInsideItsFile() throws IOException {
    JsonNode run = run(Sample.results(), Sample.layout(Ansi.OFF));
    Map<String, SourceText> texts =
        Map.of(
            "src/main/java/demo/Poller.java", SourceText.of("", Sample.POLLER_TEXT),
            "src/main/java/demo/%C3%A9t%C3%A9%20%26%20co/Wide.java",
                SourceText.of("", Sample.ODD_TEXT));
    int seen = 0;
    for (JsonNode physical : run.get("results").findValues("physicalLocation")) {
      SourceText text = texts.get(physical.at("/artifactLocation/uri").asText());
      JsonNode region = physical.get("region");
      assertEquals(4, region.size(), region::toString);
      String startLine = text.line(region.get("startLine").asInt());
      String endLine = text.line(region.get("endLine").asInt());
      assertTrue(region.get("startColumn").asInt() <= startLine.length(), region::toString);
      assertTrue(region.get("endColumn").asInt() <= endLine.length() + 1, region::toString);
      seen++;
    }
    assertEquals(4 + 2 + 3, seen);
  }

  @Test
  void linksEvidenceFromTheMessage() throws IOException {
    JsonNode result = run(Sample.results(), Sample.layout(Ansi.OFF)).at("/results/0");
    String message = result.at("/message/text").asText();
    for (JsonNode related : result.get("relatedLocations")) {
      assertTrue(message.contains("](" + related.get("id").asInt() + ")"), message);
    }
    assertEquals(2, result.get("relatedLocations").size());
    assertEquals(3, result.at("/codeFlows/0/threadFlows/0/locations").size());
  }

  @Test
  void namesRulesByIndex() throws IOException {
    JsonNode run = run(Sample.results(), Sample.layout(Ansi.OFF));
    for (JsonNode result : run.get("results")) {
      int index = result.get("ruleIndex").asInt();
      assertEquals(result.get("ruleId"), run.at("/tool/driver/rules").get(index).get("id"));
    }
  }

  @Test
  void describesEachRuleAsCodeScanningShowsIt() throws IOException {
    for (JsonNode rule : run(Sample.empty(), Sample.layout(Ansi.OFF)).at("/tool/driver/rules")) {
      assertFalse(rule.at("/shortDescription/text").asText().isEmpty());
      assertFalse(rule.at("/fullDescription/text").asText().isEmpty());
      assertFalse(rule.at("/help/text").asText().isEmpty());
      assertFalse(rule.at("/defaultConfiguration/level").asText().isEmpty());
      assertTrue(rule.at("/properties/tags").size() <= 20);
      assertTrue(
          Set.of("very-high", "high", "medium", "low")
              .contains(rule.at("/properties/precision").asText()));
      assertTrue(
          Set.of("error", "warning", "recommendation")
              .contains(rule.get("properties").get("problem.severity").asText()));
      assertFalse(rule.get("properties").has("security-severity"));
    }
  }

  @Test
  void tellsRunsApartByCategory() throws IOException {
    Layout plain = Sample.layout(Ansi.OFF);
    Layout named =
        new Layout(
            plain.root(),
            plain.here(),
            plain.repository(),
            Ansi.OFF,
            80,
            false,
            false,
            Optional.of("core"),
            "1");
    assertEquals("belay/", run(Sample.empty(), plain).at("/automationDetails/id").asText());
    assertEquals("belay/core/", run(Sample.empty(), named).at("/automationDetails/id").asText());
  }

  @Test
  void startsPathsAtTheRepositorysRoot() throws IOException {
    Layout inner =
        new Layout(
            Path.of("/project"),
            Path.of("/project"),
            Path.of("/"),
            Ansi.OFF,
            80,
            false,
            false,
            Optional.empty(),
            "1");
    assertEquals(
        "project/src/main/java/demo/Poller.java",
        run(Sample.results(), inner)
            .at("/results/0/locations/0/physicalLocation/artifactLocation/uri")
            .asText());
  }

  @Test
  void marksWhatIsSilenced() throws IOException {
    Results results =
        new Results(
            List.of(),
            List.of(
                new Results.Silenced(
                    Sample.discarded(), Results.Silenced.By.COMMENT_OR_ANNOTATION, "known"),
                new Results.Silenced(Sample.discarded(), Results.Silenced.By.BASELINE, "")),
            List.of(),
            Sample.book().infos(),
            1,
            Severity.WARNING);
    JsonNode all = run(results, Sample.layout(Ansi.OFF)).get("results");
    assertEquals("inSource", all.at("/0/suppressions/0/kind").asText());
    assertEquals("known", all.at("/0/suppressions/0/justification").asText());
    assertEquals("external", all.at("/1/suppressions/0/kind").asText());
  }

  @Test
  void keepsTheWorstOfTooMany() throws IOException {
    List<Finding> many = new ArrayList<>();
    Finding error = Sample.discarded();
    for (int i = 0; i < SarifReport.MOST_RESULTS; i++) {
      many.add(with(error, Severity.NOTE, "n" + i));
    }
    for (int i = 0; i < 7; i++) {
      many.add(with(error, Severity.ERROR, "e" + i));
    }
    Results results =
        new Results(many, List.of(), List.of(), Sample.book().infos(), 1, Severity.WARNING);
    JsonNode run = run(results, Sample.layout(Ansi.OFF));
    assertEquals(SarifReport.MOST_RESULTS, run.get("results").size());
    Set<String> kept = new HashSet<>();
    run.get("results")
        .forEach(it -> kept.add(it.at("/partialFingerprints/belayStructure~1v1").asText()));
    for (int i = 0; i < 7; i++) {
      assertTrue(kept.contains("e" + i));
    }
    assertTrue(
        run.at("/invocations/0/toolExecutionNotifications/0/message/text")
            .asText()
            .startsWith("7 findings more"));
  }

  @Test
  void saysWhatCouldNotBeRead() throws IOException {
    JsonNode invocation = run(Sample.results(), Sample.layout(Ansi.OFF)).at("/invocations/0");
    assertFalse(invocation.get("executionSuccessful").asBoolean());
    JsonNode first = invocation.at("/toolExecutionNotifications/0");
    assertEquals("error", first.get("level").asText());
    assertEquals(7, first.at("/locations/0/physicalLocation/region/startLine").asInt());
    assertEquals(
        "detached-thread",
        invocation.at("/toolExecutionNotifications/1/associatedRule/id").asText());
  }

  @Test
  void encodesPathsByteByByte() {
    assertEquals("a%20b/%C3%A9%23%3F%25%5B1%5D.java", SarifResults.encoded("a b/é#?%[1].java"));
  }

  @Test
  void makesSentences() {
    assertEquals("The task is lost.", SarifResults.sentence("the task is lost"));
    assertEquals("submit() drops it.", SarifResults.sentence("submit() drops it"));
    assertEquals("executorService is open.", SarifResults.sentence("executorService is open"));
    assertEquals("Is it?", SarifResults.sentence("is it?"));
  }

  private static Finding with(Finding it, Severity severity, String fingerprint) {
    return new Finding(
        it.ruleId(),
        severity,
        it.at(),
        it.message(),
        it.enclosing(),
        it.evidence(),
        it.help(),
        it.fixes(),
        it.refusal(),
        fingerprint);
  }

  private static JsonNode run(Results results, Layout layout) throws IOException {
    StringWriter out = new StringWriter();
    Format.SARIF.write(results, Sample.sources(), layout, Sample.book(), out);
    JsonNode log = new ObjectMapper().readTree(out.toString());
    assertEquals("2.1.0", log.get("version").asText());
    assertEquals(1, log.get("runs").size());
    JsonNode run = log.at("/runs/0");
    assertEquals("utf16CodeUnits", run.get("columnKind").asText());
    return run;
  }
}
