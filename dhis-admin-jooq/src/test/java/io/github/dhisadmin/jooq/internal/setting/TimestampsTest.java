package io.github.dhisadmin.jooq.internal.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2024, 3, 1, 2, 5, 7);

  @Test
  void local_time_is_read_with_and_without_fractions() {
    assertThat(Timestamps.parse("2024-03-01T02:05:07")).contains(TIME);
    assertThat(Timestamps.parse("2024-03-01T02:05:07.120")).contains(TIME.plusNanos(120_000_000));
  }

  @Test
  void time_with_an_offset_is_read_as_the_local_time_it_was_written_in() {
    assertThat(Timestamps.parse("2024-03-01T02:05:07.000+0545")).contains(TIME);
    assertThat(Timestamps.parse("2024-03-01T02:05:07+0000")).contains(TIME);
  }

  @Test
  void milliseconds_since_the_epoch_are_read_in_the_zone_of_the_host() {
    Instant instant = TIME.atZone(ZoneId.systemDefault()).toInstant();

    assertThat(Timestamps.parse(String.valueOf(instant.toEpochMilli()))).contains(TIME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "2024-03-01", "2024-13-01T00:00:00", "12345"})
  void anything_else_counts_as_unset(String text) {
    assertThat(Timestamps.parse(text)).isEmpty();
  }
}
