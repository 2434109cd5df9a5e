package io.github.dhisadmin.jooq.internal.statistics;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.github.dhisadmin.statistics.DatabaseSize;
import io.github.dhisadmin.statistics.TableSize;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** Sizes of the database and of the tables of one schema, as the server's files have them. */
final class DiskUse {
  private DiskUse() {}

  static DatabaseSize read(DSLContext ctx, String schemaName) {
    Field<Long> database =
        function(
            name("pg_database_size"),
            SQLDataType.BIGINT,
            function(name("current_database"), SQLDataType.VARCHAR));
    return new DatabaseSize(ctx.select(database).fetchSingle().value1(), tables(ctx, schemaName));
  }

  private static List<TableSize> tables(DSLContext ctx, String schemaName) {
    Field<String> tableName = field(name("c", "relname"), SQLDataType.VARCHAR);
    Field<Long> bytes = size("pg_total_relation_size");
    return ctx.select(tableName, bytes, size("pg_indexes_size"))
        .from(table(name("pg_catalog", "pg_class")).as("c"))
        .join(table(name("pg_catalog", "pg_namespace")).as("n"))
        .on(
            field(name("n", "oid"), SQLDataType.BIGINT)
                .eq(field(name("c", "relnamespace"), SQLDataType.BIGINT)))
        .where(field(name("n", "nspname"), SQLDataType.VARCHAR).eq(schemaName))
        .and(field(name("c", "relkind"), SQLDataType.VARCHAR).in(inline("r"), inline("m")))
        .orderBy(bytes.desc(), tableName)
        .fetch(row -> new TableSize(row.value1(), row.value2(), row.value3()));
  }

  /** Nothing for a table that was dropped meanwhile. */
  private static Field<Long> size(String function) {
    Field<Long> oid = field(name("c", "oid"), SQLDataType.BIGINT);
    return coalesce(function(name(function), SQLDataType.BIGINT, oid), inline(0L));
  }
}
