package io.github.dhisadmin.core.internal.resourcetable;

import io.github.dhisadmin.core.internal.run.TableRuns;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableService;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.spi.Persistence;
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
        context -> persistence.resourceTables().build(update, context));
  }
}
