package io.github.dhisadmin.jooq.internal.analytics;

import static io.github.dhisadmin.jooq.internal.hook.TableHookPhase.ANALYTICS_TABLE_POPULATED;

import io.github.dhisadmin.analytics.AnalyticsTableResult;
import io.github.dhisadmin.analytics.AnalyticsTableType;
import io.github.dhisadmin.analytics.AnalyticsTableUpdate;
import io.github.dhisadmin.analytics.TypeOutcome;
import io.github.dhisadmin.analytics.UpdateMode;
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
import io.github.dhisadmin.jooq.internal.swap.Replacement;
import io.github.dhisadmin.jooq.internal.swap.TableSwap;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.EngineContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jooq.DSLContext;
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

  /**
   * What populating a row costs, where indexing it once costs 1; orders work and weighs progress.
   */
  private static final double POPULATE_COST = 5;

  /** How many indexes a partition is expected to get, until its statistics say. */
  private static final int EXPECTED_INDEXES = 12;

  private final Database database;
  private final SystemSettings systemSettings;
  private final TableCatalogue catalogue;
  private final AnalyticsTableUpdate update;
  private final EngineContext context;
  private final Cancellation cancellation;
  private final RunProgress progress;
  private final ServingTables serving;
  private final WorkMemory memory;
  private final TablePreparation preparation;
  private final SourceStates states;
  private final List<Warning> warnings = new CopyOnWriteArrayList<>();

  AnalyticsRun(
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
    this.cancellation = context.control().cancellation();
    this.progress = new RunProgress(context.control().progress(), context.clock());
    this.serving = new ServingTables(database);
    this.memory = WorkMemory.sharedBy(context.parallelism());
    this.states = new SourceStates(catalogue.adminSchema());
    this.preparation = new TablePreparation(database, context, memory);
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
    dropLeftovers(cancellation);
    try {
      List<TypeBuild> builds = prepare();
      buildBeside(builds);
      builds.forEach(type -> type.tables().forEach(this::swap));
      List<TypeOutcome> outcomes = builds.stream().map(TypeBuild::outcome).toList();
      if (outcomes.stream().allMatch(type -> type.state() == RunState.SUCCEEDED)) {
        recordSuccess(databaseStart, since(start));
      }
      return outcomes;
    } finally {
      // Also after a cancellation, which would keep its own connection from cleaning up.
      dropLeftovers(new Cancellation());
    }
  }

  private List<TypeBuild> prepare() {
    progress.begin(PREPARING);
    return update.types().stream().map(this::prepare).toList();
  }

  private TypeBuild prepare(AnalyticsTableType type) {
    try {
      List<AnalyticsTableDefinition> definitions =
          inDatabase(ctx -> catalogue.definitions(ctx, type));
      return new TypeBuild(type, definitions.stream().map(this::prepare).toList());
    } catch (CancelledException e) {
      throw e;
    } catch (DhisAdminException e) {
      return new TypeBuild(type, List.of(), e);
    }
  }

  private TableBuild prepare(AnalyticsTableDefinition definition) {
    boolean partial = catalogue.settings().partial();
    TableBuild.Scope all = incremental() ? TableBuild.Scope.CHANGED : TableBuild.Scope.ALL;
    TableBuild.Scope scope = partial ? TableBuild.Scope.LAST_YEARS : all;
    try {
      preparation.make(definition);
      List<Partition> partitions = inDatabase(definition::partitions);
      if (partitions.isEmpty() || partitions.get(0).year().isEmpty()) {
        return staged(definition, partitions, scope);
      }
      boolean fits = inDatabase(ctx -> createParent(ctx, definition, partitions.get(0)));
      if (partial && !fits) {
        return stagedForAllYears(definition.ofAllYears());
      }
      return incremental() && !fits
          ? staged(definition, partitions, TableBuild.Scope.ALL_AS_LAYOUT_CHANGED)
          : staged(definition, partitions, scope);
    } catch (CancelledException e) {
      throw e;
    } catch (DhisAdminException e) {
      TableBuild failed = new TableBuild(definition, List.of(), scope);
      failed.fail(e);
      return failed;
    }
  }

  private TableBuild stagedForAllYears(AnalyticsTableDefinition definition) {
    preparation.make(definition);
    return staged(
        definition, inDatabase(definition::partitions), TableBuild.Scope.ALL_AS_LAYOUT_CHANGED);
  }

  private TableBuild staged(
      AnalyticsTableDefinition definition, List<Partition> partitions, TableBuild.Scope scope) {
    List<StagedTable> tables = new ArrayList<>();
    for (Partition partition : partitions) {
      tables.add(new StagedTable(definition, partition, database, cancellation, context.clock()));
    }
    return new TableBuild(definition, tables, scope);
  }

  /** Creates the staging parent, and says whether new partitions would fit beside serving ones. */
  private boolean createParent(
      DSLContext ctx, AnalyticsTableDefinition definition, Partition sample) {
    String table = definition.tableName();
    StagedTable.createEmpty(
        ctx,
        DSL.name(table + StagedTable.SUFFIX),
        definition,
        sample,
        catalogue.settings().storage());
    return serving.exists(ctx, table)
        && serving.layout(ctx, table).equals(serving.layout(ctx, table + StagedTable.SUFFIX));
  }

  private void buildBeside(List<TypeBuild> builds) {
    Set<String> hooked = inDatabase(ctx -> new TableHooks(ctx).typesOf(ANALYTICS_TABLE_POPULATED));
    WorkQueue queue = new WorkQueue(context);
    try (Snapshot snapshot = database.exportSnapshot()) {
      for (TypeBuild type : builds) {
        boolean indexAtOnce = !hooked.contains(type.type().name());
        for (TableBuild build : type.tables()) {
          for (StagedTable table : build.tables()) {
            populate(queue, build, table, snapshot, indexAtOnce);
          }
          queue.add(0, () -> step(build, () -> find(build, snapshot)));
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
                (double) table.rows(), () -> step(build, () -> index(indexing, build, table)));
          }
        }
      }
      indexing.run();
    }
  }

  private void populate(
      WorkQueue queue,
      TableBuild build,
      StagedTable table,
      Snapshot snapshot,
      boolean indexAtOnce) {
    double cost = POPULATE_COST * (1 + table.partition().sourceRows());
    progress.plan(1, cost + indexingCost(table));
    queue.add(
        cost,
        () ->
            step(
                build,
                () -> {
                  if (incremental() && keep(build, table, snapshot, indexAtOnce)) {
                    progress.finish(POPULATING, table.target(), cost + indexingCost(table));
                    return;
                  }
                  table.populate(catalogue.settings().storage(), memory, snapshot);
                  warnings.addAll(table.rejected());
                  progress.finish(POPULATING, table.target(), cost);
                  if (indexAtOnce) {
                    index(queue, build, table);
                  }
                }));
  }

  private boolean incremental() {
    return update.mode() == UpdateMode.INCREMENTAL;
  }

  /** Whether a table stays. */
  private boolean keep(
      TableBuild build, StagedTable table, Snapshot snapshot, boolean withoutHooks) {
    if (!withoutHooks) {
      // Nobody knows what hooks read.
      table.replaceBecause("TABLE_HOOKS");
      return false;
    }
    Optional<String> why = build.reasonForAll();
    if (why.isEmpty() && inDatabase(new LatestPartition(build.definition())::isOfOthers)) {
      why = Optional.of("LATEST_PARTITION");
    }
    return table.keep(
        catalogue.settings().storage(), memory, snapshot, states, why.orElse(null));
  }

  private void find(TableBuild build, Snapshot snapshot) {
    warnings.addAll(
        database.transaction(cancellation, snapshot, ctx -> build.definition().findings(ctx)));
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
              step(
                  build,
                  () -> {
                    table.index(index, memory).ifPresent(warnings::add);
                    progress.finish(INDEXING, table.target(), indexingCost(table) / indexes.size());
                  }));
    }
  }

  /** What all indexes of a table are expected to cost, however many they turn out to be. */
  private static double indexingCost(StagedTable table) {
    return EXPECTED_INDEXES * (1.0 + table.partition().sourceRows());
  }

  /** Trouble with one table ends that table alone. */
  private static void step(TableBuild build, Runnable work) {
    if (build.failed()) {
      return;
    }
    try {
      work.run();
    } catch (CancelledException e) {
      throw e;
    } catch (DhisAdminException e) {
      build.fail(e);
    }
  }

  private void swap(TableBuild build) {
    if (build.tables().isEmpty()) {
      return;
    }
    progress.begin(SWAPPING);
    step(
        build,
        () -> {
          List<Replacement> replacements = replacements(build);
          List<String> ending = ending(build);
          Optional<LatestPartition> latest = latest(build, ending);
          if (replacements.isEmpty() && ending.isEmpty()) {
            return;
          }
          warnings.addAll(
              new TableSwap(database)
                  .swap(
                      cancellation,
                      replacements,
                      ending,
                      ctx -> {
                        if (build.keepsOtherYears()) {
                          joinServing(ctx, build);
                        }
                        latest.ifPresent(partition -> mergeWith(ctx, partition, build));
                        takeNote(ctx, build, ending);
                      }));
          build.dropped(ending);
        });
  }

  private static List<Replacement> replacements(TableBuild build) {
    List<Replacement> replacements = new ArrayList<>();
    if (build.partitioned() && !build.keepsOtherYears()) {
      // Locked in this order, and a reader of the parent takes the parent before its children.
      String table = build.definition().tableName();
      replacements.add(new Replacement(table + StagedTable.SUFFIX, table));
    }
    build.built().forEach(t -> replacements.add(new Replacement(t.staging(), t.target())));
    return replacements;
  }

  /** Serving partitions that nothing replaces: all of them, or those of the years asked for. */
  private List<String> ending(TableBuild build) {
    if (!build.partitioned()) {
      return List.of();
    }
    List<String> targets = build.tables().stream().map(StagedTable::target).toList();
    String prefix = build.definition().tableName() + "_";
    int firstYear = build.keepsOtherYears() ? catalogue.settings().firstYear() : Integer.MIN_VALUE;
    LatestPartition latest = new LatestPartition(build.definition());
    List<String> staged = build.built().stream().map(StagedTable::staging).toList();
    return inDatabase(
        ctx ->
            serving.partitions(ctx, build.definition().tableName()).stream()
                .filter(name -> !targets.contains(name))
                .filter(
                    name ->
                        Integer.parseInt(name.substring(prefix.length())) >= firstYear
                            || (name.equals(latest.name())
                                && !latest.hasMoreThan(ctx, firstYear, staged)))
                .toList());
  }

  /** The partition of latest values, if it stays for the sake of years that are not built. */
  private Optional<LatestPartition> latest(TableBuild build, List<String> ending) {
    LatestPartition latest = new LatestPartition(build.definition());
    return Optional.of(latest)
        .filter(each -> build.keepsOtherYears() && !ending.contains(latest.name()))
        .filter(each -> inDatabase(latest::exists));
  }

  /** No value of a year that was built may count again from the partition of latest values. */
  private void mergeWith(DSLContext ctx, LatestPartition latest, TableBuild build) {
    List<String> built = build.built().stream().map(StagedTable::target).toList();
    build.merged(
        latest.name(), latest.keepMoreThan(ctx, catalogue.settings().firstYear(), built));
  }

  private static void takeNote(DSLContext ctx, TableBuild build, List<String> ending) {
    KnownPartitions known = new KnownPartitions(ctx);
    known.forget(ending);
    known.forget(build.built().stream().map(StagedTable::target).toList());
    for (StagedTable table : build.built()) {
      table.fingerprint().ifPresent(now -> known.remember(table.target(), now, table.sources()));
    }
  }

  /** Hangs the new partitions below the parent that serves, which keeps its other years. */
  private static void joinServing(DSLContext ctx, TableBuild build) {
    Ddl ddl = new Ddl(ctx);
    String table = build.definition().tableName();
    for (StagedTable partition : build.built()) {
      ddl.disinherit(DSL.name(partition.target()), DSL.name(table + StagedTable.SUFFIX));
      ddl.inherit(DSL.name(partition.target()), DSL.name(table));
    }
  }

  /** Each table by itself, as a server has locks for thousands of tables and indexes only. */
  private void dropLeftovers(Cancellation unless) {
    for (AnalyticsTableType type : AnalyticsTableType.values()) {
      for (List<String> left : database.transaction(unless, ctx -> serving.staging(ctx, type))) {
        database.transaction(
            unless,
            ctx -> {
              // A server that died while it renamed left partitions that serve below a staging
              // parent.
              new Ddl(ctx).dropApart(left);
              return left;
            });
      }
    }
    database.transaction(
        unless,
        ctx -> {
          WorkTable.dropAll(ctx, catalogue.adminSchema());
          return true;
        });
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
