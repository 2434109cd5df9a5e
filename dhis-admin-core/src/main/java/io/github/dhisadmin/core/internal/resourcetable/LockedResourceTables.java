package io.github.dhisadmin.core.internal.resourcetable;

import io.github.dhisadmin.core.internal.run.TableRuns;
import io.github.dhisadmin.model.TableRunKind;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.TableRunPart;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.TableRunLog.Ending;
import java.util.List;
import java.util.OptionalInt;

/** Resource table updates, one at a time per database. */
public final class LockedResourceTables implements ResourceTableService {
  private final TableRuns runs;
  private final Persistence persistence;

  /** Builds through a persistence. */
  public LockedResourceTables(TableRuns runs, Persistence persistence) {
    this.runs = runs;
    this.persistence = persistence;
  }

  @Override
  public ResourceTableResult update(ResourceTableUpdate update, RunControl control) {
    return runs.run(
        "update resource tables",
        OptionalInt.empty(),
        control,
        context ->
            runs.remembered(
                TableRunKind.RESOURCE_TABLES,
                () -> persistence.resourceTables().build(update, context),
                LockedResourceTables::ending));
  }

  @Override
  public List<RunRecord> lastRuns(int limit) {
    return runs.last(TableRunKind.RESOURCE_TABLES, limit);
  }

  private static Ending ending(ResourceTableResult result) {
    return new Ending(
        result.state(),
        result.tables().stream().flatMap(table -> table.error().stream()).findFirst().orElse(null),
        result.tables().stream()
            .map(
                table ->
                    new TableRunPart(
                        table.table().name(),
                        table.name(),
                        table.action().name(),
                        table.error().orElse(""),
                        table.rows(),
                        table.duration()))
            .toList());
  }
}
