package io.github.dhisadmin.examples.maintenance;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.maintenance.Confirmation;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceService;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.IOException;

/**
 * A process of its own that carries out a maintenance operation in one session, and waits at every
 * progress after printing how many rows are done.
 */
final class MaintenanceProcess {
  private MaintenanceProcess() {}

  static ForkedProcess stepping(Dhis2Database database, MaintenanceRequest<?> request)
      throws IOException {
    return ForkedProcess.start(MaintenanceProcess.class, database, request.operation().name());
  }

  /** The process: JDBC URL, user, operation. */
  public static void main(String[] arguments) {
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(ForkedProcess.database(arguments)))
            .parallelism(1)
            .build()) {
      MaintenanceService maintenance = admin.maintenance();
      MaintenanceRequest<?> request = maintenance.operation(arguments[2]).request();
      maintenance.execute(
          request,
          Confirmation.of(maintenance.plan(request)),
          RunControl.listening(
              progress -> {
                System.out.println(progress.done());
                ForkedProcess.awaitAnswer();
              }));
    }
  }
}
