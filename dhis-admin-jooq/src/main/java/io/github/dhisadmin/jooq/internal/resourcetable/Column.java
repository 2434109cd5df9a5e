package io.github.dhisadmin.jooq.internal.resourcetable;

import java.util.List;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A column of a resource table, and where its values come from.
 *
 * @param name its name
 * @param type its exact type
 * @param required whether it is NOT NULL
 * @param value the expression of its values; texts longer than the type allows are cut
 */
record Column(String name, DataType<?> type, boolean required, Field<?> value) {
  static final DataType<String> CHAR_11 = SQLDataType.CHAR(11);
  static final DataType<String> VARCHAR_50 = SQLDataType.VARCHAR(50);
  static final DataType<String> VARCHAR_255 = SQLDataType.VARCHAR(255);

  static Column required(String name, DataType<?> type, Field<?> value) {
    return new Column(name, type, true, value);
  }

  static Column optional(String name, DataType<?> type, Field<?> value) {
    return new Column(name, type, false, value);
  }

  /** What to select so that a table made from the query has these columns. */
  static List<Field<?>> fields(List<Column> columns) {
    return columns.stream().<Field<?>>map(Column::field).toList();
  }

  /** In the order of the database, as DHIS2's columns are, whatever the order of its source. */
  private Field<?> field() {
    Field<?> typed = value.cast(type);
    return (type.isString() ? typed.collate("default") : typed).as(DSL.name(name));
  }
}
