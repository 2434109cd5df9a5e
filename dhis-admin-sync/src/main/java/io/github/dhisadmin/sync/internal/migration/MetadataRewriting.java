package io.github.dhisadmin.sync.internal.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Makes an object of the source one of the destination: under its uids, also within expressions,
 * without what is the source's own business, and without people and units that are not there.
 */
final class MetadataRewriting {
  private static final Pattern UID =
      Pattern.compile("(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]{10}(?![A-Za-z0-9])");
  private static final String SHARING = "sharing";

  /** What people read; a word in it may look like a uid. */
  private static final Set<String> PROSE =
      Set.of(
          "code",
          "description",
          "displayName",
          "formName",
          "name",
          "shortName",
          "subtitle",
          "text",
          "title",
          "translations");

  private final Map<String, String> replacements;
  private final boolean withSharing;

  /**
   * Rewrites under other uids.
   *
   * @param replacements uids of the destination by those of the source
   * @param withSharing whether to keep who may see objects
   */
  MetadataRewriting(Map<String, String> replacements, boolean withSharing) {
    this.replacements = Map.copyOf(replacements);
    this.withSharing = withSharing;
  }

  /** What an object refers to and is left out where the destination lacks it, by uids there. */
  Set<MetadataObject> assignments(String type, ObjectNode object) {
    Set<MetadataObject> assigned = new TreeSet<>();
    visit(
        type,
        object,
        each -> {
          assigned.add(each);
          return true;
        });
    return assigned;
  }

  /**
   * The object at the destination.
   *
   * @param isThere whether the destination has one of the {@link #assignments}
   */
  ObjectNode rewrite(String type, ObjectNode object, Predicate<MetadataObject> isThere) {
    return visit(type, object, isThere);
  }

  private ObjectNode visit(String owner, JsonNode object, Predicate<MetadataObject> isThere) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = field.getKey();
      if (MetadataFields.isOfSharing(name)) {
        if (withSharing && name.equals(SHARING)) {
          result.set(name, sharing(field.getValue(), isThere));
        }
      } else if (PROSE.contains(name)) {
        result.set(name, field.getValue());
      } else if (!MetadataFields.isOfServer(name)) {
        value(owner, name, field.getValue(), isThere).ifPresent(value -> result.set(name, value));
      }
    }
    return result;
  }

  /** Empty if the destination lacks what is assigned. */
  private Optional<JsonNode> value(
      String owner, String field, JsonNode value, Predicate<MetadataObject> isThere) {
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      for (JsonNode each : value) {
        value(owner, field, each, isThere).ifPresent(array::add);
      }
      return Optional.of(array);
    }
    if (value.isObject()) {
      ObjectNode object = visit(owner, value, isThere);
      return assigned(owner, field, object).filter(isThere.negate()).isPresent()
          ? Optional.empty()
          : Optional.of(object);
    }
    return Optional.of(
        value.isTextual() ? JsonNodeFactory.instance.textNode(text(value.textValue())) : value);
  }

  private static Optional<MetadataObject> assigned(String owner, String field, ObjectNode object) {
    String uid = object.path("id").asText("");
    return MetadataFields.type("", field)
        .filter(type -> !uid.isEmpty() && MetadataFields.isAssignment(owner, field, type))
        .map(type -> new MetadataObject(type, uid));
  }

  private String text(String text) {
    return UID.matcher(text).replaceAll(uid -> replacements.getOrDefault(uid.group(), uid.group()));
  }

  /** Whoever imports becomes the owner, as the source's is a user of the source. */
  private static ObjectNode sharing(JsonNode sharing, Predicate<MetadataObject> isThere) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    for (String field : List.of("public", "external")) {
      if (sharing.has(field)) {
        result.set(field, sharing.get(field));
      }
    }
    for (String type : List.of(MetadataFields.USERS, MetadataFields.USER_GROUPS)) {
      ObjectNode kept = result.putObject(type);
      for (Map.Entry<String, JsonNode> each : sharing.path(type).properties()) {
        if (isThere.test(new MetadataObject(type, each.getKey()))) {
          kept.set(each.getKey(), each.getValue());
        }
      }
    }
    return result;
  }
}
