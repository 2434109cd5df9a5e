package io.github.dhisadmin.jooq.internal.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.error.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkMemoryTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 16, 63, 64})
  void sessions_never_take_more_than_the_budget_together(int sessions) {
    long budget = AnalyticsTableUpdate.full().memoryBudget();

    long together = sessions * ((long) WorkMemory.sharedBy(sessions, budget).megabytes() << 20);

    assertThat(together).isBetween(budget / 2, budget);
  }

  @Test
  void budget_that_is_too_little_for_the_sessions_is_refused() {
    assertThatThrownBy(() -> WorkMemory.sharedBy(4, 60L << 20))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "memoryBudget must be at least 64.0 MB for 4 sessions, but is 60.0 MB; raise it or"
                + " lower parallelism.");
    assertThat(WorkMemory.sharedBy(4, 64L << 20).megabytes()).isEqualTo(16);
  }

  @Test
  void largest_budget_is_one_that_the_server_can_be_told() {
    assertThat(WorkMemory.sharedBy(1, Long.MAX_VALUE).megabytes() * 1024L)
        .as("kilobytes of work_mem")
        .isLessThanOrEqualTo(Integer.MAX_VALUE);
  }
}
