package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.ClearingPlan;
import io.github.dhisadmin.migration.ProcessType;
import java.io.PrintWriter;
import java.util.List;

/** Which tasks are lost, or would be. */
record MigrateClearingReport(boolean cleared, List<LossReport> losses) implements Report {

  /** Tasks of one process type. */
  record LossReport(ProcessType type, long queued, long failed) {}

  static MigrateClearingReport of(ClearingPlan plan, boolean cleared) {
    return new MigrateClearingReport(
        cleared,
        plan.losses().stream()
            .map(loss -> new LossReport(loss.process(), loss.queued(), loss.failed()))
            .toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    losses.forEach(
        loss -> text.row(loss.type, loss.queued + " that wait", loss.failed + " that failed"));
    text.writeTo(out);
    if (losses.isEmpty()) {
      out.println("There is nothing to clear.");
    } else if (cleared) {
      out.println("These tasks are gone; what they were to do will be missing.");
    } else {
      out.println("These tasks would be gone; what they were to do would be missing.");
    }
  }
}
