package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_AUDIT;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_RUN;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.migration.AuditEntry;
import io.github.dhisadmin.migration.AuditEntry.Action;
import io.github.dhisadmin.migration.MigrationKind;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Who did what to which run, within the transaction that does it. */
final class AuditTrail {
  private static final int LONGEST_NAME = 255;

  private static final String TOLD = "told";
  private static final Field<Long> RUN = field(name(TOLD, "run"), SQLDataType.BIGINT);
  private static final Field<String> WHO = field(name(TOLD, "who"), SQLDataType.VARCHAR);
  private static final Field<Long> TASKS = field(name(TOLD, "tasks"), SQLDataType.BIGINT);
  private static final Field<String> DETAIL = field(name(TOLD, "detail"), SQLDataType.VARCHAR);

  private final DSLContext ctx;

  AuditTrail(DSLContext ctx) {
    this.ctx = ctx;
  }

  /**
   * Something that was done to a run.
   *
   * @param run its number
   * @param who did it
   * @param tasks to how many of its tasks
   * @param detail more in words
   */
  record Deed(long run, String who, long tasks, String detail) {}

  /** Writes the same deed for several runs, with the number of their tasks. */
  void write(Action action, String who, Map<Long, Long> tasksByRun) {
    write(
        action,
        tasksByRun.entrySet().stream()
            .map(each -> new Deed(each.getKey(), who, each.getValue(), ""))
            .toList());
  }

  /** Writes deeds of one kind, by one statement; their runs have to be there. */
  void write(Action action, List<Deed> deeds) {
    if (deeds.isEmpty()) {
      return;
    }
    Table<Record> told =
        ArrayRows.of(
            TOLD,
            List.of(
                val(deeds.stream().map(Deed::run).toArray(Long[]::new)),
                val(deeds.stream().map(each -> storable(each.who())).toArray(String[]::new)),
                val(deeds.stream().map(Deed::tasks).toArray(Long[]::new)),
                val(deeds.stream().map(Deed::detail).toArray(String[]::new))),
            RUN.getName(),
            WHO.getName(),
            TASKS.getName(),
            DETAIL.getName());
    ctx.insertInto(
            MIGRATION_AUDIT,
            MIGRATION_AUDIT.CONFIGURATION,
            MIGRATION_AUDIT.RUN_ID,
            MIGRATION_AUDIT.KIND,
            MIGRATION_AUDIT.ACTION,
            MIGRATION_AUDIT.WHO,
            MIGRATION_AUDIT.HAPPENED_AT,
            MIGRATION_AUDIT.TASK_COUNT,
            MIGRATION_AUDIT.DETAIL)
        .select(
            select(
                    MIGRATION_RUN.CONFIGURATION,
                    MIGRATION_RUN.RUN_ID,
                    MIGRATION_RUN.KIND,
                    inline(action.name()),
                    WHO,
                    Moments.now(),
                    TASKS,
                    DETAIL)
                .from(told)
                .join(MIGRATION_RUN)
                .on(MIGRATION_RUN.RUN_ID.eq(RUN))
                .orderBy(MIGRATION_RUN.RUN_ID))
        .execute();
  }

  /** Entries of a condition. */
  List<AuditEntry> entries(Condition condition, OrderField<?> order, int limit) {
    return ctx.selectFrom(MIGRATION_AUDIT)
        .where(condition)
        .orderBy(order)
        .limit(limit)
        .fetch(
            row ->
                new AuditEntry(
                    row.get(MIGRATION_AUDIT.AUDIT_ID),
                    row.get(MIGRATION_AUDIT.HAPPENED_AT).toInstant(),
                    row.get(MIGRATION_AUDIT.WHO),
                    Action.valueOf(row.get(MIGRATION_AUDIT.ACTION)),
                    row.get(MIGRATION_AUDIT.CONFIGURATION),
                    row.get(MIGRATION_AUDIT.RUN_ID),
                    MigrationKind.valueOf(row.get(MIGRATION_AUDIT.KIND)),
                    row.get(MIGRATION_AUDIT.TASK_COUNT),
                    row.get(MIGRATION_AUDIT.DETAIL)));
  }

  private static String storable(String who) {
    return who.length() <= LONGEST_NAME ? who : who.substring(0, LONGEST_NAME);
  }
}
