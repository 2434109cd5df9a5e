package io.github.dhisadmin.jooq.internal.analytics;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectFrom;
import static org.jooq.impl.DSL.table;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.DSL;

/**
 * What tells a part with other rows or columns from the one it was when it was built. It is taken
 * of the very rows that the part would be built from, so nothing that decides about them can be
 * forgotten: neither a value, nor a unit that moved, nor a setting.
 *
 * @param rows how many rows there are
 * @param text of the rows in whatever order, and of how they are declared
 */
record Fingerprint(long rows, String text) {

  /** As a snapshot sees the rows now. */
  static Fingerprint of(
      DSLContext ctx, AnalyticsTableDefinition definition, Partition partition, String storage) {
    List<Field<Object>> columns =
        definition.columns().stream().map(column -> field(column.sqlName())).toList();
    return of(
        sum(ctx, definition, select(columns).from(definition.rows(partition).asTable("row"))),
        declaration(ctx, definition, partition, storage));
  }

  /** Of a table that was filled with these rows. */
  static Fingerprint ofFilled(
      DSLContext ctx,
      AnalyticsTableDefinition definition,
      Partition partition,
      String storage,
      Name filled) {
    return of(
        sum(ctx, definition, selectFrom(table(filled))),
        declaration(ctx, definition, partition, storage));
  }

  private static RowSum sum(DSLContext ctx, AnalyticsTableDefinition definition, Select<?> rows) {
    RowHash hash = RowHash.of(definition.columns());
    Record2<Integer, BigDecimal> counted =
        ctx.select(count(), coalesce(DSL.sum(hash.of("each")), inline(BigDecimal.ZERO)))
            .from(rows.asTable("each"))
            .fetchSingle();
    return new RowSum(counted.value1(), counted.value2());
  }

  /** Of rows that were added up. */
  static Fingerprint of(RowSum rows, String declaration) {
    return new Fingerprint(rows.rows(), rows.text() + " " + declaration);
  }

  /** How the rows of a part are kept and declared. */
  static String declaration(
      DSLContext ctx, AnalyticsTableDefinition definition, Partition partition, String storage) {
    String columns =
        definition.columns().stream()
            .map(
                column ->
                    column.name() + ' ' + column.type().getCastTypeName() + ' ' + column.required())
            .collect(Collectors.joining(","));
    String checks =
        definition.checks(partition).stream()
            .map(ctx::renderInlined)
            .collect(Collectors.joining(","));
    return String.join(" ", storage, columns, checks);
  }

  /** Whether a text is that of rows that come to this. */
  static boolean isOf(RowSum rows, String text) {
    return text.startsWith(rows.text() + " ");
  }

  /** Whether a text is that of rows that were kept and declared like this. */
  static boolean isDeclared(String declaration, String text) {
    return text.endsWith(" " + declaration);
  }

  /** What the rows came to, by the text. */
  static RowSum sum(String text) {
    String[] parts = text.split(" ", 3);
    return new RowSum(Long.parseLong(parts[0]), new BigDecimal(parts[1]));
  }

  /** How many rows there were, by the text. */
  static long rows(String text) {
    return sum(text).rows();
  }
}
