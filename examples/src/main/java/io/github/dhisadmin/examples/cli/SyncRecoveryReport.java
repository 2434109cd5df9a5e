package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.sync.metadata.MetadataRecoveryPlan;
import java.io.PrintWriter;
import java.util.List;

/** What a recovery changes. */
record SyncRecoveryReport(
    String action,
    String version,
    boolean preview,
    List<String> added,
    List<String> removed,
    List<String> next)
    implements Report {

  static SyncRecoveryReport of(MetadataRecoveryPlan plan, boolean done) {
    return new SyncRecoveryReport(
        plan.recovery().action().name(),
        plan.recovery().version(),
        !done,
        plan.added(),
        plan.removed(),
        plan.next());
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println((preview ? "Would " : "Done: ") + action + " " + version);
    out.println("Counts as applied from then on: " + text(added));
    out.println("Does not count as applied any more: " + text(removed));
    out.println("Applied by the next run: " + text(next));
  }

  private static String text(List<String> names) {
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }
}
