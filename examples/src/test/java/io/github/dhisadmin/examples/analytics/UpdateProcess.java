package io.github.dhisadmin.examples.analytics;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.testkit.fake.MutableClock;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.IOException;

/**
 * A process of its own that updates analytics tables, printing the stage of every progress it
 * makes.
 */
final class UpdateProcess {
  /** The line of one that is about to begin, and waits for an answer. */
  static final String READY = "READY";

  /** What the line of one begins with that found another run under way. */
  static final String REFUSED = "REFUSED";

  private static final String DONE = "DONE";
  private static final String STEP_BY_STEP = "step-by-step";

  private UpdateProcess() {}

  /** Runs freely. */
  static ForkedProcess running(Dhis2Database database) throws IOException {
    return ForkedProcess.start(UpdateProcess.class, database, "freely");
  }

  /** Waits before it begins, and at every progress. */
  static ForkedProcess stepping(Dhis2Database database) throws IOException {
    return ForkedProcess.start(UpdateProcess.class, database, STEP_BY_STEP);
  }

  /** The same for the tables of one type. */
  static ForkedProcess stepping(Dhis2Database database, AnalyticsTableType type)
      throws IOException {
    return ForkedProcess.start(UpdateProcess.class, database, STEP_BY_STEP, type.name());
  }

  static boolean isDone(String line) {
    return line.startsWith(DONE);
  }

  /** The process: JDBC URL, user, pace, and the type if it is not all of them. */
  public static void main(String[] arguments) {
    boolean stepping = STEP_BY_STEP.equals(arguments[2]);
    AnalyticsTableUpdate update =
        arguments.length == 3
            ? AnalyticsDatabase.full()
            : AnalyticsDatabase.full().only(AnalyticsTableType.valueOf(arguments[3]));
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(ForkedProcess.database(arguments)))
            .clock(MutableClock.at(AnalyticsDatabase.MID_2024))
            .build()) {
      if (stepping) {
        say(READY, true);
      }
      var result =
          admin
              .analytics()
              .update(update, RunControl.listening(progress -> say(progress.stage(), stepping)));
      System.out.println(DONE + " " + result.state());
    } catch (ConflictException e) {
      System.out.println(REFUSED + " " + e.getMessage());
    }
  }

  private static void say(String line, boolean stepping) {
    System.out.println(line);
    if (stepping) {
      ForkedProcess.awaitAnswer();
    }
  }
}
