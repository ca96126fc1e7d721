package dev.belay.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.source.Sha256;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * GitLab's Code Quality report: a list of what it calls issues, each with a fingerprint of its own.
 */
final class GitlabReport implements ReportWriter {

  private final Layout layout;

  GitlabReport(Layout layout) {
    this.layout = layout;
  }

  @Override
  public void write(Results results, Sources sources, Writer out) throws IOException {
    Map<String, Integer> seen = new HashMap<>();
    try (JsonGenerator json = Json.indented(out)) {
      json.writeStartArray();
      for (Finding finding : results.findings()) {
        String path = layout.inRepository(finding.at().path());
        String structure = path + "\0" + finding.ruleId() + "\0" + finding.fingerprint();
        int ordinal = seen.merge(structure, 1, Integer::sum);
        json.writeStartObject();
        // GitLab passes over these two; Code Climate, whose form it is, and other readers want
        // them.
        json.writeStringField("type", "issue");
        json.writeArrayFieldStart("categories");
        json.writeString("Bug Risk");
        json.writeEndArray();
        json.writeStringField("description", finding.message());
        json.writeStringField("check_name", finding.ruleId());
        json.writeStringField("fingerprint", digest(structure + "\0" + ordinal));
        json.writeStringField("severity", severity(finding.severity()));
        json.writeObjectFieldStart("location");
        json.writeStringField("path", path);
        json.writeObjectFieldStart("lines");
        json.writeNumberField("begin", finding.at().startLine());
        json.writeNumberField("end", finding.at().endLine());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    out.append('\n');
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case ERROR -> "critical";
      case WARNING -> "major";
      case NOTE, OFF -> "minor";
    };
  }

  private static String digest(String text) {
    byte[] digest = Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, 16);
  }
}
