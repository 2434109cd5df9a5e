package io.github.dhisadmin.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalyticsTableUpdateTest {

  @Test
  void means_stay_whatever_is_asked_for_afterwards() {
    AnalyticsTableUpdate update =
        AnalyticsTableUpdate.full()
            .freeDisk(7)
            .memoryBudget(64L << 20)
            .lowDisk()
            .storage(TableStorage.LOGGED)
            .parallelism(3)
            .incremental()
            .skipResourceTables()
            .skipPrograms(List.of("IpHINAT79UW"))
            .skipOutliers()
            .skipAggregate();

    assertThat(update.freeDisk()).hasValue(7);
    assertThat(update.memoryBudget()).isEqualTo(64L << 20);
    assertThat(update.isLowDisk()).isTrue();
    assertThat(update.storage()).hasValue(TableStorage.LOGGED);
    assertThat(update.parallelism()).hasValue(3);
    assertThat(update.lowDisk().freeDisk(8).freeDisk()).hasValue(8);
  }

  @Test
  void means_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> AnalyticsTableUpdate.full().freeDisk(-1))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("freeDisk must not be negative, but is -1.");
    assertThatThrownBy(() -> AnalyticsTableUpdate.full().memoryBudget(1 << 20))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("memoryBudget must be at least 16.0 MB for each session, but is 1.0 MB.");
  }
}
