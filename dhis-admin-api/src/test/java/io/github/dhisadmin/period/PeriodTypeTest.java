package io.github.dhisadmin.period;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.schema.SchemaFamily;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTypeTest {
  @Test
  void the_types_of_2_40_stand_in_the_order_of_the_columns() {
    assertThat(PeriodType.of(SchemaFamily.V2_40))
        .extracting(PeriodType::columnName)
        .containsExactly(
            "daily",
            "weekly",
            "weeklywednesday",
            "weeklythursday",
            "weeklysaturday",
            "weeklysunday",
            "biweekly",
            "monthly",
            "bimonthly",
            "quarterly",
            "quarterlynov",
            "sixmonthly",
            "sixmonthlyapril",
            "sixmonthlynov",
            "yearly",
            "financialapril",
            "financialjuly",
            "financialoct",
            "financialnov");
  }

  @Test
  void the_year_from_september_came_with_2_42_between_july_and_october() {
    List<PeriodType> types = PeriodType.of(SchemaFamily.V2_42);

    assertThat(PeriodType.of(SchemaFamily.V2_41)).hasSize(19);
    assertThat(types).hasSize(20);
    assertThat(types.subList(16, 19))
        .containsExactly(
            PeriodType.FINANCIAL_JULY, PeriodType.FINANCIAL_SEP, PeriodType.FINANCIAL_OCT);
  }

  @Test
  void weeks_from_friday_and_years_from_february_and_august_came_with_2_43() {
    List<PeriodType> types = PeriodType.of(SchemaFamily.V2_43);

    assertThat(types).hasSize(23);
    assertThat(types.subList(3, 5))
        .containsExactly(PeriodType.WEEKLY_THURSDAY, PeriodType.WEEKLY_FRIDAY);
    assertThat(types.subList(15, 20))
        .containsExactly(
            PeriodType.YEARLY,
            PeriodType.FINANCIAL_FEB,
            PeriodType.FINANCIAL_APRIL,
            PeriodType.FINANCIAL_JULY,
            PeriodType.FINANCIAL_AUG);
  }

  @Test
  void names_are_those_of_the_table_of_period_types() {
    assertThat(Arrays.stream(PeriodType.values()).map(PeriodType::dhis2Name))
        .containsExactly(
            "Daily",
            "Weekly",
            "WeeklyWednesday",
            "WeeklyThursday",
            "WeeklyFriday",
            "WeeklySaturday",
            "WeeklySunday",
            "BiWeekly",
            "Monthly",
            "BiMonthly",
            "Quarterly",
            "QuarterlyNov",
            "SixMonthly",
            "SixMonthlyApril",
            "SixMonthlyNov",
            "Yearly",
            "FinancialFeb",
            "FinancialApril",
            "FinancialJuly",
            "FinancialAug",
            "FinancialSep",
            "FinancialOct",
            "FinancialNov");
  }

  @Test
  void a_type_is_found_by_its_exact_name_only() {
    assertThat(PeriodType.named("QuarterlyNov")).contains(PeriodType.QUARTERLY_NOV);
    assertThat(PeriodType.named("quarterlynov")).isEmpty();
    assertThat(PeriodType.named("TwoYearly")).isEmpty();
  }

  @Test
  void column_names_do_not_depend_on_the_language() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));

      assertThat(PeriodType.BI_WEEKLY.columnName()).isEqualTo("biweekly");
      assertThat(PeriodType.FINANCIAL_JULY.columnName()).isEqualTo("financialjuly");
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, DAILY, DAILY",
    "7, WEEKLY, WEEKLY_SUNDAY",
    "14, BI_WEEKLY, BI_WEEKLY",
    "30, MONTHLY, MONTHLY",
    "61, BI_MONTHLY, BI_MONTHLY",
    "91, QUARTERLY, QUARTERLY_NOV",
    "182, SIX_MONTHLY, SIX_MONTHLY_NOV",
    "365, YEARLY, FINANCIAL_NOV"
  })
  void types_of_one_family_share_a_frequency(int order, PeriodType first, PeriodType last) {
    assertThat(PeriodType.values())
        .filteredOn(type -> type.frequencyOrder() == order)
        .containsExactlyElementsOf(EnumSet.range(first, last));
  }

  @ParameterizedTest
  @CsvSource({
    "DAILY, 2024-02-28, 2, 2024-03-01",
    "WEEKLY, 2024-02-26, 1, 2024-03-04",
    "WEEKLY_SUNDAY, 2024-12-31, 2, 2025-01-14",
    "BI_WEEKLY, 2024-01-01, 3, 2024-02-12",
    "MONTHLY, 2024-01-31, 1, 2024-02-29",
    "MONTHLY, 2023-01-31, 1, 2023-02-28",
    "BI_MONTHLY, 2024-06-15, 2, 2024-10-15",
    "QUARTERLY, 2024-03-31, 3, 2024-12-31",
    "QUARTERLY_NOV, 2024-11-30, 1, 2025-02-28",
    "SIX_MONTHLY, 2024-01-01, 1, 2024-07-01",
    "SIX_MONTHLY_APRIL, 2024-09-30, 2, 2025-09-30",
    "YEARLY, 2024-02-29, 1, 2025-02-28",
    "YEARLY, 2024-02-29, 4, 2028-02-29",
    "FINANCIAL_OCT, 2024-09-30, 2, 2026-09-30",
    "MONTHLY, 2024-05-20, 0, 2024-05-20",
    "MONTHLY, 2024-03-31, -1, 2024-02-29"
  })
  void a_date_is_extended_by_whole_lengths_without_moving_to_the_end_of_a_period(
      PeriodType type, LocalDate date, int periods, LocalDate extended) {
    assertThat(type.extend(date, periods)).isEqualTo(extended);
  }

  @Test
  void a_week_is_enclosed_by_every_longer_type_but_by_no_other_kind_of_week() {
    assertThat(PeriodType.values())
        .filteredOn(type -> type.encloses(PeriodType.WEEKLY_THURSDAY))
        .containsExactly(
            PeriodType.WEEKLY_THURSDAY,
            PeriodType.BI_WEEKLY,
            PeriodType.MONTHLY,
            PeriodType.BI_MONTHLY,
            PeriodType.QUARTERLY,
            PeriodType.QUARTERLY_NOV,
            PeriodType.SIX_MONTHLY,
            PeriodType.SIX_MONTHLY_APRIL,
            PeriodType.SIX_MONTHLY_NOV,
            PeriodType.YEARLY,
            PeriodType.FINANCIAL_FEB,
            PeriodType.FINANCIAL_APRIL,
            PeriodType.FINANCIAL_JULY,
            PeriodType.FINANCIAL_AUG,
            PeriodType.FINANCIAL_SEP,
            PeriodType.FINANCIAL_OCT,
            PeriodType.FINANCIAL_NOV);
  }

  @Test
  void a_day_is_enclosed_by_all_types_and_a_year_only_by_itself() {
    assertThat(PeriodType.values()).allMatch(type -> type.encloses(PeriodType.DAILY));
    assertThat(PeriodType.values())
        .filteredOn(type -> type.encloses(PeriodType.YEARLY))
        .containsExactly(PeriodType.YEARLY);
    assertThat(PeriodType.values())
        .filteredOn(type -> type.encloses(PeriodType.FINANCIAL_APRIL))
        .containsExactly(PeriodType.FINANCIAL_APRIL);
  }
}
