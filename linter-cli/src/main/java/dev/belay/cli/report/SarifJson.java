package dev.belay.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import de.jcup.sarif_2_1_0.model.ArtifactChange;
import de.jcup.sarif_2_1_0.model.ArtifactLocation;
import de.jcup.sarif_2_1_0.model.CodeFlow;
import de.jcup.sarif_2_1_0.model.Fix;
import de.jcup.sarif_2_1_0.model.Invocation;
import de.jcup.sarif_2_1_0.model.Location;
import de.jcup.sarif_2_1_0.model.LogicalLocation;
import de.jcup.sarif_2_1_0.model.Message;
import de.jcup.sarif_2_1_0.model.MultiformatMessageString;
import de.jcup.sarif_2_1_0.model.Notification;
import de.jcup.sarif_2_1_0.model.PhysicalLocation;
import de.jcup.sarif_2_1_0.model.PropertyBag;
import de.jcup.sarif_2_1_0.model.Region;
import de.jcup.sarif_2_1_0.model.Replacement;
import de.jcup.sarif_2_1_0.model.ReportingDescriptor;
import de.jcup.sarif_2_1_0.model.Result;
import de.jcup.sarif_2_1_0.model.Run;
import de.jcup.sarif_2_1_0.model.SarifSchema210;
import de.jcup.sarif_2_1_0.model.Suppression;
import de.jcup.sarif_2_1_0.model.ThreadFlow;
import de.jcup.sarif_2_1_0.model.ThreadFlowLocation;
import de.jcup.sarif_2_1_0.model.Tool;
import de.jcup.sarif_2_1_0.model.ToolComponent;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/**
 * Writes the part of SARIF's model that our reports use, as the annotations of its classes say:
 * their order, nothing that is absent, empty or the default, except where code scanning wants it or
 * readers rarely know the default. The annotations themselves take longer to read, for Jackson's
 * object mapper, than a small file takes to check
 * (docs/decisions/0009-sarif-without-reflection.md).
 */
final class SarifJson {

  private static final int NO_ID = -1;

  private final JsonGenerator json;

  SarifJson(JsonGenerator json) {
    this.json = json;
  }

  /** What is written of a value once its object is open. */
  @FunctionalInterface
  private interface Members<T> {
    void write(T value) throws IOException;
  }

  /** A whole log. */
  void write(SarifSchema210 log) throws IOException {
    json.writeStartObject();
    text("$schema", log.get$schema().toString());
    text("version", log.getVersion().value());
    objects("runs", log.getRuns(), this::run);
    json.writeEndObject();
  }

  private void run(Run run) throws IOException {
    object("tool", run.getTool(), this::tool);
    objects("invocations", run.getInvocations(), this::invocation);
    json.writeObjectFieldStart("originalUriBaseIds");
    for (Map.Entry<String, ArtifactLocation> base :
        run.getOriginalUriBaseIds().getAdditionalProperties().entrySet()) {
      object(base.getKey(), base.getValue(), this::artifact);
    }
    json.writeEndObject();
    // An upload without results is refused.
    allObjects("results", run.getResults(), this::result);
    json.writeObjectFieldStart("automationDetails");
    text("id", run.getAutomationDetails().getId());
    json.writeEndObject();
    text("columnKind", run.getColumnKind().value());
  }

  private void tool(Tool tool) throws IOException {
    object("driver", tool.getDriver(), this::driver);
  }

  private void driver(ToolComponent driver) throws IOException {
    text("name", driver.getName());
    text("version", driver.getVersion());
    text("semanticVersion", driver.getSemanticVersion());
    allObjects("rules", driver.getRules(), this::rule);
  }

  private void rule(ReportingDescriptor rule) throws IOException {
    text("id", rule.getId());
    text("name", rule.getName());
    object("shortDescription", rule.getShortDescription(), this::forms);
    object("fullDescription", rule.getFullDescription(), this::forms);
    json.writeObjectFieldStart("defaultConfiguration");
    text("level", rule.getDefaultConfiguration().getLevel().value());
    json.writeEndObject();
    object("help", rule.getHelp(), this::forms);
    object("properties", rule.getProperties(), this::properties);
  }

  private void forms(MultiformatMessageString message) throws IOException {
    text("text", message.getText());
    text("markdown", message.getMarkdown());
  }

  private void invocation(Invocation invocation) throws IOException {
    allObjects(
        "toolExecutionNotifications",
        invocation.getToolExecutionNotifications(),
        this::notification);
    json.writeBooleanField("executionSuccessful", invocation.getExecutionSuccessful());
  }

  private void notification(Notification notification) throws IOException {
    objects("locations", notification.getLocations(), this::location);
    object("message", notification.getMessage(), this::message);
    if (notification.getLevel() != Notification.Level.WARNING) {
      text("level", notification.getLevel().value());
    }
    object("associatedRule", notification.getAssociatedRule(), rule -> text("id", rule.getId()));
  }

  private void result(Result result) throws IOException {
    text("ruleId", result.getRuleId());
    json.writeNumberField("ruleIndex", result.getRuleIndex());
    text("level", result.getLevel().value());
    object("message", result.getMessage(), this::message);
    objects("locations", result.getLocations(), this::location);
    json.writeObjectFieldStart("partialFingerprints");
    for (Map.Entry<String, String> fingerprint :
        result.getPartialFingerprints().getAdditionalProperties().entrySet()) {
      text(fingerprint.getKey(), fingerprint.getValue());
    }
    json.writeEndObject();
    objects("codeFlows", result.getCodeFlows(), this::flow);
    objects("relatedLocations", result.getRelatedLocations(), this::location);
    objects("suppressions", result.getSuppressions(), this::suppression);
    objects("fixes", result.getFixes(), this::fix);
    object("properties", result.getProperties(), this::properties);
  }

  private void flow(CodeFlow flow) throws IOException {
    objects("threadFlows", flow.getThreadFlows(), this::thread);
  }

  private void thread(ThreadFlow thread) throws IOException {
    objects("locations", thread.getLocations(), this::step);
  }

  private void step(ThreadFlowLocation step) throws IOException {
    object("location", step.getLocation(), this::location);
  }

  private void suppression(Suppression suppression) throws IOException {
    text("kind", suppression.getKind().value());
    text("justification", suppression.getJustification());
  }

  private void fix(Fix fix) throws IOException {
    object("description", fix.getDescription(), this::message);
    objects("artifactChanges", fix.getArtifactChanges(), this::change);
  }

  private void change(ArtifactChange change) throws IOException {
    object("artifactLocation", change.getArtifactLocation(), this::artifact);
    objects("replacements", change.getReplacements(), this::replacement);
  }

  private void replacement(Replacement replacement) throws IOException {
    object("deletedRegion", replacement.getDeletedRegion(), this::region);
    object(
        "insertedContent",
        replacement.getInsertedContent(),
        content -> text("text", content.getText()));
  }

  private void location(Location location) throws IOException {
    if (location.getId() != NO_ID) {
      json.writeNumberField("id", location.getId());
    }
    object("physicalLocation", location.getPhysicalLocation(), this::physical);
    objects("logicalLocations", location.getLogicalLocations(), this::logical);
    object("message", location.getMessage(), this::message);
  }

  private void physical(PhysicalLocation physical) throws IOException {
    object("artifactLocation", physical.getArtifactLocation(), this::artifact);
    object("region", physical.getRegion(), this::region);
  }

  private void logical(LogicalLocation logical) throws IOException {
    text("fullyQualifiedName", logical.getFullyQualifiedName());
  }

  private void artifact(ArtifactLocation artifact) throws IOException {
    text("uri", artifact.getUri());
    text("uriBaseId", artifact.getUriBaseId());
    object("description", artifact.getDescription(), this::message);
  }

  private void region(Region region) throws IOException {
    number("startLine", region.getStartLine());
    number("startColumn", region.getStartColumn());
    number("endLine", region.getEndLine());
    number("endColumn", region.getEndColumn());
  }

  private void message(Message message) throws IOException {
    text("text", message.getText());
  }

  private void properties(PropertyBag properties) throws IOException {
    if (!properties.getTags().isEmpty()) {
      json.writeArrayFieldStart("tags");
      for (String tag : properties.getTags()) {
        json.writeString(tag);
      }
      json.writeEndArray();
    }
    for (Map.Entry<String, Object> property : properties.getAdditionalProperties().entrySet()) {
      text(property.getKey(), property.getValue().toString());
    }
  }

  private void text(String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  private void number(String name, Integer value) throws IOException {
    if (value != null) {
      json.writeNumberField(name, value);
    }
  }

  private <T> void object(String name, T value, Members<T> members) throws IOException {
    if (value != null) {
      json.writeFieldName(name);
      object(value, members);
    }
  }

  private <T> void object(T value, Members<T> members) throws IOException {
    json.writeStartObject();
    members.write(value);
    json.writeEndObject();
  }

  private <T> void objects(String name, Collection<T> values, Members<T> members)
      throws IOException {
    if (!values.isEmpty()) {
      allObjects(name, values, members);
    }
  }

  /** Also when there are none. */
  private <T> void allObjects(String name, Collection<T> values, Members<T> members)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (T value : values) {
      object(value, members);
    }
    json.writeEndArray();
  }
}
