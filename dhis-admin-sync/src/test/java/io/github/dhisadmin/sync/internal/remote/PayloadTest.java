package io.github.dhisadmin.sync.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PayloadTest {
  @Test
  void document_that_is_written_in_parts_can_be_sent_both_ways() throws Exception {
    Payload payload =
        Payload.zippable(
            out -> {
              out.write('[');
              out.write("1,2".getBytes(StandardCharsets.UTF_8));
              out.write(']');
              out.close();
            });

    assertThat(payload.bytes(false)).asString(StandardCharsets.UTF_8).isEqualTo("[1,2]");
    assertThat(Gzip.unzip(payload.bytes(true), 5)).isEqualTo(payload.bytes(false));
  }

  @Test
  void zipping_has_to_pay() {
    Payload payload = Payload.zippable("[1,2]");

    assertThat(payload.isWorthZipping(5)).isTrue();
    assertThat(payload.isWorthZipping(6)).isFalse();
  }

  @Test
  void document_for_those_who_cannot_unzip_is_never_zipped() {
    Payload payload = Payload.plain("[1,2]");

    assertThat(payload.isWorthZipping(0)).isFalse();
    assertThat(payload.bytes(true)).asString(StandardCharsets.UTF_8).isEqualTo("[1,2]");
  }
}
