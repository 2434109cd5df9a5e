package io.github.dhisadmin.bench.peer;

import io.github.dhisadmin.bench.sql.SqlText;
import java.util.List;

/**
 * The four kinds of values that DHIS2 2.42 exports with one statement each
 * (JdbcAnalyticsTableManager), under default settings: zeros are left out unless averaged, data
 * types are validated.
 */
enum ValueKind {
  NUMERIC(
      List.of(
          "INTEGER",
          "INTEGER_POSITIVE",
          "INTEGER_NEGATIVE",
          "INTEGER_ZERO_OR_POSITIVE",
          "NUMBER",
          "UNIT_INTERVAL",
          "PERCENTAGE"),
      "cast(dv.value as double precision)",
      "null",
      "(dv.value <> '0' or des.aggregationtype in ('AVERAGE', 'AVERAGE_SUM_ORG_UNIT'))"
          + " and dv.value ~* '^(-?[0-9]+)(\\.[0-9]+)?$'"),
  YES(List.of("BOOLEAN", "TRUE_ONLY"), "1", "null", "dv.value = 'true'"),
  NO(List.of("BOOLEAN"), "0", "null", "dv.value = 'false'"),
  TEXT(
      List.of(
          "TEXT",
          "LONG_TEXT",
          "LETTER",
          "TIME",
          "USERNAME",
          "EMAIL",
          "PHONE_NUMBER",
          "URL",
          "DATE",
          "DATETIME",
          "AGE"),
      "null",
      "dv.value",
      "true");

  private final String valueTypes;
  private final String value;
  private final String textValue;
  private final String condition;

  ValueKind(List<String> valueTypes, String value, String textValue, String condition) {
    this.valueTypes = SqlText.literals(valueTypes);
    this.value = value;
    this.textValue = textValue;
    this.condition = condition;
  }

  /** The expression of column {@code value}. */
  String value() {
    return value;
  }

  /** The expression of column {@code textvalue}. */
  String textValue() {
    return textValue;
  }

  /** Which rows of {@code dv} and {@code des} are of this kind and are exported. */
  String condition() {
    return "des.valuetype in (" + valueTypes + ") and " + condition;
  }
}
