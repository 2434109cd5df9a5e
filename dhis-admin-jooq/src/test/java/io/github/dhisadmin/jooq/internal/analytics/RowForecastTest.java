package io.github.dhisadmin.jooq.internal.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RowForecastTest {
  private static final int ALL = Integer.MIN_VALUE;

  @Test
  void table_that_does_not_serve_yet_gets_the_rows_of_its_sources() {
    assertThat(RowForecast.of(serving(Map.of()), Map.of(2022, 100.4, 2023, 200.0), ALL))
        .isEqualTo(Map.of(2022, 100L, 2023, 200L));
  }

  @Test
  void years_that_are_over_stay_as_they_serve() {
    assertThat(
            RowForecast.of(
                serving(Map.of(2022, 90L, 2023, 95L)), Map.of(2022, 100.0, 2023, 95.0), ALL))
        .containsEntry(2022, 90L);
  }

  @Test
  void newest_year_grows_by_the_share_of_source_rows_that_become_rows() {
    assertThat(
            RowForecast.of(
                serving(Map.of(2022, 50L, 2023, 60L)), Map.of(2022, 100.0, 2023, 200.0), ALL))
        .containsEntry(2023, 100L);
  }

  @Test
  void newest_year_does_not_shrink_as_statistics_may_be_older_than_the_table() {
    assertThat(
            RowForecast.of(
                serving(Map.of(2022, 100L, 2023, 80L)), Map.of(2022, 100.0, 2023, 10.0), ALL))
        .containsEntry(2023, 80L);
  }

  @Test
  void year_that_does_not_serve_yet_is_as_large_as_its_sources_promise() {
    assertThat(
            RowForecast.of(
                serving(Map.of(2022, 50L, 2023, 50L)),
                Map.of(2021, 80.0, 2022, 100.0, 2023, 100.0, 2024, 20.0),
                ALL))
        .isEqualTo(Map.of(2021, 40L, 2022, 50L, 2023, 50L, 2024, 10L));
  }

  @Test
  void only_year_that_serves_tells_the_share_that_becomes_rows() {
    assertThat(RowForecast.of(serving(Map.of(2023, 50L)), Map.of(2023, 100.0, 2024, 100.0), ALL))
        .isEqualTo(Map.of(2023, 50L, 2024, 50L));
  }

  @Test
  void more_rows_than_sources_are_a_matter_of_statistics_and_multiply_nothing() {
    assertThat(
            RowForecast.of(
                serving(Map.of(2022, 300L, 2023, 10L)), Map.of(2022, 100.0, 2023, 100.0), ALL))
        .isEqualTo(Map.of(2022, 300L, 2023, 100L));
  }

  @Test
  void years_before_the_first_and_years_without_rows_are_left_out() {
    assertThat(
            RowForecast.of(
                serving(Map.of(2021, 5L)), Map.of(2022, 100.0, 2023, 0.3, 2024, 7.0), 2022))
        .isEqualTo(Map.of(2022, 100L, 2024, 7L));
  }

  @Test
  void what_serves_is_expected_where_statistics_tell_nothing() {
    assertThat(RowForecast.of(serving(Map.of(2022, 90L, 2023, 95L)), Map.of(), ALL))
        .isEqualTo(Map.of(2022, 90L, 2023, 95L));
  }

  private static SortedMap<Integer, Long> serving(Map<Integer, Long> rows) {
    return new TreeMap<>(rows);
  }
}
