package io.github.dhisadmin.jooq.internal.sql;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record3;
import org.jooq.Record5;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Tells whether one table can stand for another without anybody noticing. */
public final class TableComparison {
  private static final String QUERIED = "queried";
  private static final String COMPARED = "compared";

  private final DSLContext ctx;

  /** Works in the transaction of a context. */
  public TableComparison(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * Whether two tables have the same columns, indexes, persistence and rows. The order of rows,
   * names of indexes and indexes that repeat another one make no difference.
   */
  public boolean alike(Name first, Name second) {
    return TableLayout.of(ctx, first).equals(TableLayout.of(ctx, second))
        && compare(DSL.selectFrom(DSL.table(first)), second).same();
  }

  /** Whether a table has this layout. */
  public boolean has(Name table, TableLayout layout) {
    return TableLayout.of(ctx, table).equals(layout);
  }

  /** Holds the rows of a query against those of a table with the same columns, in any order. */
  public Rows compare(Select<?> query, Name table) {
    CommonTableExpression<?> queried = DSL.name(QUERIED).asMaterialized(query);
    Table<?> other = DSL.table(table);
    // With as many rows on both sides, none of one missing in the other is enough.
    Field<Boolean> lacking =
        DSL.field(
            DSL.exists(
                DSL.select(DSL.asterisk())
                    .from(queried)
                    .exceptAll(DSL.select(DSL.asterisk()).from(other))));
    Record3<Integer, Integer, Boolean> found =
        ctx.with(queried)
            .select(
                DSL.select(DSL.count()).from(queried).<Integer>asField(), countOf(other), lacking)
            .fetchSingle();
    return new Rows(found.value1(), found.value1().equals(found.value2()) && !found.value3());
  }

  /**
   * The same by the columns of the table's primary key, which is cheaper, as only keys are hashed.
   */
  public Rows compare(Select<?> query, Name table, List<Name> primaryKey) {
    Table<?> queried = query.asTable(QUERIED);
    Table<?> other = DSL.table(table).as(COMPARED);
    Condition sameKey =
        DSL.and(
            primaryKey.stream()
                .map(column -> key(QUERIED, column).eq(key(COMPARED, column)))
                .toList());
    Name first = primaryKey.get(0);
    Field<Integer> differing =
        DSL.count()
            .filterWhere(DSL.condition("{0} *<> {1}", DSL.name(QUERIED), DSL.name(COMPARED)));
    Record5<Integer, Integer, Integer, Integer, Integer> found =
        ctx.select(
                DSL.count(),
                DSL.count(key(QUERIED, first)),
                DSL.count(key(COMPARED, first)),
                differing,
                countOf(DSL.table(table)))
            .from(queried)
            .fullJoin(other)
            .on(sameKey)
            .fetchSingle();
    // A key that the query has twice makes more pairs than the table has rows.
    boolean paired =
        Stream.of(found.value2(), found.value3(), found.value5()).allMatch(found.value1()::equals);
    return new Rows(found.value2(), paired && found.value4() == 0);
  }

  private static Field<Object> key(String alias, Name column) {
    return DSL.field(DSL.name(DSL.name(alias), column));
  }

  private static Field<Integer> countOf(Table<?> table) {
    return DSL.select(DSL.count()).from(table).asField();
  }

  /**
   * What came of it.
   *
   * @param count how many rows the query has
   * @param same whether the table has the same
   */
  public record Rows(long count, boolean same) {}
}
