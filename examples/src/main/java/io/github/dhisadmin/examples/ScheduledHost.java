package io.github.dhisadmin.examples;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.job.AnalyticsJobParameters;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobType;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.jooq.JooqPersistence;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A host with jobs: analytics tables every night, and a job of its own every hour. Any number of
 * its processes may run; each occurrence runs on one of them.
 */
public final class ScheduledHost {
  private static final JobType<Reminder> REMIND =
      JobType.of("REMIND", Reminder.class, "Reminds the operators of something.");

  private ScheduledHost() {}

  /** What operators are reminded of. */
  record Reminder(String text) {}

  /** Starts to run jobs; the host closes what it is given when it stops. */
  public static DhisAdmin start(DataSource dataSource, Consumer<String> operators) {
    DhisAdmin admin =
        DhisAdmin.builder()
            .persistence(JooqPersistence.of(dataSource))
            .job(REMIND, (run, reminder) -> operators.accept(reminder.text()))
            .build();
    createOnce(
        admin,
        JobDefinition.of(JobTypes.ANALYTICS_TABLE, "nightly", AnalyticsJobParameters.lastYears(3))
            .on(Schedule.cron("0 0 3 * * *", ZoneId.of("Africa/Kigali"))));
    createOnce(
        admin,
        JobDefinition.of(REMIND, "backups", new Reminder("Look at the backups."))
            .on(Schedule.every(Duration.ofHours(1))));
    admin.start();
    return admin;
  }

  private static void createOnce(DhisAdmin admin, JobDefinition<?> job) {
    if (admin.jobs().find(job.name()).isEmpty()) {
      admin.jobs().create(job);
    }
  }
}
