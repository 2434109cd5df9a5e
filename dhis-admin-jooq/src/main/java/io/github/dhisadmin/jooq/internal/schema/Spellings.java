package io.github.dhisadmin.jooq.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Older names of tables and columns, by their name in 2.42. DHIS2 2.41 renamed what was called
 * instance, data element category and tracked entity comment before.
 */
final class Spellings {
  private static final Map<String, String> TABLES =
      Map.ofEntries(
          Map.entry("category", "dataelementcategory"),
          Map.entry("categoryoption", "dataelementcategoryoption"),
          Map.entry("enrollment", "programinstance"),
          Map.entry("enrollment_notes", "programinstancecomments"),
          Map.entry("event", "programstageinstance"),
          Map.entry("event_notes", "programstageinstancecomments"),
          Map.entry("eventfilter", "programstageinstancefilter"),
          Map.entry("note", "trackedentitycomment"),
          Map.entry("trackedentity", "trackedentityinstance"),
          Map.entry("trackedentityaudit", "trackedentityinstanceaudit"),
          Map.entry("trackedentityfilter", "trackedentityinstancefilter"));

  private static final Map<String, List<String>> COLUMNS =
      Map.ofEntries(
          Map.entry("completeddate", List.of("enddate")),
          Map.entry("duplicate", List.of("teib")),
          Map.entry("enrollmentid", List.of("programinstanceid")),
          Map.entry("eventfilterid", List.of("programstageinstancefilterid")),
          Map.entry("eventid", List.of("programstageinstanceid")),
          Map.entry("noteid", List.of("trackedentitycommentid")),
          Map.entry("notetext", List.of("commenttext")),
          Map.entry("occurreddate", List.of("executiondate", "incidentdate")),
          Map.entry("original", List.of("teia")),
          Map.entry("scheduleddate", List.of("duedate")),
          Map.entry("trackedentity", List.of("trackedentityinstance")),
          Map.entry("trackedentityauditid", List.of("trackedentityinstanceauditid")),
          Map.entry("trackedentityfilterid", List.of("trackedentityinstancefilterid")),
          Map.entry("trackedentityid", List.of("trackedentityinstanceid")));

  private Spellings() {}

  /** The names a table may have, today's first. */
  static List<String> ofTable(String table) {
    String older = TABLES.get(table);
    return older == null ? List.of(table) : List.of(table, older);
  }

  /** The names a column may have, today's first. */
  static List<String> ofColumn(String column) {
    List<String> names = new ArrayList<>();
    names.add(column);
    names.addAll(COLUMNS.getOrDefault(column, List.of()));
    return List.copyOf(names);
  }

  /** Every table that has another name in older databases, by its name in 2.42. */
  static Stream<String> renamedTables() {
    return TABLES.keySet().stream().sorted();
  }
}
