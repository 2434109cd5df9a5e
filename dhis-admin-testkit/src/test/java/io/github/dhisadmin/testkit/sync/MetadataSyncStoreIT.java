package io.github.dhisadmin.testkit.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.sync.Authentication;
import io.github.dhisadmin.sync.RemoteUrl;
import io.github.dhisadmin.sync.metadata.MetadataImportReport;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.Counts;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.ObjectError;
import io.github.dhisadmin.sync.metadata.MetadataImportReport.Status;
import io.github.dhisadmin.sync.metadata.MetadataPreview.Conflict;
import io.github.dhisadmin.sync.metadata.MetadataPreview.ConflictKind;
import io.github.dhisadmin.sync.metadata.MetadataRecovery;
import io.github.dhisadmin.sync.metadata.MetadataRecoveryPlan;
import io.github.dhisadmin.sync.metadata.MetadataSyncProblem;
import io.github.dhisadmin.sync.metadata.MetadataSyncStatus;
import io.github.dhisadmin.sync.metadata.MetadataVersion;
import io.github.dhisadmin.sync.metadata.VersionProgress;
import io.github.dhisadmin.sync.metadata.VersionState;
import io.github.dhisadmin.sync.metadata.VersionType;
import io.github.dhisadmin.sync.spi.MetadataSyncStore;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.Comparison;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.Failure;
import io.github.dhisadmin.sync.spi.MetadataSyncStore.ObjectHeader;
import io.github.dhisadmin.sync.spi.NewTarget;
import io.github.dhisadmin.sync.spi.SyncJournal.SyncLock;
import io.github.dhisadmin.sync.spi.SyncStore;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metadata versions in DHIS2's tables, and their progress in the library's own. */
class MetadataSyncStoreIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final MetadataImportReport TAKEN =
      new MetadataImportReport(Status.OK, new Counts(2, 1, 0, 0), List.of());

  private MetadataSyncStore store;

  @BeforeEach
  void open() {
    SyncStore sync = JooqPersistence.of(DHIS2.dataSource()).sync();
    sync.targets()
        .add(
            new NewTarget(
                "central",
                RemoteUrl.of("https://dhis2.example.org"),
                new NewTarget.Login(Authentication.BASIC, "amina", "envelope")));
    store = sync.metadata();
  }

  @Test
  void applied_version_is_one_of_dhis2s_own_with_the_time_of_its_import() {
    begin(version(1), version(2));

    store.progress("central", "Version_1", VersionState.IMPORTING);
    store.applied("central", version(1), TAKEN);

    assertThat(store.local())
        .extracting(MetadataVersion::name, MetadataVersion::hash, MetadataVersion::created)
        .containsExactly(tuple("Version_1", hash(1), version(1).created()));
    assertThat(store.local().get(0).importedAt()).isPresent();
    assertThat(value("select versiontype from metadataversion")).isEqualTo("ATOMIC");
    VersionProgress progress = store.status("central").versions().get(0);
    assertThat(progress.state()).isEqualTo(VersionState.APPLIED);
    assertThat(progress.attempts()).isEqualTo(1);
    assertThat(progress.report()).hasValue(TAKEN);
    assertThat(store.status("central").behindBy()).isEqualTo(1);
  }

  @Test
  void last_success_is_what_dhis2_shows() {
    begin(version(1));
    assertThat(setting("keyLastMetaDataSyncSuccess")).isEmpty();
    assertThat(setting("keyVersionEnabled")).hasValue("true");
    assertThat(setting("keyRemoteMetadataVersion")).hasValue("Version_1");

    store.succeeded("central");

    assertThat(setting("keyLastMetaDataSyncSuccess").orElseThrow())
        .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]{12}");
    assertThat(store.status("central").lastSuccessOrNull()).isNotNull();
  }

  @Test
  void failure_is_kept_with_the_report_until_the_next_run() {
    begin(version(1), version(2));
    MetadataImportReport report =
        new MetadataImportReport(
            Status.ERROR,
            new Counts(0, 0, 0, 2),
            List.of(new ObjectError("DataElement", "fbfJHSPpUQD", "E5003", "exists already")));
    store.progress("central", "Version_1", VersionState.IMPORTING);

    store.failed(
        "central", new Failure(version(1), MetadataSyncProblem.IMPORT_REFUSED, "refused", report));

    MetadataSyncStatus status = store.status("central");
    assertThat(status.failed().orElseThrow().version().name()).isEqualTo("Version_1");
    assertThat(status.failed().orElseThrow().problem())
        .hasValue(MetadataSyncProblem.IMPORT_REFUSED);
    assertThat(status.failed().orElseThrow().report()).hasValue(report);
    assertThat(status.message()).isEqualTo("refused");
    assertThat(status.lastFailureOrNull()).isNotNull();
    assertThat(setting("keyMetadataFailedVersion")).hasValue("Version_1");
    assertThat(setting("keyMetadataLastFailedTime")).isPresent();

    store.begin("central");
    assertThat(setting("keyMetadataFailedVersion")).isEmpty();
    assertThat(setting("keyMetadataLastFailedTime")).isEmpty();
  }

  @Test
  void trouble_that_passes_blames_no_version() {
    begin(version(1));

    store.failed(
        "central",
        new Failure(version(1), MetadataSyncProblem.NO_CONNECTION, "no connection", null));

    assertThat(store.status("central").failed()).isEmpty();
    assertThat(store.status("central").next().orElseThrow().state())
        .isEqualTo(VersionState.PENDING);
    assertThat(store.status("central").message()).isEqualTo("no connection");
  }

  @Test
  void version_that_was_restored_away_is_missing_again() {
    begin(version(1));
    store.applied("central", version(1), TAKEN);
    execute("delete from metadataversion");

    store.remember("central", List.of(version(1)));

    assertThat(store.status("central").next().orElseThrow().version().name())
        .isEqualTo("Version_1");
  }

  @Test
  void version_that_died_after_its_row_was_written_counts_as_applied() {
    begin(version(1));
    store.applied("central", version(1), TAKEN);
    store.progress("central", "Version_1", VersionState.IMPORTING);

    store.remember("central", List.of(version(1)));

    assertThat(store.status("central").behindBy()).isZero();
  }

  @Test
  void recovery_changes_what_counts_as_applied_and_is_kept_with_its_reason() {
    begin(version(1), version(2));
    store.applied("central", version(1), TAKEN);
    MetadataRecovery skip =
        new MetadataRecovery(
            "central", MetadataRecovery.Action.SKIP, "Version_2", "broken at central", "amina");

    store.recover(
        new MetadataRecoveryPlan(skip, List.of("Version_2"), List.of(), List.of()),
        List.of(version(2)),
        List.of());

    assertThat(store.local()).extracting(MetadataVersion::name).contains("Version_2");
    assertThat(store.status("central").versions().get(1).state()).isEqualTo(VersionState.SKIPPED);
    assertThat(store.status("central").behindBy()).isZero();
    assertThat(store.recoveries("central", 10))
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.recovery()).isEqualTo(skip);
              assertThat(kept.effect()).contains(hash(2));
            });
  }

  @Test
  void server_is_known_by_the_identifier_that_its_info_shows() {
    execute("delete from configuration");
    assertThat(store.settings().systemIdOrNull()).isNull();

    execute("insert into configuration (configurationid, systemid) values (1, 'eed3d451')");

    assertThat(store.settings().systemIdOrNull()).isEqualTo("eed3d451");
  }

  @Test
  void only_one_run_has_the_right_to_change_versions() {
    SyncLock first = store.tryLock().orElseThrow();
    assertThat(store.tryLock()).isEmpty();

    first.close();

    SyncLock second = store.tryLock().orElseThrow();
    second.close();
  }

  @Test
  void objects_are_compared_by_uid_code_and_name() {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(DHIS2.dataSource());
    String cases = dhis2.dataElement("Cases").uid();
    String deaths = dhis2.dataElement("Deaths").uid();
    execute("update dataelement set code = 'DE_CASES' where uid = '" + cases + "'");

    Comparison comparison =
        store
            .compare(
                "dataElements",
                List.of(
                    new ObjectHeader(cases, "DE_CASES", "Cases, renamed"),
                    new ObjectHeader("newElement1", "DE_CASES", "Something"),
                    new ObjectHeader("newElement2", null, "Deaths"),
                    new ObjectHeader(deaths, "OTHER", "Births"),
                    new ObjectHeader("newElement3", null, "Nothing of this")))
            .orElseThrow();

    assertThat(comparison.created()).isEqualTo(3);
    assertThat(comparison.updated()).isEqualTo(2);
    assertThat(comparison.conflicts())
        .containsExactlyInAnyOrder(
            new Conflict("dataElements", ConflictKind.CODE, "newElement1", "DE_CASES", cases),
            new Conflict("dataElements", ConflictKind.NAME, "newElement2", "Deaths", deaths),
            new Conflict("dataElements", ConflictKind.UID, deaths, "Deaths", deaths));
  }

  @Test
  void name_that_several_may_have_is_no_conflict() {
    Dhis2Fixture dhis2 = Dhis2Fixture.on(DHIS2.dataSource());
    dhis2.organisationUnit("Clinic");

    Comparison comparison =
        store
            .compare("organisationUnits", List.of(new ObjectHeader("newUnit0001", null, "Clinic")))
            .orElseThrow();

    assertThat(comparison.created()).isEqualTo(1);
    assertThat(comparison.conflicts()).isEmpty();
  }

  @Test
  void every_type_that_can_be_compared_is_there() {
    for (String type :
        List.of("users", "categories", "programRuleActions", "options", "dashboards", "maps")) {
      assertThat(store.compare(type, List.of(new ObjectHeader("abcdefghijk", "c", "n"))))
          .as(type)
          .hasValueSatisfying(compared -> assertThat(compared.created()).isEqualTo(1));
    }
    assertThat(store.compare("unheardOf", List.of(new ObjectHeader("abcdefghijk", null, null))))
        .isEmpty();
  }

  @Test
  void version_that_is_made_here_lies_where_dhis2_looks_for_it() throws IOException {
    LocalDateTime created = LocalDateTime.of(2026, 11, 22, 10, 0, 0, 123_000_000);
    String text = "{\"b\":1,\"a\":\"é \\u0000 \\\"quoted\\\"\"}";

    MetadataVersion first = store.publish(VersionType.BEST_EFFORT, created, hash(1), text);
    MetadataVersion second = store.publish(VersionType.ATOMIC, created.plusDays(1), hash(2), "{}");

    assertThat(first.name()).isEqualTo("Version_1");
    assertThat(second.name()).isEqualTo("Version_2");
    assertThat(store.local())
        .extracting(MetadataVersion::importedAt)
        .containsOnly(Optional.empty());
    assertThat(
            value("select jbvalue ->> 'metadata' from keyjsonvalue where namespacekey='Version_1'"))
        .isEqualTo(text);
    assertThat(value("select namespace from keyjsonvalue limit 1")).isEqualTo("METADATASTORE");
    assertThat(setting("keySystemMetadataVersion")).hasValue("Version_2");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(store.write("Version_1", out)).isTrue();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(text);
    assertThat(store.write("Version_9", out)).isFalse();
  }

  private void begin(MetadataVersion... listed) {
    store.begin("central");
    store.remember("central", List.of(listed));
  }

  private static MetadataVersion version(int number) {
    return new MetadataVersion(
        "Version_" + number,
        "VersionUid" + number,
        VersionType.ATOMIC,
        LocalDateTime.of(2026, 1, number, 8, 0),
        hash(number),
        null);
  }

  private static String hash(int number) {
    return String.valueOf(number).repeat(32);
  }

  private static Optional<String> setting(String key) {
    return Optional.ofNullable(value("select value from systemsetting where name = '" + key + "'"));
  }

  private static @Nullable String value(String sql) {
    try (Connection connection = DHIS2.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static void execute(String sql) {
    try (Connection connection = DHIS2.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
