package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.CronSchedule;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.cron.CronExpression;
import io.github.dhisadmin.spi.JobRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a second job of a type at the same times, as DHIS2 does (2.42, E7000), but compares what
 * the expressions mean, together with their zones.
 */
final class DuplicateSchedules {
  private final List<JobRow> jobs;

  /** Looks among the jobs of one type. */
  DuplicateSchedules(List<JobRow> jobs) {
    this.jobs = jobs;
  }

  void refuse(CronSchedule cron, @Nullable JobRow replaced) {
    for (JobRow job : jobs) {
      boolean other = replaced == null || job.id() != replaced.id();
      if (other && isSame(job, cron)) {
        throw new InvalidRequestException(
            "Job '"
                + job.name()
                + "' of the same type runs at the same times (E7000); choose other times.");
      }
    }
  }

  private static boolean isSame(JobRow job, CronSchedule cron) {
    try {
      Schedule schedule = Timetable.schedule(job.schedule());
      return schedule instanceof CronSchedule other
          && other.zone().equals(cron.zone())
          && normalized(other).equals(normalized(cron));
    } catch (InvalidRequestException e) {
      // A job that nobody understands runs at no time.
      return false;
    }
  }

  private static String normalized(CronSchedule cron) {
    return CronExpression.of(cron.expression()).normalized();
  }
}
