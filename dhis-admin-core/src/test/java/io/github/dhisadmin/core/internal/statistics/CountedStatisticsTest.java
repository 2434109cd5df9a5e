package io.github.dhisadmin.core.internal.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.core.internal.cache.LibraryCaches;
import io.github.dhisadmin.core.internal.cache.ManualClock;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.ProgressListener;
import io.github.dhisadmin.run.RunControl;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CountedStatisticsTest {
  /**
   * 01:30 on the second of March in Kathmandu, which is ahead of UTC by five hours and 45 minutes.
   */
  private static final Instant NIGHT = Instant.parse("2026-03-01T19:45:00Z");

  private final ManualClock clock = new ManualClock(NIGHT, ZoneId.of("Asia/Kathmandu"));
  private final FakeStatisticsStore store = new FakeStatisticsStore();
  private final CountedStatistics statistics = statistics(AccessPolicy.allowAll());

  @Test
  void windows_end_at_the_local_time_of_the_clock() {
    assertThat(statistics.count().at()).isEqualTo("2026-03-02T01:30:00");
    assertThat(store.calls).containsExactly("count 2026-03-02T01:30");
  }

  @Test
  void snapshot_belongs_to_the_local_day() {
    statistics.takeSnapshot();

    assertThat(store.calls).containsExactly("count 2026-03-02T01:30", "save 2026-03-02");
  }

  @Test
  void recent_statistics_are_counted_again_after_five_minutes() {
    statistics.recent();
    clock.advance(Duration.ofMinutes(4));
    assertThat(statistics.recent().at()).isEqualTo("2026-03-02T01:30:00");

    clock.advance(Duration.ofMinutes(2));
    assertThat(statistics.recent().at()).isEqualTo("2026-03-02T01:36:00");
  }

  @Test
  void counting_is_never_answered_from_memory_but_serves_as_recent() {
    statistics.recent();
    clock.advance(Duration.ofMinutes(1));
    statistics.count();

    assertThat(statistics.recent().at()).isEqualTo("2026-03-02T01:31:00");
    assertThat(store.calls).hasSize(2);
  }

  @Test
  void what_a_job_counted_is_recent_for_callers() {
    CountedStatistics guarded = statistics(AccessPolicy.dhis2(Set::of));
    guarded.under(AccessPolicy.allowAll()).takeSnapshot();
    clock.advance(Duration.ofMinutes(1));

    assertThat(guarded.under(AccessPolicy.allowAll()).recent().at())
        .isEqualTo("2026-03-02T01:30:00");
    assertThatThrownBy(guarded::recent).isInstanceOf(AccessDeniedException.class);
    assertThat(store.calls).containsExactly("count 2026-03-02T01:30", "save 2026-03-02");
  }

  @Test
  void cancelled_counting_stores_nothing() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(
            () -> statistics.takeSnapshot(new RunControl(ProgressListener.NONE, cancellation)))
        .isInstanceOf(CancelledException.class);
    assertThat(store.calls).isEmpty();
  }

  @Test
  void trend_that_ends_before_it_begins_is_refused() {
    LocalDate day = LocalDate.of(2026, 3, 2);

    assertThatThrownBy(() -> statistics.trend(day, day.minusDays(1)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("2026-03-01");
    assertThat(statistics.trend(day, day)).isEmpty();
  }

  @Test
  void callers_without_the_authority_are_refused() {
    CountedStatistics guarded = statistics(AccessPolicy.dhis2(Set::of));
    LocalDate day = LocalDate.of(2026, 3, 2);

    assertThatThrownBy(guarded::count).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(guarded::recent).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(guarded::takeSnapshot).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.trend(day, day)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.forgetBefore(day)).isInstanceOf(AccessDeniedException.class);
    assertThat(store.calls).isEmpty();
  }

  private CountedStatistics statistics(AccessPolicy policy) {
    return new CountedStatistics(store, policy, clock, new LibraryCaches(clock, () -> 0));
  }
}
