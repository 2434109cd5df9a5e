package io.github.dhisadmin.sync.internal.migration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What an object needs: what its fields and its expressions refer to. */
final class MetadataReferences {
  private static final int UID_LENGTH = 11;

  private final String owner;
  private final Set<MetadataObject> found = new TreeSet<>();

  private MetadataReferences(String owner) {
    this.owner = owner;
  }

  /**
   * Reads an object; what it can do without is left out.
   *
   * @param type of the object
   */
  static Set<MetadataObject> of(String type, ObjectNode object) {
    MetadataReferences references = new MetadataReferences(type);
    references.fields("", object);
    return references.found;
  }

  private void fields(String within, JsonNode object) {
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      if (!MetadataFields.isOfServer(field.getKey())
          && !MetadataFields.isOfSharing(field.getKey())) {
        field(within, field.getKey(), field.getValue());
      }
    }
  }

  private void field(String within, String name, JsonNode value) {
    if (value.isArray()) {
      value.forEach(each -> field(within, name, each));
    } else if (value.isObject()) {
      reference(within, name, value);
      fields(name, value);
    } else if (value.isTextual() && MetadataFields.isExpression(name)) {
      found.addAll(ExpressionReferences.of(owner, value.textValue()));
    } else if (within.equals("reportingRate") && name.equals("dimensionItem")) {
      reportingRate(value.asText());
    }
  }

  private void reference(String within, String name, JsonNode value) {
    String uid = value.path("id").asText("");
    MetadataFields.type(within, name)
        .filter(type -> !uid.isEmpty() && !MetadataFields.isAssignment(owner, name, type))
        .ifPresent(type -> found.add(new MetadataObject(type, uid)));
  }

  /** A data set and what of it is reported on, as in lyLU2wR22tC.REPORTING_RATE. */
  private void reportingRate(String text) {
    if (text.length() > UID_LENGTH) {
      found.add(new MetadataObject("dataSets", text.substring(0, UID_LENGTH)));
    }
  }
}
