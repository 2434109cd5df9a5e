package io.github.dhisadmin.examples.sync;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.sync.DataSyncRequest;
import io.github.dhisadmin.sync.SyncKind;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.IOException;

/** A process of its own that sends data values in small pages, and waits after each of them. */
final class SyncProcess {
  static final int PAGE = 50;

  private SyncProcess() {}

  static ForkedProcess stepping(Dhis2Database database) throws IOException {
    return ForkedProcess.start(SyncProcess.class, database);
  }

  static DataSyncRequest values() {
    return DataSyncRequest.to(CentralServer.TARGET)
        .only(SyncKind.DATA_VALUES)
        .pageSize(SyncKind.DATA_VALUES, PAGE);
  }

  /** The process: JDBC URL, user. */
  public static void main(String[] arguments) {
    try (DhisAdmin admin = CentralServer.admin(ForkedProcess.database(arguments))) {
      admin
          .sync()
          .data()
          .run(
              values(),
              RunControl.listening(
                  progress -> {
                    System.out.println("page");
                    ForkedProcess.awaitAnswer();
                  }));
    }
  }
}
