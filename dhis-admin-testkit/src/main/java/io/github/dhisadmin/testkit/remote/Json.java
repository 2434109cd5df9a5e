package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON as the fake reads and writes it. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** The document, or empty if the text is not an object. */
  static Optional<ObjectNode> parse(String text) {
    try {
      return MAPPER.readTree(text) instanceof ObjectNode parsed
          ? Optional.of(parsed)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The objects in an array of the parent; none if there is no such array. */
  static List<ObjectNode> objects(JsonNode parent, String name) {
    List<ObjectNode> objects = new ArrayList<>();
    for (JsonNode each : parent.path(name)) {
      if (each instanceof ObjectNode object) {
        objects.add(object);
      }
    }
    return objects;
  }

  static ArrayNode arrayOf(List<? extends JsonNode> elements) {
    return array().addAll(elements);
  }

  static String text(JsonNode parent, String name) {
    return parent.path(name).asText("");
  }

  /** An object that says this. */
  static ObjectNode of(Map<String, Object> fields) {
    return MAPPER.valueToTree(fields);
  }

  /** What an object says, without what it leaves open. */
  static Map<String, Object> fields(ObjectNode object) {
    Map<String, Object> fields =
        new TreeMap<>(MAPPER.convertValue(object, new TypeReference<Map<String, Object>>() {}));
    fields.values().removeIf(value -> value == null);
    return fields;
  }
}
