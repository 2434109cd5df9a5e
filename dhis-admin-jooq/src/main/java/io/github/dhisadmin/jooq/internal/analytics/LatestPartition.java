package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import io.github.dhisadmin.jooq.internal.sql.RelationAccess;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
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

  /** Whether a server filled it, so that nobody knows which partitions it took rows from. */
  boolean isOfOthers(DSLContext ctx) {
    return exists(ctx) && new KnownPartitions(ctx).latestUntil(name()).isEmpty();
  }

  /** Whether it is there and has any row. */
  boolean hasRows(DSLContext ctx) {
    return exists(ctx) && ctx.fetchExists(rows());
  }

  /** How many rows it has; 0 if it is not there. */
  long size(DSLContext ctx) {
    return exists(ctx) ? ctx.fetchCount(rows()) : 0;
  }

  /** Makes it, below the parent that serves, if it is not there. */
  void createOnce(DSLContext ctx, TableStorage storage) {
    if (exists(ctx)) {
      return;
    }
    Name parent = DSL.name(definition.tableName());
    new Ddl(ctx).createChild(DSL.name(name()), parent, storage);
    new RelationAccess(ctx).copy(parent, DSL.name(name()));
    Field<String> key = definition.key().orElseThrow();
    ctx.createIndex(DSL.name("in_latest_" + name()))
        .on(rows(), key.getDataType().equals(AnalyticsColumn.UID) ? Ddl.equalityKey(key) : key)
        .execute();
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
    if (definition.changesYears()) {
      Field<String> key = definition.key().orElseThrow();
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
