package io.github.dhisadmin.jooq.internal.resourcetable;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.error.CancelledException;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.progress.RunProgress;
import io.github.dhisadmin.jooq.internal.progress.WorkQueue;
import io.github.dhisadmin.jooq.internal.resourcetable.StagingBuild.Staged;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.setting.SystemSettings;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.RelationSizes;
import io.github.dhisadmin.jooq.internal.sql.RelationSizes.Size;
import io.github.dhisadmin.jooq.internal.swap.Exchange;
import io.github.dhisadmin.jooq.internal.swap.Replacement;
import io.github.dhisadmin.jooq.internal.swap.TableSwap;
import io.github.dhisadmin.resourcetable.ResourceTable;
import io.github.dhisadmin.resourcetable.ResourceTableAction;
import io.github.dhisadmin.resourcetable.ResourceTableOutcome;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.EngineContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * One run: tables are staged on the sessions of the run, the largest first, and swapped in one at a
 * time, as views may read several of them. If hooks change any, all are built in their order.
 */
final class ResourceTableRun {
  private static final String STAGE = "Generating resource tables";

  private final Database database;
  private final Dhis2Schema schema;
  private final SystemSettings settings;
  private final TableStorage storage;
  private final Set<String> hooked;
  private final EngineContext context;
  private final TableSwap swap;
  private final ResourceTableDefinitions definitions = new ResourceTableDefinitions();
  private final ReentrantLock swapping = new ReentrantLock();
  private final SortedMap<ResourceTable, Built> done = new ConcurrentSkipListMap<>();

  private record Built(ResourceTableOutcome outcome, List<Warning> warnings) {}

  /**
   * Builds tables of a database.
   *
   * @param hooked the kinds of tables that hooks change
   */
  ResourceTableRun(
      Database database,
      Dhis2Schema schema,
      SystemSettings settings,
      TableStorage storage,
      Set<String> hooked,
      EngineContext context) {
    this.database = database;
    this.schema = schema;
    this.settings = settings;
    this.storage = storage;
    this.hooked = hooked;
    this.context = context;
    this.swap = new TableSwap(database);
  }

  /**
   * Builds tables.
   *
   * @throws CancelledException if the run was cancelled; what is done stays
   */
  void build(List<ResourceTable> tables) {
    RunProgress progress = new RunProgress(context.control().progress(), context.clock());
    progress.plan(tables.size(), tables.size());
    progress.begin(STAGE);
    // What a hook reads of other tables, it reads as they are when its turn comes.
    if (context.parallelism() == 1 || !hooked.isEmpty()) {
      tables.forEach(table -> build(table, progress));
      return;
    }
    Map<String, Size> sizes = database.transaction(this::sizes);
    WorkQueue queue = new WorkQueue(context);
    for (ResourceTable table : tables) {
      if (table != ResourceTable.DATA_APPROVAL_MIN_LEVEL) {
        queue.add(
            rows(sizes, table),
            () -> {
              build(table, progress);
              if (table == ResourceTable.DATA_APPROVAL_REMAP_LEVEL) {
                addMinLevels(queue, tables, progress);
              }
            });
      }
    }
    if (!tables.contains(ResourceTable.DATA_APPROVAL_REMAP_LEVEL)) {
      addMinLevels(queue, tables, progress);
    }
    queue.run();
  }

  /** Minimum levels are told in remapped levels. */
  private void addMinLevels(WorkQueue queue, List<ResourceTable> tables, RunProgress progress) {
    if (tables.contains(ResourceTable.DATA_APPROVAL_MIN_LEVEL)) {
      queue.add(0, () -> build(ResourceTable.DATA_APPROVAL_MIN_LEVEL, progress));
    }
  }

  private Map<String, Size> sizes(DSLContext ctx) {
    return new RelationSizes(ctx).startingWith(schema.resourceTablePrefix(), List.of());
  }

  private double rows(Map<String, Size> sizes, ResourceTable table) {
    Size size = sizes.get(schema.nameOf(table));
    return size == null ? 0 : size.rows();
  }

  /** What became of tables so far, in their order. */
  List<ResourceTableOutcome> outcomes() {
    return done.values().stream().map(Built::outcome).toList();
  }

  /** What is to be said about them. */
  List<Warning> warnings() {
    return done.values().stream().flatMap(built -> built.warnings().stream()).toList();
  }

  private void build(ResourceTable table, RunProgress progress) {
    done.put(table, build(table));
    progress.finish(STAGE, schema.nameOf(table), 1);
  }

  private Built build(ResourceTable table) {
    Instant begin = context.clock().instant();
    ResourceTableDefinition definition = definitions.of(table);
    if (!definition.existsIn(schema.family())) {
      return new Built(
          new ResourceTableOutcome(
              table,
              schema.nameOf(table),
              0,
              Duration.ZERO,
              ResourceTableAction.NOT_APPLICABLE,
              null),
          List.of());
    }
    List<Warning> warnings = new ArrayList<>();
    try {
      Staged staged = stage(definition);
      warnings.addAll(staged.warnings());
      if (!staged.unchanged()) {
        warnings.addAll(swapIn(schema.nameOf(table)));
      }
      return new Built(
          new ResourceTableOutcome(
              table,
              schema.nameOf(table),
              staged.rows(),
              since(begin),
              staged.unchanged() ? ResourceTableAction.UNCHANGED : ResourceTableAction.BUILT,
              null),
          warnings);
    } catch (StoreException e) {
      return new Built(
          new ResourceTableOutcome(
              table,
              schema.nameOf(table),
              rowsNow(schema.nameOf(table)),
              since(begin),
              ResourceTableAction.FAILED,
              e.getMessage()),
          warnings);
    }
  }

  private Staged stage(ResourceTableDefinition definition) {
    return database.transaction(
        context.control().cancellation(),
        ctx ->
            new StagingBuild(
                    new BuildInput(
                        ctx, schema, settings, LocalDate.now(context.clock()), definition.table()),
                    storage,
                    hooked.contains(definition.table().hookType()))
                .build(definition));
  }

  private List<Warning> swapIn(String tableName) {
    String staging = StagingBuild.stagingName(tableName);
    boolean swapped = false;
    swapping.lock();
    try {
      List<Warning> warnings =
          swap.swap(
              context.control().cancellation(),
              Exchange.of(List.of(new Replacement(staging, tableName)), List.of()),
              ctx -> {});
      swapped = true;
      return warnings;
    } finally {
      swapping.unlock();
      if (!swapped) {
        database.transaction(ctx -> ctx.dropTableIfExists(DSL.name(staging)).execute());
      }
    }
  }

  private long rowsNow(String tableName) {
    return database.transaction(
        context.control().cancellation(),
        ctx ->
            new Ddl(ctx).existing(List.of(tableName)).isEmpty()
                ? 0L
                : (long) ctx.fetchCount(DSL.table(DSL.name(tableName))));
  }

  private Duration since(Instant begin) {
    return Duration.between(begin, context.clock().instant());
  }
}
