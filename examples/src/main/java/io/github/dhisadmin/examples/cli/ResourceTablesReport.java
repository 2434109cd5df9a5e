package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.resourcetable.ResourceTableAction;
import io.github.dhisadmin.resourcetable.ResourceTableOutcome;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.run.RunState;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rebuild of resource tables did; tables that the DHIS2 version lacks are left out. */
record ResourceTablesReport(
    RunState state, long durationMs, List<TableReport> tables, List<WarningReport> warnings)
    implements Report {

  /** One table. */
  record TableReport(
      String name, long rows, long durationMs, ResourceTableAction action, @Nullable String error) {

    private static TableReport of(ResourceTableOutcome outcome) {
      return new TableReport(
          outcome.name(),
          outcome.rows(),
          outcome.duration().toMillis(),
          outcome.action(),
          outcome.errorOrNull());
    }
  }

  static ResourceTablesReport of(ResourceTableResult result) {
    return new ResourceTablesReport(
        result.state(),
        result.duration().toMillis(),
        result.tables().stream()
            .filter(table -> table.action() != ResourceTableAction.NOT_APPLICABLE)
            .map(TableReport::of)
            .toList(),
        WarningReport.of(result.warnings()));
  }

  /** One sentence for people. */
  String summary() {
    return count(ResourceTableAction.BUILT)
        + " resource tables built, "
        + count(ResourceTableAction.UNCHANGED)
        + " unchanged, "
        + count(ResourceTableAction.FAILED)
        + " failed";
  }

  @Override
  public void writeText(PrintWriter out) {
    out.println(summary() + " in " + DurationText.of(Duration.ofMillis(durationMs)));
    TextTable text = new TextTable();
    for (TableReport table : tables) {
      text.row(
          table.name,
          table.rows + " rows",
          table.action,
          DurationText.of(Duration.ofMillis(table.durationMs)),
          table.error == null ? "" : table.error);
    }
    text.writeTo(out);
    WarningReport.writeText(warnings, out);
  }

  private long count(ResourceTableAction action) {
    return tables.stream().filter(table -> table.action == action).count();
  }
}
