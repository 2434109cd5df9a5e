package io.github.dhisadmin.jooq.internal.resourcetable;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.jooq.internal.hook.TableHookPhase;
import io.github.dhisadmin.jooq.internal.hook.TableHooks;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableAction;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.ResourceTableEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Builds resource tables, each from one set-based query and each swapped in on its own, so that no
 * lock lasts longer than its table. A table that fails keeps serving as it is, and the others go
 * on. Thread safe.
 */
public final class JooqResourceTableEngine implements ResourceTableEngine {
  private final Database database;
  private final Dhis2Schema schema;
  private final SystemSettings settings;
  private final TableStorage storage;

  /**
   * Builds tables in a database.
   *
   * @param storage how the tables are kept
   */
  public JooqResourceTableEngine(
      Database database, Dhis2Schema schema, SystemSettings settings, TableStorage storage) {
    this.database = database;
    this.schema = schema;
    this.settings = settings;
    this.storage = storage;
  }

  @Override
  public ResourceTableResult build(ResourceTableUpdate update, EngineContext context) {
    Instant begin = context.clock().instant();
    LocalDateTime started =
        database.transaction(
            ctx -> {
              settings.requireIsoCalendar(ctx);
              return settings.now(ctx);
            });
    Set<String> hooked =
        database.transaction(
            ctx -> new TableHooks(ctx).typesOf(TableHookPhase.RESOURCE_TABLE_POPULATED));
    ResourceTableRun run =
        new ResourceTableRun(database, schema, settings, storage, hooked, context);
    RunState state = state(run, update);
    if (state == RunState.SUCCEEDED && update.tables().equals(ResourceTable.all())) {
      database.transaction(
          ctx -> settings.put(ctx, SystemSettings.LAST_RESOURCE_TABLES_UPDATE, started));
    }
    return new ResourceTableResult(
        state, Duration.between(begin, context.clock().instant()), run.outcomes(), run.warnings());
  }

  private RunState state(ResourceTableRun run, ResourceTableUpdate update) {
    try {
      run.build(withMissingSources(update.tables()));
    } catch (CancelledException e) {
      return RunState.CANCELLED;
    }
    return run.outcomes().stream()
            .anyMatch(outcome -> outcome.action() == ResourceTableAction.FAILED)
        ? RunState.FAILED
        : RunState.SUCCEEDED;
  }

  /** Minimum levels are told in remapped levels, so these must be there. */
  private List<ResourceTable> withMissingSources(Set<ResourceTable> wanted) {
    Set<ResourceTable> tables = new TreeSet<>(wanted);
    if (wanted.contains(ResourceTable.DATA_APPROVAL_MIN_LEVEL)) {
      String source = schema.nameOf(ResourceTable.DATA_APPROVAL_REMAP_LEVEL);
      boolean missing =
          database.transaction(ctx -> new Ddl(ctx).existing(List.of(source))).isEmpty();
      if (missing) {
        tables.add(ResourceTable.DATA_APPROVAL_REMAP_LEVEL);
      }
    }
    return List.copyOf(tables);
  }
}
