package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dhisadmin.testkit.remote.ImportSummary.Conflict;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code POST /api/dataValueSets}. */
final class ValueImport {
  private static final String DONE = "Import process completed successfully";
  private static final String ISO_PERIOD =
      "[0-9]{4}|[0-9]{6}|[0-9]{8}|[0-9]{4}(W[0-9]{1,2}|BiW[0-9]{1,2}|Q[1-4]|S[12]|AprilS[12]"
          + "|April|July|Oct|Nov)|[0-9]{6}B";
  private static final List<String> COMPARED = List.of("value", "comment", "followup");

  private final RemoteStore store;
  private final Dhis2Version version;

  ValueImport(RemoteStore store, Dhis2Version version) {
    this.store = store;
    this.version = version;
  }

  HttpReply post(RemoteRequest request) {
    Optional<ObjectNode> document = Json.parse(request.body());
    if (document.isEmpty()) {
      return ImportSummary.unreadable(version);
    }
    ImportSummary summary = new ImportSummary();
    boolean dryRun = request.query("dryRun", "false").equals("true");
    boolean delete = request.query("importStrategy", "").equals("DELETE");
    List<ObjectNode> rows = Json.objects(document.get(), "dataValues");
    for (int row = 0; row < rows.size(); row++) {
      take(summary, row, rows.get(row), delete, dryRun);
    }
    ObjectNode answer = summary.toJson(status(summary), DONE, version);
    return ImportSummary.reply(answer.put("dataSetComplete", "false"), version);
  }

  private String status(ImportSummary summary) {
    if (!summary.hasConflicts()) {
      return "SUCCESS";
    }
    return version.hasNewValueImporter() && summary.changedNothing() ? "ERROR" : "WARNING";
  }

  private void take(
      ImportSummary summary, int row, ObjectNode value, boolean delete, boolean dryRun) {
    Optional<Conflict> conflict = conflict(value);
    if (conflict.isPresent()) {
      summary.reject(row, conflict.get());
      return;
    }
    String key = key(value);
    boolean gone = delete || value.path("deleted").asBoolean();
    if (gone && !store.has(StoredKind.DATA_VALUE, key)) {
      summary.ignored();
    } else if (gone) {
      summary.deleted();
    } else {
      count(summary, store.find(StoredKind.DATA_VALUE, key), value);
    }
    if (!dryRun && gone) {
      store.delete(StoredKind.DATA_VALUE, key);
    } else if (!dryRun) {
      store.put(StoredKind.DATA_VALUE, key, kept(value));
    }
  }

  private void count(ImportSummary summary, Optional<StoredObject> existing, ObjectNode value) {
    if (existing.isEmpty() && !version.hasNewValueImporter()) {
      summary.imported();
    } else if (existing.isPresent()
        && isSame(existing.get(), value)
        && version.countsUnchangedAsIgnored()) {
      summary.ignored();
    } else {
      summary.updated();
    }
  }

  private static boolean isSame(StoredObject existing, ObjectNode value) {
    Map<String, Object> fields = Json.fields(value);
    return !existing.deleted()
        && COMPARED.stream()
            .allMatch(
                name ->
                    String.valueOf(fields.getOrDefault(name, ""))
                        .equals(String.valueOf(existing.fields().getOrDefault(name, ""))));
  }

  private ObjectNode kept(ObjectNode value) {
    return version.hasNewValueImporter()
        ? value.deepCopy().remove(List.of("storedBy", "created", "lastUpdated", "followup"))
        : value;
  }

  private Optional<Conflict> conflict(ObjectNode value) {
    return unknown(value, "dataElement", "dataElement", "E7610", "Data element")
        .or(() -> invalidPeriod(value))
        .or(() -> unknown(value, "orgUnit", "organisationUnit", "E7612", "Organisation unit"))
        .or(
            () ->
                unknown(
                    value,
                    "categoryOptionCombo",
                    "categoryOptionCombo",
                    "E7613",
                    "Category option combo"))
        .or(
            () ->
                unknown(
                    value,
                    "attributeOptionCombo",
                    "attributeOptionCombo",
                    "E7615",
                    "Attribute option combo"))
        .or(() -> wrongType(value));
  }

  private Optional<Conflict> unknown(
      ObjectNode value, String property, String type, String code, String noun) {
    String uid = Json.text(value, property);
    return store.knows(uid)
        ? Optional.empty()
        : Optional.of(
            new Conflict(
                code,
                uid,
                Map.of(type, uid),
                property,
                noun + " not found or not accessible: `" + uid + "`"));
  }

  private static Optional<Conflict> invalidPeriod(ObjectNode value) {
    String period = Json.text(value, "period");
    return period.matches(ISO_PERIOD)
        ? Optional.empty()
        : Optional.of(
            new Conflict(
                "E7611",
                period,
                Map.of("period", period),
                "period",
                "Period not valid: `" + period + "`"));
  }

  private Optional<Conflict> wrongType(ObjectNode value) {
    String dataElement = Json.text(value, "dataElement");
    return store.accepts(dataElement, Json.text(value, "value"))
        ? Optional.empty()
        : Optional.of(
            new Conflict(
                "E7619",
                dataElement,
                Map.of("dataElement", dataElement, "value", "value_not_integer"),
                "value",
                "Value must match value type of data element `"
                    + dataElement
                    + "`: `Data value is not an integer`"));
  }

  static String key(ObjectNode value) {
    return String.join(
        ".",
        Json.text(value, "dataElement"),
        Json.text(value, "period"),
        Json.text(value, "orgUnit"),
        Json.text(value, "categoryOptionCombo"),
        Json.text(value, "attributeOptionCombo"));
  }
}
