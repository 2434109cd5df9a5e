package io.github.dhisadmin.examples.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceOperations;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceResult;
import io.github.dhisadmin.maintenance.MaintenanceRunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.testkit.fixture.Dhis2Fixture;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A process that dies while its indexes are there leaves them to the next one, which drops them.
 */
class KilledMaintenanceIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final int PERIODS = 500;

  private static DhisAdmin admin;

  @BeforeAll
  static void many_values_and_periods_to_prune() {
    admin = DhisAdmin.builder().persistence(JooqPersistence.of(POSTGRES.dataSource())).build();
    Dhis2Fixture.on(POSTGRES.dataSource()).dataValue("Cases", "202401", "Bo").value("1");
    run("alter table datavalue drop constraint fk_datavalue_organisationunitid");
    run(
        "insert into datavalue select dataelementid, periodid, sourceid + n, categoryoptioncomboid,"
            + " attributeoptioncomboid, value, storedby, created, lastupdated, comment, followup,"
            + " false from datavalue cross join generate_series(1, 80000) n");
    run(
        "insert into period (periodid, periodtypeid, startdate, enddate) select 900000 + n,"
            + " (select min(periodtypeid) from period), date '1900-01-01' + n, date '1900-01-01' + n"
            + " from generate_series(1, "
            + PERIODS
            + ") n");
    run("analyze datavalue");
  }

  @AfterAll
  static void close_the_library() {
    admin.close();
  }

  @Test
  void next_pruning_does_the_rest_and_drops_the_index_of_the_dead_one() throws Exception {
    MaintenanceRequest<?> prune = MaintenanceOperations.PRUNE_PERIODS.request();
    String indexes =
        "select count(*) from pg_indexes where tablename = 'datavalue' and indexname like"
            + " 'dhis\\_admin\\_probe\\_%'";

    killAfterFirstPiece(prune);

    assertThat(number(indexes)).isEqualTo(1);
    long left = number("select count(*) from period where periodid > 900000");
    assertThat(left).isBetween(1L, PERIODS - 1L);
    MaintenanceResult next = executeOnceTheLockIsFree(prune);
    assertThat(next.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(next.counts()).containsEntry("periods", left);
    assertThat(number("select count(*) from period")).isEqualTo(1);
    assertThat(number(indexes)).isZero();
    assertDead(admin.maintenance().lastRuns(2).get(1), "periods", PERIODS, PERIODS - left);
  }

  private static void killAfterFirstPiece(MaintenanceRequest<?> request) throws Exception {
    try (ForkedProcess process = MaintenanceProcess.stepping(POSTGRES.database(), request)) {
      assertThat(process.readUntil(done -> !done.equals("0"))).isPresent();
      process.kill();
    }
  }

  private static void assertDead(MaintenanceRunRecord run, String step, long planned, long done) {
    assertThat(run.state()).isEqualTo(RunState.FAILED);
    assertThat(run.error()).contains("The process died.");
    assertThat(run.planned()).containsEntry(step, planned);
    assertThat(run.done()).containsEntry(step, done);
  }

  /** The dead process' connections end as soon as the server notices, which is not at once. */
  private static MaintenanceResult executeOnceTheLockIsFree(MaintenanceRequest<?> request) {
    for (int attempt = 0; ; attempt++) {
      try {
        return admin
            .maintenance()
            .execute(request, Confirmation.of(admin.maintenance().plan(request)));
      } catch (ConflictException e) {
        assertThat(attempt).as("seconds the lock of a dead process is held").isLessThan(10);
        run("select pg_sleep(1)");
      }
    }
  }

  private static void run(String sql) {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static long number(String sql) {
    try (Connection connection = POSTGRES.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
