package io.github.dhisadmin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1048576, 1048576",
    "7 bytes, 7",
    "7B, 7",
    "1kB, 1024",
    "512mb, 536870912",
    "20GB, 21474836480",
    "1.5 TB, 1649267441664",
    "' 2 MB ', 2097152"
  })
  void sizes_are_read_in_units_of_1024(String written, long bytes) {
    assertThat(ByteSize.parse(written)).isEqualTo(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GB", "-1GB", "20 gigs", "20XB", "1e3", "99999999999 TB"})
  void nonsense_is_refused(String written) {
    assertThatThrownBy(() -> ByteSize.parse(written))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("'" + written + "' is no size, such as 20GB or 512MB.");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1023, 1023 bytes",
    "1024, 1.0 kB",
    "1572864, 1.5 MB",
    "21474836480, 20.0 GB",
    "1125899906842624, 1024.0 TB"
  })
  void sizes_are_written_in_the_largest_unit_of_which_there_is_one(long bytes, String written) {
    assertThat(new ByteSize(bytes)).hasToString(written);
  }

  @Test
  void what_is_written_can_be_read() {
    assertThat(ByteSize.parse(new ByteSize(3L << 30).toString())).isEqualTo(new ByteSize(3L << 30));
  }
}
