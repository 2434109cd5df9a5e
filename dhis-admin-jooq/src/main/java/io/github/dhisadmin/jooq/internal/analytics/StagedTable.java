package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.analytics.IndexPlan.Index;
import io.github.dhisadmin.jooq.internal.analytics.StagedPartitions.Content;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.FullDisk;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.jooq.internal.sql.Snapshot;
import io.github.dhisadmin.jooq.internal.sql.TableStates;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A partition that is being built beside the one that serves, under DHIS2's staging name. Its steps
 * may run on different sessions, each in a transaction of its own.
 */
final class StagedTable {
  static final String SUFFIX = "_temp";

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
  private volatile @Nullable String writers;
  private volatile @Nullable PartitionMerge merge;
  private volatile boolean kept;
  private volatile boolean untouched;
  private volatile boolean resumed;

  /** How many rows may be merged into what serves, if that is known to be worth looking at. */
  private volatile MergeLimit comparable = MergeLimit.NOTHING;

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
   * Looks whether something was written to what it is built from, and keeps what serves if not.
   *
   * @param states what a snapshot sees of the tables it is built from
   * @param replaced whether what serves is replaced in any case
   */
  void look(TableStorage storage, Snapshot snapshot, SourceStates states, boolean replaced) {
    SourceState from = sources(storage, snapshot, states);
    if (!replaced) {
      timed(Snapshot.NONE, ctx -> new KnownPartitions(ctx).rowsIfBuiltFrom(target(), from))
          .ifPresent(
              same -> {
                rows = same;
                reason = "SAME_SOURCES";
                kept = true;
                untouched = true;
              });
    }
  }

  /**
   * Looks whether what serves has the rows that a snapshot sees, or all but a few that can be told
   * without filling it, and need not be replaced.
   *
   * @param adminSchema where rows are put that are exchanged
   * @param limits tells how many rows may be merged into what serves
   * @param why why it is replaced in any case; null if it need not be
   * @return whether what serves stays, as it is or with other rows in it
   */
  boolean keep(
      TableStorage storage,
      WorkMemory memory,
      Snapshot snapshot,
      String adminSchema,
      Supplier<MergeLimit> limits,
      @Nullable String why) {
    SourceState from = sources;
    if (why == null) {
      Optional<KnownPartition> changed =
          timed(Snapshot.NONE, ctx -> knownAndDeclaredAsBefore(ctx, storage))
              .filter(known -> known.isMostLikelyChanged(from));
      if (changed.isPresent()) {
        comparable = limits.get();
        if (comparable.allowsAny()) {
          return exchange(storage, memory, snapshot, adminSchema, changed.get());
        }
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
    } else if (toBuild.get().equals(KnownPartitions.CHANGED)) {
      MergeLimit limit = limits.get();
      if (limit.allowsAny()) {
        boolean asBefore =
            timed(Snapshot.NONE, ctx -> knownAndDeclaredAsBefore(ctx, storage)).isPresent();
        comparable = asBefore ? limit : MergeLimit.NOTHING;
        reason = asBefore ? KnownPartitions.CHANGED : "DECLARATION_CHANGED";
      }
    }
    return kept;
  }

  private @Nullable SourceState sources(
      TableStorage storage, Snapshot snapshot, SourceStates states) {
    SourceState from =
        timed(snapshot, ctx -> states.of(ctx, definition, partition, storage.name())).orElse(null);
    sources = from;
    return from;
  }

  /** Looks which rows are others by the source rows that were written. */
  private boolean exchange(
      TableStorage storage,
      WorkMemory memory,
      Snapshot snapshot,
      String adminSchema,
      KnownPartition known) {
    Optional<PartitionComparison.Outcome> outcome =
        timed(
            snapshot,
            ctx -> {
              definition.tune(memory, new Session(ctx));
              return new WrittenRows(ctx, tables(adminSchema), comparable, definition)
                  .compare(
                      partition, known, Objects.requireNonNull(sources), declaration(ctx, storage));
            });
    return outcome.filter(this::stays).isPresent();
  }

  /** Takes note of what came of a comparison. */
  private boolean stays(PartitionComparison.Outcome outcome) {
    fingerprint = outcome.now();
    rows = outcome.now().rows();
    reason = outcome.reason();
    kept = outcome.same();
    merge = outcome.mergeOrNull();
    return outcome.servingStays();
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
    return comparable.allowsAny();
  }

  /**
   * Looks which of the rows it was filled with are others than those that serve. If there are few,
   * they are kept for a merge and the rest is dropped; if there are none, all of it is.
   *
   * @return whether what serves stays, as it is or with other rows in it
   */
  boolean compare(TableStorage storage, WorkMemory memory, String adminSchema) {
    return stays(
        timed(
            Snapshot.NONE,
            ctx -> {
              memory.forSort(new Session(ctx));
              PartitionComparison.Outcome compared =
                  new PartitionComparison(ctx, tables(adminSchema), comparable)
                      .compare(DSL.name(staging()), declaration(ctx, storage), sources);
              if (compared.servingStays()) {
                new StagedPartitions(ctx).drop(staging());
              }
              return compared;
            }));
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

  /** Whether what a run that did not end has filled it with was taken over. */
  boolean resumed() {
    return resumed;
  }

  /** Whether it is kept as nothing was written to what it is built from. */
  boolean untouched() {
    return untouched;
  }

  /** The rows to exchange in what serves, if that is what becomes of it. */
  Optional<PartitionMerge> merge() {
    return Optional.ofNullable(merge);
  }

  /** Whether it replaces what serves. */
  boolean replaces() {
    return !kept && merge == null;
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

  /** By whom its rows were written, if some may be found by who wrote their source rows. */
  @Nullable String writers() {
    return writers;
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
    SourceState from = sources(storage, snapshot, states);
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
          fingerprint =
              content.fingerprintOrNull() == null && fingerprinted
                  ? timed(Snapshot.NONE, ctx -> fingerprintOfFilled(ctx, storage))
                  : content.fingerprintOrNull();
          rejected = content.warnings();
          reason = "RESUMED";
          resumed = true;
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
    SourceState known = sources;
    SourceState from = states == null || known != null ? known : sources(storage, snapshot, states);
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
              if (states != null && from != null) {
                new StagedPartitions(ctx)
                    .remember(staging(), new Content(count, from.all(), fingerprint, rejected));
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
          if (fingerprint != null && SourceState.hasShare(sources)) {
            writers = new TableStates(ctx).ofWriters(DSL.name(staging()));
          }
          return new IndexPlan(definition.columns())
              .indexes(ColumnStatistics.of(ctx, database.schemaName(), staging(), rows));
        });
  }

  /**
   * Builds one of the indexes.
   *
   * @return a warning if it serves fewer queries than it should
   */
  Optional<Warning> index(Index index, WorkMemory memory) {
    StagedIndexes indexes = new StagedIndexes(definition, target(), staging(), resumed);
    try {
      timed(Snapshot.NONE, ctx -> indexes.build(ctx, index, memory));
      return Optional.empty();
    } catch (StoreException e) {
      if (!StagedIndexes.isTooLong(index, e)) {
        throw e;
      }
      return Optional.of(timed(Snapshot.NONE, ctx -> indexes.buildOfHashes(ctx, index, memory)));
    }
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
