package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.jooq.internal.sql.Snapshot;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what becomes of a partition that serves, with as little reading as can be: whether
 * anything was written to what it is built from, then which rows the written values become, then
 * what all rows would come to, and last, beside a filled one, which of its rows are others.
 */
final class PartitionReview {
  private final AnalyticsTableDefinition definition;
  private final Partition partition;
  private final TimedSteps steps;
  private final TableStorage storage;
  private final WorkMemory memory;
  private final String adminSchema;

  /**
   * Of a partition that would be built like this.
   *
   * @param adminSchema where rows are put that are exchanged
   */
  PartitionReview(
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
    this.adminSchema = adminSchema;
  }

  /** Keeps it if it was built from sources of this state. */
  Verdict bySources(@Nullable SourceState sources) {
    return steps
        .run(ctx -> new KnownPartitions(ctx).rowsIfBuiltFrom(target(), sources))
        .map(Verdict::untouched)
        .orElse(Verdict.NONE);
  }

  /**
   * Keeps it if it has the rows that a snapshot sees, or all but a few that can be told without
   * filling another one.
   *
   * @param sources the state of what it would be built from; null if that cannot be told
   * @param limits tells how many rows may be merged into it
   */
  Verdict byRows(Snapshot snapshot, @Nullable SourceState sources, Supplier<MergeLimit> limits) {
    if (sources != null) {
      Optional<KnownPartition> changed =
          steps
              .run(this::knownAndDeclaredAsBefore)
              .filter(known -> known.isMostLikelyChanged(sources));
      if (changed.isPresent()) {
        MergeLimit limit = limits.get();
        if (limit.allowsAny()) {
          return byWrites(snapshot, changed.get(), sources, limit);
        }
      }
    }
    Fingerprint now = fingerprint(snapshot);
    Optional<String> toBuild =
        steps.run(ctx -> new KnownPartitions(ctx).reasonToBuild(target(), now));
    if (toBuild.isEmpty()) {
      steps.run(ctx -> new KnownPartitions(ctx).alsoBuiltFrom(target(), sources));
      return Verdict.same(now);
    }
    return toBuild.get().equals(KnownPartitions.CHANGED)
        ? changed(now, limits.get())
        : Verdict.replaced(toBuild.get(), now);
  }

  /**
   * Replaces it in any case.
   *
   * @param why what is told, unless there is none to replace
   */
  Verdict byOrder(Snapshot snapshot, String why) {
    Fingerprint now = fingerprint(snapshot);
    return steps.run(
        ctx -> {
          KnownPartitions known = new KnownPartitions(ctx);
          return known.serves(target())
              ? Verdict.replaced(why, now)
              : Verdict.replaced(known.reasonToBuild(target(), now).orElse(why), now);
        });
  }

  /**
   * Looks which of the rows of a filled one are others than its own. If there are few, they are
   * kept for a merge and the filled one is dropped; if there are none, it is dropped as well.
   */
  Verdict byFilled(String filled, @Nullable SourceState sources, MergeLimit limit) {
    return steps.run(
        ctx -> {
          memory.forSort(new Session(ctx));
          Verdict verdict =
              Verdict.of(
                  new PartitionComparison(ctx, tables(), limit)
                      .compare(DSL.name(filled), declaration(ctx), sources));
          if (verdict.stays()) {
            new StagedPartitions(ctx).drop(filled);
          }
          return verdict;
        });
  }

  /** Looks which rows are others by the source rows that were written. */
  private Verdict byWrites(
      Snapshot snapshot, KnownPartition known, SourceState sources, MergeLimit limit) {
    return steps
        .run(
            snapshot,
            ctx -> {
              definition.tune(memory, new Session(ctx));
              return new WrittenRows(ctx, tables(), limit, definition)
                  .compare(partition, known, sources, declaration(ctx));
            })
        .map(Verdict::of)
        .orElse(Verdict.NONE.unlessFew(limit));
  }

  private Verdict changed(Fingerprint now, MergeLimit limit) {
    if (!limit.allowsAny()) {
      return Verdict.replaced(KnownPartitions.CHANGED, now);
    }
    return steps.run(this::knownAndDeclaredAsBefore).isPresent()
        ? Verdict.replaced(KnownPartitions.CHANGED, now).unlessFew(limit)
        : Verdict.replaced("DECLARATION_CHANGED", now);
  }

  private Fingerprint fingerprint(Snapshot snapshot) {
    return steps.run(
        snapshot,
        ctx -> {
          definition.tune(memory, new Session(ctx));
          return Fingerprint.of(ctx, definition, partition, storage.name());
        });
  }

  private Optional<KnownPartition> knownAndDeclaredAsBefore(DSLContext ctx) {
    String declaration = declaration(ctx);
    return new KnownPartitions(ctx)
        .asLeft(target())
        .filter(known -> Fingerprint.isDeclared(declaration, known.fingerprint()));
  }

  private String declaration(DSLContext ctx) {
    return Fingerprint.declaration(ctx, definition, partition, storage.name());
  }

  private MergeTables tables() {
    return new MergeTables(adminSchema, target(), RowHash.of(definition.columns()));
  }

  private String target() {
    return partition.nameIn(definition.tableName());
  }
}
