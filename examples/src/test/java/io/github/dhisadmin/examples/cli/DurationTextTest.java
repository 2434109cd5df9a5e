package io.github.dhisadmin.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT0.085S, 85 ms",
    "PT12.34S, 12.3 s",
    "PT4M5S, 4 min 05 s",
    "PT2H10M9S, 2 h 10 min"
  })
  void uses_the_unit_that_people_would(Duration duration, String text) {
    assertThat(DurationText.of(duration)).isEqualTo(text);
  }
}
