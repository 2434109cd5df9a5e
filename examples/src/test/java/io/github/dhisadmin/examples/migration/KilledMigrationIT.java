package io.github.dhisadmin.examples.migration;

import static io.github.dhisadmin.examples.migration.VaccineMigration.VALUES;
import static io.github.dhisadmin.examples.migration.VaccineMigration.YEAR;
import static io.github.dhisadmin.examples.migration.VaccineMigration.held;
import static io.github.dhisadmin.migration.ProcessType.DATA_DOWNLOAD;
import static io.github.dhisadmin.migration.ProcessType.DATA_UPLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker that dies costs time, and neither a value nor a task. */
class KilledMigrationIT {
  @RegisterExtension
  static final Dhis2DatabaseExtension DHIS2 = Dhis2DatabaseExtension.v242().freshForEachTest();

  /** Four downloads are settled by then, and the process has others. */
  private static final int LAST_TASK = 7;

  @Test
  void tasks_of_a_killed_worker_are_done_by_the_next_when_their_lease_is_over() throws Exception {
    try (VaccineMigration vaccines = new VaccineMigration(DHIS2.dataSource())) {
      Map<String, String> expected = vaccines.enterYear();
      MigrationRun run = vaccines.service().migrateData(YEAR);
      AtomicInteger begun = new AtomicInteger();
      try (ForkedProcess process = MigrationProcess.stepping(DHIS2.database())) {
        assertThat(
                process.readUntil(
                    line -> line.equals("task") && begun.incrementAndGet() == LAST_TASK))
            .isPresent();
        process.kill();
      }
      assertThat(vaccines.counts(run, DATA_DOWNLOAD).processing()).isPositive();
      assertThat(vaccines.counts(run, DATA_DOWNLOAD).done()).isPositive();

      execute("update dhis_admin.migration_task set lease_until = now() where worker = 'killed'");
      vaccines.service().work("next", Runnable::run, RunControl.none());

      assertThat(held(vaccines.destination())).isEqualTo(expected).hasSize(VALUES);
      assertThat(vaccines.counts(run, DATA_DOWNLOAD).done()).isEqualTo(12);
      assertThat(vaccines.counts(run, DATA_UPLOAD).done()).isEqualTo(12);
      assertThat(vaccines.service().tasks().counts(run.id()))
          .allMatch(each -> each.isSettled() && each.missing() == 0 && each.failed() == 0);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = DHIS2.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
