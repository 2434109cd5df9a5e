package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.jooq.internal.analytics.PartitionComparison.Outcome;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.RowExpressions;
import io.github.dhisadmin.jooq.internal.sql.TableStates;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * Finds the rows to exchange in a partition that serves by the source rows that were written since
 * it was filled, where nothing else is another: only what these become is computed and compared.
 *
 * <p>A source row that was written before and is still there had become the same rows then, and
 * they serve. So the partition has all rows it should have, once those of the written ones are
 * exchanged, and has others besides only if source rows were removed. Then it has more of them than
 * there would be, which are counted.
 */
final class WrittenRows {
  private static final String FEW_WRITES = "FEW_WRITES";

  private final DSLContext ctx;
  private final MergeTables tables;
  private final MergeLimit limit;
  private final AnalyticsTableDefinition definition;

  /** Of a partition of a table, in the transaction of a context. */
  WrittenRows(
      DSLContext ctx, MergeTables tables, MergeLimit limit, AnalyticsTableDefinition definition) {
    this.ctx = ctx;
    this.tables = tables;
    this.limit = limit;
    this.definition = definition;
  }

  /**
   * Compares what the written source rows become with what of them serves; empty if that does not
   * tell all rows to exchange, or if they may be too many.
   *
   * @param known what is known of what serves
   * @param now what the partition would be built from
   * @param declaration how its rows would be kept and declared, as are those that serve
   */
  Optional<Outcome> compare(
      Partition partition, KnownPartition known, SourceState now, String declaration) {
    OptionalLong from = known.changedOnlyFrom(now);
    if (from.isEmpty()) {
      return Optional.empty();
    }
    Partition written = partition.writtenFrom(from.getAsLong());
    String writers = new TableStates(ctx).ofWriters(DSL.name(tables.target()));
    Optional<Outcome> outcome =
        definition
            .keys(written)
            .filter(keys -> writers.equals(known.writersOrNull()) && areFew(keys, known))
            .flatMap(keys -> compare(partition, written, writers, known, now, declaration));
    List.of(tables.keys(), tables.written()).forEach(each -> ctx.dropTableIfExists(each).execute());
    return outcome;
  }

  /** Writes them down. */
  private boolean areFew(Select<?> keys, KnownPartition known) {
    int count = new Ddl(ctx).createTableAs(tables.keys(), TableStorage.UNLOGGED, keys);
    return limit
        .reasonToBuild(Fingerprint.rows(known.fingerprint()), count, known.mergedRows())
        .isEmpty();
  }

  private Optional<Outcome> compare(
      Partition partition,
      Partition written,
      String writers,
      KnownPartition known,
      SourceState now,
      String declaration) {
    new Ddl(ctx).createTableAs(tables.written(), TableStorage.UNLOGGED, definition.rows(written));
    RowComparison rows = RowComparison.of(ctx, tables, tables.written(), isOfKeys());
    RowSum after = Fingerprint.sum(known.fingerprint()).exchange(rows.serving(), rows.fresh());
    Optional<Outcome> outcome =
        after.rows() == definition.rowCount(ctx, partition)
            ? Optional.of(
                new PartitionComparison(ctx, tables, limit)
                    .decide(
                        rows, writers, Fingerprint.of(after, declaration), known, now, FEW_WRITES))
            : Optional.empty();
    rows.close();
    return outcome;
  }

  /** Found before any of them is hashed: a join would take all columns of all rows along. */
  private Condition isOfKeys() {
    Field<String> key = definition.key().orElseThrow();
    Select<?> places =
        DSL.select(RowComparison.ctid("found"))
            .from(DSL.table(DSL.name(tables.target())).as("found"))
            .where(
                key.in(
                    DSL.select(DSL.field(DSL.name(ChangedKeys.KEY), key.getDataType()))
                        .from(DSL.table(tables.keys()))));
    return RowExpressions.isOneOf(RowComparison.ctid(RowComparison.EACH), places);
  }
}
