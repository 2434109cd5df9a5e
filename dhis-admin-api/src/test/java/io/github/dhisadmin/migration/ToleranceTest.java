package io.github.dhisadmin.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToleranceTest {

  @ParameterizedTest
  @CsvSource({
    "13, 13, true",
    "13, 13.0, true",
    "1e3, 1000, true",
    "-0, 0, true",
    "13, 14, false",
    "yes, yes, true",
    "yes, Yes, false",
    "13, yes, false",
    "'', 0, false"
  })
  void numbers_are_alike_however_they_are_written_and_texts_if_they_are_equal(
      String source, String destination, boolean alike) {
    assertThat(Tolerance.NONE.accepts(source, destination)).isEqualTo(alike);
  }

  @ParameterizedTest
  @CsvSource({"100, 101, true", "100, 99, true", "100, 101.5, false", "0, 1, true"})
  void difference_up_to_the_absolute_one_is_none(String source, String destination, boolean alike) {
    assertThat(new Tolerance(BigDecimal.ONE, BigDecimal.ZERO).accepts(source, destination))
        .isEqualTo(alike);
  }

  @ParameterizedTest
  @CsvSource({"200, 202, true", "-200, -202, true", "200, 203, false", "0, 0.1, false"})
  void difference_up_to_a_part_of_the_source_is_none(
      String source, String destination, boolean alike) {
    assertThat(new Tolerance(BigDecimal.ZERO, new BigDecimal("0.01")).accepts(source, destination))
        .isEqualTo(alike);
  }

  @Test
  void negative_tolerance_is_refused() {
    assertThatThrownBy(() -> new Tolerance(new BigDecimal("-1"), BigDecimal.ZERO))
        .isInstanceOf(InvalidRequestException.class);
  }
}
