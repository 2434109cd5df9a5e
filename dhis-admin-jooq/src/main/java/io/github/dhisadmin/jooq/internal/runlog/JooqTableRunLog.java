package io.github.dhisadmin.jooq.internal.runlog;

import static io.github.dhisadmin.jooq.internal.admin.Tables.TABLE_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.TABLE_RUN_PART;
import static org.jooq.impl.DSL.currentOffsetDateTime;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;

import io.github.dhisadmin.jooq.internal.lock.AdvisoryRunLocks;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.model.TableRunKind;
import io.github.dhisadmin.run.RunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.run.TableRunPart;
import io.github.dhisadmin.spi.RunLocks;
import io.github.dhisadmin.spi.TableRunLog;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;

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
          forgetOld(ctx, kind);
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

  /** The run that begins is one of those that are kept. */
  private static void forgetOld(DSLContext ctx, TableRunKind kind) {
    ctx.deleteFrom(TABLE_RUN)
        .where(TABLE_RUN.KIND.eq(kind.name()))
        .and(
            TABLE_RUN.RUN_ID.notIn(
                select(TABLE_RUN.RUN_ID)
                    .from(TABLE_RUN)
                    .where(TABLE_RUN.KIND.eq(kind.name()))
                    .orderBy(TABLE_RUN.RUN_ID.desc())
                    .limit(inline(KEPT - 1))))
        .execute();
  }

  @Override
  public void finish(long id, Ending ending) {
    database.transaction(
        ctx -> {
          ctx.update(TABLE_RUN)
              .set(TABLE_RUN.STATE, ending.state().name())
              .set(TABLE_RUN.FINISHED_AT, currentOffsetDateTime())
              .set(TABLE_RUN.ERROR, ending.errorOrNull())
              .where(TABLE_RUN.RUN_ID.eq(id))
              .execute();
          var rows =
              ending.parts().stream()
                  .map(
                      part ->
                          row(
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
    return database.transaction(
        ctx -> {
          interrupt(ctx, not(AdvisoryRunLocks.isHeld(inline(RunLocks.TABLES))));
          List<? extends Record> runs =
              ctx.selectFrom(TABLE_RUN)
                  .where(TABLE_RUN.KIND.eq(kind.name()))
                  .orderBy(TABLE_RUN.RUN_ID.desc())
                  .limit(limit)
                  .fetch();
          Map<Long, List<TableRunPart>> parts = partsOf(ctx, runs);
          return runs.stream()
              .map(run -> told(run, parts.getOrDefault(run.get(TABLE_RUN.RUN_ID), List.of())))
              .toList();
        });
  }

  private static Map<Long, List<TableRunPart>> partsOf(
      DSLContext ctx, List<? extends Record> runs) {
    return ctx.selectFrom(TABLE_RUN_PART)
        .where(
            TABLE_RUN_PART.RUN_ID.in(runs.stream().map(run -> run.get(TABLE_RUN.RUN_ID)).toList()))
        .orderBy(TABLE_RUN_PART.PART_TYPE, TABLE_RUN_PART.TABLE_NAME)
        .fetchGroups(TABLE_RUN_PART.RUN_ID, JooqTableRunLog::part);
  }

  private static TableRunPart part(Record part) {
    return new TableRunPart(
        part.get(TABLE_RUN_PART.PART_TYPE),
        part.get(TABLE_RUN_PART.TABLE_NAME),
        part.get(TABLE_RUN_PART.ACTION),
        part.get(TABLE_RUN_PART.REASON),
        part.get(TABLE_RUN_PART.ROW_COUNT),
        Duration.ofMillis(part.get(TABLE_RUN_PART.DURATION_MS)));
  }

  private static RunRecord told(Record run, List<TableRunPart> parts) {
    OffsetDateTime finished = run.get(TABLE_RUN.FINISHED_AT);
    return new RunRecord(
        run.get(TABLE_RUN.RUN_ID),
        RunState.valueOf(run.get(TABLE_RUN.STATE)),
        run.get(TABLE_RUN.STARTED_AT).toInstant(),
        finished == null ? null : finished.toInstant(),
        run.get(TABLE_RUN.ERROR),
        parts);
  }
}
