package io.github.dhisadmin.sync.internal.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.period.Period;
import io.github.dhisadmin.period.PeriodType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeriodsWithinTest {

  @Test
  void quarter_holds_its_months() {
    assertThat(within("Monthly", "2026Q1")).containsExactly("202601", "202602", "202603");
  }

  @Test
  void week_that_leaves_the_month_is_not_within_it() {
    // 1 October 2026 is a Thursday, 1 November a Sunday.
    assertThat(within("Weekly", "202610")).containsExactly("2026W41", "2026W42", "2026W43");
  }

  @Test
  void period_of_the_type_is_within_itself() {
    assertThat(within("Monthly", "202602")).containsExactly("202602");
  }

  @Test
  void shorter_period_holds_no_longer_one() {
    assertThat(within("Quarterly", "202601", "202602", "202603")).isEmpty();
  }

  @Test
  void period_that_is_asked_for_twice_is_migrated_once() {
    assertThat(within("Monthly", "2026Q1", "202603")).hasSize(3);
  }

  private static List<String> within(String type, String... asked) {
    return PeriodsWithin.of(
            Stream.of(asked).map(Period::of).toList(), PeriodType.named(type).orElseThrow())
        .stream()
        .map(Period::isoId)
        .toList();
  }
}
