package io.github.dhisadmin.sync.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GzipTest {
  @Test
  void small_answer_that_hides_a_large_one_is_not_unzipped_to_its_end() {
    byte[] zipped = Gzip.zip(new byte[1 << 20]);

    assertThat(zipped).hasSizeLessThan(1 << 14);
    assertThatThrownBy(() -> Gzip.unzip(zipped, (1 << 20) - 1))
        .isInstanceOf(AnswerTooLargeException.class);
  }

  @Test
  void answer_of_exactly_the_limit_is_unzipped() throws IOException {
    assertThat(Gzip.unzip(Gzip.zip(new byte[1_000]), 1_000)).hasSize(1_000);
  }
}
