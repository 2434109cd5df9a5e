package io.github.dhisadmin.examples.analytics;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.fake.MutableClock;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.IOException;

/**
 * A process of its own that updates all analytics tables, printing the stage of every progress it
 * makes.
 */
final class UpdateProcess {
  private static final String DONE = "DONE";
  private static final String STEP_BY_STEP = "step-by-step";

  private UpdateProcess() {}

  /** Runs freely. */
  static ForkedProcess running(Dhis2Database database) throws IOException {
    return ForkedProcess.start(UpdateProcess.class, database, "freely");
  }

  /** Waits at every progress. */
  static ForkedProcess stepping(Dhis2Database database) throws IOException {
    return ForkedProcess.start(UpdateProcess.class, database, STEP_BY_STEP);
  }

  static boolean isDone(String line) {
    return line.startsWith(DONE);
  }

  /** The process: JDBC URL, user, pace. */
  public static void main(String[] arguments) {
    boolean stepping = STEP_BY_STEP.equals(arguments[2]);
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(ForkedProcess.database(arguments)))
            .clock(MutableClock.at(AnalyticsDatabase.MID_2024))
            .build()) {
      var result =
          admin
              .analytics()
              .update(
                  AnalyticsDatabase.full(),
                  RunControl.listening(
                      progress -> {
                        System.out.println(progress.stage());
                        if (stepping) {
                          ForkedProcess.awaitAnswer();
                        }
                      }));
      System.out.println(DONE + " " + result.state());
    }
  }
}
