package io.github.dhisadmin.testkit.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.PurgeDeletedDataValues;
import io.github.dhisadmin.maintenance.UnseenDeletions;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.spi.StoredOperation.Prepared;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Purging deleted values; also stands for what all operations on many rows do. */
class DeletedValuePurgeIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242().freshForEachTest();

  private static final MaintenanceRequest<?> PURGE =
      MaintenanceOperations.PURGE_DELETED_DATA_VALUES.request();
  private static final MaintenanceRequest<?> PURGE_ALL =
      MaintenanceOperations.PURGE_DELETED_DATA_VALUES.with(
          new PurgeDeletedDataValues(Duration.ZERO, UnseenDeletions.PURGE));
  private static final int MANY = 12_000;

  private MaintenanceBed maintenance;
  private Dhis2Fixture dhis2;

  private void open(Shape shape) {
    Dhis2Database database = POSTGRES.database(shape);
    maintenance = new MaintenanceBed(database);
    dhis2 = Dhis2Fixture.on(database.dataSource());
  }

  /** As many deleted values as need several transactions, and as many others between them. */
  private void fill() {
    open(Shape.V2_42);
    dhis2.dataValue("Cases", "202401", "Bo").value("1");
    maintenance.run(
        "alter table datavalue drop constraint fk_datavalue_organisationunitid",
        "insert into datavalue select dataelementid, periodid, sourceid + n, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, storedby, created, lastupdated, comment, followup,"
            + " n % 2 = 0 from datavalue cross join generate_series(1, "
            + 2 * MANY
            + ") n",
        "analyze datavalue");
  }

  @ParameterizedTest
  @EnumSource
  void only_what_is_marked_as_deleted_goes(Shape shape) {
    open(shape);
    dhis2.dataValue("Cases", "202401", "Bo").value("1").deleted();
    dhis2.dataValue("Cases", "202402", "Bo").value("2").deleted();
    dhis2.dataValue("Cases", "202403", "Bo").value("3");

    assertThat(maintenance.carryOut(PURGE)).containsExactly(Map.entry("dataValues", 2L));

    assertThat(maintenance.values("select value from datavalue")).containsExactly("3");
  }

  @ParameterizedTest
  @EnumSource
  void young_deletions_are_kept_if_asked_for(Shape shape) {
    open(shape);
    dhis2.dataValue("Cases", "202401", "Bo").value("1").deleted();
    dhis2.dataValue("Cases", "202402", "Bo").value("2").deleted();
    maintenance.run("update datavalue set lastupdated = localtimestamp where value = '2'");

    maintenance.carryOut(
        MaintenanceOperations.PURGE_DELETED_DATA_VALUES.with(
            new PurgeDeletedDataValues(Duration.ofDays(30), UnseenDeletions.PURGE)));

    assertThat(maintenance.values("select value from datavalue")).containsExactly("2");
  }

  @ParameterizedTest
  @EnumSource
  void who_has_not_seen_a_deletion_is_warned_of_or_waited_for(Shape shape) {
    open(shape);
    dhis2.setting("keyLastSuccessfulDataSynch", "2024-03-01T00:00:00.000");
    dhis2.setting("keyLastSuccessfulLatestAnalyticsPartitionUpdate", "2024-06-01T00:00:00.000");
    dhis2
        .dataValue("Cases", "202401", "Bo")
        .value("seen")
        .deleted()
        .lastUpdated(LocalDateTime.of(2024, 2, 1, 0, 0));
    dhis2
        .dataValue("Cases", "202402", "Bo")
        .value("unseen")
        .deleted()
        .lastUpdated(LocalDateTime.of(2024, 4, 1, 0, 0));

    assertThat(maintenance.plan(PURGE_ALL).counts()).containsEntry("dataValues", 2L);
    assertThat(maintenance.plan(PURGE_ALL).warnings())
        .extracting(Warning::code, Warning::count)
        .containsExactly(tuple("UNSEEN_DELETIONS", 1L));
    maintenance.carryOut(PURGE);
    assertThat(maintenance.values("select value from datavalue")).containsExactly("unseen");
  }

  @ParameterizedTest
  @EnumSource
  void synchronisation_of_dhis2_that_never_sent_anything_waits_for_all(Shape shape) {
    open(shape);
    dhis2.dataValue("Cases", "202401", "Bo").value("1").deleted();
    maintenance.run(
        "insert into jobconfiguration (jobconfigurationid, uid, created, lastupdated, name, enabled,"
            + " jobtype, jobstatus, lastexecutedstatus) values (1, 'jobUid00001', now(), now(),"
            + " 'Send', true, 'DATA_SYNC', 'SCHEDULED', 'NOT_STARTED')");

    assertThat(maintenance.carryOut(PURGE)).containsEntry("dataValues", 0L);
    assertThat(maintenance.plan(PURGE).warnings())
        .singleElement()
        .satisfies(
            warning -> assertThat(warning.detail()).endsWith("DHIS2's data synchronisation"));

    maintenance.run("update jobconfiguration set enabled = false");
    assertThat(maintenance.carryOut(PURGE)).containsEntry("dataValues", 1L);
  }

  @ParameterizedTest
  @EnumSource
  void what_the_library_has_not_sent_to_one_of_its_targets_stays(Shape shape) {
    open(shape);
    for (int month = 1; month <= 6; month++) {
      dhis2
          .dataValue("Cases", "20240" + month, "Bo")
          .value("of month " + month)
          .deleted()
          .lastUpdated(LocalDateTime.of(2024, month, 1, 0, 0));
    }
    maintenance.run(
        "insert into dhis_admin.sync_target (target_name, base_url, insecure_allowed,"
            + " authentication, secret_envelope, created_at, changed_at) select name, 'https://x',"
            + " false, 'BASIC', 'x', now(), now() from (values ('Ministry'), ('Region')) t (name)",
        "insert into dhis_admin.sync_stream (stream_id, target_name, kind, part, planned_from,"
            + " planned_to) values (1, 'Ministry', 'DATA_VALUES', '', '2020-01-01', '2024-05-01'),"
            + " (2, 'Region', 'DATA_VALUES', '', '2020-01-01', '2024-07-01'),"
            + " (3, 'Region', 'REGISTRATIONS', '', '2020-01-01', '2020-01-01')",
        "insert into dhis_admin.sync_failure (stream_id, row_ids, row_key, row_changed_at, attempts,"
            + " first_at, last_at, next_at, code, message, property) values (2, '1', 'x',"
            + " '2024-02-01', 1, now(), now(), now(), 'E7', '', '')",
        "insert into dhis_admin.sync_window (stream_id, window_from, window_to, position_at,"
            + " position_ids) values (1, '2024-03-01', '2024-05-01', '2024-04-01', '1')");

    assertThat(maintenance.carryOut(PURGE)).containsEntry("dataValues", 2L);

    assertThat(maintenance.values("select value from datavalue order by 1"))
        .as("refused by Region; from where the window of Ministry has come to")
        .containsExactly("of month 2", "of month 4", "of month 5", "of month 6");
    assertThat(maintenance.plan(PURGE).warnings())
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.count()).isEqualTo(4);
              assertThat(warning.detail()).endsWith("target Ministry, target Region");
            });
    maintenance.run("delete from dhis_admin.sync_target");
    assertThat(maintenance.carryOut(PURGE)).containsEntry("dataValues", 4L);
  }

  @ParameterizedTest
  @EnumSource
  void full_update_after_the_one_of_the_latest_changes_has_seen_more(Shape shape) {
    open(shape);
    dhis2.setting("keyLastSuccessfulLatestAnalyticsPartitionUpdate", "2024-03-01T00:00:00.000");
    dhis2.setting("keyLastSuccessfulAnalyticsTablesUpdate", "2024-05-01T00:00:00.000");
    for (int month = 4; month <= 6; month += 2) {
      dhis2
          .dataValue("Cases", "20240" + month, "Bo")
          .value("of month " + month)
          .deleted()
          .lastUpdated(LocalDateTime.of(2024, month, 1, 0, 0));
    }

    maintenance.carryOut(PURGE);

    assertThat(maintenance.values("select value from datavalue")).containsExactly("of month 6");
  }

  @Test
  void cancelled_execution_keeps_what_is_done_and_the_next_one_does_the_rest() {
    fill();

    Done cancelled = maintenance.step(PURGE, MaintenanceBed.cancelledAfterFirstChunk());

    assertThat(cancelled.failureOrNull()).isInstanceOf(CancelledException.class);
    long done = cancelled.counts().get("dataValues");
    assertThat(done).isBetween(1L, MANY - 1L);
    assertThat(maintenance.count("datavalue where deleted")).isEqualTo(MANY - done);
    assertThat(maintenance.lastRun().done()).containsEntry("dataValues", done);
    assertThat(maintenance.carryOut(PURGE)).containsEntry("dataValues", MANY - done);
    assertThat(maintenance.count("datavalue")).isEqualTo(MANY + 1L);
  }

  @Test
  void progress_counts_rows_up_to_what_was_planned() {
    fill();
    List<Integer> done = Collections.synchronizedList(new ArrayList<>());
    Set<Integer> totals = ConcurrentHashMap.newKeySet();

    maintenance.execute(
        PURGE,
        RunControl.listening(
            progress -> {
              done.add(progress.done());
              totals.add(progress.total());
            }));

    assertThat(done).isSorted().hasSizeGreaterThan(1).endsWith(MANY);
    assertThat(totals).containsExactly(MANY);
  }

  @Test
  void killed_session_fails_the_execution_and_the_next_one_does_the_rest() {
    fill();
    AtomicBoolean killed = new AtomicBoolean();

    Done failed =
        maintenance.step(
            PURGE,
            RunControl.listening(
                progress -> {
                  if (progress.done() > 0 && killed.compareAndSet(false, true)) {
                    maintenance.run(
                        "create function die() returns trigger language plpgsql as"
                            + " 'begin perform pg_terminate_backend(pg_backend_pid());"
                            + " return old; end'",
                        "create trigger die before delete on datavalue for each row execute"
                            + " function die()");
                  }
                }));

    assertThat(failed.failureOrNull()).isNotNull();
    assertThat(maintenance.store().runs().hasDied(PURGE.operation().name())).isFalse();
    long done = maintenance.lastRun().done().get("dataValues");
    assertThat(done).isPositive();
    assertThat(maintenance.count("datavalue where deleted")).isEqualTo(MANY - done);
    maintenance.run("drop trigger die on datavalue");
    assertThat(maintenance.carryOut(PURGE)).containsEntry("dataValues", MANY - done);
  }

  @Test
  void execution_whose_process_died_is_marked_as_failed_by_the_next_one() {
    open(Shape.V2_42);
    long dead = maintenance.store().runs().begin(PURGE);
    maintenance.store().runs().planned(dead, Map.of("dataValues", 9L));
    assertThat(maintenance.store().runs().hasDied(PURGE.operation().name())).isFalse();
    maintenance.run("update dhis_admin.maintenance_step set done = 2");
    assertThat(maintenance.store().runs().hasDied(PURGE.operation().name())).isTrue();
    long refused = maintenance.store().runs().begin(PURGE);
    maintenance.store().runs().finish(refused, RunState.FAILED, "refused");
    assertThat(maintenance.store().runs().hasDied(PURGE.operation().name())).isTrue();

    maintenance.execute(PURGE);
    assertThat(maintenance.store().runs().hasDied(PURGE.operation().name())).isFalse();

    assertThat(maintenance.store().runs().last(3).get(2))
        .satisfies(
            run -> {
              assertThat(run.id()).isEqualTo(dead);
              assertThat(run.state()).isEqualTo(RunState.FAILED);
              assertThat(run.error()).contains("The process died.");
              assertThat(run.planned()).containsExactly(Map.entry("dataValues", 9L));
              assertThat(run.done()).containsExactly(Map.entry("dataValues", 2L));
            });
  }

  @Test
  void rows_that_others_have_locked_are_not_waited_for_until_the_end() throws SQLException {
    fill();
    try (Connection writer = maintenance.connection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute(
          "update datavalue set comment = 'mine' where sourceid = (select max(sourceid) from"
              + " datavalue where deleted)");

      Done done = maintenance.execute(PURGE);

      assertThat(done.counts()).containsEntry("dataValues", MANY - 1L);
      assertThat(done.blockers())
          .extracting("reason", "count")
          .containsExactly(tuple("LOCKED", 1L));
      writer.commit();
      writer.setAutoCommit(true);
    }
    assertThat(maintenance.carryOut(PURGE)).containsEntry("dataValues", 1L);
  }

  @Test
  void planning_holds_no_lock_that_a_writer_waits_for() throws SQLException {
    open(Shape.V2_42);
    dhis2.dataValue("Cases", "202401", "Bo").value("1").deleted();
    Prepared prepared = maintenance.prepared(PURGE);
    maintenance.run("set lock_timeout = '1s'", "update datavalue set deleted = false");

    Done done = maintenance.execute(PURGE, prepared, RunControl.none());

    assertThat(done.counts()).containsEntry("dataValues", 0L);
    assertThat(maintenance.count("datavalue")).isEqualTo(1);
  }
}
