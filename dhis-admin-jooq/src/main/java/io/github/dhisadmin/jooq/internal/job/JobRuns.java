package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_NODE;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_RUN;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static io.github.dhisadmin.jooq.internal.sql.Moments.instant;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.job.DueReason;
import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.job.SchedulerNode;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.RunRow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** What is remembered of runs, and of the nodes they run on. */
final class JobRuns {
  private final Database database;

  JobRuns(Database database) {
    this.database = database;
  }

  List<RunRow> last(@Nullable String jobUid, int limit) {
    return database.transaction(
        ctx ->
            ctx.select(JOB_RUN.fields())
                .from(JOB_RUN)
                .where(jobUid == null ? noCondition() : JOB_RUN.JOB_UID.eq(jobUid))
                .orderBy(JOB_RUN.RUN_ID.desc())
                .limit(limit)
                .fetch(JobRuns::run));
  }

  private static RunRow run(Record row) {
    JSONB progress = row.get(JOB_RUN.PROGRESS);
    return new RunRow(
        row.get(JOB_RUN.RUN_ID),
        row.get(JOB_RUN.JOB_UID),
        row.get(JOB_RUN.JOB_NAME),
        row.get(JOB_RUN.JOB_TYPE),
        row.get(JOB_RUN.SCHEDULED_FOR).toInstant(),
        row.get(JOB_RUN.ATTEMPT),
        DueReason.valueOf(row.get(JOB_RUN.REASON)),
        RunStatus.valueOf(row.get(JOB_RUN.STATUS)),
        row.get(JOB_RUN.NODE),
        row.get(JOB_RUN.STARTED_AT).toInstant(),
        instant(row.get(JOB_RUN.FINISHED_AT)),
        row.get(JOB_RUN.ERROR),
        progress == null ? null : progress.data());
  }

  boolean progress(Owned run, String json) {
    return database.transaction(
            ctx ->
                ctx.update(JOB_RUN)
                    .set(JOB_RUN.PROGRESS, JSONB.valueOf(json))
                    .where(JOB_RUN.RUN_ID.eq(run.runId()))
                    .and(JOB_RUN.STATUS.eq(RunStatus.RUNNING.name()))
                    .and(
                        exists(
                            selectOne()
                                .from(JOB)
                                .where(JOB.JOB_ID.eq(run.jobId()))
                                .and(JOB.FENCE.eq(run.fence()))
                                .and(JOB.STATE.eq(inline(RUNNING)))))
                    .execute())
        == 1;
  }

  /** What is kept is found by a job's index for each old run, so that the history may be long. */
  int prune(Duration olderThan, int keptPerJob) {
    var later = JOB_RUN.as("later");
    return database.transaction(
        ctx ->
            ctx.deleteFrom(JOB_RUN)
                .where(JOB_RUN.STARTED_AT.lt(Moments.ago(olderThan)))
                .and(JOB_RUN.STATUS.ne(RunStatus.RUNNING.name()))
                .and(
                    exists(
                        selectOne()
                            .from(later)
                            .where(later.JOB_UID.eq(JOB_RUN.JOB_UID))
                            .and(later.RUN_ID.gt(JOB_RUN.RUN_ID))
                            .orderBy(later.RUN_ID)
                            .limit(1)
                            .offset(keptPerJob - 1)))
                .execute());
  }

  void announce(String node, Set<String> types, boolean stopping) {
    String known = String.join(",", new TreeSet<>(types));
    database.transaction(
        ctx ->
            ctx.insertInto(JOB_NODE)
                .set(JOB_NODE.NODE, node)
                .set(JOB_NODE.STARTED_AT, Moments.now())
                .set(JOB_NODE.LAST_SEEN, Moments.now())
                .set(JOB_NODE.TYPES, known)
                .set(JOB_NODE.STOPPING, stopping)
                .onConflict(JOB_NODE.NODE)
                .doUpdate()
                .set(JOB_NODE.STARTED_AT, stopping ? JOB_NODE.STARTED_AT : Moments.now())
                .set(JOB_NODE.LAST_SEEN, Moments.now())
                .set(JOB_NODE.TYPES, known)
                .set(JOB_NODE.STOPPING, stopping)
                .execute());
  }

  List<SchedulerNode> nodes(Duration seenWithin) {
    return database.transaction(
        ctx ->
            ctx.select(JOB_NODE.fields())
                .from(JOB_NODE)
                .where(JOB_NODE.LAST_SEEN.gt(Moments.ago(seenWithin)))
                .orderBy(JOB_NODE.NODE)
                .fetch(
                    row ->
                        new SchedulerNode(
                            row.get(JOB_NODE.NODE),
                            row.get(JOB_NODE.STARTED_AT).toInstant(),
                            row.get(JOB_NODE.LAST_SEEN).toInstant(),
                            Arrays.asList(row.get(JOB_NODE.TYPES).split(",")),
                            row.get(JOB_NODE.STOPPING))));
  }
}
