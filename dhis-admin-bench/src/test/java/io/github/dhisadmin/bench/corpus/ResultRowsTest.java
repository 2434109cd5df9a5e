package io.github.dhisadmin.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultRowsTest {
  @Test
  void rows_are_equal_in_any_order() {
    ResultRows rows = rows(row("a", 1.0), row("b", 2.0));

    assertThat(rows.differenceTo(rows(row("b", 2.0), row("a", 1.0)))).isEmpty();
  }

  @Test
  void sums_may_differ_by_rounding() {
    assertThat(rows(row("a", 0.1 + 0.2)).differenceTo(rows(row("a", 0.3)))).isEmpty();
  }

  @Test
  void sums_may_not_differ_by_more() {
    assertThat(rows(row("a", 1.0)).differenceTo(rows(row("a", 1.00001))))
        .hasValue("[a, 1.0] instead of [a, 1.00001]");
  }

  @Test
  void a_missing_sum_is_not_zero() {
    assertThat(rows(row("a", null)).differenceTo(rows(row("a", 0.0)))).isPresent();
  }

  @Test
  void a_missing_row_is_a_difference() {
    assertThat(rows(row("a")).differenceTo(rows())).hasValue("1 rows instead of 0");
  }

  @Test
  void another_key_is_a_difference() {
    assertThat(rows(row("a", 1.0)).differenceTo(rows(row("b", 1.0)))).isPresent();
  }

  private static ResultRows rows(Row... rows) {
    return new ResultRows(Arrays.stream(rows).map(Row::values).toList());
  }

  private static Row row(@Nullable Object... values) {
    return new Row(Arrays.asList(values));
  }

  private record Row(List<@Nullable Object> values) {}
}
