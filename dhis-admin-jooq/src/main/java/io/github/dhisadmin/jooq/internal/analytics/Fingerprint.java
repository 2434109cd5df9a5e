package io.github.dhisadmin.jooq.internal.analytics;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;

import io.github.dhisadmin.jooq.internal.sql.RowExpressions;
import java.math.BigDecimal;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record2;

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
    Record2<Integer, BigDecimal> counted =
        ctx.select(count(), coalesce(sum(RowExpressions.hash("each")), inline(BigDecimal.ZERO)))
            .from(definition.rows(partition).asTable("each"))
            .fetchSingle();
    return new Fingerprint(
        counted.value1(),
        String.join(
            " ",
            counted.value1().toString(),
            counted.value2().toPlainString(),
            declaration(ctx, definition, partition, storage)));
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

  /** How many rows there were, by the text. */
  static long rows(String text) {
    return Long.parseLong(text.substring(0, text.indexOf(' ')));
  }
}
