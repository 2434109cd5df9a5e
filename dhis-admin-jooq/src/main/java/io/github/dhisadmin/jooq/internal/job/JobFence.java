package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.spi.JobStore.Owned;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Keeps a destructive piece of work of one owner and the next owner apart: the piece holds a lock
 * that ends with its transaction, and nobody takes the job over without having had that lock alone.
 */
final class JobFence {
  /** "dhaj": keeps these locks apart from the library's others, and from DHIS2's. */
  private static final int LOCK_SPACE = 0x6468616a;

  private JobFence() {}

  /** Whether nobody is within a piece of the job; until the transaction ends nobody will be. */
  static boolean tryExclusively(DSLContext ctx, long jobId) {
    return lock(ctx, "pg_try_advisory_xact_lock", jobId);
  }

  /** Whether the owner still has the job; until the transaction ends nobody takes it over. */
  static boolean tryAsOwner(DSLContext ctx, Owned run) {
    return lock(ctx, "pg_try_advisory_xact_lock_shared", run.jobId())
        && ctx.fetchExists(
            JOB,
            JOB.JOB_ID
                .eq(run.jobId())
                .and(JOB.FENCE.eq(run.fence()))
                .and(JOB.STATE.eq(inline(RUNNING))));
  }

  private static boolean lock(DSLContext ctx, String function, long jobId) {
    return Boolean.TRUE.equals(
        ctx.select(
                DSL.function(
                    DSL.name(function),
                    SQLDataType.BOOLEAN,
                    inline(LOCK_SPACE),
                    val(Math.toIntExact(jobId))))
            .fetchSingle()
            .value1());
  }
}
