package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.sql.Ddl;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * The partition of a table in which a DHIS2 server keeps what changed since it built all of them,
 * as if it were the year 0 (2.42, AbstractJdbcTableManager). It has rows of every year, and the
 * partitions of these years no longer have them.
 *
 * @param definition the table
 */
record LatestPartition(AnalyticsTableDefinition definition) {

  /** The name under which it serves. */
  String name() {
    return definition.tableName() + "_0";
  }

  boolean exists(DSLContext ctx) {
    return new Ddl(ctx).numberOf(name()).isPresent();
  }

  /**
   * Whether it has rows that are not in partitions built since.
   *
   * @param firstYear all years from this one on were built
   * @param built the tables they were built as
   */
  boolean hasMoreThan(DSLContext ctx, int firstYear, List<String> built) {
    return ctx.fetchExists(rows(), DSL.not(isIn(firstYear, built)));
  }

  /**
   * Removes the rows that are in partitions built since.
   *
   * @param firstYear all years from this one on were built
   * @param built the tables they were built as
   * @return how many rows it has now
   */
  int keepMoreThan(DSLContext ctx, int firstYear, List<String> built) {
    ctx.deleteFrom(rows()).where(isIn(firstYear, built)).execute();
    return ctx.fetchCount(rows());
  }

  /** What was given another date since is in the partition of that one. */
  private Condition isIn(int firstYear, List<String> built) {
    Condition rebuilt = definition.servesFrom(firstYear);
    for (Field<String> key : definition.keyAcrossYears().stream().toList()) {
      for (String table : built) {
        rebuilt = rebuilt.or(key.in(DSL.select(key).from(DSL.table(DSL.name(table)))));
      }
    }
    return rebuilt;
  }

  private Table<Record> rows() {
    return DSL.table(DSL.name(name()));
  }
}
