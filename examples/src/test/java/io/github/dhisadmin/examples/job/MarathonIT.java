package io.github.dhisadmin.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dhisadmin.job.DeadRunPolicy;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.NoParameters;
import io.github.dhisadmin.job.RetryPolicy;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.testkit.postgres.Dhis2DatabaseExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many jobs on four nodes in two processes, of which one is put to sleep and one is killed, while
 * the server ends all connections. {@code -Ddhisadmin.jobs.marathon=10000} makes it long.
 */
class MarathonIT {
  @RegisterExtension static final Dhis2DatabaseExtension POSTGRES = Dhis2DatabaseExtension.v242();

  private static final int JOBS = Integer.getInteger("dhisadmin.jobs.marathon", 300);
  private static final Duration PER_JOB = Duration.ofMillis(100);
  private static final RetryPolicy SOON =
      new RetryPolicy(9, Duration.ofMillis(50), Duration.ofMillis(100));

  private static JobBed bed;

  @BeforeAll
  static void open() {
    bed =
        JobBed.fragile(
            POSTGRES.dataSource(),
            builder -> SchedulerProcess.types(builder, POSTGRES.dataSource()));
    bed.execute("create table run_note (job text not null)");
  }

  @AfterAll
  static void close() {
    bed.close();
  }

  @Test
  void each_job_is_completed_once_whatever_befalls_the_nodes() throws Exception {
    for (int number = 0; number < JOBS; number++) {
      bed.jobs()
          .create(
              JobDefinition.of(SchedulerProcess.NOTE, "job " + number, new NoParameters())
                  .on(Schedule.at(Instant.EPOCH))
                  .deadRun(DeadRunPolicy.RETRY)
                  .retry(SOON));
    }

    try (SchedulerProcess sleeper = SchedulerProcess.start(POSTGRES.database(), "a", "b");
        SchedulerProcess doomed = SchedulerProcess.start(POSTGRES.database(), "c", "d")) {
      awaitCompleted(JOBS / 4);
      sleeper.pause();
      doomed.kill();
      try (SchedulerProcess heir = SchedulerProcess.start(POSTGRES.database(), "c", "d")) {
        awaitCompleted(JOBS / 2);
        bed.value(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where application_name = '"
                + SchedulerProcess.APPLICATION
                + "'");
        sleeper.resume();
        awaitCompleted(JOBS);
        bed.await("nothing is running", () -> count("job where state = 'RUNNING'") == 0);
        assertThat(heir.isAlive()).as("the process that was started last").isTrue();
      }
    }

    assertThat(count("job_run where status = 'COMPLETED'")).isEqualTo(JOBS);
    assertThat(
            count(
                "(select job_id from dhis_admin.job_run where status = 'COMPLETED'"
                    + " group by job_id having count(*) > 1) twice"))
        .as("jobs that were completed twice")
        .isZero();
    assertThat(count("job_run where status = 'RUNNING'")).isZero();
    assertThat(Integer.parseInt(bed.value("select count(*) from run_note")))
        .as("runs that were begun: one for each job, and one more at most for each that failed")
        .isBetween(JOBS, count("job_run"));
  }

  private static void awaitCompleted(int jobs) {
    bed.await(
        jobs + " are completed",
        PER_JOB.multipliedBy(JOBS).plusSeconds(30),
        () -> count("job_run where status = 'COMPLETED'") >= jobs);
  }

  private static int count(String what) {
    String from = what.startsWith("(") ? what : "dhis_admin." + what;
    return Integer.parseInt(bed.value("select count(*) from " + from));
  }
}
