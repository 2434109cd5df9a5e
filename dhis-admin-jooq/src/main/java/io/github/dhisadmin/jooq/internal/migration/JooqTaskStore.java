package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.migration.ClearingPlan;
import io.github.dhisadmin.migration.ClearingPlan.Clearing;
import io.github.dhisadmin.migration.FailedTask;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TaskSelection;
import io.github.dhisadmin.migration.spi.Claim;
import io.github.dhisadmin.migration.spi.ClaimedTask;
import io.github.dhisadmin.migration.spi.Completion;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.TaskFailure;
import io.github.dhisadmin.migration.spi.TaskHandle;
import io.github.dhisadmin.migration.spi.TaskRetries;
import io.github.dhisadmin.migration.spi.TaskStore;
import io.github.dhisadmin.run.Cancellation;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;

/** Tasks as rows of {@code migration_task}, by the database's clock. */
final class JooqTaskStore implements TaskStore {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Database database;

  JooqTaskStore(Database database) {
    this.database = database;
  }

  @Override
  public int enqueue(List<NewTask> tasks) {
    return changing(ctx -> TaskIntake.forRunsOf(ctx, tasks).enqueue(tasks));
  }

  @Override
  public List<ClaimedTask> claim(Claim claim) {
    return changing(ctx -> new TaskClaims(ctx).claim(claim));
  }

  @Override
  public List<ClaimedTask> claim(List<Long> ids, String worker, Duration lease) {
    return ids.isEmpty()
        ? List.of()
        : changing(ctx -> new TaskClaims(ctx).claim(ids, worker, lease));
  }

  @Override
  public Set<TaskHandle> renew(List<TaskHandle> tasks, Duration lease) {
    return tasks.isEmpty() ? Set.of() : changing(ctx -> new TaskEndings(ctx).renew(tasks, lease));
  }

  @Override
  public Set<TaskHandle> complete(List<Completion> completions) {
    return completions.isEmpty() ? Set.of() : changing(ctx -> complete(ctx, completions));
  }

  private static Set<TaskHandle> complete(DSLContext ctx, List<Completion> completions) {
    TaskIntake intake =
        TaskIntake.forRunsOf(
            ctx, completions.stream().flatMap(each -> each.followUps().stream()).toList());
    TaskEndings endings = new TaskEndings(ctx);
    Set<TaskHandle> owned = endings.owned(completions.stream().map(Completion::handle).toList());
    List<Completion> valid =
        completions.stream().filter(each -> owned.contains(each.handle())).toList();
    endings.complete(valid);
    intake.enqueue(valid.stream().flatMap(each -> each.followUps().stream()).toList());
    return owned;
  }

  @Override
  public Set<TaskHandle> fail(List<TaskFailure> failures) {
    return failures.isEmpty() ? Set.of() : changing(ctx -> new TaskEndings(ctx).fail(failures));
  }

  @Override
  public Set<TaskHandle> release(List<TaskHandle> tasks, Duration rest) {
    return tasks.isEmpty() ? Set.of() : changing(ctx -> new TaskEndings(ctx).release(tasks, rest));
  }

  @Override
  public int recover(TaskRetries retries, int limit) {
    return changing(ctx -> new TaskEndings(ctx).recover(retries, limit));
  }

  @Override
  public List<Unannounced> unannounced(int limit) {
    return database.transaction(
        ctx ->
            ctx.select(MIGRATION_TASK.TASK_ID, MIGRATION_TASK.PROCESS)
                .from(MIGRATION_TASK)
                .where(TaskState.QUEUED.condition())
                .and(MIGRATION_TASK.ANNOUNCED_AT.isNull())
                .and(MIGRATION_TASK.AVAILABLE_AT.le(Moments.now()))
                .orderBy(MIGRATION_TASK.AVAILABLE_AT, MIGRATION_TASK.TASK_ID)
                .limit(limit)
                .fetch(row -> new Unannounced(row.value1(), ProcessType.valueOf(row.value2()))));
  }

  @Override
  public void announced(List<Long> ids) {
    database.transaction(
        ctx ->
            ctx.update(MIGRATION_TASK)
                .set(MIGRATION_TASK.ANNOUNCED_AT, Moments.now())
                .where(
                    MIGRATION_TASK.TASK_ID.in(
                        select(MIGRATION_TASK.TASK_ID)
                            .from(MIGRATION_TASK)
                            .where(
                                MIGRATION_TASK.TASK_ID.eq(
                                    any(BoundArray.of(ids.toArray(Long[]::new)))))
                            .and(TaskState.QUEUED.condition())
                            .orderBy(MIGRATION_TASK.TASK_ID)
                            .forUpdate()))
                .execute());
  }

  @Override
  public int announceAgain(Duration olderThan, int limit) {
    return database.transaction(
        ctx ->
            ctx.update(MIGRATION_TASK)
                .setNull(MIGRATION_TASK.ANNOUNCED_AT)
                .where(
                    MIGRATION_TASK.TASK_ID.in(
                        select(MIGRATION_TASK.TASK_ID)
                            .from(MIGRATION_TASK)
                            .where(TaskState.QUEUED.condition())
                            .and(MIGRATION_TASK.ANNOUNCED_AT.lt(Moments.ago(olderThan)))
                            .orderBy(MIGRATION_TASK.TASK_ID)
                            .limit(limit)
                            .forUpdate()
                            .skipLocked()))
                .execute());
  }

  @Override
  public List<ProcessCounts> counts(String configuration) {
    return counts(MIGRATION_RUN.CONFIGURATION.eq(configuration));
  }

  @Override
  public List<ProcessCounts> counts(long run) {
    return counts(MIGRATION_RUN.RUN_ID.eq(run));
  }

  private List<ProcessCounts> counts(Condition runs) {
    return database.read(new Cancellation(), PATIENCE, ctx -> new TaskViews(ctx).counts(runs));
  }

  @Override
  public boolean isWaiting(ProcessType process, int number) {
    return changing(
        ctx ->
            ctx.fetchExists(
                selectOne()
                    .from(MIGRATION_TASK)
                    .where(TaskState.QUEUED.condition())
                    .and(MIGRATION_TASK.PROCESS.eq(process.name()))
                    .orderBy(MIGRATION_TASK.AVAILABLE_AT, MIGRATION_TASK.TASK_ID)
                    .offset(number - 1)
                    .limit(1)));
  }

  @Override
  public int open() {
    return changing(
        ctx ->
            ctx.fetchCount(MIGRATION_TASK, TaskState.QUEUED.condition())
                + ctx.fetchCount(MIGRATION_TASK, TaskState.PROCESSING.condition()));
  }

  @Override
  public Optional<Duration> nextDue() {
    return changing(
        ctx ->
            Stream.concat(
                    Stream.of(ProcessType.values())
                        .map(each -> MIGRATION_TASK.PROCESS.eq(each.name()))
                        .map(process -> TaskState.QUEUED.condition().and(process))
                        .flatMap(
                            waiting -> next(ctx, MIGRATION_TASK.AVAILABLE_AT, waiting).stream()),
                    next(ctx, MIGRATION_TASK.LEASE_UNTIL, TaskState.PROCESSING.condition())
                        .stream())
                .min(Comparator.naturalOrder()));
  }

  /** One look at the end of an index. */
  private static Optional<Duration> next(
      DSLContext ctx, Field<OffsetDateTime> time, Condition condition) {
    var row =
        ctx.select(Moments.now(), min(time)).from(MIGRATION_TASK).where(condition).fetchSingle();
    return Optional.ofNullable(row.value2())
        .map(due -> Duration.between(row.value1(), due))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  @Override
  public List<FailedTask> failed(TaskSelection selection, FailedTask.Position after, int limit) {
    return database.transaction(ctx -> new TaskViews(ctx).failed(selection, after, limit));
  }

  @Override
  public int retry(TaskSelection selection, String who) {
    return changing(ctx -> new TaskViews(ctx).retry(selection, who));
  }

  @Override
  public ClearingPlan plan(Clearing clearing) {
    return database.transaction(ctx -> new TaskClearing(ctx).plan(clearing));
  }

  @Override
  public ClearingPlan clear(ClearingPlan seen, String who) {
    return changing(ctx -> new TaskClearing(ctx).clear(seen, who));
  }

  private <T> T changing(Function<DSLContext, T> work) {
    return new Turns(database).changing(work);
  }
}
