package io.github.dhisadmin.core.internal.analytics;

import io.github.dhisadmin.analytics.AnalyticsEstimate;
import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableService;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.analytics.UpdateMode;
import io.github.dhisadmin.core.internal.run.PartProgress;
import io.github.dhisadmin.core.internal.run.TableRuns;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.model.TableRunKind;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableResult;
import io.github.dhisadmin.resourcetable.ResourceTableUpdate;
import io.github.dhisadmin.run.RunControl;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.TableRunPart;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.Persistence;
import io.github.dhisadmin.spi.TableRunLog.Ending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Analytics table updates: resource tables first unless skipped, one run at a time per database.
 */
public final class LockedAnalyticsTables implements AnalyticsTableService {
  /** In real databases resource tables take about a tenth of the time. */
  private static final int RESOURCE_TABLES_PERCENT = 10;

  private static final String RESOURCE_TABLE_FAILED = "RESOURCE_TABLE_FAILED";

  private final TableRuns runs;
  private final Persistence persistence;

  /** Builds through a persistence. */
  public LockedAnalyticsTables(TableRuns runs, Persistence persistence) {
    this.runs = runs;
    this.persistence = persistence;
  }

  @Override
  public AnalyticsTableResult update(AnalyticsTableUpdate update, RunControl control) {
    return runs.run(
        "update analytics tables",
        update.parallelism(),
        control,
        context ->
            runs.remembered(
                TableRunKind.ANALYTICS_TABLES,
                () -> buildIfThereIsRoom(update, context),
                LockedAnalyticsTables::ending));
  }

  @Override
  public AnalyticsEstimate estimate(AnalyticsTableUpdate update, RunControl control) {
    return runs.look(
        "estimate analytics tables",
        update.parallelism(),
        (clock, sessions) ->
            persistence
                .analyticsTables()
                .estimate(update, clock, sessions, control.cancellation()));
  }

  @Override
  public List<RunRecord> lastRuns(int limit) {
    return runs.last(TableRunKind.ANALYTICS_TABLES, limit);
  }

  private static Ending ending(AnalyticsTableResult result) {
    Stream<String> ofResourceTables =
        result.warnings().stream()
            .filter(warning -> warning.code().equals(RESOURCE_TABLE_FAILED))
            .map(Warning::detail);
    Stream<String> ofTypes = result.types().stream().flatMap(type -> type.error().stream());
    return new Ending(
        result.state(),
        Stream.concat(ofResourceTables, ofTypes).findFirst().orElse(null),
        result.types().stream().flatMap(LockedAnalyticsTables::parts).toList());
  }

  private static Stream<TableRunPart> parts(TypeOutcome type) {
    return type.tables().stream()
        .flatMap(table -> table.partitions().stream())
        .map(
            partition ->
                new TableRunPart(
                    type.type().name(),
                    partition.name(),
                    partition.action().name(),
                    type.error().orElse(partition.reason()),
                    partition.rows(),
                    partition.duration()));
  }

  private AnalyticsTableResult buildIfThereIsRoom(
      AnalyticsTableUpdate update, EngineContext context) {
    Instant start = context.clock().instant();
    AnalyticsEstimate estimate;
    List<Warning> warnings = new ArrayList<>();
    try {
      estimate =
          persistence
              .analyticsTables()
              .estimate(
                  update, context.clock(), context.parallelism(), context.control().cancellation());
    } catch (CancelledException e) {
      return new AnalyticsTableResult(
          RunState.CANCELLED,
          Duration.between(start, context.clock().instant()),
          List.of(),
          List.of());
    } catch (StoreException e) {
      // What cannot be read fails its own type when that is built.
      estimate = AnalyticsEstimate.none();
      warnings.add(new Warning("NO_ESTIMATE", "analytics", String.valueOf(e.getMessage()), 1));
    }
    DiskCheck.require(update, estimate);
    AnalyticsTableResult built = build(update, estimate, context);
    return new AnalyticsTableResult(
        built.state(),
        built.duration(),
        built.types(),
        Stream.concat(warnings.stream(), built.warnings().stream()).toList(),
        estimate,
        built.sizes());
  }

  private AnalyticsTableResult build(
      AnalyticsTableUpdate update, AnalyticsEstimate estimate, EngineContext context) {
    if (update.resourceTablesSkipped()) {
      return persistence.analyticsTables().build(update, estimate, context);
    }
    Instant start = context.clock().instant();
    ResourceTableResult resources =
        persistence
            .resourceTables()
            .build(
                resourceTables(update), part(context, 0, RESOURCE_TABLES_PERCENT, Duration.ZERO));
    if (resources.state() == RunState.CANCELLED) {
      return new AnalyticsTableResult(
          RunState.CANCELLED, resources.duration(), List.of(), resources.warnings());
    }
    Duration before = Duration.between(start, context.clock().instant());
    AnalyticsTableResult tables =
        persistence
            .analyticsTables()
            .build(update, estimate, part(context, RESOURCE_TABLES_PERCENT, 100, before));
    return new AnalyticsTableResult(
        resources.state() == RunState.FAILED && tables.state() == RunState.SUCCEEDED
            ? RunState.FAILED
            : tables.state(),
        Duration.between(start, context.clock().instant()),
        tables.types(),
        Stream.concat(resources.warnings().stream(), failures(resources, tables)).toList(),
        estimate,
        tables.sizes());
  }

  /** As DHIS2, which looks for new periods only before it moves what changed last. */
  private static ResourceTableUpdate resourceTables(AnalyticsTableUpdate update) {
    return update.mode() == UpdateMode.LATEST
        ? ResourceTableUpdate.of(ResourceTable.PERIOD_STRUCTURE)
        : ResourceTableUpdate.all();
  }

  private static EngineContext part(
      EngineContext context, int fromPercent, int toPercent, Duration before) {
    RunControl control = context.control();
    return new EngineContext(
        context.clock(),
        context.workers(),
        context.parallelism(),
        new RunControl(
            new PartProgress(control.progress(), fromPercent, toPercent, before),
            control.cancellation()));
  }

  private static Stream<Warning> failures(
      ResourceTableResult resources, AnalyticsTableResult tables) {
    Stream<Warning> failed =
        resources.tables().stream()
            .filter(table -> table.error().isPresent())
            .map(
                table ->
                    new Warning(
                        RESOURCE_TABLE_FAILED, table.name(), table.error().orElseThrow(), 1));
    return Stream.concat(failed, tables.warnings().stream());
  }
}
