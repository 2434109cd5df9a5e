package io.github.dhisadmin.jooq.internal.maintenance;

import io.github.dhisadmin.jooq.internal.dhis2.DefaultSchema;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.ForeignKeys.ForeignKey;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Looks once more, before rows are deleted, for references for whose sake PostgreSQL would not
 * refuse it: those of a host's tables, which may say that their rows go along, and those that are
 * not declared.
 *
 * @param table the table whose rows are deleted
 * @param key its key
 * @param references what to look into
 */
record ReferenceGuard(Table<?> table, Field<Long> key, List<ForeignKey> references) {
  /** Keeps its own copy. */
  ReferenceGuard {
    references = List.copyOf(references);
  }

  /** Looks into the tables that are not DHIS2's. */
  static ReferenceGuard ofHost(
      Dhis2Schema schema, Table<?> table, Field<Long> key, List<ForeignKey> references) {
    return new ReferenceGuard(
        table,
        key,
        references.stream().filter(reference -> !isOfDhis2(schema, reference)).toList());
  }

  /** Whether a table of DHIS2 refers. */
  static boolean isOfDhis2(Dhis2Schema schema, ForeignKey reference) {
    return reference.schema().equals(schema.schemaName())
        && DefaultSchema.DEFAULT_SCHEMA.getTables().stream()
            .map(Table::getName)
            .anyMatch(reference.table()::equals);
  }

  /**
   * The rows that something refers to. To be asked when they are locked, so that no declared
   * reference to the others can come after the answer.
   */
  List<Long> referred(DSLContext ctx, List<Long> keys) {
    if (references.isEmpty()) {
      return List.of();
    }
    List<Condition> referring =
        references.stream()
            .map(
                reference ->
                    DSL.exists(
                        DSL.selectOne()
                            .from(DSL.table(reference.tableName()).as("r"))
                            .where(reference.matches(DSL.name("r"), table.getUnqualifiedName()))))
            .toList();
    return ctx.select(key)
        .from(table)
        .where(key.eq(DSL.any(BoundArray.of(keys.toArray(Long[]::new)))))
        .and(DSL.or(referring))
        .orderBy(key)
        .fetch(key);
  }
}
