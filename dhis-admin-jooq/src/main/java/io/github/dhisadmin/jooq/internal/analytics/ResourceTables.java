package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.resourcetable.ResourceTable;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** The resource tables of a database under the names of its DHIS2 version. */
final class ResourceTables {
  private static final Name COLUMNS = DSL.name("information_schema", "columns");

  private final Dhis2Schema schema;

  ResourceTables(Dhis2Schema schema) {
    this.schema = schema;
  }

  Table<Record> table(ResourceTable table, String alias) {
    return DSL.table(DSL.name(nameOf(table))).as(alias);
  }

  String nameOf(ResourceTable table) {
    return schema.nameOf(table);
  }

  /** Names of the columns a table has; empty if it does not exist. */
  Set<String> columns(DSLContext ctx, ResourceTable table) {
    return columnsOf(ctx, nameOf(table));
  }

  Set<String> columnsOf(DSLContext ctx, String tableName) {
    Field<String> column = DSL.field(DSL.name("column_name"), String.class);
    return ctx.select(column)
        .from(DSL.table(COLUMNS))
        .where(DSL.field(DSL.name("table_schema"), String.class).eq(schema.schemaName()))
        .and(DSL.field(DSL.name("table_name"), String.class).eq(tableName))
        .fetchSet(column);
  }

  static <T> Field<T> column(String alias, String name, DataType<T> type) {
    return DSL.field(DSL.name(alias, name), type);
  }
}
