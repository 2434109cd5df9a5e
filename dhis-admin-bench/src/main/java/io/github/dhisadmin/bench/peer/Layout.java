package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.Sessions;
import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The columns of the data value tables of one database, in DHIS2 2.42's order: fixed ones, group
 * sets and categories that are data dimensions, organisation unit levels, period types, outlier
 * statistics, facts.
 */
final class Layout {
  private final List<Column> columns;
  private final boolean outliers;

  private Layout(List<Column> columns, boolean outliers) {
    this.columns = List.copyOf(columns);
    this.outliers = outliers;
  }

  /** Reads the dynamic columns from the metadata and the resource tables. */
  static Layout read(Sessions sessions, boolean outliers) {
    List<Column> columns = new ArrayList<>(fixed());
    uids(sessions, "dataelementgroupset", "true")
        .forEach(uid -> columns.add(Column.uid("degs", uid)));
    uids(sessions, "orgunitgroupset", "true").forEach(uid -> columns.add(Column.uid("ougs", uid)));
    for (String table : List.of("categoryoptiongroupset", "category")) {
      uids(sessions, table, "datadimensiontype = 'DISAGGREGATION'")
          .forEach(uid -> columns.add(Column.uid("dcs", uid)));
      uids(sessions, table, "datadimensiontype = 'ATTRIBUTE'")
          .forEach(uid -> columns.add(Column.uid("acs", uid)));
    }
    columns.addAll(levelColumns(sessions));
    columns.addAll(periodTypes(sessions));
    if (outliers) {
      columns.addAll(statistics());
    }
    columns.add(Column.fact("approvallevel", "integer", "0"));
    columns.add(Column.fact("daysxvalue", "double precision", "%VALUE% * ps.daysno"));
    columns.add(Column.fact("daysno", "integer not null", "ps.daysno"));
    columns.add(Column.fact("value", "double precision", "%VALUE%"));
    columns.add(Column.fact("textvalue", "text", "%TEXT%"));
    return new Layout(columns, outliers);
  }

  List<Column> columns() {
    return columns;
  }

  boolean outliers() {
    return outliers;
  }

  /** The number of levels of the hierarchy. */
  int levels() {
    return (int) columns.stream().filter(each -> each.name().startsWith("uidlevel")).count();
  }

  /** The expressions to select for values of this kind, in the order of the columns. */
  Stream<String> expressions(ValueKind kind) {
    return columns.stream()
        .map(
            column ->
                column
                    .expression()
                    .replace("%VALUE%", kind.value())
                    .replace("%TEXT%", kind.textValue()));
  }

  private static List<Column> fixed() {
    return List.of(
        Column.dimension("dx", "char(11) not null", "des.dataelementuid"),
        Column.dimension("co", "char(11) not null", "dcs.categoryoptioncombouid", "dx", "co"),
        Column.dimension("ao", "char(11) not null", "acs.categoryoptioncombouid", "dx", "ao"),
        Column.dimension("pestartdate", "date", "ps.startdate"),
        Column.dimension("peenddate", "date", "ps.enddate"),
        Column.dimension("year", "integer not null", "ps.year"),
        Column.dimension("pe", "text not null", "ps.iso"),
        Column.dimension("ou", "char(11) not null", "ous.organisationunituid"),
        Column.dimension("oulevel", "integer", "ous.level"),
        Column.dimension(
            "id",
            "text",
            "concat(des.dataelementuid, '-', ps.iso, '-', ous.organisationunituid, '-',"
                + " dcs.categoryoptioncombouid, '-', acs.categoryoptioncombouid)"));
  }

  private static List<Column> statistics() {
    return List.of(
        Column.dimension("sourceid", "integer not null", "dv.sourceid"),
        Column.dimension("periodid", "integer not null", "dv.periodid"),
        Column.dimension("categoryoptioncomboid", "integer not null", "dv.categoryoptioncomboid"),
        Column.dimension("attributeoptioncomboid", "integer not null", "dv.attributeoptioncomboid"),
        Column.dimension("dataelementid", "integer not null", "dv.dataelementid"),
        Column.dimension("petype", "varchar(255)", "ps.periodtypename"),
        Column.dimension("path", "varchar(255)", "ous.path"),
        Column.fact("avg_middle_value", "double precision", "stats.mean"),
        Column.fact("percentile_middle_value", "double precision", "stats.median"),
        Column.fact("mad", "double precision", "stats.mad"),
        Column.fact("std_dev", "double precision", "stats.deviation"));
  }

  /** A column for each level of the hierarchy. */
  static List<Column> levelColumns(Sessions sessions) {
    return names(sessions, "analytics_rs_orgunitstructure", "attname like 'uidlevel%'").stream()
        .map(level -> Column.uid("ous", level))
        .toList();
  }

  /** A column for each period type, from the structure of periods. */
  static List<Column> periodTypes(Sessions sessions) {
    // Every column after the year is one period type.
    return names(
            sessions,
            "analytics_rs_periodstructure",
            "attnum > (select attnum from pg_attribute where attname = 'year'"
                + " and attrelid = 'analytics_rs_periodstructure'::regclass)")
        .stream()
        .map(type -> Column.dimension(type, "text", "ps." + SqlText.identifier(type)))
        .toList();
  }

  /** Uids of what becomes columns of every analytics table. */
  static List<String> uids(Sessions sessions, String table, String condition) {
    return sessions.texts(
        "select uid from " + table + " where datadimension and " + condition + " order by uid");
  }

  /** Names of columns of a resource table, in order. */
  static List<String> names(Sessions sessions, String table, String condition) {
    return sessions.texts(
        "select attname from pg_attribute where attrelid = "
            + SqlText.literal(table)
            + "::regclass and attnum > 0 and not attisdropped and "
            + condition
            + " order by attnum");
  }
}
