package io.github.dhisadmin.sync.internal.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.error.SecretException;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Secrets under the master key. */
class SecretVaultTest {
  private static final MasterKey KEY = key("2026", "correct horse battery staple");
  private static final MasterKey OTHER = key("2026", "wrong horse, wrong battery, wrong staple");
  private static final MasterKey NEXT = key("2027", "next year's correct horse battery staple");
  private static final String PLACE = "target central";

  private final SecretVault vault = vault(MasterKeys.of(KEY));

  @Test
  void secret_comes_back_and_is_not_in_the_envelope() {
    String envelope = vault.encrypt(PLACE, Secret.of("District-1 ë"));

    assertThat(text(vault.decrypt(PLACE, envelope))).isEqualTo("District-1 ë");
    assertThat(envelope).startsWith("v1$pbkdf2-sha256$600000$").contains("$2026$");
    assertThat(envelope).doesNotContain("District");
  }

  @Test
  void same_secret_looks_different_each_time_and_shares_the_salt() {
    String first = vault.encrypt(PLACE, Secret.of("district"));
    String second = vault.encrypt(PLACE, Secret.of("district"));

    assertThat(first).isNotEqualTo(second);
    assertThat(parts(first)[3]).isEqualTo(parts(second)[3]);
    assertThat(parts(first)[5]).isNotEqualTo(parts(second)[5]);
  }

  @Test
  void new_process_takes_over_the_salt_of_stored_secrets() {
    String stored = vault.encrypt(PLACE, Secret.of("district"));
    SecretVault restarted = vault(MasterKeys.of(KEY));
    restarted.learnSalts(List.of(stored));

    assertThat(parts(restarted.encrypt("target other", Secret.of("x")))[3])
        .isEqualTo(parts(stored)[3]);
  }

  @Test
  void wrong_master_key_is_an_error_of_its_own() {
    String envelope = vault.encrypt(PLACE, Secret.of("district"));

    assertThatThrownBy(() -> vault(MasterKeys.of(OTHER)).decrypt(PLACE, envelope))
        .isInstanceOfSatisfying(
            SecretException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE))
        .hasMessageContaining("another one")
        .hasMessageNotContaining("horse");
  }

  @Test
  void missing_master_key_is_named() {
    String envelope = vault.encrypt(PLACE, Secret.of("district"));

    assertThatThrownBy(() -> vault(MasterKeys.of(NEXT)).decrypt(PLACE, envelope))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("master key 2026");
  }

  @Test
  void secret_that_was_moved_to_another_target_cannot_be_read() {
    String envelope = vault.encrypt(PLACE, Secret.of("district"));

    assertThatThrownBy(() -> vault.decrypt("target thief", envelope))
        .isInstanceOf(SecretException.class);
  }

  @Test
  void fewer_rounds_than_ours_are_taken_for_tampering() {
    String envelope = vault.encrypt(PLACE, Secret.of("district")).replace("$600000$", "$1000$");

    assertThatThrownBy(() -> vault.decrypt(PLACE, envelope))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("tampered");
  }

  @Test
  void text_that_is_no_envelope_is_unreadable() {
    assertThatThrownBy(() -> vault.decrypt(PLACE, "district"))
        .isInstanceOf(SecretException.class)
        .hasMessageNotContaining("district");
  }

  @Test
  void rotated_keys_read_old_secrets_and_write_new_ones() {
    String old = vault.encrypt(PLACE, Secret.of("district"));
    SecretVault rotated = vault(MasterKeys.of(KEY).rotatedTo(NEXT));

    assertThat(text(rotated.decrypt(PLACE, old))).isEqualTo("district");
    assertThat(rotated.isCurrent(old)).isFalse();
    assertThat(rotated.isCurrent(rotated.encrypt(PLACE, Secret.of("district")))).isTrue();
  }

  private static SecretVault vault(MasterKeys keys) {
    return new SecretVault(() -> keys, new SecureRandom());
  }

  private static MasterKey key(String id, String passphrase) {
    return new MasterKey(id, Secret.of(passphrase));
  }

  private static String[] parts(String envelope) {
    return envelope.split("\\$", -1);
  }

  private static String text(Secret secret) {
    return secret.use(String::new);
  }
}
