package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_ERROR;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_RUN;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.job.JobError;
import io.github.dhisadmin.job.JobErrorFilter;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.RunError;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** What went wrong with single objects. */
final class JobErrors {
  private final Database database;

  JobErrors(Database database) {
    this.database = database;
  }

  boolean insert(Owned run, RunError error) {
    return database.transaction(
            ctx ->
                ctx.insertInto(
                        JOB_ERROR,
                        JOB_ERROR.RUN_ID,
                        JOB_ERROR.CODE,
                        JOB_ERROR.OBJECT,
                        JOB_ERROR.MESSAGE,
                        JOB_ERROR.RECORDED_AT)
                    .select(
                        select(
                                val(run.runId()),
                                val(error.code(), JOB_ERROR.CODE),
                                val(RunEnds.storable(error.objectOrNull()), JOB_ERROR.OBJECT),
                                val(RunEnds.storable(error.message()), JOB_ERROR.MESSAGE),
                                Moments.now())
                            .from(JOB)
                            .where(JOB.JOB_ID.eq(run.jobId()))
                            .and(JOB.FENCE.eq(run.fence()))
                            .and(JOB.STATE.eq(inline(RUNNING))))
                    .execute())
        == 1;
  }

  List<JobError> list(JobErrorFilter filter) {
    return database.transaction(
        ctx ->
            ctx.select(
                    JOB_ERROR.RUN_ID,
                    JOB_RUN.JOB_UID,
                    JOB_RUN.JOB_NAME,
                    JOB_ERROR.CODE,
                    JOB_ERROR.OBJECT,
                    JOB_ERROR.MESSAGE,
                    JOB_ERROR.RECORDED_AT)
                .from(JOB_ERROR)
                .join(JOB_RUN)
                .on(JOB_RUN.RUN_ID.eq(JOB_ERROR.RUN_ID))
                .where(ifGiven(JOB_RUN.JOB_UID, filter.jobUidOrNull()))
                .and(ifGiven(JOB_ERROR.CODE, filter.codeOrNull()))
                .and(ifGiven(JOB_ERROR.OBJECT, filter.objectOrNull()))
                .orderBy(JOB_ERROR.ERROR_ID.desc())
                .limit(filter.limit())
                .fetch(
                    row ->
                        new JobError(
                            row.get(JOB_ERROR.RUN_ID),
                            row.get(JOB_RUN.JOB_UID),
                            row.get(JOB_RUN.JOB_NAME),
                            row.get(JOB_ERROR.CODE),
                            row.get(JOB_ERROR.OBJECT),
                            row.get(JOB_ERROR.MESSAGE),
                            row.get(JOB_ERROR.RECORDED_AT).toInstant())));
  }

  private static Condition ifGiven(Field<String> field, @Nullable String value) {
    return value == null ? noCondition() : field.eq(value);
  }
}
