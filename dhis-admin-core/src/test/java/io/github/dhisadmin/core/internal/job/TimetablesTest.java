package io.github.dhisadmin.core.internal.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.spi.StoredSchedule;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimetablesTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Timetables timetables = new Timetables();

  @Test
  void schedule_is_read_once_and_another_zone_is_another_schedule() {
    Timetable kigali = timetables.of(daily("Africa/Kigali"));

    assertThat(timetables.of(daily("Africa/Kigali"))).isSameAs(kigali);
    assertThat(kigali.first(NOON)).contains(Instant.parse("2026-11-23T01:00:00Z"));
    assertThat(timetables.of(daily("UTC")).first(NOON))
        .contains(Instant.parse("2026-11-23T03:00:00Z"));
  }

  @Test
  void schedules_of_ever_new_times_do_not_fill_the_memory() {
    Timetable first = timetables.of(once(NOON));
    for (int second = 1; second <= 1_000; second++) {
      timetables.of(once(NOON.plusSeconds(second)));
    }

    assertThat(timetables.of(once(NOON))).isNotSameAs(first);
  }

  @Test
  void what_cannot_be_read_is_refused_each_time() {
    StoredSchedule broken = new StoredSchedule("CRON", "0 0 3", "UTC", null, null, null);

    assertThatThrownBy(() -> timetables.of(broken)).isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> timetables.of(broken)).isInstanceOf(InvalidRequestException.class);
  }

  private static StoredSchedule daily(String zone) {
    return new StoredSchedule("CRON", "0 0 3 * * *", zone, null, null, null);
  }

  private static StoredSchedule once(Instant time) {
    return new StoredSchedule("ONCE", null, null, null, null, time);
  }
}
