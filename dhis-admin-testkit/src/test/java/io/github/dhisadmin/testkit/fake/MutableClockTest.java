package io.github.dhisadmin.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MutableClockTest {
  @Test
  void clock_stands_still_until_it_is_moved() {
    MutableClock clock = MutableClock.at("2024-03-01T02:00:00Z");

    assertThat(clock.instant()).isEqualTo(Instant.parse("2024-03-01T02:00:00Z"));

    clock.advance(Duration.ofHours(4));

    assertThat(clock.instant()).isEqualTo(Instant.parse("2024-03-01T06:00:00Z"));
  }

  @Test
  void views_in_other_zones_move_along() {
    MutableClock clock = MutableClock.at("2024-03-01T02:00:00Z");
    Clock kigali = clock.withZone(ZoneId.of("Africa/Kigali"));

    clock.set(Instant.parse("2024-07-01T00:00:00Z"));

    assertThat(kigali.instant()).isEqualTo(Instant.parse("2024-07-01T00:00:00Z"));
    assertThat(kigali.getZone()).isEqualTo(ZoneId.of("Africa/Kigali"));
  }
}
