package io.github.dhisadmin.jooq.internal.schema;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * Reads the catalogue in two statements. It asks pg_catalog, not information_schema: a server with
 * years of analytics partitions has hundreds of thousands of columns, and the views of
 * information_schema look at each of them.
 */
final class CatalogueReader {
  private final DSLContext ctx;
  private final String schemaName;

  CatalogueReader(DSLContext ctx, String schemaName) {
    this.ctx = ctx;
    this.schemaName = schemaName;
  }

  Catalogue read(Collection<String> tables) {
    Map<String, Map<String, String>> columns = columns(tables);
    Field<Integer> serverVersion =
        function(name("current_setting"), SQLDataType.VARCHAR, inline("server_version_num"))
            .cast(SQLDataType.INTEGER);
    Field<Boolean> postgis =
        field(
            exists(
                selectOne()
                    .from(catalogue("pg_extension"))
                    .where(text("extname").eq(inline("postgis")))));
    var server =
        ctx.select(serverVersion, postgis, auditTrigger(), minMaxKeyColumns()).fetchSingle();
    return new Catalogue(
        schemaName, server.value1(), server.value2(), server.value3(), server.value4(), columns);
  }

  private Map<String, Map<String, String>> columns(Collection<String> tables) {
    Table<Record> relation = catalogue("pg_class").as("c");
    Table<Record> namespace = catalogue("pg_namespace").as("n");
    Table<Record> attribute = catalogue("pg_attribute").as("a");
    Table<Record> fallback = catalogue("pg_attrdef").as("d");
    Field<String> tableName = text("c", "relname");
    Field<String> columnName = text("a", "attname");
    Field<String> expression =
        coalesce(
            function(
                name("pg_get_expr"),
                SQLDataType.CLOB,
                field(name("d", "adbin")),
                field(name("d", "adrelid"))),
            inline(""));
    Map<String, Map<String, String>> columns = new HashMap<>();
    ctx.select(tableName, columnName, expression)
        .from(relation)
        .join(namespace)
        .on(oid("n", "oid").eq(oid("c", "relnamespace")))
        .join(attribute)
        .on(oid("a", "attrelid").eq(oid("c", "oid")))
        .leftJoin(fallback)
        .on(oid("d", "adrelid").eq(oid("a", "attrelid")))
        .and(oid("d", "adnum").eq(oid("a", "attnum")))
        .where(text("n", "nspname").eq(schemaName))
        .and(text("c", "relkind").in(inline("r"), inline("p")))
        .and(tableName.eq(any(BoundArray.of(tables.toArray(String[]::new)))))
        .and(oid("a", "attnum").gt(inline(0L)))
        .and(field(name("a", "attisdropped"), SQLDataType.BOOLEAN).isFalse())
        .forEach(
            row ->
                columns
                    .computeIfAbsent(row.value1(), table -> new HashMap<>())
                    .put(row.value2(), row.value3()));
    return columns;
  }

  /**
   * 2.43 audits data values by a trigger, which its server drops when the audit is switched off.
   */
  private Field<Boolean> auditTrigger() {
    return field(
        exists(
            selectOne()
                .from(catalogue("pg_trigger").as("t"))
                .join(catalogue("pg_class").as("c"))
                .on(oid("c", "oid").eq(oid("t", "tgrelid")))
                .join(catalogue("pg_namespace").as("n"))
                .on(oid("n", "oid").eq(oid("c", "relnamespace")))
                .where(text("n", "nspname").eq(schemaName))
                .and(text("c", "relname").eq(inline("datavalue")))
                .and(text("t", "tgname").eq(inline("trg_datavalue_audit")))
                .and(text("t", "tgenabled").ne(inline("D")))));
  }

  private Field<Integer> minMaxKeyColumns() {
    return coalesce(
        field(
            select(field(name("i", "indnkeyatts"), SQLDataType.INTEGER))
                .from(catalogue("pg_index").as("i"))
                .join(catalogue("pg_class").as("c"))
                .on(oid("c", "oid").eq(oid("i", "indrelid")))
                .join(catalogue("pg_namespace").as("n"))
                .on(oid("n", "oid").eq(oid("c", "relnamespace")))
                .where(text("n", "nspname").eq(schemaName))
                .and(text("c", "relname").eq(inline("minmaxdataelement")))
                .and(field(name("i", "indisprimary"), SQLDataType.BOOLEAN).isTrue())),
        val(0));
  }

  private static Table<Record> catalogue(String view) {
    return table(name("pg_catalog", view));
  }

  private static Field<String> text(String... path) {
    return field(name(path), SQLDataType.VARCHAR);
  }

  private static Field<Long> oid(String alias, String column) {
    return field(name(alias, column), SQLDataType.BIGINT);
  }
}
