package io.github.dhisadmin.jooq.internal.runlog;

import static io.github.dhisadmin.jooq.internal.admin.Tables.TABLE_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.TABLE_RUN_PART;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;

import io.github.dhisadmin.jooq.internal.lock.AdvisoryRunLocks;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.model.TableRunKind;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.TableRunLog;
import java.time.OffsetDateTime;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record5;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Runs as rows of {@code table_run}, by the database's clock. */
public final class JooqTableRunLog implements TableRunLog {
  private final Database database;

  /** Remembers in a database whose library schema is up to date. */
  public JooqTableRunLog(Database database) {
    this.database = database;
  }

  @Override
  public long begin(TableRunKind kind) {
    return database.transaction(
        ctx -> {
          interrupt(ctx, noCondition());
          return ctx.insertInto(TABLE_RUN)
              .set(TABLE_RUN.KIND, kind.name())
              .set(TABLE_RUN.STATE, RunState.RUNNING.name())
              .set(TABLE_RUN.STARTED_AT, currentOffsetDateTime())
              .returning(TABLE_RUN.RUN_ID)
              .fetchSingle(TABLE_RUN.RUN_ID);
        });
  }

  /** Says of runs that have not ended that they never will. */
  private static void interrupt(DSLContext ctx, Condition dead) {
    ctx.update(TABLE_RUN)
        .set(TABLE_RUN.STATE, RunState.INTERRUPTED.name())
        .where(TABLE_RUN.STATE.eq(RunState.RUNNING.name()))
        .and(dead)
        .execute();
  }

  @Override
  public void finish(long id, RunState state, List<Part> parts) {
    database.transaction(
        ctx -> {
          ctx.update(TABLE_RUN)
              .set(TABLE_RUN.STATE, state.name())
              .set(TABLE_RUN.FINISHED_AT, currentOffsetDateTime())
              .where(TABLE_RUN.RUN_ID.eq(id))
              .execute();
          var rows =
              parts.stream()
                  .map(
                      part ->
                          org.jooq.impl.DSL.row(
                              id,
                              part.type(),
                              part.table(),
                              part.action(),
                              part.reason(),
                              part.rows(),
                              part.duration().toMillis()))
                  .toList();
          return ctx.insertInto(
                  TABLE_RUN_PART,
                  TABLE_RUN_PART.RUN_ID,
                  TABLE_RUN_PART.PART_TYPE,
                  TABLE_RUN_PART.TABLE_NAME,
                  TABLE_RUN_PART.ACTION,
                  TABLE_RUN_PART.REASON,
                  TABLE_RUN_PART.ROW_COUNT,
                  TABLE_RUN_PART.DURATION_MS)
              .valuesOfRows(rows)
              .execute();
        });
  }

  @Override
  public List<RunRecord> last(TableRunKind kind, int limit) {
    Field<Long> rows =
        coalesce(
                field(
                    select(sum(TABLE_RUN_PART.ROW_COUNT))
                        .from(TABLE_RUN_PART)
                        .where(TABLE_RUN_PART.RUN_ID.eq(TABLE_RUN.RUN_ID))),
                inline(0))
            .cast(SQLDataType.BIGINT);
    return database.transaction(
        ctx -> {
          interrupt(ctx, not(AdvisoryRunLocks.isHeld(inline(RunLocks.TABLES))));
          return ctx.select(
                  TABLE_RUN.RUN_ID,
                  TABLE_RUN.STATE,
                  TABLE_RUN.STARTED_AT,
                  TABLE_RUN.FINISHED_AT,
                  rows)
              .from(TABLE_RUN)
              .where(TABLE_RUN.KIND.eq(kind.name()))
              .orderBy(TABLE_RUN.RUN_ID.desc())
              .limit(limit)
              .fetch(JooqTableRunLog::record);
        });
  }

  private static RunRecord record(
      Record5<Long, String, OffsetDateTime, @Nullable OffsetDateTime, Long> row) {
    OffsetDateTime finished = row.value4();
    return new RunRecord(
        row.value1(),
        RunState.valueOf(row.value2()),
        row.value3().toInstant(),
        finished == null ? null : finished.toInstant(),
        row.value5());
  }
}
