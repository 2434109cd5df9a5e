package io.github.dhisadmin.examples.analytics;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.examples.process.ForkedProcess;
import io.github.dhisadmin.jooq.JooqPersistence;
import io.github.dhisadmin.testkit.fake.MutableClock;
import io.github.dhisadmin.testkit.postgres.Dhis2Database;
import java.io.IOException;

/** A process of its own that merges what changed into the data value tables. */
final class MergingProcess {
  private MergingProcess() {}

  static ForkedProcess start(Dhis2Database database) throws IOException {
    return ForkedProcess.start(MergingProcess.class, database);
  }

  /** The process: JDBC URL, user. */
  public static void main(String[] arguments) {
    try (DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(ForkedProcess.database(arguments)))
            .clock(MutableClock.at(AnalyticsDatabase.MID_2024))
            .build()) {
      admin
          .analytics()
          .update(AnalyticsDatabase.dataValues().skipResourceTables().incremental().mergeUpTo(1));
    }
  }
}
