package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.List;

/** The kinds of columns that only tables of programs have. */
final class TrackerColumns {
  private static final String NUMERIC = " ~* '^(-?[0-9]+)(\\.[0-9]+)?$'";

  private TrackerColumns() {}

  /** A time, which has a second index with the latest first. */
  static Column time(String name, String expression) {
    String column = SqlText.identifier(name);
    return new Column(name, "timestamp", expression, List.of(column, column + " desc nulls last"));
  }

  /**
   * A data element or attribute, by the type of its values (2.42, AnalyticsColumnType). Texts have
   * a second index in lower case; long ones without options have none.
   *
   * @param text its value as a text
   */
  static Column item(String uid, String valueType, boolean options, String text) {
    return switch (valueType) {
      case "NUMBER", "UNIT_INTERVAL", "PERCENTAGE" ->
          Column.dimension(uid, "double precision", number(text, "double precision"));
      case "INTEGER", "INTEGER_POSITIVE", "INTEGER_NEGATIVE", "INTEGER_ZERO_OR_POSITIVE" ->
          Column.dimension(uid, "bigint", number(text, "bigint"));
      case "BOOLEAN", "TRUE_ONLY" ->
          Column.dimension(
              uid,
              "integer",
              "case when %1$s = 'true' then 1 when %1$s = 'false' then 0 end".formatted(text));
      case "DATE", "DATETIME", "AGE" -> Column.dimension(uid, "timestamp", date(text));
      default -> text(uid, text, options || !valueType.endsWith("TEXT"));
    };
  }

  /** The name of the unit that is the value of a data element, looked up for each event. */
  static Column unitName(String uid) {
    return Column.fact(
        uid + "_name",
        "text",
        "(select named.name from organisationunit named where named.uid = "
            + valueOf("ev", uid)
            + ')');
  }

  /** The legend of a data element's value, for which the event is read once more. */
  static Column legend(String uid, String legendSetUid, long legendSetId) {
    String text = valueOf("again", uid);
    return Column.dimension(
        uid + '_' + legendSetUid,
        "char(11)",
        """
        (select l.uid from maplegend l
          inner join event again on l.startvalue <= %1$s and l.endvalue > %1$s
            and l.maplegendsetid = %2$d and %3$s
          where again.eventid = ev.eventid)
        """
            .formatted("cast(" + text + " as double precision)", legendSetId, text + NUMERIC));
  }

  /** The text of a data element's value in the JSON of an event. */
  static String valueOf(String event, String uid) {
    return "(%s.eventdatavalues #>> '{%s,value}')".formatted(event, uid);
  }

  private static Column text(String uid, String text, boolean indexed) {
    List<String> indexes = new ArrayList<>();
    if (indexed) {
      indexes.add(SqlText.identifier(uid));
      indexes.add("lower(" + SqlText.identifier(uid) + ')');
    }
    return new Column(uid, "text", text, indexes);
  }

  private static String number(String text, String type) {
    return "case when %1$s%2$s then cast(%1$s as %3$s) end".formatted(text, NUMERIC, type);
  }

  private static String date(String text) {
    return ("case when %1$s ~* '^[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "([ T]?[0-9]{2}:[0-9]{2}(:[0-9]{2})?(\\.[0-9]{3})?Z?)?$'"
            + " then cast(%1$s as timestamp) end")
        .formatted(text);
  }
}
