package io.github.dhisadmin.jooq.internal.job;

import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB;
import static io.github.dhisadmin.jooq.internal.admin.Tables.JOB_SLOT;
import static io.github.dhisadmin.jooq.internal.job.JobRows.IDLE;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.when;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.spi.JobRow;
import io.github.dhisadmin.spi.JobTransitions.ClaimRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What is due, and the rows of it that a transaction may have for itself.
 *
 * <p>The constants are spelled out, as PostgreSQL's planner must see that the partial indexes
 * serve.
 */
final class DueJobs {
  private static final Condition IS_URGENT = JOB.PRIORITY.gt(inline(0));
  private static final Field<OffsetDateTime> TAKEN_AT = Moments.now().as("taken_at");

  private DueJobs() {}

  /**
   * What there is to take.
   *
   * @param now the database's clock
   * @param free whether jobs without a key are due
   * @param keyed whether jobs are due whose key is free
   * @param next when the next job is due, if any
   * @param late whether jobs without a key have waited for too long
   * @param urgent whether jobs without a key are due that go before others
   */
  record Look(
      Instant now,
      boolean free,
      boolean keyed,
      @Nullable Instant next,
      boolean late,
      boolean urgent) {

    boolean findsAny() {
      return free || keyed;
    }
  }

  /** A job that this transaction has locked, and when it did. */
  record Taken(JobRow job, Instant at) {
    static Taken of(Record row) {
      return new Taken(JobRows.of(row), row.get(TAKEN_AT).toInstant());
    }
  }

  /** Locks nothing: searches that end with the first row. */
  static Look look(DSLContext ctx, ClaimRequest request) {
    Condition free = due(request.types(), false);
    var found =
        ctx.select(
                Moments.now(),
                isDue(free),
                isDue(due(request.types(), true).and(slotIsFree())),
                least(nextDue(false), nextDue(true)),
                isDue(free.and(isLate(request.aging()))),
                isDue(free.and(IS_URGENT)))
            .fetchSingle();
    return new Look(
        found.value1().toInstant(),
        Boolean.TRUE.equals(found.value2()),
        Boolean.TRUE.equals(found.value3()),
        Moments.instant(found.value4()),
        Boolean.TRUE.equals(found.value5()),
        Boolean.TRUE.equals(found.value6()));
  }

  /** Locks as many as are wanted, and then of short runs as many as may wait on the node. */
  static List<Taken> take(DSLContext ctx, ClaimRequest request, Look look) {
    List<Taken> taken = new ArrayList<>();
    if (look.keyed()) {
      taken.addAll(keyed(ctx, request));
    }
    if (look.free()) {
      free(ctx, request.types(), request.limit(), request.aging(), look, taken);
      int ahead = request.ahead().roomAfter(taken.stream().map(Taken::job).toList());
      if (ahead > 0 && taken.size() >= request.limit()) {
        free(ctx, request.ahead().types(), taken.size() + ahead, request.aging(), look, taken);
      }
    }
    return taken;
  }

  /**
   * Late ones first, then urgent ones, then the rest: three searches that an index answers, of
   * which most of the time the last alone can find anything.
   */
  private static void free(
      DSLContext ctx, Set<String> types, int most, Duration aging, Look look, List<Taken> taken) {
    Condition any = due(types, false);
    if (look.late()) {
      lock(ctx, any.and(isLate(aging)), most, taken, JOB.DUE_AT);
    }
    if (look.urgent()) {
      lock(ctx, any.and(IS_URGENT), most, taken, JOB.PRIORITY.desc(), JOB.DUE_AT);
    }
    lock(ctx, any.and(JOB.PRIORITY.eq(inline(0))), most, taken, JOB.DUE_AT);
  }

  private static void lock(
      DSLContext ctx, Condition condition, int most, List<Taken> taken, OrderField<?>... order) {
    int wanted = most - taken.size();
    if (wanted > 0) {
      Condition others =
          taken.isEmpty()
              ? noCondition()
              : JOB.JOB_ID.ne(
                  DSL.all(
                      BoundArray.of(
                          taken.stream().map(each -> each.job().id()).toArray(Long[]::new))));
      taken.addAll(
          ctx.select(JOB.fields())
              .select(TAKEN_AT)
              .from(JOB)
              .where(condition)
              .and(others)
              .orderBy(order)
              .limit(wanted)
              .forUpdate()
              .skipLocked()
              .fetch(Taken::of));
    }
  }

  /**
   * Locks free slots first, and only then looks, with a fresh view, for the best job of each: no
   * two sessions can choose for one key at the same time.
   */
  private static List<Taken> keyed(DSLContext ctx, ClaimRequest request) {
    List<String> keys =
        ctx.select(JOB_SLOT.EXCLUSIVE_KEY)
            .from(JOB_SLOT)
            .where(JOB_SLOT.JOB_ID.isNull())
            .and(
                exists(
                    selectOne()
                        .from(JOB)
                        .where(due(request.types(), true))
                        .and(JOB.EXCLUSIVE_KEY.eq(JOB_SLOT.EXCLUSIVE_KEY))))
            .limit(request.limit())
            .forUpdate()
            .skipLocked()
            .fetch(JOB_SLOT.EXCLUSIVE_KEY);
    if (keys.isEmpty()) {
      return List.of();
    }
    Condition late = isLate(request.aging());
    Field<Integer> place =
        rowNumber()
            .over()
            .partitionBy(JOB.EXCLUSIVE_KEY)
            .orderBy(
                late.desc(),
                when(late, inline(0)).otherwise(JOB.PRIORITY).desc(),
                JOB.DUE_AT,
                JOB.JOB_ID)
            .as("place");
    Table<?> ranked =
        select(JOB.JOB_ID, place)
            .from(JOB)
            .where(due(request.types(), true))
            .and(JOB.EXCLUSIVE_KEY.in(keys))
            .asTable("ranked");
    return ctx.select(JOB.fields())
        .select(TAKEN_AT)
        .from(JOB)
        .where(
            JOB.JOB_ID.in(
                select(ranked.field("job_id", Long.class))
                    .from(ranked)
                    .where(ranked.field("place", Integer.class).eq(inline(1)))))
        .and(due(request.types(), true))
        .forUpdate()
        .skipLocked()
        .fetch(Taken::of);
  }

  /** Of all that are due, by type; asked with both conditions, as each has an index for it. */
  static Map<String, Integer> waiting(DSLContext ctx, Set<String> types) {
    return ctx.select(JOB.JOB_TYPE, count())
        .from(JOB)
        .where(due(types, true).or(due(types, false)))
        .groupBy(JOB.JOB_TYPE)
        .fetchMap(JOB.JOB_TYPE, count());
  }

  /** One job that no one runs and that may run, due or not, with the slot of its key. */
  static List<Taken> one(DSLContext ctx, long jobId, Set<String> types) {
    ctx.select(JOB_SLOT.EXCLUSIVE_KEY)
        .from(JOB_SLOT)
        .where(
            JOB_SLOT.EXCLUSIVE_KEY.eq(
                select(JOB.EXCLUSIVE_KEY).from(JOB).where(JOB.JOB_ID.eq(jobId))))
        .forUpdate()
        .fetch();
    return ctx.select(JOB.fields())
        .select(TAKEN_AT)
        .from(JOB)
        .where(JOB.JOB_ID.eq(jobId))
        .and(JOB.STATE.eq(inline(IDLE)))
        .and(JOB.ENABLED.eq(inline(true)))
        .and(JOB.PROBLEM.isNull())
        .and(JOB.JOB_TYPE.in(types))
        .and(JOB.EXCLUSIVE_KEY.isNull().or(slotIsFree()))
        .forUpdate()
        .of(JOB)
        .skipLocked()
        .fetch(Taken::of);
  }

  private static Field<Boolean> isDue(Condition condition) {
    return field(exists(selectOne().from(JOB).where(condition)));
  }

  /** Two looks at the ends of indexes; types that this node does not know cost it a look. */
  private static Field<OffsetDateTime> nextDue(boolean keyed) {
    return field(
        select(min(JOB.DUE_AT)).from(JOB).where(waiting(keyed)).and(JOB.DUE_AT.gt(Moments.now())));
  }

  private static Condition slotIsFree() {
    return exists(
        selectOne()
            .from(JOB_SLOT)
            .where(JOB_SLOT.EXCLUSIVE_KEY.eq(JOB.EXCLUSIVE_KEY))
            .and(JOB_SLOT.JOB_ID.isNull()));
  }

  private static Condition isLate(Duration aging) {
    return JOB.DUE_AT.lt(Moments.ago(aging));
  }

  private static Condition waiting(boolean keyed) {
    return JOB.STATE
        .eq(inline(IDLE))
        .and(JOB.ENABLED.eq(inline(true)))
        .and(JOB.PROBLEM.isNull())
        .and(keyed ? JOB.EXCLUSIVE_KEY.isNotNull() : JOB.EXCLUSIVE_KEY.isNull());
  }

  private static Condition due(Set<String> types, boolean keyed) {
    return waiting(keyed).and(JOB.DUE_AT.le(Moments.now())).and(JOB.JOB_TYPE.in(types));
  }
}
