package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.SqlText;
import java.util.ArrayList;
import java.util.List;

/**
 * One column of the tables of a program.
 *
 * @param name the name in the table
 * @param type the type with its not-null constraint, as in {@code create table}
 * @param expression what is selected into it
 * @param indexed what each of its indexes is on
 */
record TrackerColumn(String name, String type, String expression, List<String> indexed) {
  TrackerColumn {
    indexed = List.copyOf(indexed);
  }

  /** A column with an index of its own. */
  static TrackerColumn of(String name, String type, String expression) {
    return new TrackerColumn(name, type, expression, List.of(SqlText.identifier(name)));
  }

  /** A time, which has a second index with the latest first. */
  static TrackerColumn time(String name, String expression) {
    String column = SqlText.identifier(name);
    return new TrackerColumn(
        name, "timestamp", expression, List.of(column, column + " desc nulls last"));
  }

  /** A column that is not indexed. */
  static TrackerColumn plain(String name, String type, String expression) {
    return new TrackerColumn(name, type, expression, List.of());
  }

  /**
   * A data element or attribute, by the type of its values (2.42, AnalyticsColumnType). Texts have
   * a second index in lower case; long ones without options have none.
   *
   * @param text its value as a text
   */
  static TrackerColumn item(String uid, String valueType, boolean options, String text) {
    return switch (valueType) {
      case "NUMBER", "UNIT_INTERVAL", "PERCENTAGE" ->
          of(uid, "double precision", number(text, "double precision"));
      case "INTEGER", "INTEGER_POSITIVE", "INTEGER_NEGATIVE", "INTEGER_ZERO_OR_POSITIVE" ->
          of(uid, "bigint", number(text, "bigint"));
      case "BOOLEAN", "TRUE_ONLY" ->
          of(
              uid,
              "integer",
              "case when %1$s = 'true' then 1 when %1$s = 'false' then 0 end".formatted(text));
      case "DATE", "DATETIME", "AGE" -> of(uid, "timestamp", date(text));
      default -> text(uid, text, options || !valueType.endsWith("TEXT"));
    };
  }

  private static TrackerColumn text(String uid, String text, boolean indexed) {
    List<String> indexes = new ArrayList<>();
    if (indexed) {
      indexes.add(SqlText.identifier(uid));
      indexes.add("lower(" + SqlText.identifier(uid) + ')');
    }
    return new TrackerColumn(uid, "text", text, indexes);
  }

  private static String number(String text, String type) {
    return "case when %1$s ~* '^(-?[0-9]+)(\\.[0-9]+)?$' then cast(%1$s as %2$s) end"
        .formatted(text, type);
  }

  private static String date(String text) {
    return ("case when %1$s ~* '^[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "([ T]?[0-9]{2}:[0-9]{2}(:[0-9]{2})?(\\.[0-9]{3})?Z?)?$'"
            + " then cast(%1$s as timestamp) end")
        .formatted(text);
  }
}
