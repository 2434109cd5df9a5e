package io.github.dhisadmin.sync.internal.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.access.AccessPolicy;
import io.github.dhisadmin.error.AccessDeniedException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.RemoteProblem;
import io.github.dhisadmin.error.SecretException;
import io.github.dhisadmin.secret.MasterKey;
import io.github.dhisadmin.secret.MasterKeys;
import io.github.dhisadmin.secret.Secret;
import io.github.dhisadmin.sync.Credentials;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncTarget;
import io.github.dhisadmin.sync.TargetCheck;
import io.github.dhisadmin.sync.internal.remote.RemoteOptions;
import io.github.dhisadmin.sync.internal.remote.Remotes;
import io.github.dhisadmin.sync.internal.secret.SecretVault;
import io.github.dhisadmin.sync.spi.Dhis2RemoteSettings;
import io.github.dhisadmin.testkit.remote.FakeDhis2;
import io.github.dhisadmin.testkit.remote.RemoteRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Targets, with a server that answers. */
class EncryptedTargetsTest {
  private static final Clock NOW =
      Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC);
  private static final MasterKey KEY =
      new MasterKey("2026", Secret.of("correct horse battery staple"));
  private static final MasterKey NEXT =
      new MasterKey("2027", Secret.of("next year's correct horse battery staple"));
  private static final Credentials AMINA = Credentials.basic("amina", Secret.of("District-1 ë"));
  private static final Secret ENCRYPTION_PASSWORD =
      Secret.of("an encryption password of dhis.conf");

  private final FakeDhis2 remote =
      FakeDhis2.builder().clock(NOW).user("amina", "District-1 ë", "F_DATAVALUE_ADD").start();

  /** The ciphertext was made by OpenSSL, see {@code Dhis2PasswordTest}. */
  private final InMemoryTargetStore store =
      new InMemoryTargetStore(
          new Dhis2RemoteSettings(remote.url().toString(), "amina", "P9pvRLrZyrHaNV40FC+zUA=="));

  private EncryptedTargets targets;

  @BeforeEach
  void open() {
    targets = targets(MasterKeys.of(KEY), AccessPolicy.allowAll());
  }

  @AfterEach
  void stop() {
    remote.close();
  }

  @Test
  void target_logs_in_with_the_secret_it_was_given() {
    targets.add("central", url(), AMINA);

    TargetCheck check = targets.test("central");

    assertThat(check.available()).as(check.message()).isTrue();
    assertThat(check.server())
        .hasValue(
            new TargetCheck.Server(
                "2.42.7-SNAPSHOT", "eed3d451-4ff5-4193-b951-ffcc68954299", Duration.ZERO));
    assertThat(remote.requests()).extracting(RemoteRequest::method).containsOnly("GET");
  }

  @Test
  void nothing_that_is_returned_or_stored_shows_the_secret() {
    SyncTarget added = targets.add("central", url(), AMINA);

    assertThat(added.toString()).doesNotContain("District-1");
    assertThat(store.list().toString()).doesNotContain("District-1").doesNotContain("v1$");
    assertThat(store.list().get(0).envelope()).doesNotContain("District-1");
  }

  @Test
  void test_warns_of_clock_and_authorities() {
    try (FakeDhis2 other =
        FakeDhis2.builder()
            .clock(Clock.offset(NOW, Duration.ofMinutes(-5)))
            .user("amina", "District-1 ë", "F_EXPORT_DATA")
            .start()) {
      targets.add("other", RemoteUrl.of(other.url().toString()), AMINA);

      TargetCheck check = targets.test("other");

      assertThat(check.available()).isTrue();
      assertThat(check.warnings())
          .anyMatch(warning -> warning.contains("300 s"))
          .anyMatch(warning -> warning.contains("F_DATAVALUE_ADD"));
    }
  }

  @Test
  void test_warns_of_a_user_who_may_do_everything() {
    try (FakeDhis2 other =
        FakeDhis2.builder().clock(NOW).user("admin", "district", "ALL").start()) {
      targets.add(
          "other",
          RemoteUrl.of(other.url().toString()),
          Credentials.basic("admin", Secret.of("district")));

      assertThat(targets.test("other").warnings())
          .anyMatch(warning -> warning.contains("may do everything"));
    }
  }

  @Test
  void wrong_password_is_a_result_of_the_test() {
    targets.add("central", url(), Credentials.basic("amina", Secret.of("wrong")));

    TargetCheck check = targets.test("central");

    assertThat(check.available()).isFalse();
    assertThat(check.problem()).hasValue(RemoteProblem.AUTH);
    assertThat(check.attempts()).isEqualTo(1);
  }

  @Test
  void changed_credentials_are_used_from_then_on() {
    targets.add("central", url(), Credentials.basic("amina", Secret.of("wrong")));

    targets.changeCredentials("central", AMINA);

    assertThat(targets.test("central").available()).isTrue();
  }

  @Test
  void name_that_is_taken_is_refused() {
    targets.add("central", url(), AMINA);

    assertThatThrownBy(() -> targets.add("central", url(), AMINA))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("central already");
  }

  @Test
  void unknown_target_is_refused_with_what_may_have_been_meant() {
    targets.add("central", url(), AMINA);

    assertThatThrownBy(() -> targets.test("cental"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Did you mean central?");
    assertThatThrownBy(() -> targets.remove("cental")).isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void server_that_migrations_need_stays_and_they_are_named() {
    targets.add("old", url(), AMINA);

    assertThatThrownBy(() -> targets.remove("old"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("north, south")
        .hasMessageContaining("remove that configuration first");

    assertThat(targets.find("old")).isPresent();
  }

  @Test
  void server_of_dhis2s_own_settings_is_taken_over_with_its_password() {
    targets.importFromDhis2("central", ENCRYPTION_PASSWORD);

    assertThat(targets.find("central").orElseThrow().username()).hasValue("amina");
    assertThat(targets.test("central").available()).isTrue();
  }

  @Test
  void server_of_dhis2s_settings_is_not_taken_over_without_its_password() {
    assertThatThrownBy(
            () -> targets.importFromDhis2("central", Secret.of("another encryption password")))
        .isInstanceOf(SecretException.class);
    assertThat(targets.list()).isEmpty();
  }

  @Test
  void dhis2_that_is_not_set_up_says_what_is_missing() {
    EncryptedTargets none =
        targets(
            new InMemoryTargetStore(new Dhis2RemoteSettings(null, null, null)),
            MasterKeys.of(KEY),
            AccessPolicy.allowAll());

    assertThatThrownBy(() -> none.importFromDhis2("central", ENCRYPTION_PASSWORD))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("keyRemoteInstanceUrl");
  }

  @Test
  void secrets_survive_the_change_of_the_master_key() {
    targets.add("central", url(), AMINA);

    int rotated = targets(MasterKeys.of(KEY).rotatedTo(NEXT), AccessPolicy.allowAll()).rotate();

    assertThat(rotated).isEqualTo(1);
    EncryptedTargets withNewKeyOnly = targets(MasterKeys.of(NEXT), AccessPolicy.allowAll());
    assertThat(withNewKeyOnly.test("central").available()).isTrue();
    assertThat(withNewKeyOnly.rotate()).isZero();
  }

  @Test
  void lost_master_key_is_an_error_of_its_own_and_nothing_is_sent() {
    targets.add("central", url(), AMINA);

    assertThatThrownBy(() -> targets(MasterKeys.of(NEXT), AccessPolicy.allowAll()).test("central"))
        .isInstanceOfSatisfying(
            SecretException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SECRET_UNREADABLE));
    assertThat(remote.requests()).isEmpty();
  }

  @Test
  void caller_needs_the_authority_for_settings() {
    EncryptedTargets guarded =
        targets(MasterKeys.of(KEY), AccessPolicy.dhis2(() -> Set.of("F_EXPORT_DATA")));

    assertThatThrownBy(() -> guarded.add("central", url(), AMINA))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("F_SYSTEM_SETTING");
    assertThatThrownBy(() -> guarded.remove("central")).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> guarded.test("central")).isInstanceOf(AccessDeniedException.class);
  }

  private RemoteUrl url() {
    return RemoteUrl.of(remote.url().toString());
  }

  private EncryptedTargets targets(MasterKeys keys, AccessPolicy policy) {
    return targets(store, keys, policy);
  }

  private static EncryptedTargets targets(
      InMemoryTargetStore store, MasterKeys keys, AccessPolicy policy) {
    return new EncryptedTargets(
        store,
        new SecretVault(() -> keys, new SecureRandom()),
        new TargetProbe(new Remotes(RemoteOptions.DEFAULTS, NOW), NOW),
        target -> target.equals("old") ? List.of("north", "south") : List.of(),
        policy);
  }
}
