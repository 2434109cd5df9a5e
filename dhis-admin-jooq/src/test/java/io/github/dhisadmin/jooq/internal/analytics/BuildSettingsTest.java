package io.github.dhisadmin.jooq.internal.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.analytics.OutlierStatistics;
import io.github.dhisadmin.analytics.TableStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "-1, 2024, false",
    "-1, 2025, false",
    "0, 1990, true",
    "0, 2024, true",
    "1, 2024, true",
    "1, 2023, false",
    "2, 2023, true",
    "2, 2022, false",
    // Data of the future needs approval as that of now does.
    "1, 2025, true"
  })
  void approvals_count_for_as_many_years_as_the_setting_says(
      int years, int year, boolean expected) {
    assertThat(settings(Integer.MIN_VALUE, years).approvalsCountIn(year)).isEqualTo(expected);
  }

  @Test
  void settings_with_a_first_year_are_partial_until_it_is_lifted() {
    BuildSettings lastYears = settings(2023, -1);

    assertThat(lastYears.partial()).isTrue();
    assertThat(lastYears.allYears()).isEqualTo(settings(Integer.MIN_VALUE, -1));
    assertThat(lastYears.allYears().partial()).isFalse();
  }

  private static BuildSettings settings(int firstYear, int approvalYears) {
    return new BuildSettings(
        TableStorage.UNLOGGED,
        OutlierStatistics.SKIPPED,
        firstYear,
        2024,
        approvalYears,
        true,
        true,
        false,
        false);
  }
}
