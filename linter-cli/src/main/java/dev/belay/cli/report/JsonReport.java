package dev.belay.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.belay.linter.rule.Edit;
import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.source.Location;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * Everything a finding carries, for programs. {@code version} rises when a field changes its
 * meaning.
 */
final class JsonReport implements ReportWriter {

  private static final int VERSION = 1;

  private final Layout layout;

  JsonReport(Layout layout) {
    this.layout = layout;
  }

  @Override
  public void write(Results results, Sources sources, Writer out) throws IOException {
    try (JsonGenerator json = Json.indented(out)) {
      json.writeStartObject();
      json.writeNumberField("version", VERSION);
      json.writeStringField("belay", layout.version());
      json.writeNumberField("files", results.files());
      json.writeObjectFieldStart("count");
      for (Severity severity : new Severity[] {Severity.ERROR, Severity.WARNING, Severity.NOTE}) {
        json.writeNumberField(severity.word(), results.count(severity));
      }
      json.writeEndObject();
      json.writeArrayFieldStart("findings");
      for (Finding finding : results.findings()) {
        json.writeStartObject();
        write(finding, json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("silenced");
      for (Results.Silenced silenced : results.silenced()) {
        json.writeStartObject();
        json.writeStringField("by", silenced.by().name().toLowerCase(Locale.ROOT));
        json.writeStringField("reason", silenced.reason());
        write(silenced.finding(), json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("problems");
      for (Notice notice : results.notices()) {
        write(notice, json);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    out.append('\n');
  }

  private static void write(Finding finding, JsonGenerator json) throws IOException {
    json.writeStringField("rule", finding.ruleId());
    json.writeStringField("severity", finding.severity().word());
    json.writeStringField("message", finding.message());
    write(finding.at(), json);
    json.writeStringField("enclosing", finding.enclosing());
    json.writeArrayFieldStart("evidence");
    for (Evidence step : finding.evidence()) {
      json.writeStartObject();
      json.writeStringField("text", step.text());
      write(step.at(), json);
      json.writeEndObject();
    }
    json.writeEndArray();
    if (finding.help().isPresent()) {
      json.writeStringField("help", finding.help().get());
    }
    json.writeArrayFieldStart("fixes");
    for (Fix fix : finding.fixes()) {
      write(fix, json);
    }
    json.writeEndArray();
    if (finding.refusal().isPresent()) {
      json.writeStringField("refusal", finding.refusal().get().reason());
    }
    json.writeStringField("fingerprint", finding.fingerprint());
  }

  private static void write(Location at, JsonGenerator json) throws IOException {
    json.writeStringField("path", at.path());
    json.writeNumberField("startLine", at.startLine());
    json.writeNumberField("startColumn", at.startColumn());
    json.writeNumberField("endLine", at.endLine());
    json.writeNumberField("endColumn", at.endColumn());
  }

  private static void write(Fix fix, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("title", fix.title());
    json.writeBooleanField("safe", fix.safety() == Fix.Safety.SAFE);
    json.writeArrayFieldStart("edits");
    for (Edit edit : fix.edits()) {
      json.writeStartObject();
      json.writeNumberField("start", edit.range().start());
      json.writeNumberField("end", edit.range().end());
      json.writeStringField("replacement", edit.replacement());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Notice notice, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", notice.level().name().toLowerCase(Locale.ROOT));
    if (notice.path().isPresent()) {
      json.writeStringField("path", notice.path().get());
    }
    if (notice.line() > 0) {
      json.writeNumberField("line", notice.line());
    }
    if (notice.column() > 0) {
      json.writeNumberField("column", notice.column());
    }
    if (notice.ruleId().isPresent()) {
      json.writeStringField("rule", notice.ruleId().get());
    }
    json.writeStringField("text", notice.text());
    json.writeEndObject();
  }
}
