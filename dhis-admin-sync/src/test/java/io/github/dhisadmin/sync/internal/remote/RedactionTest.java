package io.github.dhisadmin.sync.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static final String PASSWORD = "Véry-secret-1";
  private static final String PAIR =
      Base64.getEncoder().encodeToString(("amina:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

  private final Redaction redaction =
      new Redaction(Credentials.basic("amina", Secret.of(PASSWORD)));

  @Test
  void what_we_log_in_with_is_hidden_wherever_it_stands_and_however_often() {
    assertThat(redaction.excerpt(PASSWORD + " x " + PAIR + PASSWORD + "y" + PAIR))
        .isEqualTo("*** x ******y***");
  }

  @Test
  void beginning_of_a_secret_is_none() {
    assertThat(redaction.excerpt("Véry-secret-2, Véry-secret-"))
        .isEqualTo("Véry-secret-2, Véry-secret-");
  }

  @Test
  void secrets_of_others_are_hidden_by_what_they_look_like() {
    assertThat(
            redaction.excerpt(
                "d2pat_5xVA12xyUbWNedQxy4ohH77WlxRGVvZZ of http://sync:geheim@example.org/api,"
                    + " Authorization: Basic Z2VoZWlt"))
        .isEqualTo("*** of http://***example.org/api, Authorization: ***");
  }

  @Test
  void excerpt_never_ends_within_a_secret() {
    String excerpt = redaction.excerpt("x".repeat(295) + PASSWORD);

    assertThat(excerpt).isEqualTo("x".repeat(295) + "***");
  }

  @Test
  void excerpt_is_one_short_line() {
    assertThat(redaction.excerpt(" a\n\tb" + " c".repeat(300)))
        .startsWith("a b c")
        .endsWith("…")
        .hasSize(301);
  }

  @Test
  void token_is_hidden_as_well() {
    Redaction ofToken = new Redaction(Credentials.token(Secret.of("token-of-amina")));

    assertThat(ofToken.excerpt("ApiToken token-of-amina")).isEqualTo("ApiToken ***");
  }
}
