package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.analytics.IndexPlan.Index;
import io.github.dhisadmin.jooq.internal.analytics.StagedPartitions.Content;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.jooq.internal.sql.Snapshot;
import io.github.dhisadmin.jooq.internal.sql.TableStates;
import io.github.dhisadmin.run.Warning;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
  private final TimedSteps steps;
  private final TableStorage storage;
  private final WorkMemory memory;
  private final PartitionReview review;
  private volatile long rows;
  private volatile Verdict verdict = Verdict.NONE;
  private volatile List<Warning> rejected = List.of();
  private volatile @Nullable SourceState sources;
  private volatile @Nullable String writers;
  private volatile boolean resumed;

  /**
   * Nothing of it is there yet.
   *
   * @param adminSchema where rows are put that are exchanged in what serves
   */
  StagedTable(
      AnalyticsTableDefinition definition,
      Partition partition,
      TimedSteps steps,
      TableStorage storage,
      WorkMemory memory,
      String adminSchema) {
    this.definition = definition;
    this.partition = partition;
    this.steps = steps;
    this.storage = storage;
    this.memory = memory;
    this.review = new PartitionReview(definition, partition, steps, storage, memory, adminSchema);
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
    return steps.worked();
  }

  /**
   * Looks whether something was written to what it is built from, and keeps what serves if not.
   *
   * @param states what a snapshot sees of the tables it is built from
   * @param replaced whether what serves is replaced in any case
   */
  void look(Snapshot snapshot, SourceStates states, boolean replaced) {
    SourceState from = sources(snapshot, states);
    if (!replaced) {
      decide(review.bySources(from));
    }
  }

  /**
   * Looks whether what serves has the rows that a snapshot sees, or all but a few that can be told
   * without filling it, and need not be replaced.
   *
   * @param limits tells how many rows may be merged into what serves
   * @param why why it is replaced in any case; null if it need not be
   * @return whether what serves stays, as it is or with other rows in it
   */
  boolean keep(Snapshot snapshot, Supplier<MergeLimit> limits, @Nullable String why) {
    return decide(
        why == null ? review.byRows(snapshot, sources, limits) : review.byOrder(snapshot, why));
  }

  /**
   * Looks which of the rows it was filled with are others than those that serve, if there may be
   * few. If there are, they are kept for a merge and the rest is dropped; if there are none, all of
   * it is.
   *
   * @return whether what serves stays, as it is or with other rows in it
   */
  boolean compare() {
    MergeLimit limit = verdict.comparable();
    return limit.allowsAny() && decide(review.byFilled(staging(), sources, limit));
  }

  private boolean decide(Verdict found) {
    verdict = found;
    rows = found.rows();
    return found.stays();
  }

  private @Nullable SourceState sources(Snapshot snapshot, SourceStates states) {
    SourceState from =
        steps
            .run(snapshot, ctx -> states.of(ctx, definition, partition, storage.name()))
            .orElse(null);
    sources = from;
    return from;
  }

  /** Says why it is built without looking at what serves. */
  void replaceBecause(String why) {
    decide(Verdict.replaced(why, null));
  }

  /** What becomes of what serves. */
  Verdict verdict() {
    return verdict;
  }

  /** Whether what a run that did not end has filled it with was taken over. */
  boolean resumed() {
    return resumed;
  }

  /** Its rows, if they were looked at. */
  Optional<Fingerprint> fingerprint() {
    return Optional.ofNullable(verdict.fingerprintOrNull());
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
  boolean takeOver(Snapshot snapshot, SourceStates states, boolean fingerprinted) {
    SourceState from = sources(snapshot, states);
    Optional<Content> left =
        steps.run(
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
          Fingerprint known = content.fingerprintOrNull();
          decide(
              Verdict.replaced(
                  "RESUMED",
                  known == null && fingerprinted ? steps.run(this::fingerprintOfFilled) : known));
          rows = content.rows();
          rejected = content.warnings();
          resumed = true;
        });
    return left.isPresent();
  }

  private Fingerprint fingerprintOfFilled(DSLContext ctx) {
    return Fingerprint.ofFilled(ctx, definition, partition, storage.name(), DSL.name(staging()));
  }

  /** Drops what a run that did not end has filled it with. */
  void dropLeft() {
    steps.run(
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
  void populate(Snapshot snapshot, @Nullable SourceStates states) {
    Verdict found = verdict;
    SourceState known = sources;
    SourceState from = states == null || known != null ? known : sources(snapshot, states);
    rows =
        steps.run(
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
                    .remember(
                        staging(),
                        new Content(count, from.all(), found.fingerprintOrNull(), rejected));
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
    return steps.run(
        ctx -> {
          definition.tuneStatistics(new Session(ctx));
          Ddl ddl = new Ddl(ctx);
          ddl.analyze(DSL.name(staging()));
          ddl.resetAutovacuum(DSL.name(staging()));
          if (fingerprint().isPresent() && SourceState.hasShare(sources)) {
            writers = new TableStates(ctx).ofWriters(DSL.name(staging()));
          }
          return new IndexPlan(definition.columns())
              .indexes(ColumnStatistics.of(ctx, steps.schemaName(), staging(), rows));
        });
  }

  /**
   * Builds one of the indexes.
   *
   * @return a warning if it serves fewer queries than it should
   */
  Optional<Warning> index(Index index) {
    StagedIndexes indexes = new StagedIndexes(definition, target(), staging(), resumed);
    try {
      steps.run(ctx -> indexes.build(ctx, index, memory));
      return Optional.empty();
    } catch (StoreException e) {
      if (!StagedIndexes.isTooLong(index, e)) {
        throw e;
      }
      return Optional.of(steps.run(ctx -> indexes.buildOfHashes(ctx, index, memory)));
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
}
