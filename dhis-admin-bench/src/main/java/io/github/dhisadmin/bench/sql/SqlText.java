package io.github.dhisadmin.bench.sql;

import java.util.Collection;
import java.util.stream.Collectors;

/** Quoting of names and values for statement templates. */
public final class SqlText {
  private SqlText() {}

  /**
   * The name as a quoted identifier; DHIS2 quotes all of them, as uids mix upper and lower case.
   */
  public static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** The schema and name as a quoted identifier. */
  public static String identifier(String schema, String name) {
    return identifier(schema) + '.' + identifier(name);
  }

  /** The value as a text literal. */
  public static String literal(String value) {
    return '\'' + value.replace("'", "''") + '\'';
  }

  /** The values as text literals, separated by commas, as in the parentheses of {@code in}. */
  public static String literals(Collection<String> values) {
    return values.stream().map(SqlText::literal).collect(Collectors.joining(", "));
  }
}
