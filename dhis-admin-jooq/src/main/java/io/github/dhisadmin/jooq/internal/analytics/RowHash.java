package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.sql.RowExpressions;
import java.util.List;
import org.jooq.Field;
import org.jooq.JSONB;

/** How rows of a table are told apart by a number. */
enum RowHash {
  /** By the values of their columns, none of which is equal to another that looks different. */
  VALUES,
  /** By how they are written; costs twice as much, and knows all types. */
  TEXT;

  static RowHash of(List<AnalyticsColumn> columns) {
    return columns.stream().anyMatch(RowHash::onlyAsText) ? TEXT : VALUES;
  }

  /** Geometries have no hash everywhere, and numbers in JSON are equal that are written apart. */
  private static boolean onlyAsText(AnalyticsColumn column) {
    return column.type() == AnalyticsColumn.GEOMETRY || column.type().getType() == JSONB.class;
  }

  Field<Long> of(String alias) {
    return this == VALUES ? RowExpressions.hashOfValues(alias) : RowExpressions.hash(alias);
  }
}
