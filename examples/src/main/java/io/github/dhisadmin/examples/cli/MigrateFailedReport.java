package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskProblem;
import java.io.PrintWriter;
import java.util.List;

/** Tasks that failed. */
record MigrateFailedReport(List<TaskReport> failed) implements Report {

  /** One task. */
  record TaskReport(
      long id,
      String place,
      long run,
      ProcessType type,
      String key,
      int attempts,
      ProblemReport problem,
      String payload) {

    private static TaskReport of(FailedTask task) {
      return new TaskReport(
          task.id(),
          task.failedAt() + "/" + task.id(),
          task.run(),
          task.process(),
          task.key(),
          task.attempts(),
          ProblemReport.of(task.problem()),
          task.payload());
    }
  }

  /** Why it failed. */
  record ProblemReport(String code, String message, int httpStatus, String excerpt) {

    private static ProblemReport of(TaskProblem problem) {
      return new ProblemReport(
          problem.code(), problem.message(), problem.httpStatus(), problem.excerpt());
    }
  }

  static MigrateFailedReport of(List<FailedTask> failed) {
    return new MigrateFailedReport(failed.stream().map(TaskReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    if (failed.isEmpty()) {
      out.println("No failed tasks.");
    }
    TextTable text = new TextTable();
    for (TaskReport task : failed) {
      text.row(task.id, task.type, task.key, task.problem.code, task.problem.message);
    }
    text.writeTo(out);
  }
}
