package io.github.dhisadmin.testkit.remote;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /api/completeDataSetRegistrations}, which calls a partly refused batch a success and
 * does not say which rows it refused (recorded on 2.42).
 */
final class RegistrationImport {
  private static final Map<String, String> NOUNS =
      Map.of("dataSet", "Data set", "organisationUnit", "Organisation unit");

  private final RemoteStore store;
  private final Dhis2Version version;

  RegistrationImport(RemoteStore store, Dhis2Version version) {
    this.store = store;
    this.version = version;
  }

  HttpReply post(RemoteRequest request) {
    Optional<ObjectNode> document = Json.parse(request.body());
    if (document.isEmpty()) {
      return ImportSummary.unreadable(version);
    }
    ImportSummary summary = new ImportSummary();
    List<ObjectNode> rows = Json.objects(document.get(), "completeDataSetRegistrations");
    rows.forEach(row -> take(summary, row));
    boolean allRefused = summary.hasConflicts() && summary.changedNothing();
    return ImportSummary.reply(
        summary.toJson(allRefused ? "ERROR" : "SUCCESS", "Import process complete.", version),
        version);
  }

  private void take(ImportSummary summary, ObjectNode row) {
    Optional<String> unknown =
        NOUNS.keySet().stream().filter(name -> !store.knows(Json.text(row, name))).findFirst();
    if (unknown.isPresent()) {
      summary.rejectUnnamed(
          Json.text(row, unknown.get()), NOUNS.get(unknown.get()) + " not found or not accessible");
      return;
    }
    String key = key(row);
    if (store.has(StoredKind.REGISTRATION, key)) {
      summary.updated();
    } else {
      summary.imported();
    }
    store.put(StoredKind.REGISTRATION, key, row);
  }

  static String key(ObjectNode row) {
    return String.join(
        ".",
        Json.text(row, "dataSet"),
        Json.text(row, "period"),
        Json.text(row, "organisationUnit"),
        Json.text(row, "attributeOptionCombo"));
  }
}
