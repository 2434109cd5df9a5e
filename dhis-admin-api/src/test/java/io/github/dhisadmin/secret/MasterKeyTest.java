package io.github.dhisadmin.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.SecretException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
  private static final Secret STRONG = Secret.of("correct horse battery staple");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "twenty-three characters",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabcabcabcabcabc",
        "J7GhAs287hsSQlKd9g5",
        "J7GhAs287hsSQlKd9g5J7GhAs287hsSQlKd9g5"
      })
  void key_that_can_be_guessed_is_refused_and_not_repeated(String passphrase) {
    assertThatThrownBy(() -> new MasterKey("2026", Secret.of(passphrase)))
        .isInstanceOfSatisfying(
            SecretException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_WEAK))
        .hasMessageNotContaining(passphrase);
  }

  @Test
  void key_does_not_print() {
    assertThat(MasterKeys.of(new MasterKey("2026", STRONG)).toString()).doesNotContain("horse");
  }

  @Test
  void two_keys_cannot_share_an_id() {
    MasterKeys keys = MasterKeys.of(new MasterKey("2026", STRONG));

    assertThatThrownBy(() -> keys.rotatedTo(new MasterKey("2026", STRONG)))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void older_keys_are_found_by_their_ids() {
    MasterKeys keys =
        MasterKeys.of(new MasterKey("2026", STRONG)).rotatedTo(new MasterKey("2027", STRONG));

    assertThat(keys.current().id()).isEqualTo("2027");
    assertThat(keys.find("2026")).isPresent();
    assertThat(keys.find("2025")).isEmpty();
  }

  @Test
  void what_is_lent_of_a_secret_is_wiped_and_the_secret_stays() {
    char[] lent = STRONG.use(characters -> characters);

    assertThat(lent).containsOnly('\0');
    assertThat(STRONG.<String>use(String::new)).isEqualTo("correct horse battery staple");
  }
}
