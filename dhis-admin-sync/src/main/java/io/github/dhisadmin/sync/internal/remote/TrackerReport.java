package io.github.dhisadmin.sync.internal.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dhisadmin.sync.internal.remote.RowOutcome.Reason;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The report of {@code /api/tracker}. Its status says little: 2.42 answers 200 and OK when it
 * refused every object (recorded). An object is delivered only if the report lists it as taken in
 * without errors.
 */
final class TrackerReport {
  /** What a report cannot be without. */
  static final String MARK = "validationReport";

  /** Refusals to delete that mean that there is nothing left to delete. */
  private static final Set<String> GONE =
      Set.of("E1114", "E1113", "E1082", "E4017", "E1063", "E1081", "E1032", "E4016");

  private final boolean delete;
  private final Map<ObjectKey, Reason> rejected = new HashMap<>();
  private final Set<ObjectKey> taken = new HashSet<>();

  private record ObjectKey(String type, String uid) {
    static ObjectKey of(SentObject object) {
      return new ObjectKey(object.type().name(), object.uid());
    }

    static ObjectKey of(JsonNode report) {
      return new ObjectKey(report.path("trackerType").asText(), report.path("uid").asText());
    }
  }

  private TrackerReport(boolean delete) {
    this.delete = delete;
  }

  /**
   * Reads a report.
   *
   * @param delete whether the objects were to be deleted
   */
  static ImportOutcome read(JsonNode report, List<SentObject> sent, boolean delete) {
    TrackerReport read = new TrackerReport(delete);
    report.path(MARK).path("errorReports").forEach(read::readError);
    for (SentObject.Type type : SentObject.Type.values()) {
      report
          .path("bundleReport")
          .path("typeReportMap")
          .path(type.name())
          .path("objectReports")
          .forEach(read::readObject);
    }
    return new ImportOutcome(
        sent.stream().map(read::outcome).toList(), ImportCounts.ofStats(report.path("stats")));
  }

  private void readError(JsonNode error) {
    Reason reason =
        new Reason(error.path("errorCode").asText(""), error.path("message").asText(""), "");
    rejected.putIfAbsent(ObjectKey.of(error), reason);
  }

  private void readObject(JsonNode object) {
    JsonNode errors = object.path("errorReports");
    if (errors.isEmpty()) {
      taken.add(ObjectKey.of(object));
    } else {
      JsonNode error = errors.path(0);
      rejected.putIfAbsent(
          ObjectKey.of(object),
          new Reason(error.path("errorCode").asText(""), error.path("message").asText(""), ""));
    }
  }

  private RowOutcome outcome(SentObject object) {
    Reason reason = rejected.get(ObjectKey.of(object));
    if (reason != null) {
      return delete && GONE.contains(reason.code())
          ? RowOutcome.UNCHANGED
          : RowOutcome.rejected(reason);
    }
    if (taken.contains(ObjectKey.of(object))) {
      return RowOutcome.ACCEPTED;
    }
    return refusedAncestor(object)
        .map(
            ancestor ->
                RowOutcome.rejected(
                    new Reason(
                        "E5000", "Not taken in, as " + ancestor.uid() + " was refused.", "")))
        .orElseGet(
            () -> RowOutcome.unknown(new Reason("", "The server did not mention the object", "")));
  }

  private Optional<SentObject> refusedAncestor(SentObject object) {
    return Stream.iterate(
            object.parent(), Optional::isPresent, ancestor -> ancestor.flatMap(SentObject::parent))
        .flatMap(Optional::stream)
        .filter(ancestor -> rejected.containsKey(ObjectKey.of(ancestor)))
        .findFirst();
  }
}
