package io.github.dhisadmin.jooq.internal.analytics;

import static org.jooq.impl.DSL.asterisk;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.analytics.MergedRows;
import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.ErrorCode;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.TableStates;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * What makes a partition that serves the one that would be built, as its differing rows in work
 * tables. The partition stays the same relation, with its indexes; who reads it need not wait.
 *
 * @param tables the work tables
 * @param changes how many rows are exchanged
 * @param writers by whom the rows were written that serve, when they were compared
 * @param fingerprint what the rows are afterwards
 * @param sourcesOrNull what they are then built from; null if that is not known
 */
record PartitionMerge(
    MergeTables tables,
    MergedRows changes,
    String writers,
    Fingerprint fingerprint,
    @Nullable SourceState sourcesOrNull) {

  /** How many rows changed; one that is another is removed and inserted, and counts once. */
  static long changed(MergedRows changes) {
    return Math.max(changes.deleted(), changes.inserted());
  }

  /**
   * Exchanges the rows, and takes note of what the partition is then.
   *
   * @throws ConflictException if somebody else has written to it since its rows were compared
   */
  void apply(DSLContext ctx) {
    Name target = name(tables.target());
    new Ddl(ctx).lockAgainstWriters(target);
    if (!new TableStates(ctx).ofWriters(target).equals(writers)
        || remove(ctx, target) != changes.deleted()) {
      throw new ConflictException(
          ErrorCode.CONFLICT,
          "Somebody else wrote to "
              + tables.target()
              + " while it was compared; it is as it was, and the next run builds it.");
    }
    insert(ctx, target);
    new KnownPartitions(ctx)
        .rememberMerged(tables.target(), fingerprint, sourcesOrNull, changed(changes));
  }

  /** Whoever has rewritten the table left its rows in other places. */
  private int remove(DSLContext ctx, Name target) {
    Field<Object> place = field(name("surplus", "place"));
    Field<Long> hash = field(name("surplus", "hash"), SQLDataType.BIGINT);
    return ctx.deleteFrom(table(target).as("serving"))
        .using(table(tables.surplus()).as("surplus"))
        .where(RowComparison.ctid("serving").eq(place))
        .and(tables.hash().of("serving").eq(hash))
        .execute();
  }

  private void insert(DSLContext ctx, Name target) {
    ctx.insertInto(table(target))
        .select(select(asterisk()).from(table(tables.missing())))
        .execute();
  }
}
