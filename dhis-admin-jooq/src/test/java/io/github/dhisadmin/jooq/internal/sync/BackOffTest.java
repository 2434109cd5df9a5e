package io.github.dhisadmin.jooq.internal.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pauses of rows that a server refuses. */
class BackOffTest {

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 15", "3, 45", "4, 105", "7, 945"})
  void pauses_double(int attempts, long minutes) {
    assertThat(BackOff.after(attempts)).isEqualTo(Duration.ofMinutes(minutes));
  }

  @Test
  void no_pause_is_longer_than_a_day() {
    assertThat(BackOff.after(8)).isEqualTo(Duration.ofDays(1));
    assertThat(BackOff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofDays(1));
  }
}
