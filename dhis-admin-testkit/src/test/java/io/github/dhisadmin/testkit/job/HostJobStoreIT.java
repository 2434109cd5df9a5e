package io.github.dhisadmin.testkit.job;

import static org.assertj.core.api.Assertions.assertThat;

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

  private static void execute(Dhis2Database database, String... statements) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
