package io.github.dhisadmin.jooq.internal.resourcetable;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.progress.RunProgress;
import io.github.dhisadmin.jooq.internal.resourcetable.StagingBuild.Staged;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.swap.Exchange;
import io.github.dhisadmin.jooq.internal.swap.Replacement;
import io.github.dhisadmin.jooq.internal.swap.TableSwap;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableAction;
import io.github.dhisadmin.resourcetable.ResourceTableOutcome;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.ResourceTableEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.impl.DSL;

/**
 * Builds resource tables one after the other, each from one set-based query and each swapped in on
 * its own, so that no lock lasts longer than its table. A table that fails keeps serving as it is,
 * and the others go on. Thread safe.
 */
public final class JooqResourceTableEngine implements ResourceTableEngine {
  private static final String STAGE = "Generating resource tables";

  private final Database database;
  private final Dhis2Schema schema;
  private final SystemSettings settings;
  private final TableStorage storage;
  private final TableSwap swap;
  private final ResourceTableDefinitions definitions = new ResourceTableDefinitions();

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
    this.swap = new TableSwap(database);
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
    List<ResourceTable> tables = withMissingSources(update.tables());
    RunProgress progress = new RunProgress(context.control().progress(), context.clock());
    progress.plan(tables.size(), tables.size());
    progress.begin(STAGE);
    List<ResourceTableOutcome> outcomes = new ArrayList<>();
    List<Warning> warnings = new ArrayList<>();
    RunState state = RunState.SUCCEEDED;
    try {
      for (ResourceTable table : tables) {
        ResourceTableOutcome outcome = build(table, context, warnings);
        outcomes.add(outcome);
        if (outcome.action() == ResourceTableAction.FAILED) {
          state = RunState.FAILED;
        }
        progress.finish(STAGE, outcome.name(), 1);
      }
      if (state == RunState.SUCCEEDED && update.tables().equals(ResourceTable.all())) {
        database.transaction(
            ctx -> settings.put(ctx, SystemSettings.LAST_RESOURCE_TABLES_UPDATE, started));
      }
    } catch (CancelledException e) {
      state = RunState.CANCELLED;
    }
    return new ResourceTableResult(
        state, Duration.between(begin, context.clock().instant()), outcomes, warnings);
  }

  /** Minimum levels are told in remapped levels, so these must be there. */
  private List<ResourceTable> withMissingSources(Set<ResourceTable> wanted) {
    Set<ResourceTable> tables = new TreeSet<>(wanted);
    if (wanted.contains(ResourceTable.DATA_APPROVAL_MIN_LEVEL)) {
      String source = nameOf(ResourceTable.DATA_APPROVAL_REMAP_LEVEL);
      boolean missing =
          database.transaction(ctx -> new Ddl(ctx).existing(List.of(source))).isEmpty();
      if (missing) {
        tables.add(ResourceTable.DATA_APPROVAL_REMAP_LEVEL);
      }
    }
    return List.copyOf(tables);
  }

  private ResourceTableOutcome build(
      ResourceTable table, EngineContext context, List<Warning> warnings) {
    Instant begin = context.clock().instant();
    ResourceTableDefinition definition = definitions.of(table);
    if (!definition.existsIn(schema.family())) {
      return new ResourceTableOutcome(
          table, nameOf(table), 0, Duration.ZERO, ResourceTableAction.NOT_APPLICABLE, null);
    }
    try {
      Staged staged = stage(definition, context);
      warnings.addAll(staged.warnings());
      if (!staged.unchanged()) {
        warnings.addAll(swapIn(nameOf(table), context.control().cancellation()));
      }
      return new ResourceTableOutcome(
          table,
          nameOf(table),
          staged.rows(),
          Duration.between(begin, context.clock().instant()),
          staged.unchanged() ? ResourceTableAction.UNCHANGED : ResourceTableAction.BUILT,
          null);
    } catch (StoreException e) {
      return new ResourceTableOutcome(
          table,
          nameOf(table),
          rowsNow(nameOf(table), context),
          Duration.between(begin, context.clock().instant()),
          ResourceTableAction.FAILED,
          e.getMessage());
    }
  }

  private Staged stage(ResourceTableDefinition definition, EngineContext context) {
    return database.transaction(
        context.control().cancellation(),
        ctx ->
            new StagingBuild(
                    new BuildInput(
                        ctx, schema, settings, LocalDate.now(context.clock()), definition.table()),
                    storage)
                .build(definition));
  }

  private List<Warning> swapIn(String tableName, Cancellation cancellation) {
    String staging = StagingBuild.stagingName(tableName);
    boolean swapped = false;
    try {
      List<Warning> warnings =
          swap.swap(
              cancellation,
              Exchange.of(List.of(new Replacement(staging, tableName)), List.of()),
              ctx -> {});
      swapped = true;
      return warnings;
    } finally {
      if (!swapped) {
        database.transaction(ctx -> ctx.dropTableIfExists(DSL.name(staging)).execute());
      }
    }
  }

  private long rowsNow(String tableName, EngineContext context) {
    return database.transaction(
        context.control().cancellation(),
        ctx ->
            new Ddl(ctx).existing(List.of(tableName)).isEmpty()
                ? 0L
                : (long) ctx.fetchCount(DSL.table(DSL.name(tableName))));
  }

  private String nameOf(ResourceTable table) {
    return schema.resourceTablePrefix() + table.baseName();
  }
}
