package io.github.dhisadmin.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.sync.Authentication;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.SyncTarget;
import io.github.dhisadmin.sync.spi.Dhis2RemoteSettings;
import io.github.dhisadmin.sync.spi.NewTarget;
import io.github.dhisadmin.sync.spi.StoredTarget;
import io.github.dhisadmin.sync.spi.SyncTargetStore;
import io.github.dhisadmin.sync.spi.SyncTargetStore.Replacement;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers to synchronise with, in the library's own schema. */
class SyncTargetStoreIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final RemoteUrl URL = RemoteUrl.of("https://dhis2.example.org/central");

  private SyncTargetStore store;

  @BeforeEach
  void open() {
    store = JooqPersistence.of(DHIS2.dataSource()).sync().targets();
  }

  @Test
  void target_is_found_as_it_was_added() {
    SyncTarget added = store.add(target("central", "amina", "envelope 1")).orElseThrow();

    assertThat(store.find("central")).hasValue(new StoredTarget(added, "envelope 1"));
    assertThat(added.url()).isEqualTo(URL);
    assertThat(added.authentication()).isEqualTo(Authentication.BASIC);
    assertThat(added.username()).hasValue("amina");
    assertThat(added.changedAt()).isEqualTo(added.createdAt());
    assertThat(store.find("other")).isEmpty();
  }

  @Test
  void name_that_is_taken_leaves_the_target_as_it_was() {
    store.add(target("central", "amina", "envelope 1"));

    assertThat(store.add(target("central", "berhane", "envelope 2"))).isEmpty();
    assertThat(store.find("central").orElseThrow().envelope()).isEqualTo("envelope 1");
  }

  @Test
  void targets_are_listed_by_name() {
    store.add(target("north", "amina", "envelope 1"));
    store.add(target("central", "amina", "envelope 2"));

    assertThat(store.list())
        .extracting(stored -> stored.target().name())
        .containsExactly("central", "north");
  }

  @Test
  void changed_login_replaces_user_and_secret() {
    store.add(target("central", "amina", "envelope 1"));

    SyncTarget changed =
        store
            .changeLogin("central", new NewTarget.Login(Authentication.TOKEN, null, "envelope 2"))
            .orElseThrow();

    assertThat(changed.authentication()).isEqualTo(Authentication.TOKEN);
    assertThat(changed.username()).isEmpty();
    assertThat(changed.changedAt()).isAfter(changed.createdAt());
    assertThat(store.find("central").orElseThrow().envelope()).isEqualTo("envelope 2");
  }

  @Test
  void envelope_is_replaced_unless_somebody_else_replaced_it_before() {
    store.add(target("central", "amina", "envelope 1"));
    store.add(target("north", "amina", "envelope 2"));

    int replaced =
        store.replaceEnvelopes(
            Map.of(
                "central", new Replacement("envelope 1", "envelope 1b"),
                "north", new Replacement("an older one", "envelope 2b")));

    assertThat(replaced).isEqualTo(1);
    assertThat(store.list())
        .extracting(StoredTarget::envelope)
        .containsExactly("envelope 1b", "envelope 2");
  }

  @Test
  void removed_target_is_gone() {
    store.add(target("central", "amina", "envelope 1"));

    assertThat(store.remove("central")).isTrue();
    assertThat(store.remove("central")).isFalse();
    assertThat(store.list()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Shape.class,
      names = {"V2_40", "V2_42"})
  void settings_of_dhis2_are_read_in_the_way_of_its_version(Shape shape) {
    Dhis2Database database = DHIS2.database(shape);
    Dhis2Fixture.on(database.dataSource())
        .setting("keyRemoteInstanceUrl", "https://central.example.org")
        .setting("keyRemoteInstanceUsername", "amina")
        .setting("keyRemoteInstancePassword", "P9pvRLrZyrHaNV40FC+zUA==");

    assertThat(JooqPersistence.of(database.dataSource()).sync().targets().dhis2Settings())
        .isEqualTo(
            new Dhis2RemoteSettings(
                "https://central.example.org", "amina", "P9pvRLrZyrHaNV40FC+zUA=="));
  }

  @Test
  void dhis2_that_is_not_set_up_has_no_settings() {
    assertThat(store.dhis2Settings()).isEqualTo(new Dhis2RemoteSettings(null, null, null));
  }

  private static NewTarget target(String name, String user, String envelope) {
    return new NewTarget(name, URL, new NewTarget.Login(Authentication.BASIC, user, envelope));
  }
}
