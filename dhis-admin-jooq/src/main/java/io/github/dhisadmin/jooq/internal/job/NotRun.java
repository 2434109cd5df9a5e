package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_RUN;
import static io.github.dhisadmin.jooq.internal.sql.Moments.column;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.spi.JobRow;
import java.time.Instant;
import org.jooq.DSLContext;

/**
 * An occurrence that is left out, as the history tells it; one that was begun before stays as it
 * is.
 *
 * @param job whose
 * @param occurrence which
 * @param reason why it would have run
 * @param node who left it out; empty for an operator
 * @param why what speaks against it
 */
record NotRun(JobRow job, Instant occurrence, DueReason reason, String node, String why) {

  void insert(DSLContext ctx) {
    ctx.insertInto(JOB_RUN)
        .set(JOB_RUN.JOB_ID, job.id())
        .set(JOB_RUN.JOB_UID, job.uid())
        .set(JOB_RUN.JOB_NAME, job.name())
        .set(JOB_RUN.JOB_TYPE, job.type())
        .set(JOB_RUN.SCHEDULED_FOR, column(occurrence))
        .set(JOB_RUN.ATTEMPT, job.state().attempts() + 1)
        .set(JOB_RUN.REASON, reason.name())
        .set(JOB_RUN.STATUS, RunStatus.NOT_RUN.name())
        .set(JOB_RUN.NODE, node)
        .set(JOB_RUN.FENCE, job.state().fence())
        .set(JOB_RUN.STARTED_AT, Moments.now())
        .set(JOB_RUN.FINISHED_AT, Moments.now())
        .set(JOB_RUN.ERROR, why)
        .onConflictDoNothing()
        .execute();
  }
}
