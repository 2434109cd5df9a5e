package io.github.dhisadmin.period;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dhisadmin.error.InvalidRequestException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {
  @ParameterizedTest
  @CsvSource({
    "DAILY, 2024-03-15, 20240315, 2024-03-15, 2024-03-15",
    "DAILY, 2024-12-01, 20241201, 2024-12-01, 2024-12-01",
    "WEEKLY, 2015-12-28, 2015W53, 2015-12-28, 2016-01-03",
    "WEEKLY, 2018-12-31, 2019W1, 2018-12-31, 2019-01-06",
    "WEEKLY, 2021-01-03, 2020W53, 2020-12-28, 2021-01-03",
    "WEEKLY, 2004-03-07, 2004W10, 2004-03-01, 2004-03-07",
    "WEEKLY_WEDNESDAY, 2016-01-01, 2016WedW1, 2015-12-30, 2016-01-05",
    "WEEKLY_THURSDAY, 2016-01-01, 2016ThuW1, 2015-12-31, 2016-01-06",
    "WEEKLY_THURSDAY, 2024-02-07, 2024ThuW5, 2024-02-01, 2024-02-07",
    "WEEKLY_FRIDAY, 2016-01-01, 2016FriW1, 2016-01-01, 2016-01-07",
    "WEEKLY_SATURDAY, 2016-01-01, 2015SatW52, 2015-12-26, 2016-01-01",
    "WEEKLY_SUNDAY, 2016-01-01, 2015SunW52, 2015-12-27, 2016-01-02",
    "WEEKLY_SUNDAY, 2014-12-31, 2014SunW53, 2014-12-28, 2015-01-03",
    "BI_WEEKLY, 2024-01-14, 2024BiW1, 2024-01-01, 2024-01-14",
    "BI_WEEKLY, 2024-01-15, 2024BiW2, 2024-01-15, 2024-01-28",
    "BI_WEEKLY, 2018-12-31, 2019BiW1, 2018-12-31, 2019-01-13",
    "MONTHLY, 2024-02-10, 202402, 2024-02-01, 2024-02-29",
    "MONTHLY, 2023-12-31, 202312, 2023-12-01, 2023-12-31",
    "BI_MONTHLY, 2024-03-01, 202402B, 2024-03-01, 2024-04-30",
    "BI_MONTHLY, 2024-12-31, 202406B, 2024-11-01, 2024-12-31",
    "QUARTERLY, 2024-03-31, 2024Q1, 2024-01-01, 2024-03-31",
    "QUARTERLY, 2024-10-01, 2024Q4, 2024-10-01, 2024-12-31",
    "QUARTERLY_NOV, 2019-11-05, 2020NovQ1, 2019-11-01, 2020-01-31",
    "QUARTERLY_NOV, 2020-01-31, 2020NovQ1, 2019-11-01, 2020-01-31",
    "QUARTERLY_NOV, 2020-02-01, 2020NovQ2, 2020-02-01, 2020-04-30",
    "QUARTERLY_NOV, 2020-07-31, 2020NovQ3, 2020-05-01, 2020-07-31",
    "QUARTERLY_NOV, 2020-10-31, 2020NovQ4, 2020-08-01, 2020-10-31",
    "SIX_MONTHLY, 2024-06-30, 2024S1, 2024-01-01, 2024-06-30",
    "SIX_MONTHLY, 2024-07-01, 2024S2, 2024-07-01, 2024-12-31",
    "SIX_MONTHLY_APRIL, 2024-03-31, 2023AprilS2, 2023-10-01, 2024-03-31",
    "SIX_MONTHLY_APRIL, 2024-04-01, 2024AprilS1, 2024-04-01, 2024-09-30",
    "SIX_MONTHLY_APRIL, 2024-10-01, 2024AprilS2, 2024-10-01, 2025-03-31",
    "SIX_MONTHLY_NOV, 2019-11-05, 2020NovS1, 2019-11-01, 2020-04-30",
    "SIX_MONTHLY_NOV, 2020-04-30, 2020NovS1, 2019-11-01, 2020-04-30",
    "SIX_MONTHLY_NOV, 2020-05-01, 2020NovS2, 2020-05-01, 2020-10-31",
    "YEARLY, 2024-12-31, 2024, 2024-01-01, 2024-12-31",
    "FINANCIAL_FEB, 2024-01-31, 2023Feb, 2023-02-01, 2024-01-31",
    "FINANCIAL_APRIL, 2024-04-01, 2024April, 2024-04-01, 2025-03-31",
    "FINANCIAL_APRIL, 2024-03-31, 2023April, 2023-04-01, 2024-03-31",
    "FINANCIAL_JULY, 2024-06-30, 2023July, 2023-07-01, 2024-06-30",
    "FINANCIAL_AUG, 2024-08-01, 2024Aug, 2024-08-01, 2025-07-31",
    "FINANCIAL_SEP, 2024-09-01, 2024Sep, 2024-09-01, 2025-08-31",
    "FINANCIAL_OCT, 2024-09-30, 2023Oct, 2023-10-01, 2024-09-30",
    "FINANCIAL_NOV, 2019-11-05, 2020Nov, 2019-11-01, 2020-10-31",
    "FINANCIAL_NOV, 2019-10-31, 2019Nov, 2018-11-01, 2019-10-31"
  })
  void a_day_lies_in_the_period_that_dhis2_names(
      PeriodType type, LocalDate day, String isoId, LocalDate start, LocalDate end) {
    Period period = type.periodContaining(day);

    assertThat(period.isoId()).isEqualTo(isoId);
    assertThat(period.startDate()).isEqualTo(start);
    assertThat(period.endDate()).isEqualTo(end);
    assertThat(Period.of(isoId)).isEqualTo(period);
  }

  @Test
  void a_pair_of_weeks_from_week_53_reaches_into_the_first_pair_of_the_next_year() {
    Period last = Period.of("2020BiW27");
    Period first = Period.of("2021BiW1");

    assertThat(last.startDate()).isEqualTo("2020-12-28");
    assertThat(last.endDate()).isEqualTo("2021-01-10");
    assertThat(first.startDate()).isEqualTo("2021-01-04");
    assertThat(last.next()).isEqualTo(first);
    assertThat(first.previous()).isEqualTo(last);
    assertThat(PeriodType.BI_WEEKLY.periodContaining(LocalDate.parse("2021-01-04")))
        .isEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "24",
        "202",
        "0000",
        "0999",
        "20240230",
        "20230229",
        "20241301",
        "20240001",
        "20240100",
        "2024-01-01",
        "2024-01",
        "202400",
        "202413",
        "20241",
        "2024W0",
        "2024W05",
        "2024W53",
        "2024W",
        "2024W-1",
        "2024w5",
        "2024MonW5",
        "2024BiW0",
        "2024BiW27",
        "202400B",
        "202407B",
        "20241B",
        "2024Q0",
        "2024Q5",
        "2024Q01",
        "2024S3",
        "2024AprilS0",
        "2024NovS3",
        "2024NovQ5",
        "2024Nov1",
        "2024November",
        "2024Dec",
        "2024Q1 ",
        "٢٠٢٤",
        "THIS_MONTH",
        "2024W99999999999"
      })
  void an_id_of_no_period_is_refused_by_name(String isoId) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> Period.of(isoId))
        .withMessageContaining("'" + isoId + "'");
  }

  @ParameterizedTest
  @CsvSource({
    "WEEKLY, 2024-01-02, 2024-01-08",
    "MONTHLY, 2024-01-01, 2024-01-30",
    "MONTHLY, 2024-01-15, 2024-02-14",
    "YEARLY, 2024-04-01, 2025-03-31",
    "BI_WEEKLY, 2024-01-08, 2024-01-21"
  })
  void days_that_do_not_bound_a_period_are_refused(
      PeriodType type, LocalDate start, LocalDate end) {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> new Period(type, start, end))
        .withMessageContaining(type.dhis2Name())
        .withMessageContaining(start.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "20240315, 1",
    "2024W5, 7",
    "2024BiW3, 14",
    "202402, 29",
    "202302, 28",
    "2024Q1, 91",
    "2023S1, 181",
    "2024, 366",
    "2023April, 366"
  })
  void both_bounds_count_as_days(String isoId, int days) {
    assertThat(Period.of(isoId).daysInPeriod()).isEqualTo(days);
  }

  @ParameterizedTest
  @CsvSource({
    "20231231, 20240101",
    "2015W53, 2016W1",
    "2024BiW26, 2025BiW1",
    "2020BiW26, 2020BiW27",
    "202312, 202401",
    "202306B, 202401B",
    "2020NovQ4, 2021NovQ1",
    "2023AprilS2, 2024AprilS1",
    "2023, 2024",
    "2023Nov, 2024Nov"
  })
  void periods_know_their_neighbours(String earlier, String later) {
    assertThat(Period.of(earlier).next().isoId()).isEqualTo(later);
    assertThat(Period.of(later).previous().isoId()).isEqualTo(earlier);
  }

  @ParameterizedTest
  @CsvSource({
    "2019W1, WEEKLY, 2019W1",
    "2019W1, BI_WEEKLY, 2019BiW1",
    "2019W1, MONTHLY, 201901",
    "2019W1, QUARTERLY_NOV, 2019NovQ1",
    "2019W1, YEARLY, 2019",
    "2019W1, FINANCIAL_APRIL, 2018April",
    "2015W53, YEARLY, 2015",
    "2019BiW1, MONTHLY, 201812",
    "2019BiW1, YEARLY, 2018",
    "20181231, WEEKLY, 2019W1",
    "20181231, YEARLY, 2018",
    "202401, QUARTERLY, 2024Q1",
    "202401, FINANCIAL_OCT, 2023Oct",
    "2024Q4, SIX_MONTHLY_APRIL, 2024AprilS2",
    "2024, YEARLY, 2024"
  })
  void a_period_lies_in_the_longer_one_of_its_deciding_day(
      String isoId, PeriodType longer, String enclosing) {
    assertThat(Period.of(isoId).enclosing(longer)).contains(Period.of(enclosing));
  }

  @ParameterizedTest
  @CsvSource({
    "2024W5, WEEKLY_WEDNESDAY",
    "2024W5, DAILY",
    "2024BiW3, WEEKLY",
    "202401, BI_WEEKLY",
    "2024Q1, QUARTERLY_NOV",
    "2024, FINANCIAL_APRIL",
    "2024April, YEARLY"
  })
  void types_that_are_not_longer_enclose_nothing(String isoId, PeriodType type) {
    assertThat(Period.of(isoId).enclosing(type)).isEmpty();
  }

  @Test
  void a_year_fills_only_its_own_column() {
    assertThat(PeriodType.values())
        .filteredOn(type -> Period.of("2024").enclosing(type).isPresent())
        .containsExactly(PeriodType.YEARLY);
  }

  @ParameterizedTest
  @CsvSource({
    "2019W1, 2019",
    "2020W53, 2020",
    "2016WedW1, 2016",
    "2015SatW52, 2015",
    "2019BiW1, 2018",
    "20181231, 2018",
    "202401, 2024",
    "2020NovQ1, 2019",
    "2020Nov, 2019",
    "2023April, 2023"
  })
  void the_year_of_a_week_is_that_of_its_fourth_day_and_else_that_of_the_first(
      String isoId, int year) {
    assertThat(Period.of(isoId).structureYear()).isEqualTo(year);
  }

  @Test
  void ids_are_written_in_ascii_digits_in_every_language() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));

      assertThat(
              Arrays.stream(PeriodType.values())
                  .map(type -> type.periodContaining(LocalDate.parse("2024-02-05")).isoId()))
          .startsWith("20240205", "2024W6")
          .allMatch(id -> id.chars().allMatch(c -> c < 128));
    } finally {
      Locale.setDefault(before);
    }
  }
}
