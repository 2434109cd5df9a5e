package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Counts and conflicts of one import of values or registrations. */
final class ImportSummary {
  private final Map<String, ObjectNode> conflicts = new LinkedHashMap<>();
  private final Set<Integer> rejected = new TreeSet<>();
  private int imported;
  private int updated;
  private int ignored;
  private int deleted;

  void imported() {
    imported++;
  }

  void updated() {
    updated++;
  }

  void ignored() {
    ignored++;
  }

  void deleted() {
    deleted++;
  }

  /** Refuses a row, together with others that are refused for the same reason. */
  void reject(int row, Conflict conflict) {
    ignored++;
    rejected.add(row);
    conflicts
        .computeIfAbsent(conflict.code() + conflict.object(), same -> conflict.detailed())
        .withArray("indexes")
        .add(row);
  }

  /** Refuses a row without saying which one it was. */
  void rejectUnnamed(String object, String message) {
    ignored++;
    ObjectNode conflict = Json.object().put("object", object).put("value", message);
    conflicts.put(object + conflicts.size(), conflict);
  }

  boolean hasConflicts() {
    return !conflicts.isEmpty();
  }

  boolean changedNothing() {
    return imported + updated + deleted == 0;
  }

  ObjectNode toJson(String status, String description, Dhis2Version version) {
    ObjectNode summary =
        Json.object()
            .put("responseType", "ImportSummary")
            .put("status", status)
            .put("description", description);
    summary
        .putObject("importCount")
        .put("imported", imported)
        .put("updated", updated)
        .put("ignored", ignored)
        .put("deleted", deleted);
    ArrayNode listed = summary.putArray("conflicts");
    if (!version.wrapsImportResults()) {
      conflicts.values().forEach(each -> listed.add(each.deepCopy().retain("object", "value")));
      return summary;
    }
    conflicts.values().forEach(listed::add);
    ArrayNode indexes = summary.putArray("rejectedIndexes");
    rejected.forEach(indexes::add);
    return summary;
  }

  /** The answer to a body that is no JSON object. */
  static HttpReply unreadable(Dhis2Version version) {
    return reply(
        new ImportSummary()
            .toJson("ERROR", "The import process failed: Post-condition was null", version),
        version);
  }

  /** Bare with status 200, or wrapped with the status that goes with the outcome. */
  static HttpReply reply(ObjectNode summary, Dhis2Version version) {
    if (!version.wrapsImportResults()) {
      return HttpReply.of(200, HttpReply.JSON, summary.toString());
    }
    String status = Json.text(summary, "status");
    ObjectNode envelope =
        switch (status) {
          case "SUCCESS" ->
              WebMessages.envelope(200, "OK").put("message", "Import was successful.");
          case "WARNING" ->
              WebMessages.envelope(409, status)
                  .put("message", "One more conflicts encountered, please check import summary.");
          default ->
              WebMessages.envelope(409, status)
                  .put("message", "An error occurred, please check import summary.");
        };
    int httpStatus = envelope.path("httpStatusCode").asInt();
    envelope.set("response", summary);
    return HttpReply.of(httpStatus, HttpReply.JSON, envelope.toString());
  }

  /** Why a row is refused. */
  record Conflict(
      String code, String object, Map<String, String> objects, String property, String message) {

    private ObjectNode detailed() {
      ObjectNode conflict = Json.object().put("object", object);
      ObjectNode named = conflict.putObject("objects");
      objects.forEach(named::put);
      conflict.put("value", message).put("errorCode", code).put("property", property);
      conflict.putArray("indexes");
      return conflict;
    }
  }
}
