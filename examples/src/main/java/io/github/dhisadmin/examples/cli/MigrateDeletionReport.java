package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.DeletionPlan;
import java.io.PrintWriter;
import java.util.List;

/** What a deletion would remove. */
record MigrateDeletionReport(long values, List<CountReport> counts, String token)
    implements Report {

  /** Values of one item set and period. */
  record CountReport(String itemSet, String period, long values) {}

  static MigrateDeletionReport of(DeletionPlan plan) {
    return new MigrateDeletionReport(
        plan.values(),
        plan.counts().stream()
            .map(each -> new CountReport(each.itemSet(), each.period(), each.values()))
            .toList(),
        plan.token());
  }

  @Override
  public void writeText(PrintWriter out) {
    TextTable text = new TextTable();
    counts.forEach(each -> text.row(each.itemSet, each.period, each.values));
    text.writeTo(out);
    out.println(values + " values would be deleted at the destination.");
    out.println("To delete these and no others: --confirm --token " + token);
  }
}
