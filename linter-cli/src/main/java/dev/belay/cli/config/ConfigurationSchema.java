package dev.belay.cli.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The JSON schema of {@code belay.toml} for editors, made from {@link Key}. */
final class ConfigurationSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ConfigurationSchema() {}

  /** The schema's text; ends with a line feed. */
  static String text() {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("$comment", "Generated from the program's own keys; not to be edited.");
    schema.put("title", "Belay's configuration, " + ConfigurationFile.NAME);
    fill(schema);
    for (Key key : Key.values()) {
      ObjectNode property = ((ObjectNode) schema.get("properties")).putObject(key.word());
      property.put("description", key.help() + " Without it: " + key.standard() + ".");
      property.setAll(shape(key.shape()));
    }
    ObjectNode definitions = schema.putObject("definitions");
    words(definitions.putObject("severity"), ConfigurationFile.SEVERITIES);
    definitions.putObject("strings").put("type", "array").putObject("items").put("type", "string");
    named(definitions.putObject("severities"), "severity");
    return schema.toPrettyString() + "\n";
  }

  private static ObjectNode shape(Key.Shape shape) {
    ObjectNode node = JSON.objectNode();
    return switch (shape) {
      case FAIL_ON -> words(node, ConfigurationFile.FAIL_ON);
      case ON_PARSE_ERROR -> words(node, ConfigurationFile.ON_PARSE_ERROR);
      case JAVA -> node.put("type", "integer").put("minimum", ConfigurationFile.OLDEST_JAVA);
      case STRING -> node.put("type", "string");
      case STRINGS -> node.put("$ref", "#/definitions/strings");
      case BOOLEAN -> node.put("type", "boolean");
      case SEVERITIES -> node.put("$ref", "#/definitions/severities");
      case PATHS -> paths(node);
      case CATALOGUE -> named(node, "strings");
    };
  }

  private static ObjectNode paths(ObjectNode node) {
    ObjectNode item = fill(node.put("type", "array").putObject("items"));
    item.putArray("required").add("match");
    refer(item, "match", "strings");
    refer(item, "rules", "severities");
    return node;
  }

  /**
   * An object of names that are told by {@code config verify}: with a list of rules or roles here,
   * each new one would be a new schema.
   */
  private static ObjectNode named(ObjectNode node, String definition) {
    node.put("type", "object").put("additionalProperties", false);
    node.putObject("patternProperties")
        .putObject("^[a-z]+(-[a-z]+)*$")
        .put("$ref", "#/definitions/" + definition);
    return node;
  }

  private static ObjectNode words(ObjectNode node, List<String> words) {
    words.forEach(node.putArray("enum")::add);
    return node;
  }

  /** An object that takes its own properties only. */
  private static ObjectNode fill(ObjectNode node) {
    node.put("type", "object").put("additionalProperties", false).putObject("properties");
    return node;
  }

  private static void refer(ObjectNode object, String property, String definition) {
    ((ObjectNode) object.get("properties"))
        .putObject(property)
        .put("$ref", "#/definitions/" + definition);
  }
}
