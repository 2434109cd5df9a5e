package io.github.dhisadmin.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CheckOutcomeTest {

  @Test
  void percentage_is_exact_to_four_decimals() {
    assertThat(outcome(1, 3L).percentage()).contains(new BigDecimal("33.3333"));
    assertThat(outcome(2, 3L).percentage()).contains(new BigDecimal("66.6667"));
    assertThat(outcome(1, 100_000L).percentage()).contains(new BigDecimal("0.0010"));
  }

  @Test
  void no_objects_or_no_total_give_no_percentage() {
    assertThat(outcome(0, 0L).percentage()).isEmpty();
    assertThat(outcome(4, null).percentage()).isEmpty();
  }

  @Test
  void issues_that_are_not_at_hand_count_with_the_severity_of_the_check() {
    CheckOutcome counted = outcome(4, null);

    assertThat(counted.truncated()).isTrue();
    assertThat(counted.reaches(Severity.WARNING)).isTrue();
    assertThat(counted.reaches(Severity.SEVERE)).isFalse();
  }

  @Test
  void issues_at_hand_count_with_their_own_severity() {
    assertThat(outcome(1, null, Severity.INFO).reaches(Severity.WARNING)).isFalse();
    assertThat(outcome(1, null, Severity.CRITICAL).reaches(Severity.SEVERE)).isTrue();
    assertThat(outcome(2, null, Severity.INFO).reaches(Severity.WARNING)).isTrue();
  }

  @Test
  void no_issues_reach_nothing() {
    assertThat(outcome(0, 9L).reaches(Severity.INFO)).isFalse();
  }

  private static CheckOutcome outcome(long count, @Nullable Long total, Severity... severities) {
    return new CheckOutcome(
        new IntegrityCheck(
            CheckName.of("units_orphaned"),
            CheckSection.ORGANISATION_UNITS,
            Severity.WARNING,
            null,
            new CheckTexts("Orphaned units", "They have no parent.", "Give them one.", ""),
            new CheckTraits(CheckSource.SEED, true, false, null, Set.of())),
        count == 0 ? CheckStatus.PASSED : CheckStatus.ISSUES,
        count,
        total,
        Stream.of(severities)
            .map(severity -> new IntegrityIssue(severity, "uid", "Bo", "", List.of()))
            .toList(),
        Duration.ZERO,
        null);
  }
}
