package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.PruningPlan;
import io.github.dhisadmin.migration.PruningPlan.Loss;
import java.io.PrintWriter;

/** What is lost with old runs, or would be. */
record MigratePruningReport(boolean pruned, String before, Loss loss) implements Report {

  static MigratePruningReport of(PruningPlan plan, boolean pruned) {
    return new MigratePruningReport(pruned, plan.before().toString(), plan.loss());
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println(
        loss.runs()
            + " runs that ended before "
            + before
            + (pruned ? " are gone, with " : " would be gone, with ")
            + loss.tasks()
            + " tasks, of which "
            + loss.failed()
            + " failed and "
            + loss.queued()
            + " wait, and "
            + loss.discrepancies()
            + " discrepancies.");
  }
}
