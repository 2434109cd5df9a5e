package io.github.dhisadmin.examples.cli;

import io.github.dhisadmin.migration.AuditEntry;
import io.github.dhisadmin.migration.AuditEntry.Action;
import io.github.dhisadmin.migration.MigrationKind;
import java.io.PrintWriter;
import java.util.List;

/** Who did what to runs. */
record MigrateAuditReport(List<EntryReport> entries) implements Report {

  /** One deed. */
  record EntryReport(
      long id,
      String at,
      String who,
      Action action,
      long run,
      MigrationKind kind,
      long tasks,
      String detail) {

    private static EntryReport of(AuditEntry entry) {
      return new EntryReport(
          entry.id(),
          entry.at().toString(),
          entry.who(),
          entry.action(),
          entry.run(),
          entry.kind(),
          entry.tasks(),
          entry.detail());
    }
  }

  static MigrateAuditReport of(List<AuditEntry> entries) {
    return new MigrateAuditReport(entries.stream().map(EntryReport::of).toList());
  }

  @Override
  public void writeText(PrintWriter out) {
    if (entries.isEmpty()) {
      out.println("Nothing was done yet.");
    }
    TextTable text = new TextTable();
    for (EntryReport each : entries) {
      text.row(
          each.id,
          each.at,
          each.action,
          "run " + each.run,
          each.kind,
          each.tasks + " tasks",
          each.who,
          each.detail);
    }
    text.writeTo(out);
  }
}
