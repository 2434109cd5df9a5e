package io.github.dhisadmin.jooq.internal.analytics;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.analytics.MergedRows;
import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import java.math.BigDecimal;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Which rows of a table that serves are not in one that was filled for its place, and the other way
 * round. Rows are told apart by their hashes, as in {@link Fingerprint}, and equal rows are
 * counted: of three on one side and one on the other, two differ. Each table is read once; what
 * follows works on narrow tables of hashes, within one transaction.
 */
final class RowComparison {
  /** The alias of a row that is hashed. */
  static final String EACH = "each";

  private static final Field<Boolean> FRESH = field(name("fresh"), SQLDataType.BOOLEAN);
  private static final Field<Object> PLACE = field(name("place"));
  private static final Field<Long> HASH = field(name("hash"), SQLDataType.BIGINT);
  private static final Field<Long> MORE = field(name("more"), SQLDataType.BIGINT);
  private static final Field<Integer> NTH = field(name("nth"), SQLDataType.INTEGER);

  private final DSLContext ctx;
  private final MergeTables tables;
  private final Name filled;

  private RowComparison(DSLContext ctx, MergeTables tables, Name filled) {
    this.ctx = ctx;
    this.tables = tables;
    this.filled = filled;
  }

  /**
   * Reads both tables, in the transaction of a context.
   *
   * @param filled the filled table
   * @param concerned which of the rows that serve it was filled in place of
   */
  static RowComparison of(DSLContext ctx, MergeTables tables, Name filled, Condition concerned) {
    RowComparison comparison = new RowComparison(ctx, tables, filled);
    comparison.make(
        tables.hashes(),
        hashes(true, filled, tables.hash(), noCondition())
            .unionAll(hashes(false, name(tables.target()), tables.hash(), concerned)));
    return comparison;
  }

  private static Select<Record> hashes(boolean fresh, Name of, RowHash hash, Condition which) {
    List<Field<?>> fields =
        List.of(inline(fresh).as(FRESH), ctid(EACH).as(PLACE), hash.of(EACH).as(HASH));
    return select(fields).from(table(of).as(EACH)).where(which);
  }

  /** What the rows of the filled table come to. */
  RowSum fresh() {
    return sumOf(true);
  }

  /** What the rows of the serving table come to. */
  RowSum serving() {
    return sumOf(false);
  }

  private RowSum sumOf(boolean fresh) {
    Record2<Integer, BigDecimal> counted =
        ctx.select(count(), coalesce(sum(HASH), inline(BigDecimal.ZERO)))
            .from(table(tables.hashes()))
            .where(FRESH.eq(inline(fresh)))
            .fetchSingle();
    return new RowSum(counted.value1(), counted.value2());
  }

  /** How many rows would have to be removed and inserted to make the serving table the other. */
  MergedRows differences() {
    Field<BigDecimal> more = sum(when(FRESH, inline(1)).otherwise(inline(-1)));
    make(
        tables.differences(),
        select(HASH, more.cast(SQLDataType.BIGINT).as(MORE))
            .from(table(tables.hashes()))
            .groupBy(HASH)
            .having(more.ne(inline(BigDecimal.ZERO))));
    Record2<BigDecimal, BigDecimal> counted =
        ctx.select(total(MORE.neg()), total(MORE)).from(table(tables.differences())).fetchSingle();
    return new MergedRows(counted.value1().longValue(), counted.value2().longValue());
  }

  private static Field<BigDecimal> total(Field<Long> more) {
    return coalesce(sum(greatest(more, inline(0L))), inline(BigDecimal.ZERO));
  }

  /** Writes down what {@link #differences} has counted. */
  void keepDifferences() {
    Table<Record> surplus = differing(MORE.neg(), false);
    make(tables.surplus(), select(PLACE, HASH).from(surplus));
    Table<Record> missing = differing(MORE, true);
    make(
        tables.missing(),
        select(table(name("filled")).asterisk())
            .from(table(filled).as("filled"))
            .join(missing)
            .on(ctid("filled").eq(PLACE)));
  }

  /** Of equal rows any will do. */
  private Table<Record> differing(Field<Long> howMany, boolean fresh) {
    Table<Record> hashes = table(tables.hashes()).as("h");
    Table<Record> differences = table(tables.differences()).as("d");
    Field<Long> hash = field(name("h", "hash"), SQLDataType.BIGINT);
    List<Field<?>> fields =
        List.of(
            PLACE, hash.as(HASH), MORE, rowNumber().over(partitionBy(hash).orderBy(PLACE)).as(NTH));
    Table<Record> numbered =
        select(fields)
            .from(hashes)
            .join(differences)
            .on(hash.eq(field(name("d", "hash"), SQLDataType.BIGINT)))
            .where(FRESH.eq(inline(fresh)))
            .and(howMany.gt(inline(0L)))
            .asTable("numbered");
    return table(
            select(List.of(PLACE, HASH))
                .from(numbered)
                .where(NTH.cast(SQLDataType.BIGINT).le(howMany)))
        .as("differing");
  }

  /** Drops what nobody reads any more. */
  void close() {
    for (Name each : List.of(tables.hashes(), tables.differences())) {
      ctx.dropTableIfExists(each).execute();
    }
  }

  private void make(Name table, Select<?> rows) {
    new Ddl(ctx).createTableAs(table, TableStorage.UNLOGGED, rows);
  }

  /** Where a row lies in its table. */
  static Field<Object> ctid(String alias) {
    return field(name(alias, "ctid"));
  }
}
