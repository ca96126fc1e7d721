package dev.belay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What code scanning would say of our SARIF: the validator of its makers, and the standard's
 * schema.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SarifTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path MULTITOOL = Places.NPM.resolve("@microsoft/sarif-multitool-linux");

  /**
   * It wants an address of the tool's page, which there is none of before the project has a home.
   */
  private static final Set<String> ACCEPTED_WARNINGS = Set.of("SARIF2005");

  private Path reports;
  private Schema schema;

  @BeforeAll
  void report() throws IOException {
    reports = Places.emptied("sarif");
    schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(Files.readString(MULTITOOL.resolve("sarif-2.1.0.json")), InputFormat.JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curator-recipes",
        "jetty-util",
        "rocketmq-broker",
        "sentinel-core",
        "xxl-job-core"
      })
  void libraries(String library) throws IOException {
    JsonNode run = check(library, Places.TARGET.resolve("libraries").resolve(library));
    assertTrue(run.at("/results").size() > 0, "a library without findings proves nothing");
  }

  @Test
  void demo() throws IOException {
    JsonNode run = check("demo", Places.REPOSITORY.resolve("testdata/demo"));
    assertTrue(run.at("/results").size() > 0);
  }

  @Test
  void aRunThatFindsNothing() throws IOException {
    Path empty = Places.emptied("nothing");
    JsonNode run = check("nothing", empty);
    assertTrue(run.path("results").isArray() && run.path("results").isEmpty());
  }

  /** Both have to be able to say no. */
  @Test
  void brokenReportsAreRefused() throws IOException {
    JsonNode sound = report("sound", Places.REPOSITORY.resolve("testdata/demo"));

    ObjectNode withoutResults = sound.deepCopy();
    ((ObjectNode) withoutResults.at("/runs/0")).remove("results");
    assertTrue(verdict("without-results", withoutResults).containsKey("error"));

    ObjectNode withAWrongRegion = sound.deepCopy();
    ((ObjectNode) withAWrongRegion.at("/runs/0/results/0/locations/0/physicalLocation/region"))
        .put("endLine", 1);
    assertTrue(verdict("wrong-region", withAWrongRegion).containsKey("error"));

    ObjectNode withAWrongLevel = sound.deepCopy();
    ((ObjectNode) withAWrongLevel.at("/runs/0/results/0")).put("level", "fatal");
    assertEquals(1, schema.validate(withAWrongLevel.toString(), InputFormat.JSON).size());
  }

  /** Reports on a folder and has the report judged; its one run. */
  private JsonNode check(String name, Path folder) throws IOException {
    JsonNode report = report(name, folder);

    assertEquals(List.of(), schema.validate(report.toString(), InputFormat.JSON), name);
    Map<String, Map<String, Integer>> verdict = verdict(name, report);
    System.out.printf(
        "sarif: %s: %d results, %s%n", name, report.at("/runs/0/results").size(), verdict);
    assertEquals(null, verdict.get("error"), name);
    assertTrue(
        ACCEPTED_WARNINGS.containsAll(verdict.getOrDefault("warning", Map.of()).keySet()),
        () -> name + ": " + verdict);
    assertEquals(1, report.at("/runs").size());
    return report.at("/runs/0");
  }

  private JsonNode report(String name, Path folder) throws IOException {
    Path file = reports.resolve(name + ".sarif");
    Ran run = Places.belay(folder, "check", "--fail-on=never", "--output", "sarif=" + file, ".");
    run.endedWith(0);
    return JSON.readTree(file.toFile());
  }

  /** How often the validator complains, by level and rule. Its exit code says nothing. */
  private Map<String, Map<String, Integer>> verdict(String name, JsonNode report)
      throws IOException {
    Path file = reports.resolve(name + ".sarif");
    Path output = reports.resolve(name + ".verdict.sarif");
    JSON.writeValue(file.toFile(), report);
    Ran ran =
        Ran.in(
            reports,
            Map.of("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"),
            List.of(
                MULTITOOL.resolve("Sarif.Multitool").toString(),
                "validate",
                file.toString(),
                "--rule-kind",
                "Sarif;Ghas",
                "--level",
                "Error;Warning;Note",
                "--log",
                "ForceOverwrite",
                "--output",
                output.toString()));
    assertTrue(Files.exists(output), () -> ran.out() + ran.err());

    JsonNode said = JSON.readTree(output.toFile()).at("/runs/0");
    assertTrue(said.at("/artifacts").size() > 0 || said.path("results").isArray(), ran::out);
    Map<String, Map<String, Integer>> byLevel = new TreeMap<>();
    for (JsonNode result : (ArrayNode) said.withArray("results")) {
      // The standard's default.
      String level = result.path("level").asText("warning");
      byLevel
          .computeIfAbsent(level, it -> new TreeMap<>())
          .merge(result.path("ruleId").asText(), 1, Integer::sum);
    }
    return byLevel;
  }
}
