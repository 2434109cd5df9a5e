package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.job.CancelOutcome;
import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.Job;
import io.github.dhisadmin.job.JobDefinition;
import io.github.dhisadmin.job.JobError;
import io.github.dhisadmin.job.JobErrorFilter;
import io.github.dhisadmin.job.JobFilter;
import io.github.dhisadmin.job.JobProgress;
import io.github.dhisadmin.job.JobRun;
import io.github.dhisadmin.job.JobService;
import io.github.dhisadmin.job.JobStatus;
import io.github.dhisadmin.job.JobTypeDescription;
import io.github.dhisadmin.job.JobTypes;
import io.github.dhisadmin.job.ParameterDescription;
import io.github.dhisadmin.job.ParameterKind;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.Schedule;
import io.github.dhisadmin.job.SchedulerNode;
import io.github.dhisadmin.job.TestJobParameters;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One job, and a memory of what was asked of it. Asked for by its uid, its run has succeeded. */
record FakeJobs(List<String> events) implements JobService {
  private static final String UID = "jobUid00001";
  private static final Instant START = Instant.parse("2026-03-01T02:00:00Z");

  @Override
  public List<JobTypeDescription> types() {
    return List.of(
        new JobTypeDescription(
            "TEST",
            "Does nothing.",
            List.of(
                new ParameterDescription(
                    "stages", ParameterKind.NUMBER, "", false, "0", 0L, 100L, List.of()))));
  }

  @Override
  public JobDefinition<?> define(String type, String name, Map<String, String> parameters) {
    events.add("define " + type + " " + name + " " + parameters);
    return JobDefinition.of(JobTypes.TEST, name, TestJobParameters.nothing());
  }

  @Override
  public Job create(JobDefinition<?> definition) {
    events.add("create " + text(definition));
    return job();
  }

  @Override
  public Job update(Job known, JobDefinition<?> definition) {
    events.add("update " + known.uid() + " " + text(definition));
    return job();
  }

  private static String text(JobDefinition<?> definition) {
    return definition.name()
        + " "
        + definition.schedule()
        + " priority "
        + definition.options().priority()
        + (definition.options().enabled() ? "" : " disabled");
  }

  @Override
  public Job reschedule(Job known, Schedule schedule) {
    return job();
  }

  @Override
  public void delete(String job) {
    events.add("delete " + job);
  }

  @Override
  public Job enable(String job) {
    events.add("enable " + job);
    return job();
  }

  @Override
  public Job disable(String job) {
    events.add("disable " + job);
    return job();
  }

  @Override
  public Job runNow(String job) {
    if (find(job).isEmpty()) {
      throw new NotFoundException("There is no job '" + job + "'.");
    }
    events.add("run " + job);
    return job();
  }

  @Override
  public Job runNow(String queue, String firstJob) {
    events.add("run " + queue + " from " + firstJob);
    return job();
  }

  @Override
  public CancelOutcome cancel(String job) {
    events.add("cancel " + job);
    return CancelOutcome.STOPPING;
  }

  @Override
  public Job abandon(String job) {
    events.add("abandon " + job);
    return job();
  }

  @Override
  public List<Job> list(JobFilter filter) {
    events.add("list " + filter);
    return List.of(job());
  }

  @Override
  public Optional<Job> find(String job) {
    return job.equals("nightly") ? Optional.of(job()) : Optional.empty();
  }

  @Override
  public List<JobRun> history(String job, int limit) {
    events.add("history of " + job + ", " + limit);
    return List.of(job.equals(UID) ? run(RunStatus.COMPLETED, null) : failed());
  }

  @Override
  public List<JobRun> history(int limit) {
    events.add("history, " + limit);
    return List.of(failed());
  }

  @Override
  public List<JobError> errors(JobErrorFilter filter) {
    events.add("errors " + filter);
    return List.of(
        new JobError(77, UID, "nightly", "E7619", "dataElement1", "It is empty.", START));
  }

  @Override
  public List<SchedulerNode> nodes() {
    return List.of();
  }

  private static Job job() {
    return new Job(
        UID,
        "nightly",
        "TEST",
        Map.of("stages", 3L, "names", List.of("a", "b")),
        Schedule.cron("0 0 2 * * *", ZoneId.of("Africa/Kigali")),
        JobDefinition.of(JobTypes.TEST, "nightly", TestJobParameters.nothing()).options(),
        false,
        4,
        new Job.State(
            JobStatus.SCHEDULED,
            null,
            START,
            DueReason.SCHEDULE,
            null,
            START.minusSeconds(60),
            START.minusSeconds(30),
            RunStatus.FAILED,
            2));
  }

  private static JobRun failed() {
    return run(RunStatus.FAILED, "no room");
  }

  private static JobRun run(RunStatus status, @Nullable String error) {
    return new JobRun(
        77,
        UID,
        "nightly",
        "TEST",
        START,
        2,
        DueReason.RETRY,
        status,
        "node-a",
        START.plusSeconds(1),
        START.plusSeconds(4),
        error,
        JobProgress.none());
  }
}
