package io.github.dhisadmin.core.internal.datalock;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.datalock.EntryRights;
import io.github.dhisadmin.datalock.ExpiryFormula;
import io.github.dhisadmin.datalock.LockExplanation;
import io.github.dhisadmin.datalock.LockRule;
import io.github.dhisadmin.datalock.LockState;
import io.github.dhisadmin.datalock.LockVerdict;
import io.github.dhisadmin.datalock.LockVerdict.Effect;
import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.spi.LockFacts;
import io.github.dhisadmin.spi.LockFacts.Approval;
import io.github.dhisadmin.spi.LockFacts.InputPeriod;
import io.github.dhisadmin.spi.LockFacts.OptionDates;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** January 2026 ends on Saturday the 31st; all moments are computed by hand. */
class LockRulesTest {
  private static final Period JANUARY = Period.of("202601");
  private static final Approval APPROVAL = new Approval("Regional", "North");

  @ParameterizedTest
  @CsvSource({
    // 2.36: n days after the beginning of the last day of the period, that moment included
    "START_OF_LAST_DAY, 1, 2026-02-01T00:00:00.000, OPEN",
    "START_OF_LAST_DAY, 1, 2026-02-01T00:00:00.001, LOCKED",
    "START_OF_LAST_DAY, 10, 2026-02-10T00:00:00.000, OPEN",
    "START_OF_LAST_DAY, 10, 2026-02-10T00:00:00.001, LOCKED",
    "START_OF_LAST_DAY, 0, 2036-01-01T00:00:00.000, OPEN",
    // 2.40: the whole day that is n days after the last day of the period
    "END_OF_LAST_DAY, 1, 2026-02-01T23:59:59.999, OPEN",
    "END_OF_LAST_DAY, 1, 2026-02-02T00:00:00.000, LOCKED",
    "END_OF_LAST_DAY, 10, 2026-02-10T23:59:59.999, OPEN",
    "END_OF_LAST_DAY, 10, 2026-02-11T00:00:00.000, LOCKED",
    "END_OF_LAST_DAY, 0, 2036-01-01T00:00:00.000, OPEN",
    // 2.41 and 2.42: n days, and parts of days, after the midnight that ends the period
    "FRACTIONAL_DAYS, 1, 2026-02-02T00:00:00.000, OPEN",
    "FRACTIONAL_DAYS, 1, 2026-02-02T00:00:00.001, LOCKED",
    "FRACTIONAL_DAYS, 10, 2026-02-11T00:00:00.000, OPEN",
    "FRACTIONAL_DAYS, 10, 2026-02-11T00:00:00.001, LOCKED",
    "FRACTIONAL_DAYS, 0.5, 2026-02-01T12:00:00.000, OPEN",
    "FRACTIONAL_DAYS, 0.5, 2026-02-01T12:00:00.001, LOCKED",
    "FRACTIONAL_DAYS, 1.75, 2026-02-02T18:00:00.000, OPEN",
    "FRACTIONAL_DAYS, 1.75, 2026-02-02T18:00:00.001, LOCKED",
    "FRACTIONAL_DAYS, 0, 2036-01-01T00:00:00.000, OPEN",
    // 2.43: the same with the parts cut off, so that half a day is no day, which means never
    "WHOLE_DAYS, 1, 2026-02-02T00:00:00.000, OPEN",
    "WHOLE_DAYS, 1, 2026-02-02T00:00:00.001, LOCKED",
    "WHOLE_DAYS, 1.75, 2026-02-02T00:00:00.000, OPEN",
    "WHOLE_DAYS, 1.75, 2026-02-02T00:00:00.001, LOCKED",
    "WHOLE_DAYS, 0.5, 2036-01-01T00:00:00.000, OPEN",
    "WHOLE_DAYS, 0, 2036-01-01T00:00:00.000, OPEN",
  })
  void data_closes_at_the_moment_that_the_version_says(
      ExpiryFormula formula, double days, LocalDateTime at, LockState state) {
    assertThat(decide(at, formula, facts(days)).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "START_OF_LAST_DAY, 2024-03-01T00:00:00.000, OPEN",
    "START_OF_LAST_DAY, 2024-03-01T00:00:00.001, LOCKED",
    "END_OF_LAST_DAY, 2024-03-01T23:59:59.999, OPEN",
    "END_OF_LAST_DAY, 2024-03-02T00:00:00.000, LOCKED",
    "FRACTIONAL_DAYS, 2024-03-02T00:00:00.000, OPEN",
    "FRACTIONAL_DAYS, 2024-03-02T00:00:00.001, LOCKED",
    "WHOLE_DAYS, 2024-03-02T00:00:00.000, OPEN",
    "WHOLE_DAYS, 2024-03-02T00:00:00.001, LOCKED",
  })
  void february_of_a_leap_year_ends_on_its_29th_day(
      ExpiryFormula formula, LocalDateTime at, LockState state) {
    LockRules rules = new LockRules(Period.of("202402"), at, EntryRights.ORDINARY, formula);

    assertThat(rules.decide(facts(1)).state()).isEqualTo(state);
  }

  @Test
  void explanation_says_until_when_data_is_open() {
    LockExplanation explanation =
        decide(day("2026-03-01"), ExpiryFormula.FRACTIONAL_DAYS, facts(10));

    assertThat(explanation.openUntil()).contains(day("2026-02-11"));
    assertThat(verdict(explanation, LockRule.EXPIRY).reason())
        .isEqualTo("10 expiry days: open until 2026-02-11T00:00");
  }

  @ParameterizedTest
  @EnumSource(ExpiryFormula.class)
  void who_may_edit_expired_data_finds_it_open(ExpiryFormula formula) {
    LockRules rules = new LockRules(JANUARY, day("2027-01-01"), EntryRights.EDIT_EXPIRED, formula);

    LockExplanation explanation = rules.decide(facts(10));

    assertThat(explanation.state()).isEqualTo(LockState.OPEN);
    assertThat(verdict(explanation, LockRule.EXPIRY).reason()).contains("may edit expired data");
  }

  @ParameterizedTest
  @EnumSource(ExpiryFormula.class)
  void exception_opens_what_has_expired_also_when_it_is_stored_twice(ExpiryFormula formula) {
    LockExplanation explanation =
        decide(day("2027-01-01"), formula, new LockFacts(10, 2, List.of(), null));

    assertThat(explanation.state()).isEqualTo(LockState.OPEN);
    assertThat(verdict(explanation, LockRule.EXPIRY).effect()).isEqualTo(Effect.LOCKS);
    assertThat(verdict(explanation, LockRule.LOCK_EXCEPTION).effect()).isEqualTo(Effect.OPENS);
  }

  @ParameterizedTest
  @EnumSource(ExpiryFormula.class)
  void approval_beats_exceptions_rights_and_open_input_periods(ExpiryFormula formula) {
    LockFacts facts = new LockFacts(10, 1, List.of(input(true, null, null)), APPROVAL);
    LockRules rules = new LockRules(JANUARY, day("2026-02-02"), EntryRights.EDIT_EXPIRED, formula);

    LockExplanation explanation = rules.decide(facts);

    assertThat(explanation.state()).isEqualTo(LockState.APPROVED);
    assertThat(verdict(explanation, LockRule.APPROVAL).reason())
        .isEqualTo("approved at level Regional for North");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31T23:59:59.999, LOCKED",
    "2026-02-01T00:00:00.000, OPEN",
    "2026-02-05T12:00:00.000, OPEN",
    "2026-02-05T12:00:00.001, LOCKED",
  })
  void input_period_is_open_from_its_first_to_its_last_moment(LocalDateTime at, LockState state) {
    LockFacts facts =
        new LockFacts(
            0,
            0,
            List.of(input(true, day("2026-02-01"), LocalDateTime.parse("2026-02-05T12:00"))),
            null);

    assertThat(decide(at, ExpiryFormula.FRACTIONAL_DAYS, facts).state()).isEqualTo(state);
    assertThat(decide(at, ExpiryFormula.WHOLE_DAYS, facts).state()).isEqualTo(state);
  }

  @Test
  void input_period_without_dates_is_always_open() {
    LockFacts facts = new LockFacts(0, 0, List.of(input(true, null, null)), null);

    LockExplanation explanation = decide(day("2036-01-01"), ExpiryFormula.FRACTIONAL_DAYS, facts);

    assertThat(explanation.state()).isEqualTo(LockState.OPEN);
    assertThat(verdict(explanation, LockRule.INPUT_PERIOD).reason())
        .isEqualTo("input of 202601 is open from ever for ever");
  }

  @Test
  void one_open_span_of_several_is_enough() {
    LockFacts facts =
        new LockFacts(
            0,
            0,
            List.of(
                input(true, null, day("2026-02-01")),
                input(true, day("2026-03-01"), null),
                input(false, day("2026-02-01"), day("2026-03-01"))),
            null);

    assertThat(decide(day("2026-03-01"), ExpiryFormula.FRACTIONAL_DAYS, facts).state())
        .isEqualTo(LockState.OPEN);
    assertThat(decide(day("2026-02-15"), ExpiryFormula.FRACTIONAL_DAYS, facts).state())
        .isEqualTo(LockState.LOCKED);
  }

  @ParameterizedTest
  @EnumSource(ExpiryFormula.class)
  void period_that_is_not_among_the_input_periods_is_locked_whoever_asks(ExpiryFormula formula) {
    LockFacts facts = new LockFacts(0, 1, List.of(input(false, null, null)), null);
    LockRules rules = new LockRules(JANUARY, day("2026-02-02"), EntryRights.EDIT_EXPIRED, formula);

    LockExplanation explanation = rules.decide(facts);

    assertThat(explanation.state()).isEqualTo(LockState.LOCKED);
    assertThat(verdict(explanation, LockRule.INPUT_PERIOD).reason())
        .contains("202601 is not among the input periods");
  }

  @Test
  void input_periods_decide_instead_of_expiry_in_2_43_only() {
    LockFacts facts = new LockFacts(1, 0, List.of(input(true, null, null)), null);
    LocalDateTime late = day("2027-01-01");

    assertThat(decide(late, ExpiryFormula.WHOLE_DAYS, facts).state()).isEqualTo(LockState.OPEN);
    assertThat(decide(late, ExpiryFormula.FRACTIONAL_DAYS, facts).state())
        .isEqualTo(LockState.LOCKED);
    assertThat(decide(late, ExpiryFormula.END_OF_LAST_DAY, facts).state())
        .isEqualTo(LockState.LOCKED);
  }

  @ParameterizedTest
  @CsvSource({
    // Without open future periods, data waits for the end of its period.
    "0, 202601, 2026-01-31T23:59:59.999, LOCKED",
    "0, 202601, 2026-02-01T00:00:00.000, OPEN",
    // The first of them is the period that runs.
    "1, 202601, 2025-12-31T23:59:59.999, LOCKED",
    "1, 202601, 2026-01-01T00:00:00.000, OPEN",
    "1, 202602, 2026-01-31T23:59:59.999, LOCKED",
    "3, 202603, 2025-12-31T23:59:59.999, LOCKED",
    "3, 202603, 2026-01-01T00:00:00.000, OPEN",
    "2, 2026Q2, 2026-01-01T00:00:00.000, OPEN",
    "2, 2026Q3, 2026-03-31T23:59:59.999, LOCKED",
  })
  void periods_open_before_they_have_ended_by_the_number_of_open_future_periods(
      int openFuturePeriods, String isoPeriod, LocalDateTime at, LockState state) {
    for (ExpiryFormula formula : ExpiryFormula.values()) {
      LockRules rules = new LockRules(Period.of(isoPeriod), at, EntryRights.ORDINARY, formula);

      assertThat(rules.decide(future(openFuturePeriods)).state())
          .as("%s", formula)
          .isEqualTo(state);
    }
  }

  @Test
  void explanation_says_which_future_period_is_the_last_open_one() {
    LockExplanation explanation =
        decide(day("2025-11-15"), ExpiryFormula.FRACTIONAL_DAYS, future(2));

    assertThat(verdict(explanation, LockRule.FUTURE_PERIOD))
        .isEqualTo(
            new LockVerdict(
                LockRule.FUTURE_PERIOD,
                Effect.LOCKS,
                "2 open future periods: open up to the period 202512"));
  }

  @Test
  void who_may_edit_expired_data_reaches_into_the_future_in_2_43_only() {
    LocalDateTime early = day("2025-06-01");

    for (ExpiryFormula formula : ExpiryFormula.values()) {
      LockRules rules = new LockRules(JANUARY, early, EntryRights.EDIT_EXPIRED, formula);

      assertThat(rules.decide(facts(0)).state())
          .as("%s", formula)
          .isEqualTo(formula == ExpiryFormula.WHOLE_DAYS ? LockState.OPEN : LockState.LOCKED);
    }
  }

  @Test
  void open_input_period_opens_a_future_period_in_2_43_only() {
    LockFacts facts = new LockFacts(0, 0, List.of(input(true, null, null)), null);
    LocalDateTime early = day("2025-06-01");

    assertThat(decide(early, ExpiryFormula.WHOLE_DAYS, facts).state()).isEqualTo(LockState.OPEN);
    assertThat(decide(early, ExpiryFormula.FRACTIONAL_DAYS, facts).state())
        .isEqualTo(LockState.LOCKED);
  }

  @ParameterizedTest
  @CsvSource({
    // One day in common with January is enough.
    "2026-01-31, , 0, OPEN",
    "2026-02-01, , 0, LOCKED",
    ", 2026-01-01, 0, OPEN",
    ", 2025-12-31, 0, LOCKED",
    "2026-01-10, 2026-01-20, 0, OPEN",
    // A month longer is 30 November to 30 December, two are 30 January.
    ", 2025-11-30, 1, LOCKED",
    ", 2025-11-30, 2, OPEN",
  })
  void attribute_options_share_a_day_with_the_period_before_2_43(
      @Nullable LocalDate starts, @Nullable LocalDate ends, int openPeriods, LockState state) {
    LockFacts facts =
        new LockFacts(10, 1, List.of(), null, 0, new OptionDates(starts, ends, openPeriods));

    LockExplanation explanation = decide(day("2027-01-01"), ExpiryFormula.FRACTIONAL_DAYS, facts);

    assertThat(explanation.state()).as("with a lock exception").isEqualTo(state);
    assertThat(verdict(explanation, LockRule.ATTRIBUTE_OPTION).effect())
        .isEqualTo(state == LockState.OPEN ? Effect.OPENS : Effect.LOCKS);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, 2026-01-31, 0, OPEN",
    "2026-01-02, , 0, LOCKED",
    ", 2026-01-30, 0, LOCKED",
    // Moved back by one, January is December; by two, 1 to 30 November.
    ", 2025-12-31, 1, OPEN",
    ", 2025-12-30, 1, LOCKED",
    // Where it is will do as well.
    "2026-01-01, , 1, OPEN",
    ", 2025-11-30, 2, OPEN",
    "2025-12-15, 2025-12-31, 1, LOCKED",
  })
  void attribute_options_cover_the_period_from_2_43_on(
      @Nullable LocalDate starts, @Nullable LocalDate ends, int openPeriods, LockState state) {
    LockFacts facts =
        new LockFacts(0, 0, List.of(), null, 0, new OptionDates(starts, ends, openPeriods));

    assertThat(decide(day("2027-01-01"), ExpiryFormula.WHOLE_DAYS, facts).state()).isEqualTo(state);
  }

  @Test
  void expiry_days_below_zero_close_nothing_in_2_43_and_close_early_before() {
    LockFacts facts = facts(-2);

    assertThat(decide(day("2027-01-01"), ExpiryFormula.WHOLE_DAYS, facts).state())
        .isEqualTo(LockState.OPEN);
    assertThat(decide(day("2025-06-01"), ExpiryFormula.WHOLE_DAYS, facts).state())
        .as("in the future")
        .isEqualTo(LockState.OPEN);
    assertThat(ExpiryFormula.FRACTIONAL_DAYS.openUntil(JANUARY.endDate(), facts.expiryDays()))
        .contains(day("2026-01-30"));
  }

  @Test
  void attribute_options_without_dates_say_nothing() {
    LockExplanation explanation =
        decide(day("2026-02-02"), ExpiryFormula.FRACTIONAL_DAYS, facts(0));

    assertThat(verdict(explanation, LockRule.ATTRIBUTE_OPTION).effect())
        .isEqualTo(Effect.DOES_NOT_APPLY);
  }

  @Test
  void every_rule_has_a_verdict_in_the_order_of_asking() {
    LockExplanation explanation =
        decide(day("2026-02-02"), ExpiryFormula.FRACTIONAL_DAYS, facts(0));

    assertThat(explanation.verdicts())
        .extracting(LockVerdict::rule)
        .containsExactly(LockRule.values());
    assertThat(explanation.openUntil()).isEmpty();
  }

  private static LockExplanation decide(LocalDateTime at, ExpiryFormula formula, LockFacts facts) {
    return new LockRules(JANUARY, at, EntryRights.ORDINARY, formula).decide(facts);
  }

  private static LockFacts facts(double expiryDays) {
    return new LockFacts(expiryDays, 0, List.of(), null);
  }

  private static LockFacts future(int openFuturePeriods) {
    return new LockFacts(0, 0, List.of(), null, openFuturePeriods, new OptionDates(null, null, 0));
  }

  private static InputPeriod input(
      boolean forThisPeriod, @Nullable LocalDateTime opens, @Nullable LocalDateTime closes) {
    return new InputPeriod(forThisPeriod, opens, closes);
  }

  private static LocalDateTime day(String date) {
    return LocalDateTime.parse(date + "T00:00");
  }

  private static LockVerdict verdict(LockExplanation explanation, LockRule rule) {
    return explanation.verdicts().stream()
        .filter(verdict -> verdict.rule() == rule)
        .findFirst()
        .orElseThrow();
  }
}
