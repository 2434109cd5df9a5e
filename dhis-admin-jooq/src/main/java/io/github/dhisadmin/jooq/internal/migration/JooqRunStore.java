package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_AUDIT;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.github.dhisadmin.jooq.internal.migration.AuditTrail.Deed;
import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Database;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.migration.AuditEntry;
import io.github.dhisadmin.migration.AuditEntry.Action;
import io.github.dhisadmin.migration.MigrationRun;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.PruningPlan;
import io.github.dhisadmin.migration.PruningPlan.Pruning;
import io.github.dhisadmin.migration.TransferredPart;
import io.github.dhisadmin.migration.spi.NewRun;
import io.github.dhisadmin.migration.spi.NewTask;
import io.github.dhisadmin.migration.spi.RunStore;
import io.github.dhisadmin.run.Cancellation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.InsertSetMoreStep;

/** Runs as rows of {@code migration_run}, by the database's clock. */
final class JooqRunStore implements RunStore {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Database database;

  JooqRunStore(Database database) {
    this.database = database;
  }

  @Override
  public long begin(NewRun run) {
    return changing(
        ctx -> {
          long id =
              insert(ctx, run, false)
                  .returningResult(MIGRATION_RUN.RUN_ID)
                  .fetchSingle(MIGRATION_RUN.RUN_ID);
          audit(ctx, Action.BEGIN, run, id, 0);
          return id;
        });
  }

  @Override
  public MigrationRun begin(NewRun run, String sameness, LongFunction<List<NewTask>> tasks) {
    return changing(
        ctx -> {
          while (true) {
            Optional<Long> begun =
                insert(ctx, run, true)
                    .set(MIGRATION_RUN.SAMENESS, sameness)
                    .onConflict(MIGRATION_RUN.SAMENESS)
                    .doNothing()
                    .returningResult(MIGRATION_RUN.RUN_ID)
                    .fetchOptional(MIGRATION_RUN.RUN_ID);
            if (begun.isPresent()) {
              List<NewTask> all = tasks.apply(begun.get());
              int enqueued = TaskIntake.forRunsOf(ctx, all).enqueue(all);
              audit(ctx, Action.BEGIN, run, begun.get(), enqueued);
              return new MigrationRun(begun.get(), run.configuration(), enqueued, false);
            }
            // While we hold it, it does not end. If it has by now, the next insert finds no other.
            Optional<Long> underWay =
                ctx.select(MIGRATION_RUN.RUN_ID)
                    .from(MIGRATION_RUN)
                    .where(MIGRATION_RUN.SAMENESS.eq(sameness))
                    .forShare()
                    .fetchOptional(MIGRATION_RUN.RUN_ID);
            if (underWay.isPresent()) {
              audit(ctx, Action.JOIN, run, underWay.get(), 0);
              return new MigrationRun(underWay.get(), run.configuration(), 0, true);
            }
          }
        });
  }

  private static InsertSetMoreStep<?> insert(DSLContext ctx, NewRun run, boolean sealed) {
    return ctx.insertInto(MIGRATION_RUN)
        .set(MIGRATION_RUN.CONFIGURATION, run.configuration())
        .set(MIGRATION_RUN.KIND, run.kind().name())
        .set(MIGRATION_RUN.REQUEST, run.request())
        .set(MIGRATION_RUN.REQUESTED_BY, run.requestedBy())
        .set(MIGRATION_RUN.CANCELLED, false)
        .set(MIGRATION_RUN.SEALED, sealed)
        .set(MIGRATION_RUN.CREATED_AT, Moments.now());
  }

  private static void audit(DSLContext ctx, Action action, NewRun run, long id, long tasks) {
    new AuditTrail(ctx)
        .write(action, List.of(new Deed(id, run.requestedBy(), tasks, run.request())));
  }

  @Override
  public void seal(long run) {
    changing(
        ctx -> {
          ctx.update(MIGRATION_RUN)
              .set(MIGRATION_RUN.SEALED, inline(true))
              .where(MIGRATION_RUN.RUN_ID.eq(run))
              .execute();
          return ctx.update(MIGRATION_TASK)
              .set(MIGRATION_TASK.STATE, TaskState.QUEUED.value())
              .set(MIGRATION_TASK.AVAILABLE_AT, Moments.now())
              .where(MIGRATION_TASK.RUN_ID.eq(run))
              .and(TaskState.HELD.condition())
              .execute();
        });
  }

  /**
   * Who adds tasks to a run, or puts failed ones back, locks it first: what has none once it is
   * locked has ended.
   */
  @Override
  public List<MigrationRunRecord> end() {
    return changing(
        ctx -> {
          List<Long> settled =
              ctx.select(MIGRATION_RUN.RUN_ID)
                  .from(MIGRATION_RUN)
                  .where(MIGRATION_RUN.ENDED_AT.isNull())
                  .and(MIGRATION_RUN.SEALED.isTrue())
                  .and(hasNoOpenTasks())
                  .orderBy(MIGRATION_RUN.RUN_ID)
                  .forUpdate()
                  .skipLocked()
                  .fetch(MIGRATION_RUN.RUN_ID);
          return settled.isEmpty() ? List.of() : end(ctx, settled);
        });
  }

  private static List<MigrationRunRecord> end(DSLContext ctx, List<Long> settled) {
    List<Long> ended =
        ctx.update(MIGRATION_RUN)
            .set(MIGRATION_RUN.ENDED_AT, Moments.now())
            .setNull(MIGRATION_RUN.SAMENESS)
            .where(MIGRATION_RUN.RUN_ID.eq(any(BoundArray.of(settled.toArray(Long[]::new)))))
            .and(hasNoOpenTasks())
            .returningResult(MIGRATION_RUN.RUN_ID)
            .fetch(row -> row.value1());
    List<MigrationRunRecord> records =
        new RunViews(ctx)
            .records(
                MIGRATION_RUN.RUN_ID.eq(any(BoundArray.of(ended.toArray(Long[]::new)))),
                Integer.MAX_VALUE);
    new AuditTrail(ctx).write(Action.END, records.stream().map(JooqRunStore::deed).toList());
    return records;
  }

  private static Deed deed(MigrationRunRecord ended) {
    return new Deed(
        ended.id(),
        ended.requestedBy(),
        ended.counts().stream().mapToLong(each -> each.enqueued()).sum(),
        ended.state() + summary(ended));
  }

  private static String summary(MigrationRunRecord ended) {
    return ended.counts().stream()
        .filter(each -> each.enqueued() > 0)
        .map(
            each ->
                "; "
                    + each.process()
                    + " done "
                    + each.done()
                    + ", failed "
                    + each.failed()
                    + ", cancelled "
                    + each.cancelled()
                    + ", cleared "
                    + each.cleared()
                    + ", values "
                    + ended.transferred(each.process()).values()
                    + " "
                    + ended.transferred(each.process()).checksumText())
        .collect(Collectors.joining());
  }

  private static Condition hasNoOpenTasks() {
    return notExists(
        selectOne()
            .from(MIGRATION_TASK)
            .where(MIGRATION_TASK.RUN_ID.eq(MIGRATION_RUN.RUN_ID))
            .and(TaskState.open()));
  }

  @Override
  public int cancel(long run, String who) {
    return changing(
        ctx -> {
          ctx.update(MIGRATION_RUN)
              .set(MIGRATION_RUN.CANCELLED, inline(true))
              .set(MIGRATION_RUN.SEALED, inline(true))
              .where(MIGRATION_RUN.RUN_ID.eq(run))
              .execute();
          int stopped =
              ctx.update(MIGRATION_TASK)
                  .set(MIGRATION_TASK.STATE, TaskState.CANCELLED.value())
                  .set(MIGRATION_TASK.FINISHED_AT, Moments.now())
                  .setNull(MIGRATION_TASK.LEASE_UNTIL)
                  .where(
                      MIGRATION_TASK.TASK_ID.in(
                          select(MIGRATION_TASK.TASK_ID)
                              .from(MIGRATION_TASK)
                              .where(MIGRATION_TASK.RUN_ID.eq(run))
                              .and(TaskState.open())
                              .orderBy(MIGRATION_TASK.TASK_ID)
                              .forUpdate()))
                  .execute();
          new AuditTrail(ctx).write(Action.CANCEL, who, Map.of(run, (long) stopped));
          return stopped;
        });
  }

  @Override
  public Optional<MigrationRunRecord> find(long run) {
    return read(ctx -> new RunViews(ctx).records(MIGRATION_RUN.RUN_ID.eq(run), 1)).stream()
        .findFirst();
  }

  @Override
  public List<MigrationRunRecord> list(String configuration, long before, int limit) {
    return read(
        ctx ->
            new RunViews(ctx)
                .records(
                    MIGRATION_RUN
                        .CONFIGURATION
                        .eq(configuration)
                        .and(MIGRATION_RUN.RUN_ID.lt(before)),
                    limit));
  }

  @Override
  public List<TransferredPart> parts(long run, long afterTask, int limit) {
    return read(ctx -> new RunViews(ctx).parts(run, afterTask, limit));
  }

  @Override
  public List<AuditEntry> audit(String configuration, long before, int limit) {
    return read(
        ctx ->
            new AuditTrail(ctx)
                .entries(
                    MIGRATION_AUDIT
                        .CONFIGURATION
                        .eq(configuration)
                        .and(MIGRATION_AUDIT.AUDIT_ID.lt(before)),
                    MIGRATION_AUDIT.AUDIT_ID.desc(),
                    limit));
  }

  @Override
  public List<AuditEntry> audit(long run) {
    return read(
        ctx ->
            new AuditTrail(ctx)
                .entries(
                    MIGRATION_AUDIT.RUN_ID.eq(run),
                    MIGRATION_AUDIT.AUDIT_ID.asc(),
                    Integer.MAX_VALUE));
  }

  @Override
  public PruningPlan plan(Pruning pruning) {
    return read(ctx -> new RunPruning(ctx).plan(pruning));
  }

  @Override
  public PruningPlan prune(PruningPlan seen, String who) {
    return changing(ctx -> new RunPruning(ctx).prune(seen, who));
  }

  private <T> T read(Function<DSLContext, T> work) {
    return database.read(new Cancellation(), PATIENCE, work);
  }

  private <T> T changing(Function<DSLContext, T> work) {
    return new Turns(database).changing(work);
  }
}
