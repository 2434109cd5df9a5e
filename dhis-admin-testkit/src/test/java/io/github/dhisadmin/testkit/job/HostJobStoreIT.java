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
import java.util.List;
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

  /**
   * The states and guards of 2.42's own transitions, but for a disabled job that stays disabled.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "V2_40")
  void runs_are_wished_for_withdrawn_stopped_and_given_up_as_the_server_does_it(Shape shape)
      throws SQLException {
    Dhis2Database database = POSTGRES.database(shape);
    execute(
        database,
        "delete from jobconfiguration",
        "insert into jobconfiguration (jobconfigurationid, uid, created, lastupdated, name, enabled,"
            + " jobtype, jobstatus, lastexecutedstatus, cronexpression, delay, queueposition,"
            + " schedulingtype, lastexecuted, lastfinished, lastalive, cancel) values"
            + " (1, 'cron', now(), now(), 'cron', true, 'PREDICTOR', 'SCHEDULED', 'COMPLETED',"
            + " '0 0 3 * * ?', null, null, 'CRON', null, '2026-11-21 03:00', null, true),"
            + " (2, 'delay', now(), now(), 'delay', true, 'PREDICTOR', 'RUNNING', 'COMPLETED',"
            + " null, 600, null, 'FIXED_DELAY', '2026-11-22 09:00', null, '2026-11-22 10:00', true),"
            + " (3, 'led', now(), now(), 'led', true, 'PREDICTOR', 'SCHEDULED', 'COMPLETED',"
            + " null, null, 1, 'CRON', null, null, null, false),"
            + " (4, 'off', now(), now(), 'off', false, 'PREDICTOR', 'RUNNING', 'COMPLETED',"
            + " '0 0 3 * * ?', null, null, 'CRON', '2026-11-22 10:00', null, null, false),"
            + " (5, 'once', now(), now(), 'once', true, 'PREDICTOR', 'SCHEDULED', 'NOT_STARTED',"
            + " null, null, null, 'ONCE_ASAP', null, null, null, false),"
            + " (6, 'done', now(), now(), 'done', true, 'PREDICTOR', 'SCHEDULED', 'COMPLETED',"
            + " null, null, null, 'ONCE_ASAP', null, '2026-11-21 03:00', null, false)");
    HostJobStore store = JooqPersistence.of(database.dataSource()).hostJobs();
    LocalDateTime ten = LocalDateTime.parse("2026-11-22T10:00:00");

    assertThat(store.runNow("delay")).as("it runs").isFalse();
    assertThat(store.runNow("off")).as("it is off").isFalse();
    assertThat(store.runNow("done")).as("it was to run once").isFalse();
    assertThat(store.runNow("once")).isTrue();
    assertThat(store.runNow("cron")).isTrue();
    assertThat(store.runNow("led")).isTrue();
    assertThat(states(store, "cron", "led"))
        .containsExactly(
            "cron true SCHEDULED ONCE_ASAP COMPLETED", "led true SCHEDULED ONCE_ASAP COMPLETED");

    assertThat(store.cancel("cron")).isTrue();
    assertThat(store.cancel("cron")).as("nothing is wished for").isFalse();
    assertThat(store.cancel("led")).isTrue();
    assertThat(store.cancel("once")).isTrue();
    assertThat(store.cancel("delay")).as("it was asked already").isFalse();
    assertThat(store.cancel("off")).isTrue();
    assertThat(states(store, "cron", "led", "off", "once"))
        .containsExactly(
            "cron true SCHEDULED CRON STOPPED",
            "led true SCHEDULED CRON STOPPED",
            "off false RUNNING CRON COMPLETED cancel",
            "once false DISABLED ONCE_ASAP STOPPED");

    assertThat(store.revert("delay", ten, ten)).as("it lived then").isFalse();
    assertThat(store.revert("delay", ten.plusSeconds(1), ten.plusMinutes(1))).isTrue();
    assertThat(store.revert("off", ten.plusSeconds(1), ten.plusMinutes(1)))
        .as("silent from its start on")
        .isTrue();
    assertThat(store.revert("cron", ten, ten)).as("it does not run").isFalse();
    assertThat(states(store, "delay", "off"))
        .containsExactly(
            "delay true SCHEDULED FIXED_DELAY FAILED", "off false DISABLED CRON FAILED");
  }

  private static List<String> states(HostJobStore store, String... uids) {
    return store.read().rows().stream()
        .filter(row -> List.of(uids).contains(row.uid()))
        .map(
            row ->
                row.uid()
                    + " "
                    + row.state().enabled()
                    + " "
                    + row.state().status()
                    + " "
                    + row.trigger().schedulingType()
                    + " "
                    + row.state().lastStatus()
                    + (row.state().cancel() ? " cancel" : ""))
        .toList();
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
