package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.hook.TableHookPhase.ANALYTICS_TABLE_POPULATED;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.DhisAdminException;
import io.github.dhisadmin.jooq.internal.analytics.IndexPlan.Index;
import io.github.dhisadmin.jooq.internal.hook.TableHooks;
import io.github.dhisadmin.jooq.internal.progress.RunProgress;
import io.github.dhisadmin.jooq.internal.progress.WorkQueue;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.Snapshot;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.EngineContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;

/**
 * One run: everything is built beside what serves, from one snapshot, and then swapped in, table by
 * table. Whatever happens before a table's swap leaves its old partitions serving.
 */
final class AnalyticsRun {
  private static final String CLEANING = "Dropping staging tables";
  private static final String PREPARING = "Performing pre-create table work";
  private static final String POPULATING = "Populating analytics tables";
  private static final String HOOKS = "Invoking analytics table hooks";
  private static final String INDEXING = "Creating indexes";
  private static final String SWAPPING = "Swapping analytics tables";
  private static final String REFRESHING = "Refreshing materialised views";

  /**
   * What populating a row costs, where indexing it once costs 1; orders work and weighs progress.
   */
  private static final double POPULATE_COST = 5;

  /** How many indexes a partition is expected to get, until its statistics say. */
  private static final int EXPECTED_INDEXES = 12;

  private final Database database;
  private final SystemSettings systemSettings;
  private final EngineContext context;
  private final Cancellation cancellation;
  private final RunProgress progress;
  private final ServingTables serving;
  private final BuildPlan plan;
  private final ServingSwap swap;
  private final DiskRoom room;
  private final boolean inTurn;
  private final Leftovers leftovers;
  private final Set<AnalyticsTableType> types;
  private final List<Warning> warnings = new CopyOnWriteArrayList<>();

  /** Staging names of the partitions that a run which did not end has filled. */
  private Set<String> left = Set.of();

  AnalyticsRun(
      Database database,
      SystemSettings systemSettings,
      TableCatalogue catalogue,
      AnalyticsTableUpdate update,
      DiskRoom room,
      EngineContext context) {
    this.database = database;
    this.systemSettings = systemSettings;
    this.context = context;
    this.cancellation = context.control().cancellation();
    this.progress = new RunProgress(context.control().progress(), context.clock());
    this.serving = new ServingTables(database);
    this.plan =
        new BuildPlan(
            database,
            catalogue,
            update,
            context,
            WorkMemory.sharedBy(context.parallelism(), update.memoryBudget()));
    this.swap = new ServingSwap(database, cancellation, catalogue.settings().firstYear());
    this.room = room;
    this.inTurn = update.isLowDisk();
    this.leftovers = new Leftovers(database, catalogue.adminSchema());
    this.types = update.types();
  }

  AnalyticsTableResult build() {
    Instant start = context.clock().instant();
    try {
      return finished(start, buildTypes(start));
    } catch (CancelledException e) {
      return new AnalyticsTableResult(
          RunState.CANCELLED, since(start), List.of(), List.copyOf(warnings));
    }
  }

  private List<TypeOutcome> buildTypes(Instant start) {
    LocalDateTime databaseStart =
        database.transaction(ctx -> ctx.select(DSL.currentLocalDateTime()).fetchSingle().value1());
    progress.begin(CLEANING);
    left = leftovers.drop(cancellation, types);
    Set<AnalyticsTableType> resumable = Set.of();
    try {
      progress.begin(PREPARING);
      List<TypeBuild> builds = plan.types();
      builds.forEach(this::plan);
      if (inTurn) {
        buildInTurn(builds);
      } else {
        buildBeside(builds);
        builds.forEach(type -> type.tables().forEach(this::swap));
      }
      refreshViews();
      List<TypeOutcome> outcomes = builds.stream().map(TypeBuild::outcome).toList();
      if (outcomes.stream().allMatch(type -> type.state() == RunState.SUCCEEDED)) {
        recordSuccess(databaseStart, since(start));
      }
      return outcomes;
    } catch (CancelledException e) {
      resumable = types;
      throw e;
    } finally {
      // Also after a cancellation, which would keep its own connection from cleaning up.
      leftovers.drop(new Cancellation(), resumable);
    }
  }

  private void plan(TypeBuild type) {
    for (TableBuild build : type.tables()) {
      for (StagedTable table : build.tables()) {
        progress.plan(1, populatingCost(table) + indexingCost(table));
      }
    }
  }

  /**
   * Builds and swaps one partition after the other. Hooks change all tables of a type, so that all
   * of these have to be there together; they come last, each type from a snapshot of its own, which
   * must not be there any more when the changed tables are indexed.
   */
  private void buildInTurn(List<TypeBuild> builds) {
    Set<String> hooked = hookedTypes();
    try (Snapshot snapshot = database.exportSnapshot()) {
      builds.stream()
          .filter(type -> !hooked.contains(type.type().name()))
          .forEach(type -> type.tables().forEach(build -> buildInTurn(build, snapshot)));
    }
    for (TypeBuild type : builds) {
      if (hooked.contains(type.type().name())) {
        buildBeside(List.of(type));
        type.tables().forEach(this::swap);
        type.tables().forEach(this::dropIfFailed);
      }
    }
  }

  private void buildInTurn(TableBuild build, Snapshot snapshot) {
    if (build.keepsOtherYears()) {
      for (StagedTable table : build.newestFirst()) {
        fill(build, List.of(table), snapshot);
        if (!table.verdict().same() && !build.failed()) {
          progress.begin(SWAPPING);
          build.step(() -> warnings.addAll(swap.swapAlone(build, table)));
          build.step(() -> room.replaced(table.target()));
        }
      }
      build.step(() -> warnings.addAll(swap.end(build)));
    } else {
      fill(build, build.tables(), snapshot);
      swap(build);
    }
    build.step(() -> find(build, snapshot));
    dropIfFailed(build);
  }

  private void fill(TableBuild build, List<StagedTable> tables, Snapshot snapshot) {
    WorkQueue queue = new WorkQueue(context);
    tables.forEach(table -> populate(queue, build, table, snapshot, true, () -> {}));
    queue.run();
  }

  /** What will never serve must not take the room of what is built next. */
  private void dropIfFailed(TableBuild build) {
    if (build.failed()) {
      inDatabase(
          ctx -> {
            Ddl ddl = new Ddl(ctx);
            ddl.dropApart(ddl.existing(build.tables().stream().map(StagedTable::staging).toList()));
            return build;
          });
      build.tables().forEach(table -> room.giveBack(table.target()));
    }
  }

  private Set<String> hookedTypes() {
    return inDatabase(ctx -> new TableHooks(ctx).typesOf(ANALYTICS_TABLE_POPULATED));
  }

  private void buildBeside(List<TypeBuild> builds) {
    Set<String> hooked = hookedTypes();
    WorkQueue queue = new WorkQueue(context);
    try (Snapshot snapshot = database.exportSnapshot()) {
      for (TypeBuild type : builds) {
        boolean indexAtOnce = !hooked.contains(type.type().name());
        for (TableBuild build : type.tables()) {
          Runnable finding = () -> queue.add(0, () -> build.step(() -> find(build, snapshot)));
          if (build.tables().isEmpty()) {
            finding.run();
          }
          AtomicInteger unknown = new AtomicInteger(build.tables().size());
          Runnable looked =
              () -> {
                if (unknown.decrementAndGet() == 0) {
                  finding.run();
                }
              };
          for (StagedTable table : build.tables()) {
            populate(queue, build, table, snapshot, indexAtOnce, looked);
          }
        }
      }
      queue.run();
    }
    List<TypeBuild> waiting =
        builds.stream().filter(b -> hooked.contains(b.type().name())).toList();
    if (!waiting.isEmpty()) {
      waiting.forEach(this::runHooks);
      WorkQueue indexing = new WorkQueue(context);
      for (TypeBuild type : waiting) {
        for (TableBuild build : type.tables()) {
          for (StagedTable table : build.tables()) {
            indexing.add(
                (double) table.rows(), () -> build.step(() -> index(indexing, build, table)));
          }
        }
      }
      indexing.run();
    }
  }

  /**
   * Lets a partition be filled, or found to serve on.
   *
   * @param looked what is done once it is known whether something was written to its sources
   */
  private void populate(
      WorkQueue queue,
      TableBuild build,
      StagedTable table,
      Snapshot snapshot,
      boolean indexAtOnce,
      Runnable looked) {
    double cost = populatingCost(table);
    queue.add(
        cost,
        () -> {
          build.step(() -> look(build, table, snapshot, !indexAtOnce));
          looked.run();
          build.step(
              () -> {
                boolean stays = servesOn(build, table, snapshot, !indexAtOnce);
                progress.finish(
                    POPULATING, table.target(), stays ? cost + indexingCost(table) : cost);
                if (indexAtOnce && !stays) {
                  index(queue, build, table);
                }
              });
        });
  }

  /** Finds out what is there of a partition, if it is as it would be built. */
  private void look(TableBuild build, StagedTable table, Snapshot snapshot, boolean hooked) {
    if (!left.contains(table.staging()) || !plan.resumes(table, snapshot, hooked)) {
      plan.look(build, table, snapshot, hooked);
    }
  }

  /** Fills a partition, unless the one that serves stays, as it is or with a few other rows. */
  private boolean servesOn(TableBuild build, StagedTable table, Snapshot snapshot, boolean hooked) {
    if (!table.resumed()) {
      if (table.verdict().stays() || plan.keeps(build, table, snapshot, hooked)) {
        return true;
      }
      room.take(table.target());
      plan.populate(table, snapshot, hooked);
    }
    warnings.addAll(table.rejected());
    return table.compare();
  }

  /** Where nothing was written, nothing is found that the run before has not told. */
  private void find(TableBuild build, Snapshot snapshot) {
    if (!build.untouched()) {
      warnings.addAll(
          database.transaction(cancellation, snapshot, ctx -> build.definition().findings(ctx)));
    }
  }

  /**
   * Hooks change what all tables of a type hold, partitions through their parent, so they wait for
   * all of them. One that names a table which failed is undone alone.
   */
  private void runHooks(TypeBuild type) {
    progress.begin(HOOKS);
    try {
      warnings.addAll(
          inDatabase(
              ctx ->
                  new TableHooks(ctx)
                      .run(
                          ANALYTICS_TABLE_POPULATED, type.type().name(), type.type().tableName())));
    } catch (CancelledException e) {
      throw e;
    } catch (DhisAdminException e) {
      type.tables().forEach(build -> build.fail(e));
    }
  }

  private void index(WorkQueue queue, TableBuild build, StagedTable table) {
    List<Index> indexes = table.analyze();
    progress.plan(indexes.size(), 0);
    for (Index index : indexes) {
      queue.add(
          1.0 + table.rows(),
          () ->
              build.step(
                  () -> {
                    table.index(index).ifPresent(warnings::add);
                    progress.finish(INDEXING, table.target(), indexingCost(table) / indexes.size());
                  }));
    }
  }

  private static double populatingCost(StagedTable table) {
    return POPULATE_COST * (1 + table.partition().sourceRows());
  }

  /** What all indexes of a table are expected to cost, however many they turn out to be. */
  private static double indexingCost(StagedTable table) {
    return EXPECTED_INDEXES * (1.0 + table.partition().sourceRows());
  }

  private void swap(TableBuild build) {
    if (build.tables().isEmpty()) {
      return;
    }
    progress.begin(SWAPPING);
    build.step(
        () -> {
          warnings.addAll(swap.swap(build));
          build.built().forEach(table -> room.replaced(table.target()));
        });
  }

  /** Each once, however many partitions of how many tables it shows. */
  private void refreshViews() {
    StaleViews views = new StaleViews(database, cancellation);
    Set<Name> stale = views.stale();
    if (!stale.isEmpty()) {
      progress.begin(REFRESHING);
      warnings.addAll(views.refresh(stale));
    }
  }

  private void recordSuccess(LocalDateTime start, Duration took) {
    database.transaction(
        ctx -> {
          // A server fills its partition of latest values anew with what changed since then, and
          // would no longer find what it has already taken out of years that were not built.
          if (!serving.anyLatestPartition(ctx)) {
            systemSettings.put(ctx, SystemSettings.LAST_ANALYTICS_UPDATE, start);
          }
          return systemSettings.put(
              ctx,
              SystemSettings.LAST_ANALYTICS_RUNTIME,
              "%02d:%02d:%02d.%03d"
                  .formatted(
                      took.toHours(),
                      took.toMinutesPart(),
                      took.toSecondsPart(),
                      took.toMillisPart()));
        });
  }

  private AnalyticsTableResult finished(Instant start, List<TypeOutcome> outcomes) {
    boolean failed = outcomes.stream().anyMatch(type -> type.state() == RunState.FAILED);
    return new AnalyticsTableResult(
        failed ? RunState.FAILED : RunState.SUCCEEDED,
        since(start),
        outcomes,
        List.copyOf(warnings));
  }

  private <T> T inDatabase(Function<DSLContext, T> work) {
    return database.transaction(cancellation, work);
  }

  private Duration since(Instant start) {
    return Duration.between(start, context.clock().instant());
  }
}
