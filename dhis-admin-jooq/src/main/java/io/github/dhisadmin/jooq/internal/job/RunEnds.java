package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_SLOT;
import static io.github.dhisadmin.jooq.internal.job.JobRows.IDLE;
import static io.github.dhisadmin.jooq.internal.job.JobRows.RUNNING;
import static io.github.dhisadmin.jooq.internal.sql.Moments.column;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.jooq.internal.sql.ArrayRows;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.spi.JobStore.Finished;
import io.github.dhisadmin.spi.JobStore.Owned;
import io.github.dhisadmin.spi.JobTransitions.Plan;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Writes the ends of runs, whose owners still have them, all by the same two statements. */
final class RunEnds {
  private static final String TOLD = "told";
  private static final Field<Long> JOB_ID = told("job", SQLDataType.BIGINT);
  private static final Field<Long> FENCE = told("fence", SQLDataType.BIGINT);
  private static final Field<Long> RUN_ID = told("run", SQLDataType.BIGINT);
  private static final Field<String> STATUS = told("status", SQLDataType.VARCHAR);
  private static final Field<String> ERROR = told("error", SQLDataType.VARCHAR);
  private static final Field<String> PROGRESS = told("progress", SQLDataType.VARCHAR);
  private static final Field<Integer> VERSION = told("version", SQLDataType.INTEGER);
  private static final Field<OffsetDateTime> DUE_AT =
      told("due_at", SQLDataType.TIMESTAMPWITHTIMEZONE);
  private static final Field<OffsetDateTime> NEXT_FIRE_AT =
      told("next_fire_at", SQLDataType.TIMESTAMPWITHTIMEZONE);
  private static final Field<String> REASON = told("reason", SQLDataType.VARCHAR);
  private static final Field<OffsetDateTime> OCCURRENCE =
      told("occurrence", SQLDataType.TIMESTAMPWITHTIMEZONE);
  private static final Field<Integer> ATTEMPTS = told("attempts", SQLDataType.INTEGER);
  private static final Field<Integer> FAILURES = told("failures", SQLDataType.INTEGER);
  private static final Field<String> PROBLEM = told("problem", SQLDataType.VARCHAR);

  private static final Name ENDED_JOB = name("ended_job");
  private static final Field<Long> ENDED =
      field(ENDED_JOB.append(JOB.JOB_ID.getUnqualifiedName()), SQLDataType.BIGINT);

  private final List<Finished> runs;
  private final Map<Field<?>, Field<?>> columns = new LinkedHashMap<>();

  private RunEnds(List<Finished> runs) {
    this.runs = runs;
    longs(JOB_ID, each -> each.run().jobId());
    longs(FENCE, each -> each.run().fence());
    longs(RUN_ID, each -> each.run().runId());
    texts(STATUS, each -> each.settlement().status().name());
    texts(ERROR, each -> storable(each.settlement().errorOrNull()));
    texts(PROGRESS, each -> each.settlement().progressOrNull());
    ints(VERSION, Plan::version);
    times(DUE_AT, Plan::dueAt);
    times(NEXT_FIRE_AT, Plan::nextFireAt);
    texts(REASON, each -> each.settlement().plan().reason().name());
    times(OCCURRENCE, Plan::occurrence);
    ints(ATTEMPTS, Plan::attempts);
    ints(FAILURES, Plan::failures);
    texts(PROBLEM, each -> each.settlement().plan().problem());
  }

  private static <T> Field<T> told(String column, DataType<T> type) {
    return field(name(TOLD, column), type);
  }

  /**
   * Ends runs.
   *
   * @param runs in the order of their jobs, as everybody locks several of them in
   * @return those that were still their owner's
   */
  static Set<Owned> write(DSLContext ctx, List<Finished> runs) {
    RunEnds ends = new RunEnds(runs);
    ends.freeSlots(ctx);
    Set<Long> jobs = ends.end(ctx);
    return runs.stream()
        .map(Finished::run)
        .filter(run -> jobs.contains(run.jobId()))
        .collect(Collectors.toSet());
  }

  private void freeSlots(DSLContext ctx) {
    Table<Record> ended = rows(JOB_ID, FENCE);
    ctx.update(JOB_SLOT)
        .setNull(JOB_SLOT.JOB_ID)
        .from(ended)
        .where(JOB_SLOT.JOB_ID.eq(JOB_ID))
        .and(JOB_SLOT.FENCE.eq(FENCE))
        .execute();
  }

  /**
   * The jobs as their owners planned them; but of a definition that was changed during the run, the
   * plan that was made with the change.
   */
  private Set<Long> end(DSLContext ctx) {
    Table<Record> ended =
        rows(
            JOB_ID,
            FENCE,
            STATUS,
            VERSION,
            DUE_AT,
            NEXT_FIRE_AT,
            REASON,
            OCCURRENCE,
            ATTEMPTS,
            FAILURES,
            PROBLEM);
    Condition planned = JOB.VERSION.eq(VERSION);
    CommonTableExpression<?> job =
        ENDED_JOB.as(
            ctx.update(JOB)
                .set(JOB.STATE, inline(IDLE))
                .set(JOB.DUE_AT, when(planned, DUE_AT).otherwise(JOB.NEXT_FIRE_AT))
                .set(JOB.NEXT_FIRE_AT, when(planned, NEXT_FIRE_AT).otherwise(JOB.NEXT_FIRE_AT))
                .set(JOB.DUE_REASON, REASON)
                .set(JOB.OCCURRENCE, when(planned, OCCURRENCE))
                .set(JOB.ATTEMPTS, when(planned, ATTEMPTS).otherwise(inline(0)))
                .set(JOB.FAILURES, FAILURES)
                .set(JOB.PROBLEM, PROBLEM)
                .set(JOB.NODE, inline(null, JOB.NODE))
                .set(JOB.LEASE_UNTIL, inline(null, JOB.LEASE_UNTIL))
                .set(JOB.CANCEL_REQUESTED, inline(false))
                .set(JOB.LAST_FINISHED, Moments.now())
                .set(JOB.LAST_STATUS, STATUS)
                .from(ended)
                .where(JOB.JOB_ID.eq(JOB_ID))
                .and(JOB.FENCE.eq(FENCE))
                .and(JOB.STATE.eq(inline(RUNNING)))
                .returning(JOB.JOB_ID));
    Table<Record> told = rows(JOB_ID, RUN_ID, STATUS, ERROR, PROGRESS);
    CommonTableExpression<?> run =
        name("ended_run")
            .as(
                ctx.update(JOB_RUN)
                    .set(JOB_RUN.STATUS, STATUS)
                    .set(JOB_RUN.ERROR, ERROR)
                    .set(
                        JOB_RUN.PROGRESS,
                        coalesce(PROGRESS.cast(SQLDataType.JSONB), JOB_RUN.PROGRESS))
                    .set(JOB_RUN.FINISHED_AT, Moments.now())
                    .from(told, job)
                    .where(ENDED.eq(JOB_ID))
                    .and(JOB_RUN.RUN_ID.eq(RUN_ID))
                    .returning(JOB_RUN.RUN_ID));
    return new HashSet<>(ctx.with(job).with(run).select(ENDED).from(job).fetch(ENDED));
  }

  private Table<Record> rows(Field<?>... chosen) {
    return ArrayRows.of(
        TOLD,
        Arrays.stream(chosen).<Field<?>>map(columns::get).toList(),
        Arrays.stream(chosen).map(Field::getName).toArray(String[]::new));
  }

  private void longs(Field<Long> column, Function<Finished, Long> value) {
    columns.put(column, val(runs.stream().map(value).toArray(Long[]::new)));
  }

  private void ints(Field<Integer> column, Function<Plan, Integer> value) {
    columns.put(
        column, val(runs.stream().map(each -> value.apply(plan(each))).toArray(Integer[]::new)));
  }

  private void texts(Field<String> column, Function<Finished, @Nullable String> value) {
    columns.put(column, val(runs.stream().map(value).toArray(String[]::new)));
  }

  private void times(Field<OffsetDateTime> column, Function<Plan, @Nullable Instant> value) {
    columns.put(
        column,
        val(
            runs.stream()
                .map(each -> column(value.apply(plan(each))))
                .toArray(OffsetDateTime[]::new)));
  }

  private static Plan plan(Finished finished) {
    return finished.settlement().plan();
  }

  /** PostgreSQL has no text with a zero character in it. */
  static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace("\0", "");
  }
}
