package io.github.dhisadmin.sync.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.secret.Secret;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
  @Test
  void characters_of_all_lengths_come_back() throws CharacterCodingException {
    Secret secret = Secret.of("Geheim-ë-€-\uD83D\uDD11");

    Secret back = SecretBytes.secret(secret.use(SecretBytes::utf8));

    assertThat(back.<String>use(String::new)).isEqualTo("Geheim-ë-€-\uD83D\uDD11");
  }

  @Test
  void bytes_that_were_read_are_wiped() throws CharacterCodingException {
    byte[] bytes = "geheim".getBytes(StandardCharsets.UTF_8);

    SecretBytes.secret(bytes);

    assertThat(bytes).containsOnly(0);
  }

  @Test
  void bytes_that_are_no_text_are_refused_and_wiped() {
    byte[] bytes = {'a', (byte) 0xFF};

    assertThatThrownBy(() -> SecretBytes.secret(bytes))
        .isInstanceOf(CharacterCodingException.class);
    assertThat(bytes).containsOnly(0);
  }
}
