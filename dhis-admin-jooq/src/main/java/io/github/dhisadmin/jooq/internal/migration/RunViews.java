package io.github.dhisadmin.jooq.internal.migration;

import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_RUN;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TALLY;
import static io.github.dhisadmin.jooq.internal.admin.Tables.MIGRATION_TASK;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import io.github.dhisadmin.jooq.internal.sql.BoundArray;
import io.github.dhisadmin.jooq.internal.sql.Moments;
import io.github.dhisadmin.migration.MigrationKind;
import io.github.dhisadmin.migration.MigrationRunRecord;
import io.github.dhisadmin.migration.MigrationRunRecord.State;
import io.github.dhisadmin.migration.ProcessCounts;
import io.github.dhisadmin.migration.ProcessType;
import io.github.dhisadmin.migration.TransferTotals;
import io.github.dhisadmin.migration.TransferredPart;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** What is known of runs, within a transaction. */
final class RunViews {
  private final DSLContext ctx;

  RunViews(DSLContext ctx) {
    this.ctx = ctx;
  }

  /** Runs of a condition, the newest first, by three statements. */
  List<MigrationRunRecord> records(Condition condition, int limit) {
    List<? extends Record> runs =
        ctx.selectFrom(MIGRATION_RUN)
            .where(condition)
            .orderBy(MIGRATION_RUN.RUN_ID.desc())
            .limit(limit)
            .fetch();
    Field<Long[]> ids =
        BoundArray.of(runs.stream().map(run -> run.get(MIGRATION_RUN.RUN_ID)).toArray(Long[]::new));
    Map<Long, Tasks> tasks = new HashMap<>();
    ctx.select(
            MIGRATION_TASK.RUN_ID,
            MIGRATION_TASK.PROCESS,
            MIGRATION_TASK.STATE,
            count(),
            sum(MIGRATION_TASK.VALUE_COUNT),
            sum(MIGRATION_TASK.CHECKSUM))
        .from(MIGRATION_TASK)
        .where(MIGRATION_TASK.RUN_ID.eq(any(ids)))
        .groupBy(MIGRATION_TASK.RUN_ID, MIGRATION_TASK.PROCESS, MIGRATION_TASK.STATE)
        .forEach(
            each ->
                tasks
                    .computeIfAbsent(each.value1(), run -> new Tasks())
                    .stand(
                        ProcessType.valueOf(each.value2()),
                        TaskState.valueOf(each.value3()),
                        each.value4(),
                        totals(each.value5(), each.value6())));
    ctx.select(
            MIGRATION_TALLY.RUN_ID,
            MIGRATION_TALLY.PROCESS,
            MIGRATION_TALLY.ENQUEUED,
            MIGRATION_TALLY.CLEARED)
        .from(MIGRATION_TALLY)
        .where(MIGRATION_TALLY.RUN_ID.eq(any(ids)))
        .forEach(
            each ->
                tasks
                    .computeIfAbsent(each.value1(), run -> new Tasks())
                    .tallies
                    .put(
                        ProcessType.valueOf(each.value2()),
                        new long[] {each.value3(), each.value4()}));
    return runs.stream()
        .map(run -> record(run, tasks.getOrDefault(run.get(MIGRATION_RUN.RUN_ID), new Tasks())))
        .toList();
  }

  /** The sum of checksums is taken with 64 bits, however often it overflows on the way. */
  private static TransferTotals totals(BigDecimal values, BigDecimal checksum) {
    return new TransferTotals(values.longValueExact(), checksum.toBigInteger().longValue());
  }

  /** Parts of a run that have values, by the numbers of their tasks. */
  List<TransferredPart> parts(long run, long afterTask, int limit) {
    return ctx.select(
            MIGRATION_TASK.TASK_ID,
            MIGRATION_TASK.PROCESS,
            MIGRATION_TASK.TASK_KEY,
            MIGRATION_TASK.VALUE_COUNT,
            MIGRATION_TASK.CHECKSUM)
        .from(MIGRATION_TASK)
        .where(MIGRATION_TASK.RUN_ID.eq(run))
        .and(MIGRATION_TASK.TASK_ID.gt(afterTask))
        .and(MIGRATION_TASK.VALUE_COUNT.gt(0L))
        .orderBy(MIGRATION_TASK.TASK_ID)
        .limit(limit)
        .fetch(
            row ->
                new TransferredPart(
                    row.value1(),
                    ProcessType.valueOf(row.value2()),
                    row.value3(),
                    new TransferTotals(row.value4(), row.value5())));
  }

  private static MigrationRunRecord record(Record run, Tasks tasks) {
    List<ProcessCounts> counts = tasks.counts();
    return new MigrationRunRecord(
        run.get(MIGRATION_RUN.RUN_ID),
        run.get(MIGRATION_RUN.CONFIGURATION),
        MigrationKind.valueOf(run.get(MIGRATION_RUN.KIND)),
        run.get(MIGRATION_RUN.REQUESTED_BY),
        run.get(MIGRATION_RUN.CREATED_AT).toInstant(),
        Moments.instant(run.get(MIGRATION_RUN.ENDED_AT)),
        state(run, counts),
        counts,
        tasks.transferred);
  }

  private static State state(Record run, List<ProcessCounts> counts) {
    if (run.get(MIGRATION_RUN.CANCELLED)) {
      return State.CANCELLED;
    }
    if (run.get(MIGRATION_RUN.ENDED_AT) == null) {
      return run.get(MIGRATION_RUN.SEALED) ? State.RUNNING : State.BEGINNING;
    }
    boolean complete = counts.stream().allMatch(each -> each.failed() == 0 && each.cleared() == 0);
    return complete ? State.DONE : State.DONE_WITH_FAILURES;
  }

  /** The tasks of one run. */
  private static final class Tasks {
    private final Map<ProcessType, Map<TaskState, Long>> states = new EnumMap<>(ProcessType.class);
    private final Map<ProcessType, long[]> tallies = new EnumMap<>(ProcessType.class);
    private final Map<ProcessType, TransferTotals> transferred = new EnumMap<>(ProcessType.class);

    private void stand(ProcessType process, TaskState state, long number, TransferTotals totals) {
      states.computeIfAbsent(process, type -> new EnumMap<>(TaskState.class)).put(state, number);
      if (totals.values() > 0) {
        transferred.merge(process, totals, TransferTotals::plus);
      }
    }

    private List<ProcessCounts> counts() {
      return Stream.of(ProcessType.values())
          .map(
              process ->
                  TaskViews.counts(
                      process,
                      tallies.getOrDefault(process, new long[2]),
                      states.getOrDefault(process, Map.of())))
          .toList();
    }
  }
}
