package io.github.dhisadmin.jooq.internal.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.tools.jdbc.MockConnection;
import org.jooq.tools.jdbc.MockResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SystemSettingsTest {
  private final SystemSettings plain = new SystemSettings(false);
  private final SystemSettings json = new SystemSettings(true);

  @Test
  void text_is_without_quotes_where_values_are_json() {
    assertThat(json.text(stored("\"iso8601\""), "keyCalendar")).contains("iso8601");
    assertThat(plain.text(stored("iso8601"), "keyCalendar")).contains("iso8601");
    assertThat(plain.text(stored("\"quoted\""), "key")).contains("\"quoted\"");
  }

  @Test
  void empty_text_is_unset() {
    assertThat(plain.text(stored(""), "key")).isEmpty();
    assertThat(json.text(stored("\"\""), "key")).isEmpty();
    assertThat(plain.text(nothingStored(), "key")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5, 5",
    "-1, -1",
    "0, 0",
    "'', 7",
    "five, 7",
    "1.5, 7",
    "99999999999, 7",
  })
  void number_that_is_none_counts_as_unset(String value, int expected) {
    assertThat(plain.integer(stored(value), "key", 7)).isEqualTo(expected);
    assertThat(json.integer(stored(value), "key", 7)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2.5, 2.5",
    "3, 3",
    "0, 7",
    "-2, 7",
    "'', 7",
    "two, 7",
    "NaN, 7",
    "1e3, 7",
  })
  void number_that_is_not_above_zero_counts_as_unset(String value, double expected) {
    assertThat(plain.positiveDecimal(stored(value), "key", 7)).isEqualTo(expected);
    assertThat(json.positiveDecimal(stored(value), "key", 7)).isEqualTo(expected);
  }

  @Test
  void unset_truth_is_its_default() {
    assertThat(plain.bool(stored("true"), "key", false)).isTrue();
    assertThat(plain.bool(stored("false"), "key", true)).isFalse();
    assertThat(plain.bool(nothingStored(), "key", true)).isTrue();
  }

  @Test
  void moment_is_stored_in_the_form_of_the_version() {
    List<Object> bound = new ArrayList<>();
    LocalDateTime moment = LocalDateTime.of(2024, 3, 1, 2, 5, 7, 9_000_000);

    plain.put(recording(bound), "key", moment);
    json.put(recording(bound), "key", moment);

    assertThat(bound)
        .containsExactly("2024-03-01T02:05:07.009", "key", "\"2024-03-01T02:05:07.009\"", "key");
  }

  private static DSLContext stored(String value) {
    return answering(List.of(value));
  }

  private static DSLContext nothingStored() {
    return answering(List.of());
  }

  private static DSLContext answering(List<String> values) {
    DSLContext ctx = DSL.using(SQLDialect.POSTGRES);
    Field<String> column = DSL.field(DSL.name("value"), SQLDataType.CLOB);
    Result<Record1<String>> rows = ctx.newResult(column);
    values.forEach(value -> rows.add(ctx.newRecord(column).values(value)));
    return DSL.using(
        new MockConnection(statement -> new MockResult[] {new MockResult(rows.size(), rows)}),
        SQLDialect.POSTGRES);
  }

  /** Pretends that the setting is there, and keeps what it is set to. */
  private static DSLContext recording(List<Object> bound) {
    return DSL.using(
        new MockConnection(
            statement -> {
              bound.addAll(List.of(statement.bindings()));
              return new MockResult[] {new MockResult(1)};
            }),
        SQLDialect.POSTGRES);
  }
}
