package io.github.dhisadmin.examples.migration;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.examples.sync.CentralServer;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.IOException;

/** A process of its own that works for migrations, and waits before each task. */
final class MigrationProcess {
  private MigrationProcess() {}

  static ForkedProcess stepping(Dhis2Database database) throws IOException {
    return ForkedProcess.start(MigrationProcess.class, database);
  }

  /** The process: JDBC URL, user. */
  public static void main(String[] arguments) {
    try (DhisAdmin admin = CentralServer.admin(ForkedProcess.database(arguments))) {
      admin
          .sync()
          .migration()
          .work(
              "killed",
              task -> {
                System.out.println("task");
                ForkedProcess.awaitAnswer();
                task.run();
              },
              RunControl.none());
    }
  }
}
