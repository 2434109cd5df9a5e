package io.github.dhisadmin.testkit.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.migration.AttributeFilter;
import io.github.dhisadmin.migration.DataItem;
import io.github.dhisadmin.migration.DataItemSet;
import io.github.dhisadmin.migration.DataItemSet.Place;
import io.github.dhisadmin.migration.DataOrigin;
import io.github.dhisadmin.migration.MigrationConfiguration;
import io.github.dhisadmin.migration.SourceTransport;
import io.github.dhisadmin.migration.spi.ConfigurationStore;
import io.github.dhisadmin.period.PeriodType;
import io.github.dhisadmin.sync.Authentication;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.spi.NewTarget;
import io.github.dhisadmin.sync.spi.SyncStore;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Configurations of migrations, in the library's own schema. */
class ConfigurationStoreIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final DataItemSet VALUES =
      new DataItemSet(
          "values",
          DataOrigin.RAW_VALUES,
          PeriodType.named("Monthly").orElseThrow(),
          new Place("ImspTQPwCqd", 1),
          List.of(DataItem.same("fbfJHSPpUQD"), new DataItem("cYeuwXTCPkU", "Jtf34kNZhzP")),
          null);
  private static final DataItemSet FUNDED =
      new DataItemSet(
          "funded",
          DataOrigin.ANALYTICS,
          PeriodType.named("Quarterly").orElseThrow(),
          new Place("ImspTQPwCqd", 4),
          List.of(new DataItem("fbfJHSPpUQD.pq2XI5kz2BY", "fbfJHSPpUQD.PT59n8BQbqM")),
          new AttributeFilter("SooXFOUnciJ", Map.of("CW81uF03hvV", "HllvX50cXC0")));
  private static final MigrationConfiguration NORTH =
      new MigrationConfiguration("north", "old", "central", List.of(VALUES, FUNDED));

  private ConfigurationStore store;

  @BeforeEach
  void open() {
    SyncStore sync = JooqPersistence.of(DHIS2.dataSource()).sync();
    for (String name : List.of("old", "central")) {
      sync.targets()
          .add(
              new NewTarget(
                  name,
                  RemoteUrl.of("https://" + name + ".example.org"),
                  new NewTarget.Login(Authentication.BASIC, "amina", "envelope")));
    }
    store = sync.migration().configurations();
  }

  @Test
  void configuration_is_found_as_it_was_saved() {
    store.save(NORTH);

    assertThat(store.find("north")).hasValue(NORTH);
    assertThat(store.list()).containsExactly(NORTH);
    assertThat(store.find("south")).isEmpty();
  }

  /** A configuration was read, extended and written back: mappings grew with each run (D.9, 17). */
  @Test
  void saved_again_it_takes_the_place_of_what_was_there() {
    store.save(NORTH);
    MigrationConfiguration turned =
        new MigrationConfiguration("north", "central", "old", List.of(FUNDED));

    store.save(turned);
    store.save(turned);

    assertThat(store.list()).containsExactly(turned);
  }

  /** Who read, extended and wrote at the same time lost what the other wrote (D.9, 17). */
  @Test
  void saved_by_two_at_the_same_time_it_is_that_of_one_of_them_as_a_whole() {
    MigrationConfiguration turned =
        new MigrationConfiguration("north", "central", "old", List.of(FUNDED));
    store.save(NORTH);

    for (int round = 0; round < 20; round++) {
      CompletableFuture.allOf(
              CompletableFuture.runAsync(() -> store.save(NORTH)),
              CompletableFuture.runAsync(() -> store.save(turned)))
          .join();
      assertThat(store.list()).hasSize(1).first().isIn(NORTH, turned);
    }
  }

  @Test
  void way_to_the_source_is_kept_and_changed() {
    store.save(NORTH.through(SourceTransport.ROUTE));
    assertThat(store.find("north")).hasValue(NORTH.through(SourceTransport.ROUTE));

    store.save(NORTH.through(SourceTransport.AUTOMATIC));
    assertThat(store.find("north")).hasValue(NORTH.through(SourceTransport.AUTOMATIC));
  }

  @Test
  void removed_configuration_is_gone() {
    store.save(NORTH);

    assertThat(store.remove("north")).isTrue();
    assertThat(store.remove("north")).isFalse();
    assertThat(store.list()).isEmpty();
  }

  @Test
  void server_that_is_not_stored_is_refused_and_nothing_is_left_of_it() {
    assertThatThrownBy(
            () -> store.save(new MigrationConfiguration("x", "old", "unknown", List.of(VALUES))))
        .isInstanceOf(StoreException.class);

    assertThat(store.list()).isEmpty();
  }
}
