package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.job.JobError;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What went wrong with single objects. */
record JobErrorsReport(List<ErrorReport> errors) implements Report {

  /** One mistake; its time is in UTC. */
  record ErrorReport(
      long runId,
      String jobUid,
      String jobName,
      String code,
      @Nullable String object,
      String message,
      String at) {

    private static ErrorReport of(JobError error) {
      return new ErrorReport(
          error.runId(),
          error.jobUid(),
          error.jobName(),
          error.code(),
          error.objectOrNull(),
          error.message(),
          error.at().toString());
    }
  }

  static JobErrorsReport of(List<JobError> errors) {
    return new JobErrorsReport(errors.stream().map(ErrorReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    for (ErrorReport error : errors) {
      text.row(
          error.at,
          error.jobName,
          "run " + error.runId,
          error.code,
          error.object == null ? "" : error.object,
          error.message);
    }
    text.writeTo(out);
  }
}
