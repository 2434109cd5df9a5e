package io.github.dhisadmin.jooq.internal.maintenance;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MAINTENANCE_STEP;

import io.github.dhisadmin.error.StoreException;
import io.github.dhisadmin.jooq.internal.progress.RunProgress;
import io.github.dhisadmin.jooq.internal.progress.WorkQueue;
import io.github.dhisadmin.jooq.internal.schema.Dhis2Schema;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Session;
import io.github.dhisadmin.maintenance.Blocker;
import io.github.dhisadmin.run.Cancellation;
import io.github.dhisadmin.run.Warning;
import io.github.dhisadmin.spi.EngineContext;
import io.github.dhisadmin.spi.StoredOperation.Done;
import io.github.dhisadmin.spi.StoredOperation.Outlook;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one execution. Each is short, can be cancelled, waits for locks only so long,
 * and writes what it did into the history along with doing it, so that the counts are right even if
 * the process is killed. Thread safe.
 */
final class Chunks {
  /** Longer than a transaction of DHIS2's takes, and shorter than people wait. */
  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(5);

  /** What takes longer was planned wrongly; better to stop than to hold rows any longer. */
  private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(30);

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Lock not had in time, deadlock, serialisation: worth another try. */
  private static final Set<String> PASSING = Set.of(LOCK_NOT_AVAILABLE, "40P01", "40001");

  private static final int ATTEMPTS = 3;

  private final Database database;
  private final Dhis2Schema schema;
  private final long runId;
  private final EngineContext context;
  private final RunProgress progress;
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Blockers blockers = new Blockers();

  Chunks(
      Database database, Dhis2Schema schema, long runId, EngineContext context, Outlook outlook) {
    this.database = database;
    this.schema = schema;
    this.runId = runId;
    this.context = context;
    this.progress = new RunProgress(context.control().progress(), context.clock());
    outlook.counts().keySet().forEach(step -> counts.put(step, 0L));
    long total = outlook.counts().values().stream().mapToLong(Long::longValue).sum();
    progress.plan(number(Math.max(1, total)), (double) Math.max(1, total));
    outlook.blockers().forEach(blockers::add);
    outlook.warnings().forEach(blockers::warn);
  }

  Cancellation cancellation() {
    return context.control().cancellation();
  }

  Database database() {
    return database;
  }

  /** Tells what is being done that is not counted. */
  void begin(String stage) {
    progress.begin(stage);
  }

  void block(Blocker blocker) {
    blockers.add(blocker);
  }

  void warn(Warning warning) {
    blockers.warn(warning);
  }

  /** Does a piece of a step in a transaction. Returns how much it changed. */
  long run(String step, ToLongFunction<DSLContext> work) {
    return run(step, LOCK_TIMEOUT, work);
  }

  /** Does a piece of a step in a transaction that waits for each lock so long. */
  long run(String step, Duration lockTimeout, ToLongFunction<DSLContext> work) {
    return runSteps(lockTimeout, ctx -> Map.of(step, work.applyAsLong(ctx)));
  }

  /**
   * Does a piece of a step in a transaction, or nothing if it does not get a lock in time.
   *
   * @param locked tells of what is left as it is then
   */
  long runUnlessLocked(
      String step, Duration lockTimeout, ToLongFunction<DSLContext> work, Blocker locked) {
    try {
      return run(step, lockTimeout, work);
    } catch (StoreException e) {
      if (!e.sqlState().orElse("").equals(LOCK_NOT_AVAILABLE)) {
        throw e;
      }
      block(locked);
      return 0;
    }
  }

  /** Does pieces of several steps in one transaction, which says what it changed in each. */
  long runSteps(Function<DSLContext, Map<String, Long>> work) {
    return runSteps(LOCK_TIMEOUT, work);
  }

  private long runSteps(Duration lockTimeout, Function<DSLContext, Map<String, Long>> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(lockTimeout, work);
      } catch (StoreException e) {
        if (attempt == ATTEMPTS || !PASSING.contains(e.sqlState().orElse(""))) {
          throw e;
        }
      }
    }
  }

  /**
   * Does pieces of a step, each in a transaction, several at once. Returns how much they changed.
   */
  <T> long each(String step, List<T> pieces, ToLongBiFunction<DSLContext, T> work) {
    LongAdder changed = new LongAdder();
    WorkQueue queue = new WorkQueue(context);
    for (int i = 0; i < pieces.size(); i++) {
      T piece = pieces.get(i);
      queue.add(
          pieces.size() - i, () -> changed.add(run(step, ctx -> work.applyAsLong(ctx, piece))));
    }
    queue.run();
    return changed.sum();
  }

  /** What was done, and what stopped it. */
  Done done(@Nullable RuntimeException failure) {
    return new Done(counts(), blockers.listed(), blockers.warnings(), failure);
  }

  /**
   * Does one of a step that stays done even if the transaction is undone, and therefore is counted
   * before.
   *
   * @param wanted whether it is still to be done
   */
  void runCountedFirst(String step, Predicate<DSLContext> wanted, Consumer<DSLContext> work) {
    long count =
        database.transaction(
            cancellation(),
            ctx -> {
              prepare(ctx, LOCK_TIMEOUT);
              if (!wanted.test(ctx)) {
                return 0L;
              }
              remember(ctx, step, 1);
              work.accept(ctx);
              return 1L;
            });
    tell(step, count);
  }

  private long once(Duration lockTimeout, Function<DSLContext, Map<String, Long>> work) {
    Map<String, Long> changed =
        database.transaction(
            cancellation(),
            ctx -> {
              prepare(ctx, lockTimeout);
              Map<String, Long> rows = work.apply(ctx);
              rows.forEach((step, count) -> remember(ctx, step, count));
              return rows;
            });
    changed.forEach(this::tell);
    return changed.values().stream().mapToLong(Long::longValue).sum();
  }

  private void prepare(DSLContext ctx, Duration lockTimeout) {
    Session session = new Session(ctx);
    session.lockTimeout(lockTimeout);
    session.statementTimeout(STATEMENT_TIMEOUT);
    if (schema.needsDhis2User() || schema.auditsDataValues()) {
      session.set("dhis2.user", "dhis-admin");
    }
  }

  private void tell(String step, long count) {
    add(step, count);
    if (count > 0) {
      progress.finish(step, count + " done", number(count), (double) count);
    }
  }

  private static int number(long count) {
    return (int) Math.min(Integer.MAX_VALUE, count);
  }

  /** As late in the transaction as can be, as others that work on the step wait for it. */
  private void remember(DSLContext ctx, String step, long count) {
    if (count > 0) {
      ctx.update(MAINTENANCE_STEP)
          .set(MAINTENANCE_STEP.DONE, MAINTENANCE_STEP.DONE.plus(count))
          .where(MAINTENANCE_STEP.RUN_ID.eq(runId))
          .and(MAINTENANCE_STEP.STEP.eq(step))
          .execute();
    }
  }

  private synchronized void add(String step, long changed) {
    counts.merge(step, changed, Long::sum);
  }

  private synchronized Map<String, Long> counts() {
    return new LinkedHashMap<>(counts);
  }
}
