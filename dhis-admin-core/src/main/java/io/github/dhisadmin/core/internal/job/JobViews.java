package io.github.dhisadmin.core.internal.job;

import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobRun;
import io.github.dhisadmin.job.JobStatus;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.RunRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Stored jobs and runs as the host sees them; also those that cannot be run. */
final class JobViews {
  private final JobTypeRegistry types;

  JobViews(JobTypeRegistry types) {
    this.types = types;
  }

  Job job(JobRow row) {
    String problem = row.state().problem();
    Map<String, Object> parameters = Map.of();
    Schedule schedule = Schedule.manual();
    try {
      schedule = Timetable.schedule(row.schedule());
      parameters = JsonFields.read(row.parameters());
    } catch (InvalidRequestException e) {
      problem = problem == null ? e.getMessage() : problem;
    }
    return new Job(
        row.uid(),
        row.name(),
        row.type(),
        parameters,
        schedule,
        row.options(),
        row.system(),
        row.version(),
        state(row, problem));
  }

  private Job.State state(JobRow row, @Nullable String problem) {
    JobRow.State state = row.state();
    boolean waits = row.options().enabled() && !state.running() && problem == null;
    return new Job.State(
        status(row, problem),
        problem,
        waits ? state.dueAt() : null,
        waits && state.dueAt() != null ? state.dueReason() : null,
        state.node(),
        state.lastStarted(),
        state.lastFinished(),
        state.lastStatus(),
        state.failures());
  }

  private JobStatus status(JobRow row, @Nullable String problem) {
    if (row.state().running()) {
      return JobStatus.RUNNING;
    }
    if (problem != null) {
      return JobStatus.INVALID;
    }
    if (!row.options().enabled()) {
      return JobStatus.DISABLED;
    }
    return types.find(row.type()).isPresent() ? JobStatus.SCHEDULED : JobStatus.UNKNOWN_TYPE;
  }

  static JobRun run(RunRow row) {
    return new JobRun(
        row.id(),
        row.jobUid(),
        row.jobName(),
        row.type(),
        row.scheduledFor(),
        row.attempt(),
        row.reason(),
        row.status(),
        row.node(),
        row.startedAt(),
        row.finishedAt(),
        row.error(),
        ProgressJson.read(row.progress()));
  }
}
