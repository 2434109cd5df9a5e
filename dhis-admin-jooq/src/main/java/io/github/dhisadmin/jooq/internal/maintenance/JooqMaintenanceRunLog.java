package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MAINTENANCE_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MAINTENANCE_STEP;
import static org.jooq.impl.DSL.currentOffsetDateTime;

import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.maintenance.MaintenanceRequest;
import io.github.dhisadmin.maintenance.MaintenanceRunRecord;
import io.github.dhisadmin.run.RunState;
import io.github.dhisadmin.spi.MaintenanceRunLog;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Executions as rows of {@code maintenance_run}, by the database's clock. */
final class JooqMaintenanceRunLog implements MaintenanceRunLog {
  private static final String DIED = "The process died.";

  private final Database database;

  JooqMaintenanceRunLog(Database database) {
    this.database = database;
  }

  @Override
  public boolean hasDied(String operation) {
    return database.transaction(
        ctx -> {
          Long lastSuccess =
              ctx.select(DSL.coalesce(DSL.max(MAINTENANCE_RUN.RUN_ID), DSL.inline(0L)))
                  .from(MAINTENANCE_RUN)
                  .where(MAINTENANCE_RUN.OPERATION.eq(operation))
                  .and(MAINTENANCE_RUN.STATE.eq(RunState.SUCCEEDED.name()))
                  .fetchSingle()
                  .value1();
          return ctx.fetchExists(
              ctx.selectOne()
                  .from(MAINTENANCE_RUN)
                  .join(MAINTENANCE_STEP)
                  .on(MAINTENANCE_STEP.RUN_ID.eq(MAINTENANCE_RUN.RUN_ID))
                  .where(MAINTENANCE_RUN.OPERATION.eq(operation))
                  .and(MAINTENANCE_RUN.RUN_ID.gt(lastSuccess))
                  .and(
                      MAINTENANCE_RUN
                          .STATE
                          .eq(RunState.RUNNING.name())
                          .or(MAINTENANCE_RUN.ERROR.eq(DIED)))
                  .and(MAINTENANCE_STEP.DONE.gt(0L)));
        });
  }

  @Override
  public long begin(MaintenanceRequest<?> request) {
    String operation = request.operation().name();
    return database.transaction(
        ctx -> {
          ctx.update(MAINTENANCE_RUN)
              .set(MAINTENANCE_RUN.STATE, RunState.FAILED.name())
              .set(MAINTENANCE_RUN.FINISHED_AT, currentOffsetDateTime())
              .set(MAINTENANCE_RUN.ERROR, DIED)
              .where(MAINTENANCE_RUN.OPERATION.eq(operation))
              .and(MAINTENANCE_RUN.STATE.eq(RunState.RUNNING.name()))
              .execute();
          return ctx.insertInto(MAINTENANCE_RUN)
              .set(MAINTENANCE_RUN.OPERATION, operation)
              .set(MAINTENANCE_RUN.PARAMETERS, request.parameters().toString())
              .set(MAINTENANCE_RUN.STATE, RunState.RUNNING.name())
              .set(MAINTENANCE_RUN.STARTED_AT, currentOffsetDateTime())
              .returning(MAINTENANCE_RUN.RUN_ID)
              .fetchSingle(MAINTENANCE_RUN.RUN_ID);
        });
  }

  @Override
  public void planned(long runId, Map<String, Long> counts) {
    database.transaction(
        ctx ->
            ctx.insertInto(
                    MAINTENANCE_STEP,
                    MAINTENANCE_STEP.RUN_ID,
                    MAINTENANCE_STEP.STEP,
                    MAINTENANCE_STEP.PLANNED,
                    MAINTENANCE_STEP.DONE)
                .valuesOfRows(
                    counts.entrySet().stream()
                        .map(step -> DSL.row(runId, step.getKey(), step.getValue(), 0L))
                        .toList())
                .execute());
  }

  @Override
  public void finish(long runId, RunState state, @Nullable String errorOrNull) {
    database.transaction(
        ctx ->
            ctx.update(MAINTENANCE_RUN)
                .set(MAINTENANCE_RUN.STATE, state.name())
                .set(MAINTENANCE_RUN.FINISHED_AT, currentOffsetDateTime())
                .set(MAINTENANCE_RUN.ERROR, errorOrNull)
                .where(MAINTENANCE_RUN.RUN_ID.eq(runId))
                .execute());
  }

  @Override
  public List<MaintenanceRunRecord> last(int limit) {
    return database.transaction(
        ctx -> {
          Result<? extends Record> runs =
              ctx.selectFrom(MAINTENANCE_RUN)
                  .orderBy(MAINTENANCE_RUN.RUN_ID.desc())
                  .limit(limit)
                  .fetch();
          Map<Long, ? extends Result<? extends Record>> steps =
              ctx.selectFrom(MAINTENANCE_STEP)
                  .where(MAINTENANCE_STEP.RUN_ID.in(runs.getValues(MAINTENANCE_RUN.RUN_ID)))
                  .orderBy(MAINTENANCE_STEP.STEP_ID)
                  .fetchGroups(MAINTENANCE_STEP.RUN_ID);
          return runs.stream()
              .map(run -> record(run, steps.get(run.get(MAINTENANCE_RUN.RUN_ID))))
              .toList();
        });
  }

  private static MaintenanceRunRecord record(Record run, @Nullable Result<? extends Record> steps) {
    Map<String, Long> planned = new LinkedHashMap<>();
    Map<String, Long> done = new LinkedHashMap<>();
    if (steps != null) {
      for (Record step : steps) {
        planned.put(step.get(MAINTENANCE_STEP.STEP), step.get(MAINTENANCE_STEP.PLANNED));
        done.put(step.get(MAINTENANCE_STEP.STEP), step.get(MAINTENANCE_STEP.DONE));
      }
    }
    OffsetDateTime finished = run.get(MAINTENANCE_RUN.FINISHED_AT);
    return new MaintenanceRunRecord(
        run.get(MAINTENANCE_RUN.RUN_ID),
        run.get(MAINTENANCE_RUN.OPERATION),
        run.get(MAINTENANCE_RUN.PARAMETERS),
        RunState.valueOf(run.get(MAINTENANCE_RUN.STATE)),
        run.get(MAINTENANCE_RUN.STARTED_AT).toInstant(),
        finished == null ? null : finished.toInstant(),
        planned,
        done,
        run.get(MAINTENANCE_RUN.ERROR));
  }
}
