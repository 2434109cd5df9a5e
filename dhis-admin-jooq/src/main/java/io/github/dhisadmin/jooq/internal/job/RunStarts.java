package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_SLOT;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static io.github.dhisadmin.jooq.internal.sql.Moments.column;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.github.dhisadmin.job.RunStatus;
import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobTransitions.ClaimRequest;
import io.github.dhisadmin.spi.JobTransitions.ClaimedRun;
import io.github.dhisadmin.spi.JobTransitions.Start;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** Writes that jobs, whose rows are locked, begin: all of them by one statement. */
final class RunStarts {
  private static final String ASKED = "asked";
  private static final Field<Long> ASKED_JOB = field(name(ASKED, "job"), SQLDataType.BIGINT);
  private static final Field<OffsetDateTime> OCCURRENCE =
      field(name(ASKED, "occurrence"), SQLDataType.TIMESTAMPWITHTIMEZONE);
  private static final Field<Integer> ATTEMPT = field(name(ASKED, "attempt"), SQLDataType.INTEGER);
  private static final Field<String> REASON = field(name(ASKED, "reason"), SQLDataType.VARCHAR);

  private static final Name RUN = name("run");

  private static final String TAKEN = "taken";
  private static final Field<String> KEY = field(name(TAKEN, "key"), SQLDataType.VARCHAR);
  private static final Field<Long> TAKEN_JOB = field(name(TAKEN, "job"), SQLDataType.BIGINT);
  private static final Field<Long> FENCE = field(name(TAKEN, "fence"), SQLDataType.BIGINT);

  private RunStarts() {}

  /** A job that is to begin. */
  record Starting(JobRow job, Start start) {}

  /**
   * Begins jobs.
   *
   * @return the number of each run by that of its job; none for an occurrence and attempt that has
   *     been before: the unique constraint keeps it from running twice, whatever went before
   */
  static Map<Long, Long> begin(DSLContext ctx, ClaimRequest request, List<Starting> starting) {
    if (starting.isEmpty()) {
      return Map.of();
    }
    CommonTableExpression<?> run =
        RUN.as(
            ctx.insertInto(
                    JOB_RUN,
                    JOB_RUN.JOB_ID,
                    JOB_RUN.JOB_UID,
                    JOB_RUN.JOB_NAME,
                    JOB_RUN.JOB_TYPE,
                    JOB_RUN.SCHEDULED_FOR,
                    JOB_RUN.ATTEMPT,
                    JOB_RUN.REASON,
                    JOB_RUN.STATUS,
                    JOB_RUN.NODE,
                    JOB_RUN.FENCE,
                    JOB_RUN.STARTED_AT)
                .select(
                    select(
                            JOB.JOB_ID,
                            JOB.UID,
                            JOB.NAME,
                            JOB.JOB_TYPE,
                            OCCURRENCE,
                            ATTEMPT,
                            REASON,
                            inline(RunStatus.RUNNING.name()),
                            val(request.node()),
                            JOB.FENCE.add(inline(1L)),
                            Moments.now())
                        .from(asked(starting))
                        .join(JOB)
                        .on(JOB.JOB_ID.eq(ASKED_JOB)))
                .onConflictDoNothing()
                .returning(
                    JOB_RUN.JOB_ID,
                    JOB_RUN.RUN_ID,
                    JOB_RUN.FENCE,
                    JOB_RUN.SCHEDULED_FOR,
                    JOB_RUN.ATTEMPT,
                    JOB_RUN.REASON));
    return ctx.with(run)
        .update(JOB)
        .set(JOB.STATE, inline(RUNNING))
        .set(JOB.FENCE, begun(JOB_RUN.FENCE))
        .set(JOB.NODE, request.node())
        .set(JOB.LEASE_UNTIL, Moments.in(request.lease()))
        .set(JOB.CANCEL_REQUESTED, inline(false))
        .set(JOB.OCCURRENCE, begun(JOB_RUN.SCHEDULED_FOR))
        .set(JOB.ATTEMPTS, begun(JOB_RUN.ATTEMPT))
        .set(JOB.DUE_REASON, begun(JOB_RUN.REASON))
        .set(JOB.RUN_ID, begun(JOB_RUN.RUN_ID))
        .set(JOB.LAST_STARTED, Moments.now())
        .set(JOB.DUE_AT, inline(null, JOB.DUE_AT))
        .from(run)
        .where(JOB.JOB_ID.eq(begun(JOB_RUN.JOB_ID)))
        .returning(JOB.JOB_ID, JOB.RUN_ID)
        .fetchMap(JOB.JOB_ID, JOB.RUN_ID);
  }

  private static <T> Field<T> begun(Field<T> column) {
    return field(RUN.append(column.getUnqualifiedName()), column.getDataType());
  }

  private static Table<Record> asked(List<Starting> starting) {
    return ArrayRows.of(
        ASKED,
        List.of(
            val(starting.stream().map(each -> each.job().id()).toArray(Long[]::new)),
            val(
                starting.stream()
                    .map(each -> column(each.start().occurrence()))
                    .toArray(OffsetDateTime[]::new)),
            val(starting.stream().map(each -> each.start().attempt()).toArray(Integer[]::new)),
            val(
                starting.stream()
                    .map(each -> each.start().reason().name())
                    .toArray(String[]::new))),
        ASKED_JOB.getName(),
        OCCURRENCE.getName(),
        ATTEMPT.getName(),
        REASON.getName());
  }

  /** Takes the slots, which are locked, of those that have a key. */
  static void takeSlots(DSLContext ctx, List<ClaimedRun> runs) {
    List<String> keys = new ArrayList<>();
    List<Long> jobs = new ArrayList<>();
    List<Long> fences = new ArrayList<>();
    for (ClaimedRun run : runs) {
      String key = run.job().options().exclusiveKeyOrNull();
      if (key != null) {
        keys.add(key);
        jobs.add(run.run().jobId());
        fences.add(run.run().fence());
      }
    }
    if (keys.isEmpty()) {
      return;
    }
    Table<Record> taken =
        ArrayRows.of(
            TAKEN,
            List.of(
                val(keys.toArray(String[]::new)),
                val(jobs.toArray(Long[]::new)),
                val(fences.toArray(Long[]::new))),
            KEY.getName(),
            TAKEN_JOB.getName(),
            FENCE.getName());
    ctx.update(JOB_SLOT)
        .set(JOB_SLOT.JOB_ID, TAKEN_JOB)
        .set(JOB_SLOT.FENCE, FENCE)
        .from(taken)
        .where(JOB_SLOT.EXCLUSIVE_KEY.eq(KEY))
        .execute();
  }
}
