package io.github.dhisadmin.sync.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.error.SecretException;
import io.github.dhisadmin.secret.Secret;
import org.junit.jupiter.api.Test;

/**
 * Passwords as DHIS2 stores them. The ciphertexts were made by OpenSSL's triple DES under keys that
 * were derived as PKCS #12 says, not by the code under test.
 */
class Dhis2PasswordTest {
  private static final Secret ENCRYPTION_PASSWORD =
      Secret.of("an encryption password of dhis.conf");

  @Test
  void password_that_dhis2_encrypted_is_read() {
    Secret password = new Dhis2Password(ENCRYPTION_PASSWORD).decrypt("P9pvRLrZyrHaNV40FC+zUA==");

    assertThat(password.<String>use(String::new)).isEqualTo("District-1 ë");
  }

  @Test
  void password_under_dhis2s_published_default_is_read() {
    Secret password =
        new Dhis2Password(Secret.of("J7GhAs287hsSQlKd9g5")).decrypt("cLgdSQeEwizGpQzZd3TRJQ==");

    assertThat(password.<String>use(String::new)).isEqualTo("district");
  }

  @Test
  void wrong_encryption_password_is_an_error_of_its_own() {
    assertThatThrownBy(
            () ->
                new Dhis2Password(Secret.of("another password of dhis.conf"))
                    .decrypt("P9pvRLrZyrHaNV40FC+zUA=="))
        .isInstanceOfSatisfying(
            SecretException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE))
        .hasMessageContaining("encryption.password");
  }

  @Test
  void password_that_was_stored_in_the_clear_is_unreadable_and_not_repeated() {
    assertThatThrownBy(() -> new Dhis2Password(ENCRYPTION_PASSWORD).decrypt("geheim"))
        .isInstanceOf(SecretException.class)
        .hasMessageNotContaining("geheim");
  }
}
