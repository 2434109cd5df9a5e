package io.github.dhisadmin.jooq.internal.analytics;

import io.github.dhisadmin.analytics.TableStorage;
import io.github.dhisadmin.jooq.internal.sql.Ddl;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Narrow tables, in the library's own schema, that the queries for rows join instead of DHIS2's
 * wide ones. They live as long as a run; what a killed run left is dropped by the next one.
 */
enum WorkTable {
  DATA_ELEMENT,
  ORGANISATION_UNIT,
  CATEGORY_OPTION_COMBO,
  ATTRIBUTE_OPTION_COMBO,
  PERIOD,
  APPROVAL,
  OUTLIER_STATISTICS,
  TRACKER_UNIT,
  LATEST_KEY;

  private static final String PROGRAM_ATTRIBUTES = "work_program_attributes_";
  private static final String MERGE = "work_merge_";
  private static final Table<Record> TABLES = DSL.table(DSL.name("information_schema", "tables"));
  private static final Field<String> TABLE = DSL.field(DSL.name("table_name"), String.class);
  private static final Field<String> SCHEMA = DSL.field(DSL.name("table_schema"), String.class);

  /** The table in the library's schema. */
  Name in(String adminSchema) {
    return DSL.name(adminSchema, "work_" + name().toLowerCase(Locale.ROOT));
  }

  Table<Record> as(String adminSchema, String alias) {
    return DSL.table(in(adminSchema)).as(alias);
  }

  /** The attributes of those who are enrolled in a program; there is one table per program. */
  static Name attributesOf(String adminSchema, long programId) {
    return DSL.name(adminSchema, PROGRAM_ATTRIBUTES + programId);
  }

  /** A table for exchanging rows of a partition. */
  static Name ofMerge(String adminSchema, String what, String target) {
    return DSL.name(adminSchema, MERGE + what + "_" + target);
  }

  /** The key that DHIS2's tables hold, in a work table of this alias. */
  static Field<Long> id(String alias) {
    return ResourceTables.column(alias, "id", SQLDataType.BIGINT);
  }

  /** The row's number in storage order, in a work table of this alias. */
  static Field<Long> place(String alias) {
    return ResourceTables.column(alias, "place", SQLDataType.BIGINT);
  }

  /** Makes the table, in place of one that was made for fewer years. */
  void create(DSLContext ctx, String adminSchema, Select<?> rows) {
    ctx.dropTableIfExists(in(adminSchema)).execute();
    Ddl ddl = new Ddl(ctx);
    ddl.createTableAs(in(adminSchema), TableStorage.UNLOGGED, rows);
    ddl.analyze(in(adminSchema));
  }

  /** Makes the table with the columns of a query, without its rows. */
  void createEmpty(DSLContext ctx, String adminSchema, Select<?> columns) {
    ctx.dropTableIfExists(in(adminSchema)).execute();
    new Ddl(ctx).createEmptyTableAs(in(adminSchema), TableStorage.UNLOGGED, columns);
  }

  /** Number of its rows. */
  long size(DSLContext ctx, String adminSchema) {
    return ctx.fetchCount(DSL.table(in(adminSchema)));
  }

  static void dropAll(DSLContext ctx, String adminSchema) {
    List<Name> names =
        Stream.concat(
                Arrays.stream(values()).map(table -> table.in(adminSchema)),
                ctx
                    .select(TABLE)
                    .from(TABLES)
                    .where(SCHEMA.eq(adminSchema))
                    .and(TABLE.startsWith(PROGRAM_ATTRIBUTES).or(TABLE.startsWith(MERGE)))
                    .fetch(TABLE)
                    .stream()
                    .map(table -> DSL.name(adminSchema, table)))
            .toList();
    names.forEach(name -> ctx.dropTableIfExists(name).execute());
  }
}
