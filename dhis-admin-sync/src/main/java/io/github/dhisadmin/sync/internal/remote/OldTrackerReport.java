package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.sync.internal.remote.RowOutcome.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nested import summaries of {@code /api/events} and {@code /api/trackedEntityInstances}, up to
 * 2.41. Any level may be missing. An object is delivered only if a summary with its reference says
 * success.
 */
final class OldTrackerReport {
  /** What both one summary and a list of them have. */
  static final String MARK = "status";

  private static final List<String> NESTED = List.of("enrollments", "events", "relationships");

  private final Map<String, RowOutcome> byReference = new HashMap<>();

  private OldTrackerReport() {}

  static ImportOutcome read(JsonNode response, List<SentObject> sent) {
    OldTrackerReport report = new OldTrackerReport();
    report.readList(response);
    report.readSummary(response);
    return new ImportOutcome(
        sent.stream().map(report::outcome).toList(),
        response.has("importCount")
            ? ImportCounts.ofImportCount(response.path("importCount"))
            : ImportCounts.ofImportCount(response));
  }

  private void readList(JsonNode list) {
    for (JsonNode summary : list.path("importSummaries")) {
      readSummary(summary);
    }
  }

  private void readSummary(JsonNode summary) {
    String reference = summary.path("reference").asText("");
    if (!reference.isEmpty()) {
      boolean success = summary.path(MARK).asText("").equals("SUCCESS");
      byReference.put(
          reference, success ? RowOutcome.ACCEPTED : RowOutcome.rejected(reason(summary)));
    }
    NESTED.forEach(children -> readList(summary.path(children)));
  }

  private static Reason reason(JsonNode summary) {
    JsonNode conflict = summary.path("conflicts").path(0);
    String message = conflict.path("value").asText("");
    return new Reason(
        conflict.path("errorCode").asText(""),
        message.isEmpty() ? summary.path("description").asText("") : message,
        conflict.path("object").asText(""));
  }

  private RowOutcome outcome(SentObject object) {
    RowOutcome own = byReference.get(object.uid());
    if (own != null) {
      return own;
    }
    SentObject parent = object.parentOrNull();
    if (object.type() == SentObject.Type.RELATIONSHIP && parent != null) {
      // Relationships are taken in with their tracked entity and mentioned only if refused.
      return outcome(parent);
    }
    return object
        .parent()
        .map(this::outcome)
        .flatMap(RowOutcome::reason)
        .map(reason -> RowOutcome.rejected(new Reason("E5000", reason.message(), "")))
        .orElseGet(
            () -> RowOutcome.unknown(new Reason("", "The server did not mention the object", "")));
  }
}
