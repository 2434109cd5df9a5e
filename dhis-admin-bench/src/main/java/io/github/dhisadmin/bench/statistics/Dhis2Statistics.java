package io.github.dhisadmin.bench.statistics;

import io.github.dhisadmin.bench.sql.Sessions;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts as DHIS2's data summary does (2.42): a query for each number. */
final class Dhis2Statistics {
  /** How to come by the number of rows of the largest tables. */
  enum LargeTables {
    /** From the planner, as DHIS2 does. */
    ESTIMATED,
    /** By counting, as the library does. */
    COUNTED
  }

  /** Tables by what DHIS2 calls their rows. */
  private static final Map<String, String> METADATA =
      Map.ofEntries(
          Map.entry("dataElement", "dataelement"),
          Map.entry("dataElementGroup", "dataelementgroup"),
          Map.entry("indicatorType", "indicatortype"),
          Map.entry("indicator", "indicator"),
          Map.entry("indicatorGroup", "indicatorgroup"),
          Map.entry("dataSet", "dataset"),
          Map.entry("organisationUnit", "organisationunit"),
          Map.entry("organisationUnitGroup", "orgunitgroup"),
          Map.entry("validationRule", "validationrule"),
          Map.entry("program", "program"),
          Map.entry("period", "period"),
          Map.entry("user", "userinfo"),
          Map.entry("userGroup", "usergroup"),
          Map.entry("visualization", "visualization"),
          Map.entry("eventVisualization", "eventvisualization"),
          Map.entry("map", "map"),
          Map.entry("dashboard", "dashboard"));

  private static final Map<String, String> LARGE =
      Map.of(
          "dataValue", "datavalue",
          "trackedEntity", "trackedentity",
          "enrollment", "enrollment",
          "event", "event");

  private static final List<Integer> DAYS = List.of(0, 1, 7, 30);

  private final Sessions sessions;
  private final LocalDateTime now;

  /**
   * Counts as a server does at a moment.
   *
   * @param now by the server's clock and in its zone, which need not be that of the database
   */
  Dhis2Statistics(Sessions sessions, LocalDateTime now) {
    this.sessions = sessions;
    this.now = now;
  }

  Map<String, Long> count(LargeTables largeTables) {
    Map<String, Long> counts = new LinkedHashMap<>();
    METADATA.forEach((name, table) -> counts.put(name, rows(table)));
    LARGE.forEach(
        (name, table) ->
            counts.put(
                name,
                largeTables == LargeTables.COUNTED
                    ? rows(table)
                    : sessions.number(
                        "select greatest(reltuples, 0)::bigint from pg_class where relname = '%s'"
                            .formatted(table))));
    for (int days : DAYS) {
      counts.put(changed("dataValue", days), changes("datavalue", days));
      counts.put(changed("event", days), changes("event", days));
      counts.put(changed("user", days), logins(midnight(days)));
    }
    logins(now.minusHours(1));
    sessions.number("select count(*) from userinfo where invitation");
    sessions.number(
        "select count(*) from userinfo where invitation and restoretoken is not null and"
            + " restoreexpiry < "
            + literal(now));
    return counts;
  }

  /** What to call a number of changes since the midnight so many days ago. */
  static String changed(String kind, int days) {
    return kind + " changed in " + days + " days";
  }

  private long rows(String table) {
    return sessions.number("select count(*) from " + table);
  }

  private long changes(String table, int days) {
    return sessions.number(
        "select count(*) from %s where lastupdated >= %s and deleted is false"
            .formatted(table, literal(midnight(days))));
  }

  private long logins(LocalDateTime since) {
    return sessions.number("select count(*) from userinfo where lastlogin >= " + literal(since));
  }

  private LocalDateTime midnight(int days) {
    return now.toLocalDate().minusDays(days).atStartOfDay();
  }

  /** DHIS2 sends a moment; an expression would be computed for each row. */
  private static String literal(LocalDateTime moment) {
    return "timestamp '%s'".formatted(moment);
  }
}
