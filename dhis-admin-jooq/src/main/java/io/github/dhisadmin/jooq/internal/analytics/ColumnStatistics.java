package io.github.dhisadmin.jooq.internal.analytics;

import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record3;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What PostgreSQL estimates about a column after ANALYZE.
 *
 * @param distinct number of different values that are not null
 * @param nullShare share of rows that are null, from 0 to 1
 */
record ColumnStatistics(double distinct, double nullShare) {

  /** Statistics of all columns of a table by name; a column without any row has none. */
  static Map<String, ColumnStatistics> of(
      DSLContext ctx, String schemaName, String table, long rows) {
    Table<Record> stats = DSL.table(DSL.name("pg_catalog", "pg_stats"));
    Field<String> column = DSL.field(DSL.name("attname"), String.class);
    Field<Double> distinct = DSL.field(DSL.name("n_distinct"), SQLDataType.DOUBLE);
    Field<Double> nulls = DSL.field(DSL.name("null_frac"), SQLDataType.DOUBLE);
    Map<String, ColumnStatistics> statistics = new HashMap<>();
    for (Record3<String, Double, Double> row :
        ctx.select(column, distinct, nulls)
            .from(stats)
            .where(DSL.field(DSL.name("schemaname"), String.class).eq(schemaName))
            .and(DSL.field(DSL.name("tablename"), String.class).eq(table))
            .and(DSL.field(DSL.name("inherited"), Boolean.class).isFalse())) {
      // A negative number is a share of the rows, for columns that grow with the table.
      double values = row.value2() < 0 ? -row.value2() * rows : row.value2();
      statistics.put(row.value1(), new ColumnStatistics(values, row.value3()));
    }
    return statistics;
  }
}
