package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.CronSchedule;
import io.github.dhisadmin.job.FixedDelaySchedule;
import io.github.dhisadmin.job.FixedRateSchedule;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobStatus;
import io.github.dhisadmin.job.OnceSchedule;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.Schedule;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Jobs and what they are doing. */
record JobsReport(List<JobReport> jobs) implements Report {

  /** One job; times are in UTC. */
  record JobReport(
      String uid,
      String name,
      String type,
      JobStatus status,
      boolean enabled,
      boolean system,
      String schedule,
      Map<String, Object> parameters,
      @Nullable String dueAt,
      @Nullable String node,
      @Nullable String lastStarted,
      @Nullable String lastFinished,
      @Nullable RunStatus lastStatus,
      int consecutiveFailures,
      @Nullable String problem) {

    private static JobReport of(Job job) {
      return new JobReport(
          job.uid(),
          job.name(),
          job.type(),
          job.status(),
          job.options().enabled(),
          job.system(),
          words(job.schedule()),
          job.parameters(),
          text(job.state().dueAtOrNull()),
          job.state().nodeOrNull(),
          text(job.state().lastStartedOrNull()),
          text(job.state().lastFinishedOrNull()),
          job.state().lastStatusOrNull(),
          job.state().consecutiveFailures(),
          job.state().problemOrNull());
    }
  }

  static JobsReport of(List<Job> jobs) {
    return new JobsReport(jobs.stream().map(JobReport::of).toList());
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static String words(Schedule schedule) {
    if (schedule instanceof CronSchedule cron) {
      return "cron " + cron.expression() + " " + cron.zone();
    }
    if (schedule instanceof FixedDelaySchedule delay) {
      return delay.delay().toSeconds() + " s after it ended";
    }
    if (schedule instanceof FixedRateSchedule rate) {
      return "every " + rate.interval().toSeconds() + " s";
    }
    return schedule instanceof OnceSchedule once ? "once, at " + once.time() : "on demand";
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    for (JobReport job : jobs) {
      text.row(
          job.uid,
          job.status,
          job.name,
          job.type,
          job.schedule,
          job.dueAt == null ? "" : "due " + job.dueAt,
          job.lastStatus == null ? "" : "last " + job.lastStatus,
          job.problem == null ? "" : job.problem);
    }
    text.writeTo(out);
  }
}
