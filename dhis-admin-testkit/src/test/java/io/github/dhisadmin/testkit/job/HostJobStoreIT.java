package io.github.dhisadmin.testkit.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.dhisadmin.error.UnsupportedSchemaException;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.spi.HostJobStore;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import io.github.dhisadmin.testkit.postgres.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HostJobStoreIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final String COLUMNS =
      "jobconfigurationid, uid, created, lastupdated, name, enabled, jobtype, jobstatus,"
          + " lastexecutedstatus, cronexpression, delay, queuename, queueposition, lastexecuted,"
          + " jsonbjobparameters";

  @ParameterizedTest
  @EnumSource
  void jobs_are_read_as_they_are_stored(Shape shape) throws SQLException {
    Dhis2Database database = POSTGRES.database(shape);
    boolean inDatabase = shape != Shape.V2_40;
    String more = inDatabase ? ", schedulingtype, cancel, lastalive" : "";
    execute(
        database,
        "delete from jobconfiguration",
        "insert into jobconfiguration ("
            + COLUMNS
            + more
            + ") values (1, 'jobUid00001', now(), now(), 'Nightly', true, 'ANALYTICS_TABLE',"
            + " 'RUNNING', 'FAILED', '0 0 3 * * ?', null, 'night', 0, '2026-11-22 03:00:00',"
            + " '[\"org.hisp.dhis.Gone\", {}]'"
            + (inDatabase ? ", 'CRON', true, '2026-11-22 03:10:00'" : "")
            + ")",
        "insert into jobconfiguration ("
            + COLUMNS
            + more
            + ") values (2, 'jobUid00002', now(), now(), 'Continuous', false,"
            + " 'CONTINUOUS_ANALYTICS_TABLE', 'DISABLED', 'NOT_STARTED', null, 600, null, null, null,"
            + " null"
            + (inDatabase ? ", 'FIXED_DELAY', false, null" : "")
            + ")");

    HostJobStore.Snapshot snapshot = JooqPersistence.of(database.dataSource()).hostJobs().read();

    assertThat(snapshot.scheduledInDatabase()).isEqualTo(inDatabase);
    assertThat(Duration.between(snapshot.at(), Clock.systemUTC().instant()).abs())
        .isLessThan(Duration.ofHours(1));
    assertThat(snapshot.rows())
        .containsExactly(
            new HostJobStore.Row(
                "jobUid00002",
                "Continuous",
                "CONTINUOUS_ANALYTICS_TABLE",
                new HostJobStore.Trigger(inDatabase ? "FIXED_DELAY" : null, null, 600, null, null),
                new HostJobStore.State(false, "DISABLED", "NOT_STARTED", false, null, null),
                null),
            new HostJobStore.Row(
                "jobUid00001",
                "Nightly",
                "ANALYTICS_TABLE",
                new HostJobStore.Trigger(
                    inDatabase ? "CRON" : null, "0 0 3 * * ?", null, "night", 0),
                new HostJobStore.State(
                    true,
                    "RUNNING",
                    "FAILED",
                    inDatabase,
                    LocalDateTime.parse("2026-11-22T03:00:00"),
                    inDatabase ? LocalDateTime.parse("2026-11-22T03:10:00") : null),
                "[\"org.hisp.dhis.Gone\", {}]"));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2_40")
  void rows_are_switched_and_rescheduled_where_the_server_reads_them_with_each_pass(Shape shape)
      throws SQLException {
    Dhis2Database database = POSTGRES.database(shape);
    execute(
        database,
        "delete from jobconfiguration",
        "insert into jobconfiguration (jobconfigurationid, uid, created, lastupdated, name, enabled,"
            + " jobtype, jobstatus, lastexecutedstatus, cronexpression, delay, schedulingtype) values"
            + " (1, 'idle0000001', now(), now(), 'Idle', true, 'PREDICTOR', 'SCHEDULED', 'FAILED',"
            + " null, 600, 'FIXED_DELAY'),"
            + " (2, 'runs0000001', now(), now(), 'Runs', true, 'RESOURCE_TABLE', 'RUNNING',"
            + " 'FAILED', '0 0 3 * * ?', null, 'CRON')");
    HostJobStore store = JooqPersistence.of(database.dataSource()).hostJobs();

    assertThat(store.changeCron("idle0000001", "0 0 4 * * *")).isTrue();
    assertThat(store.changeCron("runs0000001", "0 0 4 * * *")).isFalse();
    assertThat(store.enable("idle0000001")).isFalse();
    assertThat(store.disable("idle0000001")).isTrue();
    assertThat(store.disable("runs0000001")).isTrue();

    assertThat(store.read().rows())
        .extracting(
            HostJobStore.Row::uid,
            HostJobStore.Row::trigger,
            row -> row.state().enabled(),
            row -> row.state().status())
        .containsExactly(
            tuple(
                "idle0000001",
                new HostJobStore.Trigger("CRON", "0 0 4 * * *", null, null, null),
                false,
                "DISABLED"),
            tuple(
                "runs0000001",
                new HostJobStore.Trigger("CRON", "0 0 3 * * ?", null, null, null),
                false,
                "RUNNING"));
    assertThat(store.enable("idle0000001")).isTrue();
    assertThat(store.read().rows().get(0).state().status()).isEqualTo("SCHEDULED");
  }

  /** It reads them when it starts, and writes its own state over them. */
  @Test
  void rows_of_a_server_that_keeps_them_in_memory_are_not_changed() {
    HostJobStore store = JooqPersistence.of(POSTGRES.database(Shape.V2_40).dataSource()).hostJobs();

    assertThatThrownBy(() -> store.disable("jobUid00001"))
        .isInstanceOf(UnsupportedSchemaException.class)
        .hasMessageContaining("schedulingtype");
  }

  private static void execute(Dhis2Database database, String... statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
