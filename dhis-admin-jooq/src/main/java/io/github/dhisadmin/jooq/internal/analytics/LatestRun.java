package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.PartitionAction;
import io.github.dhisadmin.analytics.PartitionOutcome;
import io.github.dhisadmin.analytics.TableOutcome;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.jooq.internal.progress.RunProgress;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.jooq.internal.sql.SettledTime;
import io.github.dhisadmin.jooq.internal.sql.Snapshot;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.EngineContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One run that moves what changed into the partitions of latest values. A row is taken out of the
 * partition it is in and written to the one of latest values in one transaction, so that no reader
 * finds it twice or not at all, and nobody waits. What was moved before is left alone: a run costs
 * what changed since the run before it.
 */
final class LatestRun {
  private static final String MOVING = "Moving latest values";

  /**
   * What was being written when all partitions were built may have been committed after that, with
   * an earlier moment.
   */
  private static final Duration LONGEST_TRANSACTION = Duration.ofHours(1);

  private final Database database;
  private final SystemSettings systemSettings;
  private final TableCatalogue catalogue;
  private final AnalyticsTableUpdate update;
  private final EngineContext context;
  private final RunProgress progress;
  private final ServingTables serving;
  private final WorkMemory memory;

  LatestRun(
      Database database,
      SystemSettings systemSettings,
      TableCatalogue catalogue,
      AnalyticsTableUpdate update,
      EngineContext context) {
    this.database = database;
    this.systemSettings = systemSettings;
    this.catalogue = catalogue;
    this.update = update;
    this.context = context;
    this.progress = new RunProgress(context.control().progress(), context.clock());
    this.serving = new ServingTables(database);
    this.memory = WorkMemory.sharedBy(context.parallelism(), update.memoryBudget());
  }

  AnalyticsTableResult build() {
    Instant start = context.clock().instant();
    dropWorkTables();
    try {
      LocalDateTime settled = inDatabase(ctx -> new SettledTime(ctx).read());
      List<TypeOutcome> outcomes = update.types().stream().map(this::refresh).toList();
      boolean failed = outcomes.stream().anyMatch(type -> type.state() == RunState.FAILED);
      // Whoever purges deleted values asks this setting whether they are still to be seen.
      if (!failed && update.types().contains(AnalyticsTableType.DATA_VALUE)) {
        database.transaction(
            ctx -> systemSettings.put(ctx, SystemSettings.LAST_LATEST_PARTITION_UPDATE, settled));
      }
      return new AnalyticsTableResult(
          failed ? RunState.FAILED : RunState.SUCCEEDED, since(start), outcomes, List.of());
    } catch (CancelledException e) {
      return new AnalyticsTableResult(RunState.CANCELLED, since(start), List.of(), List.of());
    } finally {
      dropWorkTables();
    }
  }

  /** Also after a cancellation, which would keep its own connection from cleaning up. */
  private void dropWorkTables() {
    database.transaction(
        ctx -> {
          WorkTable.dropAll(ctx, catalogue.adminSchema());
          return true;
        });
  }

  private TypeOutcome refresh(AnalyticsTableType type) {
    List<TableOutcome> tables = new ArrayList<>();
    String error = null;
    try {
      for (AnalyticsTableDefinition definition :
          inDatabase(ctx -> catalogue.definitions(ctx, type))) {
        error = firstOf(error, refresh(definition, tables));
      }
    } catch (CancelledException e) {
      throw e;
    } catch (DhisAdminException e) {
      error = firstOf(error, e.getMessage());
    }
    return new TypeOutcome(
        type, error == null ? RunState.SUCCEEDED : RunState.FAILED, error, tables);
  }

  private static @Nullable String firstOf(@Nullable String first, @Nullable String second) {
    return first == null ? second : first;
  }

  /**
   * Trouble with one table ends that table alone.
   *
   * @return the trouble; null if there was none
   */
  private @Nullable String refresh(AnalyticsTableDefinition definition, List<TableOutcome> tables) {
    progress.plan(1, 1);
    progress.begin(MOVING);
    Instant start = context.clock().instant();
    LatestPartition latest = new LatestPartition(definition);
    try {
      boolean hadRows = inDatabase(latest::hasRows);
      long moved = move(latest);
      long rows = inDatabase(latest::size);
      progress.finish(MOVING, definition.tableName(), 1);
      Duration took = since(start);
      if (hadRows || rows > 0) {
        PartitionAction action = moved > 0 ? PartitionAction.MERGED : PartitionAction.UNCHANGED;
        String reason = moved > 0 ? "LATEST_VALUES" : "SAME_ROWS";
        tables.add(
            new TableOutcome(
                definition.tableName(),
                took,
                List.of(new PartitionOutcome(latest.name(), rows, action, reason, took))));
      }
      return null;
    } catch (CancelledException e) {
      throw e;
    } catch (DhisAdminException e) {
      return e.getMessage();
    }
  }

  /** Returns how many source rows have changed. */
  private long move(LatestPartition latest) {
    AnalyticsTableDefinition definition = latest.definition();
    LocalDateTime settled = inDatabase(ctx -> new SettledTime(ctx).read());
    LocalDateTime since = inDatabase(ctx -> since(ctx, latest));
    Optional<Select<?>> query = definition.changedSince(since);
    if (query.isEmpty()) {
      return 0;
    }
    Select<?> changed = query.get();
    TablePreparation preparation = new TablePreparation(database, context, memory);
    preparation.begin(definition);
    if (!inDatabase(ctx -> ctx.fetchExists(changed))) {
      inDatabase(
          ctx -> latest.exists(ctx) && !latest.isOfOthers(ctx) && noted(ctx, latest, settled));
      return 0;
    }
    inDatabase(ctx -> checked(ctx, definition));
    preparation.complete(definition);
    try (Snapshot snapshot = database.exportSnapshot()) {
      return database.transaction(
          context.control().cancellation(),
          snapshot,
          ctx -> {
            definition.tune(memory, new Session(ctx));
            WorkTable.LATEST_KEY.create(ctx, catalogue.adminSchema(), changed);
            if (latest.isOfOthers(ctx)) {
              // Rows of any year may be missing there.
              new KnownPartitions(ctx).forget(partitions(ctx, latest));
            }
            latest.createOnce(ctx, catalogue.settings().storage());
            ChangedKeys keys = new ChangedKeys(ctx, definition, catalogue.adminSchema());
            new KnownPartitions(ctx).forget(keys.removeFrom(partitions(ctx, latest)));
            keys.insertInto(latest, since);
            noted(ctx, latest, settled);
            return WorkTable.LATEST_KEY.size(ctx, catalogue.adminSchema());
          });
    }
  }

  private List<String> partitions(DSLContext ctx, LatestPartition latest) {
    return serving.partitions(ctx, latest.definition().tableName());
  }

  private static boolean noted(DSLContext ctx, LatestPartition latest, LocalDateTime settled) {
    KnownPartitions known = new KnownPartitions(ctx);
    known.forget(List.of(latest.name()));
    known.rememberLatest(latest.name(), settled);
    return true;
  }

  /**
   * From when on changes are looked for. A partition that a server has filled has what changed
   * since all of them were built, and so has one that is not there yet.
   */
  private LocalDateTime since(DSLContext ctx, LatestPartition latest) {
    return new KnownPartitions(ctx)
        .latestUntil(latest.name())
        .or(
            () ->
                systemSettings
                    .timestamp(ctx, SystemSettings.LAST_ANALYTICS_UPDATE)
                    .map(built -> built.minus(LONGEST_TRANSACTION)))
        .orElseThrow(
            () ->
                new InvalidRequestException(
                    "Nobody knows when analytics tables were built; rebuild them first."));
  }

  /** Rows of other columns than those that serve could not be beside them. */
  private boolean checked(DSLContext ctx, AnalyticsTableDefinition definition) {
    String empty = new LatestPartition(definition).name() + StagedTable.SUFFIX;
    Name name = DSL.name(empty);
    ctx.dropTableIfExists(name).execute();
    Partition sample = Partition.ofYear(catalogue.settings().currentYear(), 0);
    StagedTable.createEmpty(ctx, name, definition, sample, catalogue.settings().storage());
    boolean fits = serving.fits(ctx, definition.tableName(), empty);
    ctx.dropTable(name).execute();
    if (!fits) {
      throw new InvalidRequestException(
          "Table "
              + definition.tableName()
              + " is missing or has other columns than it would be built with; rebuild it first.");
    }
    return true;
  }

  private <T> T inDatabase(Function<DSLContext, T> work) {
    return database.transaction(context.control().cancellation(), work);
  }

  private Duration since(Instant start) {
    return Duration.between(start, context.clock().instant());
  }
}
