package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.schema.SchemaFamily;
import java.util.List;
import java.util.Map;

/**
 * What columns of event and enrollment tables are called. Until 2.41 they have the names that
 * events, enrollments and tracked entities had before (2.40, JdbcEventAnalyticsTableManager).
 */
final class TrackerNames {
  private static final Map<String, String> OLDER_OF_EVENTS =
      Map.ofEntries(
          Map.entry("event", "psi"),
          Map.entry("enrollment", "pi"),
          Map.entry("trackedentity", "tei"),
          Map.entry("occurreddate", "executiondate"),
          Map.entry("scheduleddate", "duedate"),
          Map.entry("enrollmentoccurreddate", "incidentdate"),
          Map.entry("eventstatus", "psistatus"),
          Map.entry("enrollmentstatus", "pistatus"),
          Map.entry("eventgeometry", "psigeometry"),
          Map.entry("enrollmentgeometry", "pigeometry"));

  private static final Map<String, String> OLDER_OF_ENROLLMENTS =
      Map.of(
          "enrollment", "pi",
          "trackedentity", "tei",
          "occurreddate", "incidentdate",
          "enrollmentgeometry", "pigeometry");

  private final Map<String, String> older;

  private TrackerNames(Map<String, String> older) {
    this.older = older;
  }

  static TrackerNames ofEvents(Dhis2Schema schema) {
    return new TrackerNames(
        schema.family().isAtLeast(SchemaFamily.V2_42) ? Map.of() : OLDER_OF_EVENTS);
  }

  static TrackerNames ofEnrollments(Dhis2Schema schema) {
    return new TrackerNames(
        schema.family().isAtLeast(SchemaFamily.V2_42) ? Map.of() : OLDER_OF_ENROLLMENTS);
  }

  /** The name of a column that is called this in 2.42. */
  String of(String name) {
    return older.getOrDefault(name, name);
  }

  /** The columns under their names here. */
  List<AnalyticsColumn> of(List<AnalyticsColumn> columns) {
    return columns.stream()
        .map(
            column ->
                new AnalyticsColumn(
                    of(column.name()),
                    column.type(),
                    column.required(),
                    column.access(),
                    column.value()))
        .toList();
  }
}
