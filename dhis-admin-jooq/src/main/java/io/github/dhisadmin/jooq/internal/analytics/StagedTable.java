package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.analytics.IndexPlan.Index;
import io.github.dhisadmin.jooq.internal.analytics.IndexPlan.Kind;
import io.github.dhisadmin.jooq.internal.analytics.StagedPartitions.Content;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.FullDisk;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.jooq.internal.sql.Snapshot;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jooq.CreateIndexIncludeStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A partition that is being built beside the one that serves, under DHIS2's staging name. Its steps
 * may run on different sessions, each in a transaction of its own.
 */
final class StagedTable {
  static final String SUFFIX = "_temp";

  private static final String RESUMED = "RESUMED";

  /** PostgreSQL's state of a row that is larger than a third of a page of the index. */
  private static final Optional<String> TOO_LONG_FOR_TREE = Optional.of("54000");

  /** Bytes; longer ones fit only if they can be compressed. */
  private static final int LONGEST_IN_TREE = 2704;

  private final AnalyticsTableDefinition definition;
  private final Partition partition;
  private final Database database;
  private final Cancellation cancellation;
  private final Clock clock;
  private final LongAdder workedNanos = new LongAdder();
  private volatile long rows;
  private volatile List<Warning> rejected = List.of();
  private volatile @Nullable Fingerprint fingerprint;
  private volatile @Nullable SourceState sources;
  private volatile @Nullable String reason;
  private volatile @Nullable PartitionMerge merge;
  private volatile boolean kept;
  private volatile boolean comparable;

  StagedTable(
      AnalyticsTableDefinition definition,
      Partition partition,
      Database database,
      Cancellation cancellation,
      Clock clock) {
    this.definition = definition;
    this.partition = partition;
    this.database = database;
    this.cancellation = cancellation;
    this.clock = clock;
  }

  Partition partition() {
    return partition;
  }

  /** The name under which it will serve. */
  String target() {
    return partition.nameIn(definition.tableName());
  }

  /** The name it has until then, which hooks refer to. */
  String staging() {
    return target() + SUFFIX;
  }

  long rows() {
    return rows;
  }

  /** What became null when it was filled. */
  List<Warning> rejected() {
    return rejected;
  }

  /** Work time spent on it so far, on all sessions. */
  Duration worked() {
    return Duration.ofNanos(workedNanos.sum());
  }

  /**
   * Looks whether what serves has the rows that a snapshot sees, and need not be replaced.
   *
   * @param states what the snapshot sees of the tables it is built from
   * @param limit how many rows may be merged into what serves
   * @param why why it is replaced in any case; null if it need not be
   */
  boolean keep(
      TableStorage storage,
      WorkMemory memory,
      Snapshot snapshot,
      SourceStates states,
      MergeLimit limit,
      @Nullable String why) {
    SourceState from =
        timed(snapshot, ctx -> states.of(ctx, definition, partition, storage.name())).orElse(null);
    sources = from;
    if (why == null) {
      Optional<Long> same =
          timed(Snapshot.NONE, ctx -> new KnownPartitions(ctx).rowsIfBuiltFrom(target(), from));
      if (same.isPresent()) {
        rows = same.get();
        reason = "SAME_SOURCES";
        kept = true;
        return true;
      }
      comparable =
          limit.allowsAny()
              && timed(Snapshot.NONE, ctx -> knownAndDeclaredAsBefore(ctx, storage))
                  .filter(known -> known.isMostLikelyChanged(from))
                  .isPresent();
      if (comparable) {
        return false;
      }
    }
    Fingerprint now =
        timed(
            snapshot,
            ctx -> {
              definition.tune(memory, new Session(ctx));
              return Fingerprint.of(ctx, definition, partition, storage.name());
            });
    Optional<String> toBuild =
        timed(
            Snapshot.NONE,
            ctx -> {
              KnownPartitions known = new KnownPartitions(ctx);
              return why != null && known.serves(target())
                  ? Optional.of(why)
                  : known.reasonToBuild(target(), now);
            });
    fingerprint = now;
    reason = toBuild.orElse(KnownPartitions.SAME_ROWS);
    kept = toBuild.isEmpty();
    if (kept) {
      rows = now.rows();
      timed(Snapshot.NONE, ctx -> new KnownPartitions(ctx).alsoBuiltFrom(target(), from));
    } else if (limit.allowsAny() && toBuild.get().equals(KnownPartitions.CHANGED)) {
      comparable = timed(Snapshot.NONE, ctx -> knownAndDeclaredAsBefore(ctx, storage)).isPresent();
      reason = comparable ? KnownPartitions.CHANGED : "DECLARATION_CHANGED";
    }
    return kept;
  }

  private Optional<KnownPartition> knownAndDeclaredAsBefore(DSLContext ctx, TableStorage storage) {
    String declaration = declaration(ctx, storage);
    return new KnownPartitions(ctx)
        .asLeft(target())
        .filter(known -> Fingerprint.isDeclared(declaration, known.fingerprint()));
  }

  private String declaration(DSLContext ctx, TableStorage storage) {
    return Fingerprint.declaration(ctx, definition, partition, storage.name());
  }

  /** Whether it is to be looked at, once it is filled, which of its rows are others. */
  boolean comparable() {
    return comparable;
  }

  /**
   * Looks which of the rows it was filled with are others than those that serve. If there are few,
   * they are kept for a merge and the rest is dropped; if there are none, all of it is.
   *
   * @return whether what serves stays, as it is or with other rows in it
   */
  boolean compare(TableStorage storage, WorkMemory memory, MergeLimit limit, String adminSchema) {
    PartitionComparison.Outcome outcome =
        timed(
            Snapshot.NONE,
            ctx -> {
              memory.forSort(new Session(ctx));
              PartitionComparison.Outcome compared =
                  new PartitionComparison(ctx, tables(adminSchema), limit)
                      .compare(staging(), declaration(ctx, storage), sources);
              if (compared.servingStays()) {
                new StagedPartitions(ctx).drop(staging());
              }
              return compared;
            });
    fingerprint = outcome.now();
    reason = outcome.reason();
    kept = outcome.same();
    merge = outcome.mergeOrNull();
    return outcome.servingStays();
  }

  private MergeTables tables(String adminSchema) {
    return new MergeTables(adminSchema, target(), RowHash.of(definition.columns()));
  }

  /** Says why it is built without looking at what serves. */
  void replaceBecause(String why) {
    reason = why;
  }

  /** Whether what serves stays as it is. */
  boolean kept() {
    return kept;
  }

  /** The rows to exchange in what serves, if that is what becomes of it. */
  Optional<PartitionMerge> merge() {
    return Optional.ofNullable(merge);
  }

  /** Whether it replaces what serves. */
  boolean replaces() {
    return !kept && merge == null;
  }

  private boolean resumed() {
    return RESUMED.equals(reason);
  }

  /** Why it is built or kept, if that was looked at. */
  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** What it was built from, if that was looked at. */
  Optional<Fingerprint> fingerprint() {
    return Optional.ofNullable(fingerprint);
  }

  /** The state of the tables it was built from, if that was looked at and tells. */
  @Nullable SourceState sources() {
    return sources;
  }

  /**
   * Takes over what a run that did not end has filled it with, if these are the rows that a
   * snapshot sees; drops it if not.
   *
   * @param states what the snapshot sees of the tables it is built from
   * @param fingerprinted whether the next run is to know its rows
   * @return whether it did
   */
  boolean takeOver(
      TableStorage storage, Snapshot snapshot, SourceStates states, boolean fingerprinted) {
    SourceState from =
        timed(snapshot, ctx -> states.of(ctx, definition, partition, storage.name())).orElse(null);
    Optional<Content> left =
        timed(
            Snapshot.NONE,
            ctx -> {
              StagedPartitions staged = new StagedPartitions(ctx);
              Optional<Content> same =
                  Optional.ofNullable(from).flatMap(now -> staged.find(staging(), now.all()));
              if (same.isEmpty()) {
                staged.drop(staging());
              } else {
                joinParent(new Ddl(ctx));
              }
              return same;
            });
    left.ifPresent(
        content -> {
          rows = content.rows();
          sources = from;
          fingerprint =
              content.fingerprintOrNull() == null && fingerprinted
                  ? timed(Snapshot.NONE, ctx -> fingerprintOfFilled(ctx, storage))
                  : content.fingerprintOrNull();
          rejected = content.warnings();
          reason = RESUMED;
        });
    return left.isPresent();
  }

  private Fingerprint fingerprintOfFilled(DSLContext ctx, TableStorage storage) {
    return Fingerprint.ofFilled(ctx, definition, partition, storage.name(), DSL.name(staging()));
  }

  /** Drops what a run that did not end has filled it with. */
  void dropLeft() {
    timed(
        Snapshot.NONE,
        ctx -> {
          new StagedPartitions(ctx).drop(staging());
          return true;
        });
  }

  /**
   * Fills it with the rows that a snapshot sees, and declares what is true of all of them.
   *
   * @param states what the snapshot sees of the tables it is built from, for a run that takes over
   *     what this one leaves; null if it will not be left as it is filled
   */
  void populate(
      TableStorage storage, WorkMemory memory, Snapshot snapshot, @Nullable SourceStates states) {
    rows =
        timed(
            snapshot,
            ctx -> {
              definition.tune(memory, new Session(ctx));
              Ddl ddl = new Ddl(ctx);
              Name name = DSL.name(staging());
              int count = ddl.createTableAs(name, storage, definition.rows(partition));
              if (definition.countsRejected()) {
                rejected = definition.rejected(ctx, partition, name);
                ddl.dropColumn(name, DSL.name(AnalyticsTableDefinition.REJECTED));
              }
              ddl.declare(name, required(definition), definition.checks(partition));
              joinParent(ddl);
              if (states != null) {
                states
                    .of(ctx, definition, partition, storage.name())
                    .ifPresent(
                        from ->
                            new StagedPartitions(ctx)
                                .remember(
                                    staging(),
                                    new Content(count, from.all(), fingerprint, rejected)));
              }
              return (long) count;
            });
  }

  private void joinParent(Ddl ddl) {
    if (partition.year().isPresent()) {
      ddl.inherit(DSL.name(staging()), DSL.name(definition.tableName() + SUFFIX));
    }
  }

  /** Collects statistics and says which indexes are worth building. */
  List<Index> analyze() {
    return timed(
        Snapshot.NONE,
        ctx -> {
          definition.tuneStatistics(new Session(ctx));
          Ddl ddl = new Ddl(ctx);
          ddl.analyze(DSL.name(staging()));
          ddl.resetAutovacuum(DSL.name(staging()));
          return new IndexPlan(definition.columns())
              .indexes(ColumnStatistics.of(ctx, database.schemaName(), staging(), rows));
        });
  }

  /**
   * Builds one of the indexes. A B-tree of texts that are too long for it is built of their hashes
   * instead, which finds equal texts as well.
   *
   * @return a warning if it was
   */
  Optional<Warning> index(Index index, WorkMemory memory) {
    try {
      build(index, memory);
      return Optional.empty();
    } catch (StoreException e) {
      if (!e.sqlState().equals(TOO_LONG_FOR_TREE) || index.columns().size() > 1) {
        throw e;
      }
      build(new Index(index.columns(), Kind.HASHES), memory);
      return Optional.of(tooLong(index.columns().get(0)));
    }
  }

  private void build(Index index, WorkMemory memory) {
    timed(
        Snapshot.NONE,
        ctx -> {
          memory.forIndex(new Session(ctx));
          Name name = DSL.name(nameOf(index, ctx));
          if (resumed() && !new Ddl(ctx).existingIndexes(List.of(name)).isEmpty()) {
            return 0;
          }
          List<Field<?>> columns =
              index.columns().stream().<Field<?>>map(StagedTable::column).toList();
          Ddl ddl = new Ddl(ctx);
          return switch (index.kind()) {
            case TREE -> tree(ctx, name, index).execute();
            case TREE_WITHOUT_NULLS ->
                tree(ctx, name, index).where(columns.get(0).isNotNull()).execute();
            case TREE_LATEST_FIRST ->
                ctx.createIndex(name)
                    .on(DSL.table(DSL.name(staging())), columns.get(0).desc().nullsLast())
                    .execute();
            case BLOCK_RANGES -> ddl.createBlockRangeIndex(name, DSL.name(staging()), columns);
            case HASHES -> ddl.createHashIndex(name, DSL.name(staging()), columns.get(0));
            case SHAPES -> ddl.createSpatialIndex(name, DSL.name(staging()), columns.get(0));
          };
        });
  }

  private Warning tooLong(String column) {
    return timed(
        Snapshot.NONE,
        ctx ->
            new Warning(
                "VALUE_TOO_LONG_FOR_INDEX",
                target(),
                "Column " + column + " has an index that finds equal values only",
                ctx.fetchCount(
                    DSL.table(DSL.name(staging())),
                    DSL.octetLength(DSL.field(DSL.name(column), String.class))
                        .gt(LONGEST_IN_TREE))));
  }

  private CreateIndexIncludeStep tree(DSLContext ctx, Name name, Index index) {
    List<Field<?>> keys = index.columns().stream().<Field<?>>map(this::key).toList();
    return ctx.createIndex(name).on(DSL.table(DSL.name(staging())), keys);
  }

  /** No query asks for a range of uids, or for rows in their order. */
  private Field<?> key(String column) {
    boolean uid =
        definition.columns().stream()
            .anyMatch(each -> each.name().equals(column) && each.type() == AnalyticsColumn.UID);
    return uid ? Ddl.equalityKey(DSL.field(DSL.name(column), AnalyticsColumn.UID)) : column(column);
  }

  private static Field<?> column(String name) {
    return DSL.field(DSL.name(name));
  }

  /** Creates a table of the columns that a part would have, without rows. */
  static void createEmpty(
      DSLContext ctx,
      Name name,
      AnalyticsTableDefinition definition,
      Partition part,
      TableStorage storage) {
    Ddl ddl = new Ddl(ctx);
    ddl.createEmptyTableAs(name, storage, definition.rows(part));
    if (definition.countsRejected()) {
      ddl.dropColumn(name, DSL.name(AnalyticsTableDefinition.REJECTED));
    }
    ddl.declare(name, required(definition), List.of());
  }

  private static List<Name> required(AnalyticsTableDefinition definition) {
    return definition.columns().stream()
        .filter(AnalyticsColumn::required)
        .map(AnalyticsColumn::sqlName)
        .toList();
  }

  /**
   * Names of indexes are unique in a schema, and those of the serving table are there until the
   * swap; the table's own number tells them apart.
   */
  private String nameOf(Index index, DSLContext ctx) {
    Long number =
        ctx.select(
                DSL.function(DSL.name("to_regclass"), Object.class, DSL.val('"' + staging() + '"'))
                    .cast(org.jooq.impl.SQLDataType.BIGINT))
            .fetchSingle()
            .value1();
    String what = index.kind() == Kind.BLOCK_RANGES ? "blocks" : String.join("_", index.columns());
    return "in_" + what + "_" + Long.toString(number, 36);
  }

  private <T> T timed(Snapshot snapshot, Function<DSLContext, T> step) {
    Instant start = clock.instant();
    try {
      return database.transaction(cancellation, snapshot, step);
    } catch (StoreException e) {
      throw FullDisk.explain(database, target(), e);
    } finally {
      workedNanos.add(Duration.between(start, clock.instant()).toNanos());
    }
  }
}
