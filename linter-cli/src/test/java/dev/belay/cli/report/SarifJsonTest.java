package dev.belay.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.jcup.sarif_2_1_0.model.Invocation;
import de.jcup.sarif_2_1_0.model.Notification;
import de.jcup.sarif_2_1_0.model.ReportingConfiguration;
import de.jcup.sarif_2_1_0.model.ReportingDescriptor;
import de.jcup.sarif_2_1_0.model.Result;
import de.jcup.sarif_2_1_0.model.Run;
import de.jcup.sarif_2_1_0.model.SarifSchema210;
import de.jcup.sarif_2_1_0.model.ToolComponent;
import dev.belay.cli.report.Results.Silenced;
import dev.belay.linter.rule.Severity;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Help.Ansi;

/** What we write by hand is what Jackson makes of the model by its annotations. */
class SarifJsonTest {

  private static final JsonMapper BY_ANNOTATIONS =
      JsonMapper.builder()
          .defaultPrettyPrinter(Json.printer())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addMixIn(SarifSchema210.class, SchemaFirst.class)
          .addMixIn(Run.class, ResultsAlways.class)
          .addMixIn(ToolComponent.class, RulesAlways.class)
          .addMixIn(Result.class, RuleIndexAlways.class)
          .addMixIn(ReportingConfiguration.class, LevelAlways.class)
          .addMixIn(Invocation.class, SuccessAlways.class)
          .build();

  @ParameterizedTest
  @MethodSource
  void writesWhatTheAnnotationsSay(Results results) throws IOException {
    SarifSchema210 log =
        new SarifReport(Sample.layout(Ansi.OFF), Sample.book()).log(results, Sample.sources());

    assertEquals(
        BY_ANNOTATIONS.writeValueAsString(log) + "\n",
        ReportsTest.written(Format.SARIF, results, Ansi.OFF));
  }

  static Stream<Results> writesWhatTheAnnotationsSay() {
    List<Silenced> silenced =
        List.of(
            new Silenced(Sample.discarded(), Silenced.By.COMMENT_OR_ANNOTATION, "known"),
            new Silenced(Sample.discarded(), Silenced.By.BASELINE, ""));
    List<Notice> harmless =
        List.of(
            new Notice(
                Notice.Level.WARNING, Optional.empty(), 0, 0, Optional.empty(), "é\u2028\u0007"));
    return Stream.of(
        Sample.results(),
        Sample.empty(),
        new Results(List.of(), List.of(), List.of(), List.of(), 0, Severity.WARNING),
        new Results(List.of(), silenced, harmless, Sample.book().infos(), 1, Severity.WARNING));
  }

  // The model leaves out what equals its default. These are the fields that must be there all the
  // same, or that readers rarely know the default of.

  private interface SchemaFirst {
    @JsonProperty("$schema")
    @JsonInclude(Include.ALWAYS)
    URI get$schema();
  }

  private interface ResultsAlways {
    @JsonInclude(Include.ALWAYS)
    List<Result> getResults();

    @JsonInclude(Include.ALWAYS)
    Run.ColumnKind getColumnKind();
  }

  private interface RulesAlways {
    @JsonInclude(Include.ALWAYS)
    Set<ReportingDescriptor> getRules();
  }

  private interface RuleIndexAlways {
    @JsonInclude(Include.ALWAYS)
    Integer getRuleIndex();

    @JsonInclude(Include.ALWAYS)
    Result.Level getLevel();
  }

  private interface LevelAlways {
    @JsonInclude(Include.ALWAYS)
    ReportingConfiguration.Level getLevel();
  }

  private interface SuccessAlways {
    @JsonInclude(Include.ALWAYS)
    Boolean getExecutionSuccessful();

    @JsonInclude(Include.ALWAYS)
    List<Notification> getToolExecutionNotifications();
  }
}
