package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.analytics.AnalyticsColumn.Access;
import java.util.List;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;

/**
 * About how much disk a row takes in a table of which none serves yet, as if no column were null.
 *
 * @param tableBytes bytes in the table
 * @param indexBytes bytes in all of its indexes
 */
record RowWidth(long tableBytes, long indexBytes) {
  private static final int HEADER = 28;
  private static final int UID = 12;
  private static final int TEXT = 16;
  private static final int JSON = 300;

  /** An entry of a tree whose keys are partly the same. */
  private static final int ENTRY = 16;

  static RowWidth of(List<AnalyticsColumn> columns) {
    long table = HEADER;
    long index = 0;
    for (AnalyticsColumn column : columns) {
      table += width(column.type());
      index += isIndexed(column.access()) ? ENTRY : 0;
    }
    return new RowWidth(table, index);
  }

  private static boolean isIndexed(Access access) {
    return access != Access.FACT && access != Access.STORED_TOGETHER_IF_SELECTIVE;
  }

  private static int width(DataType<?> type) {
    if (type.equals(AnalyticsColumn.UID)) {
      return UID;
    }
    if (type.isInteger() || type.equals(SQLDataType.LOCALDATE)) {
      return Integer.BYTES;
    }
    if (type.isNumeric() || type.isDateTime()) {
      return Double.BYTES;
    }
    return type.equals(SQLDataType.JSONB) ? JSON : TEXT;
  }
}
