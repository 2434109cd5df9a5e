package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A data value as a server holds it.
 *
 * @param key uids of data element, organisation unit and option combinations, and the period, in
 *     the order in which values of this DHIS2 are named
 * @param valueOrNull the value; null if it only has a comment
 * @param commentOrNull what was remarked
 */
public record RemoteValue(
    String key, @Nullable String valueOrNull, @Nullable String commentOrNull) {

  static RemoteValue read(JsonNode value) {
    return new RemoteValue(
        String.join(
            ".",
            value.path("dataElement").asText(),
            value.path("period").asText(),
            value.path("orgUnit").asText(),
            value.path("categoryOptionCombo").asText(),
            value.path("attributeOptionCombo").asText()),
        text(value, "value"),
        text(value, "comment"));
  }

  private static @Nullable String text(JsonNode value, String field) {
    return value.hasNonNull(field) ? value.path(field).asText() : null;
  }
}
