package dev.belay.cli.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigurationSchemaTest {

  private static final String NAME = "belay.schema.json";
  private static final Path STORED =
      Path.of("src", "main", "resources", "dev", "belay", "cli", "config", NAME);

  @Test
  void theJarHasWhatTheCodeSays() throws IOException {
    String schema = ConfigurationSchema.text();
    if ("reports".equals(System.getProperty("belay.rewrite"))) {
      Files.writeString(STORED, schema);
      return;
    }
    try (InputStream shipped = ConfigurationSchema.class.getResourceAsStream(NAME)) {
      assertEquals(
          schema,
          new String(shipped.readAllBytes(), StandardCharsets.UTF_8),
          "a key has changed: run with -Dbelay.rewrite=reports");
    }
  }

  @Test
  void everyKeyIsDescribedAndNoOtherAllowed() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(ConfigurationSchema.text());
    for (Key key : Key.values()) {
      JsonNode property = schema.at("/properties").get(key.word());
      assertTrue(property.get("description").asText().startsWith(key.help()), key.word());
      assertTrue(property.has("type") || property.has("$ref") || property.has("enum"), key.word());
    }
    assertEquals(Key.values().length, schema.at("/properties").size());
    assertEquals(false, schema.get("additionalProperties").asBoolean());
  }
}
