package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.JobRun;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.run.Progress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What jobs have done. */
record JobRunsReport(List<RunReport> runs) implements Report {

  /** One run; times are in UTC. */
  record RunReport(
      long id,
      String jobUid,
      String jobName,
      String type,
      String scheduledFor,
      int attempt,
      DueReason reason,
      RunStatus status,
      String node,
      String startedAt,
      @Nullable String finishedAt,
      @Nullable Long durationMs,
      @Nullable Integer percent,
      @Nullable String stage,
      List<String> messages,
      @Nullable String error) {

    private static RunReport of(JobRun run) {
      Instant finished = run.finishedAtOrNull();
      Progress progress = run.progress().currentOrNull();
      return new RunReport(
          run.id(),
          run.jobUid(),
          run.jobName(),
          run.type(),
          run.scheduledFor().toString(),
          run.attempt(),
          run.reason(),
          run.status(),
          run.node(),
          run.startedAt().toString(),
          finished == null ? null : finished.toString(),
          finished == null ? null : Duration.between(run.startedAt(), finished).toMillis(),
          progress == null ? null : progress.percent(),
          progress == null ? null : progress.stage(),
          run.progress().messages(),
          run.errorOrNull());
    }
  }

  static JobRunsReport of(List<JobRun> runs) {
    return new JobRunsReport(runs.stream().map(RunReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    for (RunReport run : runs) {
      text.row(
          run.startedAt,
          run.status,
          run.jobName,
          "attempt " + run.attempt,
          run.reason,
          run.node,
          run.durationMs == null ? "" : DurationText.of(Duration.ofMillis(run.durationMs)),
          run.stage == null ? "" : run.stage + " " + run.percent + "%",
          run.error == null ? "" : run.error);
    }
    text.writeTo(out);
  }
}
