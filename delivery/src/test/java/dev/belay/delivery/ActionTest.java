package dev.belay.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The GitHub action: its form by a validator, its own step by running it. */
class ActionTest {

  private static final Path ACTION = Places.REPOSITORY.resolve("action.yml");

  @Test
  void theValidatorTakesIt() throws IOException {
    Scratch scratch = new Scratch("action").onPath(Places.NPM.resolve(".bin"));
    scratch.file("action.yml", Files.readString(ACTION));
    scratch.run("action-validator", "action.yml").endedWith(0);
    // It has to be able to say no.
    scratch.file(
        "action.yml", Files.readString(ACTION).replace("using: composite", "using: wishes"));
    assertEquals(1, scratch.run("action-validator", "action.yml").code());
  }

  @Test
  void theValidatorTakesTheWorkflowOfTheDocs() {
    Scratch scratch = new Scratch("workflow").onPath(Places.NPM.resolve(".bin"));
    String workflow = Recipes.at("owner/belay", "v1", Recipes.startingWith("name: belay\n"));
    scratch.file(".github/workflows/belay.yml", workflow);
    scratch.run("action-validator", ".github/workflows/belay.yml").endedWith(0);
  }

  @Test
  void itsStepAnnotatesAndWritesTheReport() throws IOException {
    Scratch scratch =
        step("step").file("src/Leaky.java", Sample.LEAKY).file("it's/Calm.java", Sample.CALM);
    scratch
        .environment("BELAY_PATHS", "src\n\nit's\n")
        .environment("BELAY_ARGUMENTS", "--fail-on=error\n--select=discarded-future\n")
        .environment("BELAY_CATEGORY", "core");
    Ran ran = scratch.run("bash", "-e", "step.sh").endedWith(1);
    assertTrue(ran.out().startsWith("::error file=src/Leaky.java,line=11,"), ran::out);
    String report = scratch.text("belay.sarif");
    assertTrue(report.contains("\"id\" : \"belay/core/\""), report);
  }

  @Test
  void itsStepTakesWhatIsGivenByDefault() throws IOException {
    Scratch scratch = step("step-defaults").file("src/Calm.java", Sample.CALM);
    scratch.run("bash", "-e", "step.sh").endedWith(0);
    assertTrue(scratch.text("belay.sarif").contains("\"results\" : [ ]"));
  }

  /** The action's own step, with its inputs at their defaults, beside an installed program. */
  private static Scratch step(String name) throws IOException {
    JsonNode action = new YAMLMapper().readTree(Files.readString(ACTION));
    Scratch scratch = new Scratch(name);
    scratch.environment("GITHUB_ACTION_PATH", Places.installed().toString());
    for (JsonNode step : action.at("/runs/steps")) {
      if (step.has("run")) {
        scratch.file("step.sh", step.path("run").asText());
        for (Map.Entry<String, JsonNode> variable : step.path("env").properties()) {
          String input = variable.getValue().asText().replaceAll(".*inputs\\.| *}}", "");
          String value = action.at("/inputs/" + input + "/default").asText();
          scratch.environment(variable.getKey(), value);
        }
      }
    }
    return scratch;
  }
}
