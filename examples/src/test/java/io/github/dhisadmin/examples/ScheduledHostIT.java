package io.github.dhisadmin.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.DhisAdmin;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobFilter;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The host with jobs runs its own, also when it is started a second time. */
class ScheduledHostIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  @Test
  void own_job_runs_and_a_restart_finds_the_jobs_as_they_are() throws Exception {
    BlockingQueue<String> reminders = new ArrayBlockingQueue<>(10);
    ScheduledHost.start(POSTGRES.dataSource(), reminders::add).close();

    try (DhisAdmin admin = ScheduledHost.start(POSTGRES.dataSource(), reminders::add)) {
      admin.jobs().runNow("backups");

      assertThat(reminders.poll(60, TimeUnit.SECONDS)).isEqualTo("Look at the backups.");
      assertThat(admin.jobs().list(JobFilter.USER))
          .extracting(Job::name)
          .containsExactly("backups", "nightly");
    }
  }
}
