package io.github.dhisadmin.period;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.WeekFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every day from 1900 to 2100 and every type. */
class PeriodLawsTest {
  private static final LocalDate FIRST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2100, 12, 31);

  @ParameterizedTest
  @EnumSource
  void the_period_of_a_day_contains_the_day(PeriodType type) {
    days()
        .forEach(
            day -> {
              Period period = type.periodContaining(day);

              assertThat(day).isBetween(period.startDate(), period.endDate());
            });
  }

  @ParameterizedTest
  @EnumSource
  void the_id_of_a_period_leads_back_to_it(PeriodType type) {
    periods(type).forEach(period -> assertThat(Period.of(period.isoId())).isEqualTo(period));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BI_WEEKLY")
  void periods_follow_each_other_without_gap_or_overlap(PeriodType type) {
    periods(type)
        .forEach(
            period ->
                assertThat(period.next().startDate()).isEqualTo(period.endDate().plusDays(1)));
  }

  @Test
  void pairs_of_weeks_overlap_after_week_53_only() {
    periods(PeriodType.BI_WEEKLY)
        .forEach(
            period -> {
              long days = ChronoUnit.DAYS.between(period.startDate(), period.next().startDate());

              assertThat(days).isEqualTo(isoWeek(period.startDate()) == 53 ? 7 : 14);
            });
  }

  @ParameterizedTest
  @EnumSource
  void a_step_forward_and_a_step_back_lead_home(PeriodType type) {
    periods(type)
        .forEach(
            period -> {
              assertThat(period.next().previous()).isEqualTo(period);
              assertThat(period.previous().next()).isEqualTo(period);
            });
  }

  @Test
  void no_two_periods_of_any_type_share_an_id() {
    Map<String, Period> seen = new HashMap<>();
    for (PeriodType type : PeriodType.values()) {
      periods(type)
          .forEach(
              period -> assertThat(seen.put(period.isoId(), period)).as(period.isoId()).isNull());
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "WEEKLY",
        "WEEKLY_WEDNESDAY",
        "WEEKLY_THURSDAY",
        "WEEKLY_FRIDAY",
        "WEEKLY_SATURDAY",
        "WEEKLY_SUNDAY"
      })
  void weeks_are_numbered_as_the_java_library_numbers_them(PeriodType type) {
    WeekFields fields = WeekFields.of(((WeekCycle) type.cycle()).firstDay(), 4);

    periods(type)
        .forEach(
            period -> {
              String number = period.isoId().substring(period.isoId().lastIndexOf('W') + 1);

              assertThat(Integer.parseInt(number))
                  .isEqualTo(period.startDate().get(fields.weekOfWeekBasedYear()));
              assertThat(Integer.parseInt(period.isoId().substring(0, 4)))
                  .isEqualTo(period.startDate().get(fields.weekBasedYear()));
            });
  }

  @Test
  void every_year_has_as_many_periods_as_its_types_promise() {
    Set<String> ids = new HashSet<>();
    days()
        .filter(day -> day.getYear() == 2023)
        .forEach(
            day -> {
              for (PeriodType type : PeriodType.values()) {
                ids.add(type.periodContaining(day).isoId());
              }
            });

    assertThat(ids).filteredOn(id -> id.matches("2023(0[1-9]|1[0-2])")).hasSize(12);
    assertThat(ids).filteredOn(id -> id.matches("20230[1-6]B")).hasSize(6);
    assertThat(ids).filteredOn(id -> id.matches("2023Q[1-4]")).hasSize(4);
    assertThat(ids).filteredOn(id -> id.matches("2023W\\d+")).hasSize(52);
    assertThat(ids).filteredOn(id -> id.matches("2023BiW.+")).hasSize(26);
    assertThat(ids).filteredOn(id -> id.matches("2023\\d{4}")).hasSize(365);
  }

  private static int isoWeek(LocalDate day) {
    return day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  }

  private static Stream<LocalDate> days() {
    return FIRST.datesUntil(LAST.plusDays(1));
  }

  private static Stream<Period> periods(PeriodType type) {
    return Stream.iterate(
        type.periodContaining(FIRST), period -> !period.startDate().isAfter(LAST), Period::next);
  }
}
